"""What is one incident and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from link_rows import COUNTRY_ONLY, NOWHERE, UNTIMED, killed, report, wounded

from builder.link.decide import STRONG, WEIGHTS, judge, worth_keeping

BASE = report("base", casualties=(killed(2),))
ONE_DEATH = (killed(1),)
NAMED = {"people": frozenset({"daniel q okafor"}), "casualties": ONE_DEATH}
MONTH = {"start": "2019-08-01", "end": "2019-08-31", "precision": "month", "mode": "background", "main": False}

SAME = {
    "another outlet, the same figures": report("b", casualties=(killed(2),)),
    "an early toll that has risen": report("b", published="2020-03-10", casualties=(killed(3),)),
    "silent on casualties": report("b"),
    "a more general type": report("b", type="Attack", ancestors=("Incident",), casualties=(killed(2),)),
    "the country alone, but the same toll and day": report("b", **COUNTRY_ONLY, casualties=(killed(2),)),
    "an outlet with no place": report("b", **NOWHERE, casualties=(killed(2),)),
    "a denial of the same event": report("b", mode="denied", casualties=(killed(2),)),
    "recalled a year later": report(
        "b", published="2021-03-01", mode="background", main=False, casualties=(killed(2),)
    ),
}
NOT_SAME = {
    "three days later at the same base": report("b", start="2020-03-11", end="2020-03-11", published="2020-03-12"),
    "the next day at the same base": report("b", start="2020-03-09", end="2020-03-09", casualties=(killed(2),)),
    "a year later": report("b", start="2021-03-08", end="2021-03-08", published="2021-03-09", casualties=(killed(2),)),
    "the same day, far away": report("b", lat=36.34, lon=41.87, place_name="sinjar", casualties=(killed(2),)),
    "another country": report("b", **{**NOWHERE, "country": "AF"}, casualties=(killed(2),)),
    "published before it happened": report("b", **UNTIMED, published="2020-03-05", casualties=(killed(2),)),
    "hours apart, other tolls": report(
        "b", start="2020-03-08T19:30:00", end="2020-03-08T20:00:00", precision="hour", casualties=(killed(9),)
    ),
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME.keys())
def test_tells_of_the_same_incident(other):
    link = judge(BASE, other)
    assert link.judgement == "same", link
    assert link.score >= 0.85


@pytest.mark.parametrize("other", NOT_SAME.values(), ids=NOT_SAME.keys())
def test_a_look_alike_is_another_incident(other):
    early = report(
        "a", start="2020-03-08T06:00:00", end="2020-03-08T06:30:00", precision="hour", casualties=(killed(2),)
    )
    link = judge(early if other.precision == "hour" else BASE, other)
    assert link.judgement == "different", link
    assert link.score <= 0.2


def test_two_vague_reports_of_one_country_and_week_stay_open():
    week = {"start": "2020-03-02", "end": "2020-03-08", "precision": "week", **COUNTRY_ONLY}
    assert judge(report("a", **week), report("b", **week)).judgement == "unsure"


WEAK = {
    "operation": "northern shield",
    "actors": frozenset({"army of the valley"}),
    "words": frozenset({"fighters", "clashed", "village", "north"}),
    "casualties": (killed(5, None),),
}


@pytest.mark.parametrize(
    "strong",
    [COUNTRY_ONLY, {**UNTIMED, "lat": 35.95}, {"start": "2020-03-07", "lat": 35.95, "radius_km": 4.0}],
    ids=["the day alone", "the place alone", "neither"],
)
def test_one_kind_of_strong_evidence_is_not_enough_however_much_weak_there_is(strong):
    link = judge(report("a", **WEAK), report("b", **{**WEAK, **strong}))
    assert link.judgement == "unsure"
    assert sum(reason.startswith("+") for reason in link.reasons) >= 6


def test_a_recalled_death_is_the_older_incident_and_not_the_main_one():
    older = report("old", start="2019-08-10", end="2019-08-10", published="2019-08-12", **NAMED)
    recalled = report("new-2", article="new", people=frozenset({"daniel okafor"}), casualties=ONE_DEATH, **MONTH)
    main = report("new-1", article="new", casualties=(killed(2),))
    assert judge(recalled, older).judgement == "same"
    assert judge(recalled, main).judgement == "different"
    assert judge(older, main).judgement == "different"


def test_reports_of_one_article_are_never_one_incident():
    twins = [report(name, article="one", casualties=(killed(2),)) for name in "ab"]
    assert judge(*twins).judgement == "different"


def test_a_daily_series_of_strikes_near_one_town_is_not_merged():
    """Releases that differ in nothing but the day, with and without a date in the text."""
    strike = {
        "type": "Airstrike",
        "main": False,
        "source_group": "command",
        "words": frozenset({"strike", "near", "town", "destroyed", "tactical", "unit"}),
    }
    dated = [
        report(f"d{day}", **strike, start=f"2016-05-{day}", end=f"2016-05-{day}", published=f"2016-05-{day}")
        for day in (10, 11)
    ]
    assert judge(*dated).judgement == "different"
    undated = [report(f"u{day}", **strike, **UNTIMED, published=f"2016-05-{day}") for day in (10, 11)]
    assert judge(*undated).judgement != "same"
    only_published = [
        report(f"p{day}", **strike, start=None, end=f"2016-05-{day}", published=f"2016-05-{day}") for day in (10, 11)
    ]
    assert judge(*only_published).judgement != "same"


def test_two_attacks_in_one_town_on_one_day_with_other_tolls_are_not_merged():
    morning, evening = report("a", casualties=(killed(4),)), report("b", casualties=(killed(31), wounded(60)))
    assert judge(morning, evening).judgement != "same"


def test_what_is_planned_is_not_what_happened():
    assert judge(BASE, report("b", mode="planned", casualties=(killed(2),))).judgement != "same"


def test_two_ends_without_a_start_are_no_evidence_of_one_time():
    until = {"start": None, "precision": "day"}
    link = judge(report("a", **until, end="2020-03-08"), report("b", **until, end="2020-03-09"))
    assert not any("overlap" in reason for reason in link.reasons)


def test_a_copied_report_is_the_same_one_and_a_later_one_of_the_same_outlet_may_not_be():
    words = {"words": frozenset({"soldiers", "ambushed", "bridge", "convoy"}), "source_group": "wire", **UNTIMED}
    first = report("a", **words)
    assert judge(first, report("b", **words)).judgement == "same"
    assert judge(first, report("b", **words, published="2020-03-12")).judgement != "same"


def test_other_names_for_one_death_speak_against():
    one = report("a", people=frozenset({"ana lind"}), casualties=ONE_DEATH)
    other = report("b", people=frozenset({"omar saleh"}), casualties=ONE_DEATH)
    assert judge(one, other).score < judge(one, report("b", casualties=ONE_DEATH)).score


def test_figures_of_other_sides_do_not_contradict():
    soldiers = report("a", casualties=(killed(2, group="kurdish soldiers"),))
    fighters = report("b", casualties=(killed(17, 19, group="militants"),))
    assert not any("killed" in reason for reason in judge(soldiers, fighters).reasons)


def test_a_toll_falls_less_easily_than_it_rises():
    early, late = {"published": "2020-03-09"}, {"published": "2020-03-11"}
    rises = judge(report("a", **early, casualties=(killed(4),)), report("b", **late, casualties=(killed(9),)))
    falls = judge(report("a", **early, casualties=(killed(9),)), report("b", **late, casualties=(killed(4),)))
    assert rises.score > falls.score


def test_a_rare_number_at_one_place_can_stand_for_a_date():
    many = {**UNTIMED, "published": None, "type": "Capture", "casualties": (killed(23, group="raiders"),)}
    few = {**many, "casualties": (killed(2, group="raiders"),)}
    words = {"words": frozenset({"navy", "raiders", "vessel", "boarded"})}
    assert judge(report("a", **many, **words), report("b", **many, **words)).judgement == "same"
    assert judge(report("a", **few, **words), report("b", **few, **words)).judgement == "unsure"


def test_silence_is_no_difference():
    silent = {**UNTIMED, **NOWHERE, "type": "Incident", "ancestors": ()}
    assert judge(report("a", **silent), report("b", **silent)).judgement == "unsure"


def test_an_open_question_is_kept_only_if_it_is_one():
    link = judge(report("a", **UNTIMED, **NOWHERE), report("b", **UNTIMED, **NOWHERE))
    assert not worth_keeping(link)
    assert worth_keeping(replace(link, score=0.5))
    assert worth_keeping(replace(link, judgement="different"))


def test_reasons_say_what_counted_and_which_way():
    link = judge(BASE, report("c", start="2020-03-11", end="2020-03-11", published="2020-03-12"))
    assert link.reasons[0] == "- 3 days apart: 2020-03-08 and 2020-03-11"
    assert any(reason.startswith("+ 0 km apart (gwer, within 10 and 10 km)") for reason in link.reasons)
    assert link.decided_by.startswith("linker/")
    assert link.left < link.right


def test_more_agreement_never_lowers_the_score():
    plain = judge(report("a"), report("b"))
    richer = {"operation": "northern shield", "people": frozenset({"ana lind"}), "casualties": (killed(2),)}
    assert judge(report("a", **richer), report("b", **richer)).score >= plain.score


def test_every_strong_level_has_a_weight_for_it():
    assert all(WEIGHTS[key] > 1 for key in STRONG)


def test_an_unknown_type_is_not_another_type():
    unknown = report("b", type="Incident", ancestors=(), casualties=(killed(2),))
    other = report("b", type="Kidnapping", ancestors=("Abduction", "Incident"), casualties=(killed(2),))
    assert judge(BASE, unknown).score > judge(BASE, other).score
