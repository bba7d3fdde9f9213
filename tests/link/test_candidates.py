"""Which pairs are compared: enough of them, not too many, and the same ones in every order."""

from __future__ import annotations

from itertools import combinations

import pytest
from link_rows import COUNTRY_ONLY, NOWHERE, UNTIMED, killed, report

from builder.link.block import block_keys, candidates, seek_keys

DEAD = {"casualties": (killed(2),)}
BASE = report("base", **DEAD)

MEET = {
    "the same day and place": report("b"),
    "three days later at the same place": report("b", start="2020-03-11", end="2020-03-11"),
    "no date, published the next day": report("b", **UNTIMED),
    "published is the only end": report("b", start=None, end="2020-03-09"),
    "another point, circles overlap": report("b", lat=35.95, lon=43.9, place_name="dibaga"),
    "the name alone": report("b", **{**NOWHERE, "place_name": "gwer"}),
    "the country alone, with deaths": report("b", **COUNTRY_ONLY, **DEAD),
    "the month alone, with deaths": report(
        "b", start="2020-03-01", end="2020-03-31", precision="month", mode="background", **DEAD
    ),
}
DONT_MEET = {
    "three weeks later": report("b", start="2020-03-29", end="2020-03-29", published="2020-03-30", **DEAD),
    "400 km away": report("b", lat=36.3, lon=39.0, place_name="kobani", country="SY", **DEAD),
    "another town of the same country, with deaths": report("b", lat=30.5, lon=47.8, place_name="basra", **DEAD),
    "the country alone, without casualties": report("b", **COUNTRY_ONLY),
    "the same article": report("b", article=BASE.article, **DEAD),
}


@pytest.mark.parametrize("other", MEET.values(), ids=MEET.keys())
def test_pairs_that_can_be_one_incident_meet(other):
    assert len(candidates([BASE, other])) == 1


@pytest.mark.parametrize("other", DONT_MEET.values(), ids=DONT_MEET.keys())
def test_pairs_that_cannot_be_one_incident_do_not_meet(other):
    assert candidates([BASE, other]) == []


@pytest.mark.parametrize(
    "when",
    [
        {"start": "2020-03-01", "end": "2020-03-31", "precision": "month"},
        {"start": "2020-01-01", "end": "2020-12-31", "precision": "year"},
        {**UNTIMED, "mode": "background"},
    ],
    ids=["month", "year", "no date"],
)
def test_a_shared_person_is_found_however_vague_the_date(when):
    named = report("a", people=frozenset({"ana m lind"}), **NOWHERE)
    vague = report("b", people=frozenset({"ana lind"}), **when, **NOWHERE)
    assert len(candidates([named, vague])) == 1


def test_circles_that_overlap_always_share_a_key():
    for step in range(40):
        other = report("b", lat=35.85 + step * 0.009, lon=43.75 - step * 0.011, radius_km=55.0, place_name="elsewhere")
        assert len(candidates([report("a", place_name="gwer"), other])) == 1, step


def test_a_pair_meets_across_the_date_line_and_at_the_pole():
    fiji = [report("a", lat=-17.0, lon=179.98, place_name="x"), report("b", lat=-17.0, lon=-179.98, place_name="y")]
    pole = [report("a", lat=89.99, lon=10.0, place_name="x"), report("b", lat=89.99, lon=-170.0, place_name="y")]
    assert len(candidates(fiji)) == len(candidates(pole)) == 1


def strikes(days: int, a_day: int = 5) -> list:
    """Strikes near one town, several a day, each of another article."""
    return [
        report(
            f"{day:03}-{n}", start=f"2016-{day // 28 + 1:02}-{day % 28 + 1:02}", end=None, main=False, type="Airstrike"
        )
        for day in range(days)
        for n in range(a_day)
    ]


def test_the_pairs_of_one_report_do_not_grow_with_the_store():
    few, many = candidates(strikes(28)), candidates(strikes(280))
    busiest = max(sum(name in (a.report, b.report) for a, b in few) for name in {a.report for a, _ in few})
    assert len(many) / len(strikes(280)) < 1.2 * len(few) / len(strikes(28))
    assert busiest <= 4 * 5 + 4


def test_a_report_has_few_keys_and_any_date_has_some():
    rich = report(
        "a",
        operation="northern shield",
        people=frozenset({"ana lind", "li wei"}),
        actors=frozenset({"army", "militia"}),
        **DEAD,
    )
    assert len(block_keys(rich)) <= 60
    for day in ("0001-01-01", "9999-12-31"):
        assert block_keys(report("a", start=day, end=day))


def test_seeking_is_symmetric():
    rows = [BASE, *MEET.values(), *DONT_MEET.values()]
    for a, b in combinations(rows, 2):
        assert bool(seek_keys(a) & block_keys(b)) == bool(seek_keys(b) & block_keys(a))
