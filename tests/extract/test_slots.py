"""When, where and against whom: which words of an article tell a happening's slots, and which tell another's."""

from __future__ import annotations

import pytest
from incident_reading import extract, main_of, roles, rows

from builder.model import Incident


def when(incident: Incident) -> str | None:
    return incident.time.start if incident.time else None


def where(incident: Incident) -> str | None:
    return incident.place.name if incident.place else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "In Tarin Kowt district, Uruzgan province, a joint patrol arrested two gunmen on Monday.",
            "Tarin Kowt district, Uruzgan province",
        ),
        (
            "Soldiers killed several rebels in western Iraq on Monday.\n\nA patrol came upon a truck in Ramadi. The "
            "soldiers opened fire, killing the rebels.",
            "Ramadi",
        ),
        ("MOSUL, Iraq (May 10, 2021) - Police arrested a bomb maker in an overnight raid here.", "MOSUL"),
        (
            "Police arrested three men in Helmand, Kandahar and Nangarhar provinces on Monday.",
            "Helmand",
        ),
    ],
    ids=["place before the subject", "between two sentences of it", "here", "first of a list"],
)
def test_where(text: str, place: str) -> None:
    assert where(main_of(extract(text))) == place


def test_a_listed_province_keeps_its_own_point() -> None:
    place = main_of(extract("Police arrested three men in Helmand, Kandahar and Nangarhar provinces on Monday.")).place
    assert place is not None
    assert place.lon == pytest.approx(64, abs=1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Troops today arrested a man who was responsible for Sunday's ambush in Mosul.", "2021-05-12"),
        ("The army today confirmed the arrest of a bomb maker in a raid in Mosul, Iraq, May 9.", "2021-05-09"),
        ("Kabul, Afghanistan (May 12) - Guards killed a gunman in Herat yesterday.", "2021-05-11"),
    ],
    ids=["of another deed", "of the deed, not of the statement", "dateline in lower case"],
)
def test_when(text: str, day: str) -> None:
    assert when(main_of(extract(text))) == day


def test_the_day_of_a_statement_is_not_that_of_the_deed() -> None:
    time = main_of(extract("An airstrike killed two rebels near Jilib, Somalia, the army announced Tuesday.")).time
    assert time is not None
    assert (time.start, time.end, time.basis) == (None, "2021-05-11", "published")


def test_what_somebody_is_said_to_have_done_is_another_happening() -> None:
    found = extract("Police in Basra on Monday killed a man suspected of the May 2 bombing of a market in Mosul.")
    told = {(i.type, when(i), where(i)) for i in found.incidents}
    assert ("Killing", "2021-05-10", "Basra") in told
    assert ("Bombing", "2021-05-02", "Mosul") in told


def test_a_phase_that_takes_the_toll_told_before_is_the_same_happening() -> None:
    found = extract(
        "Troops killed two gunmen while searching a farm near Ramadi on Monday.\n\nGunmen had opened fire on them. The "
        "troops called for an airstrike. The airstrike killed two gunmen."
    )
    assert [rows(i) for i in found.incidents if i.mode == "actual"] == [[("killed", 2, 2, 2, "gunmen")]]
    apart = extract("Troops killed two gunmen near Ramadi on Monday. An airstrike near Mosul also killed two gunmen.")
    assert len(apart.incidents) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested two men in Mosul on Monday while searching for an al-Shabaab commander.",
        "Troops targeted an al-Shabaab commander on Monday, detaining two men near Mosul.",
        "Police arrested two men in Mosul on Monday during an operation against al-Shabaab hideouts.",
    ],
)
def test_whom_an_operation_sought_takes_part(text: str) -> None:
    found = extract(text)
    participants = {name for i in found.incidents for role, name in roles(found, i) if role == "participant"}
    assert any("Shabaab" in name for name in participants)


def test_whom_somebody_else_sought_takes_no_part() -> None:
    found = extract("Police in Mosul on Monday arrested two men suspected of targeting al-Shabaab defectors.")
    assert not any("Shabaab" in name for _, name in roles(found, main_of(found)))


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested two men with suspected ties to al-Shabaab in Mosul on Monday.",
        "Police killed Omar Darwish, a local al-Shabaab commander, in Mosul on Monday.",
        "Police killed Omar Darwish, one of the al-Shabaab commanders of the area, in Mosul on Monday.",
    ],
)
def test_whom_people_belong_to(text: str) -> None:
    found = extract(text)
    names = {e.id: e.name for e in found.entities}
    assert {names.get(c.side or "") for c in main_of(found).casualties} == {"al-Shabaab"}


def test_people_whom_the_parser_lost_are_counted() -> None:
    told = rows(main_of(extract("A raid in Mosul on Monday resulted in six villagers being killed.")))
    assert told == [("killed", 6, 6, 6, "villagers")]
    assert rows(main_of(extract("Police killed a rebel sub-commander in Mosul on Monday.")))[0][0] == "killed"


def test_one_who_is_included_is_a_victim() -> None:
    found = extract("Troops killed two gunmen, including Omar Darwish, in Mosul on Monday.")
    assert ("victim", "Omar Darwish") in roles(found, main_of(found))
    assert rows(main_of(found)) == [("killed", 2, 2, 2, "gunmen")]


def test_the_day_of_what_another_came_two_days_after_is_reckoned() -> None:
    found = extract("Troops freed a teacher in Mosul on Tuesday, two days after gunmen seized her in Ramadi.")
    assert [(i.type, when(i)) for i in found.incidents] == [("Rescue", "2021-05-11"), ("Kidnapping", "2021-05-09")]
