"""Who was killed, wounded, captured …, and how many."""

from __future__ import annotations

import pytest
from incident_reading import claims, extract, main_of, roles, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three soldiers were killed in Mosul on Monday.", [("killed", 3, 3, 3, "soldiers")]),
        (
            "A bomb exploded in Mosul on Monday, killing three soldiers and two civilians.",
            [("killed", 3, 3, 3, "soldiers"), ("killed", 2, 2, 2, "civilians")],
        ),
        (
            "A blast in Mosul killed 12 people and wounded at least 25.",
            [("killed", 12, 12, 12, "people"), ("wounded", 25, None, None, "people")],
        ),
        (
            "Between 40 and 50 rebels were killed in Mosul on Monday.",
            [("killed", 40, None, 50, "rebels")],
        ),
        (
            "Police detained a suspect and two fighters in Mosul on Monday.",
            [("captured", 1, 1, 1, "suspect"), ("captured", 2, 2, 2, "fighters")],
        ),
        ("Gunmen kidnapped four engineers near Mosul.", [("kidnapped", 4, 4, 4, "engineers")]),
        ("The shelling of Mosul on Monday left nine civilians dead.", [("killed", 9, 9, 9, "civilians")]),
        ("Rockets hit Mosul on Monday. No one was hurt in the attack.", [("wounded", 0, 0, 0, "one")]),
        (
            "Gunmen killed 12 people in Mosul, seven women and five men.",
            [("killed", 12, 12, 12, "people")],
        ),
        ("At least 40 people were killed or wounded in Mosul on Monday.", [("casualties", 40, None, None, "people")]),
        ("The ministry has not said how many soldiers were killed.", []),
        (
            "KABUL, Afghanistan — Three American soldiers and an Afghan interpreter died late Thursday in a raid.",
            [("killed", 3, 3, 3, "American soldiers"), ("killed", 1, 1, 1, "Afghan interpreter")],
        ),
        (
            "A bomb went off in Mosul on Monday, killing nine people and wounding 20, a doctor and a guard said.",
            [("killed", 9, 9, 9, "people"), ("wounded", 20, 20, 20, "people")],
        ),
        ("Sgt. Ruth Delgado, 29, was killed in Mosul on Monday.", [("killed", 1, 1, 1, "Sgt. Ruth Delgado")]),
    ],
)
def test_rows(text: str, expected: list[tuple[str, int | None, int | None, int | None, str]]) -> None:
    found = extract(text)
    assert sorted(row for i in found.incidents for row in rows(i)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Three soldiers were killed and five hurt in Mosul on Monday.",
            [("killed", 3, 3, 3, "soldiers"), ("wounded", 5, 5, 5, "soldiers")],
        ),
        (
            "A bomb in Mosul on Monday left seven people dead and at least 20 injured.",
            [("killed", 7, 7, 7, "people"), ("wounded", 20, None, None, "people")],
        ),
        (
            "The strike on Monday killed a commander along with three guards near Mosul.",
            [("killed", 1, 1, 1, "commander"), ("killed", 3, 3, 3, "guards")],
        ),
        ("Police arrested a smuggler and courier in Mosul on Monday.", [("captured", 1, 1, 1, "smuggler")]),
        (
            "No women or children were hurt when a rocket hit Mosul.",
            [("wounded", 0, 0, 0, "women"), ("wounded", 0, 0, 0, "children")],
        ),
        ("Neither soldier was hurt when a rocket hit Mosul on Monday.", [("wounded", 0, 0, 0, "soldier")]),
        ("Troops tried to detain two men in Mosul on Monday.", []),
        ("Three gunmen attacked a post in Mosul on Monday. The gunmen were killed.", [("killed", 3, 3, 3, "gunmen")]),
        ("Troops chased the rebels near Mosul on Monday and killed four of them.", [("killed", 4, 4, 4, "rebels")]),
        (
            "A couple and their three children were killed in Mosul on Monday.",
            [("killed", 2, 2, 2, "couple"), ("killed", 3, 3, 3, "children")],
        ),
    ],
)
def test_rows_of_many_manners(text: str, expected: list[tuple[str, int | None, int | None, int | None, str]]) -> None:
    found = extract(text)
    assert sorted(row for i in found.incidents for row in rows(i)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "outcome", "expected"),
    [
        # in parts, and under another noun
        (
            "Troops detained four fighters in Mosul on Monday. The leader and three other militants were detained.",
            "captured",
            [4],
        ),
        ("Troops killed several rebels in Mosul on Monday. The five militants were killed in a house.", "killed", [5]),
        ("Two sailors were killed in Mosul on Monday. Petty Officer Ruth Delgado was killed.", "killed", [2]),
        # others, and other people
        ("Two sailors were killed in Mosul on Monday. Two more sailors were killed.", "killed", [2, 2]),
        ("Two sailors were killed in Mosul on Monday. Two policemen were killed, too.", "killed", [2, 2]),
    ],
)
def test_the_same_people_make_one_row(text: str, outcome: str, expected: list[int]) -> None:
    found = extract(text)
    assert [c.bounds.low for i in found.incidents for c in i.casualties if c.outcome == outcome] == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("As of Tuesday, 40 people had been confirmed dead in the attack on Mosul.", "2021-05-11"),
        ("Gunmen attacked Mosul on Sunday. By Monday evening the death toll had risen to 40.", "2021-05-10"),
        ("Forty people were killed in an attack on Mosul on Tuesday.", None),
    ],
)
def test_a_figure_keeps_the_day_for_which_it_holds(text: str, day: str | None) -> None:
    found = extract(text)
    told = [c for c in claims(found, "killed") if c.object["low"] == 40]
    assert [c.as_of for c in told] == [day]
    if day:
        assert all(i.time is None or i.time.start != day for i in found.incidents)


@pytest.mark.parametrize(
    "text",
    [
        "More than 500 people died in 2010.",
        "Troops have detained scores of rebels over the past month.",
        "A bomb killed a sailor in Mosul on Monday. The death takes to 43 the number of sailors killed since 2016.",
    ],
)
def test_a_figure_of_a_period_is_no_toll(text: str) -> None:
    assert all((c.bounds.low or 0) <= 1 for i in extract(text).incidents for c in i.casualties)


def test_a_vague_number_keeps_its_word_and_gets_none() -> None:
    row = main_of(extract("A clash near Mosul on Monday killed several militants.")).casualties[0]
    assert row.bounds.quantifier == "several"
    assert (row.bounds.low, row.bounds.best, row.bounds.high) == (None, None, None)


def test_an_age_is_no_count() -> None:
    found = extract("Ruth Delgado, 29, was killed in Mosul on Monday.")
    assert {c.bounds.low for i in found.incidents for c in i.casualties} == {1}


def test_the_same_figure_told_again_is_one_row() -> None:
    text = (
        "Two soldiers were killed in Mosul on Monday. The names of the two soldiers killed are being withheld. "
        "The two soldiers died in a firefight, the army said."
    )
    assert rows(main_of(extract(text))) == [("killed", 2, 2, 2, "soldiers")]


def test_figures_that_disagree_stay_side_by_side() -> None:
    text = "Two soldiers were killed in Mosul on Monday, the army said. Police said four soldiers were killed there."
    found = extract(text)
    assert {row[1] for i in found.incidents for row in rows(i)} == {2, 4}


def test_both_sides_of_a_clash_are_participants() -> None:
    found = extract("Soldiers clashed with militants near Mosul on Monday.")
    assert {role for role, _ in roles(found, main_of(found))} == {"participant"}
    assert len(main_of(found).roles) == 2


def test_who_attacks_is_perpetrator_and_who_is_attacked_victim() -> None:
    found = extract("Islamic State fighters attacked the peshmerga near Mosul on Monday.")
    kinds = {role for role, _ in roles(found, main_of(found))}
    assert "victim" in kinds
    assert kinds & {"perpetrator_individual", "perpetrator_organisation"}


def test_reporters_and_outlets_are_no_parties() -> None:
    text = (
        "Two soldiers were killed in Mosul on Monday, an official told Harbor Ledger.\n\n"
        "Ann Reyes contributed to this report."
    )
    found = extract(text)
    names = {who for i in found.incidents for _, who in roles(found, i)}
    assert not names & {"Harbor Ledger", "Ann Reyes"}
