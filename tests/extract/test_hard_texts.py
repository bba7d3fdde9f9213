"""Words of violence that tell of none, and texts that are hard to read: what must come out, and what must not."""

from __future__ import annotations

import pytest
from incident_reading import extract, main_of, rows

NO_INCIDENT = {
    "words of another sense": "The band killed time in Leeds before the show. The race was a dead heat.",
    "a flight number": "Flight 103 landed in Frankfurt. Flight 448 was diverted after a threat call.",
    "a film review": """
        In 'Iron Harbour', the new thriller by Mira Castellan, a sniper shoots eleven people from a rooftop and a
        bomb goes off in a crowded station. The second act explodes with energy. Castellan shot the film in Lisbon
        on a tiny budget, and her lead, Paul Orsman, is killed off far too early. The jokes bomb, but the chase
        through the fish market is a blast. It kills an evening pleasantly.""",
    "a review of a series": """
        The final season is a triumph. The episode in which the rebels storm the castle and slaughter two hundred
        guards is the best hour of drama this year. Viewers will cry when Captain Reyes is killed, and the plot
        never lets a character rest.""",
    "a football report": """
        United's defence was under attack from the start on Saturday. Kowalski shot wide, then fired a rocket into
        the top corner for his first goal of the season. City hit back: Brandt struck twice in two minutes to kill
        the game. Three players were injured, and the captain was knocked out by a late strike from Duarte. 'We were
        murdered in midfield,' the coach said. The visitors clashed with the referee.""",
    "a recipe": """
        Shoot for a deep pan. Beat the eggs, then blast the peppers under a hot grill for five minutes. Crush two
        cloves of garlic, attack the onions with a sharp knife, and fire up the oven. This killer sauce explodes
        with flavour. Strike a match to burn off the brandy.""",
    "business": """
        Harlan Foods axed 400 jobs on Monday after a hostile takeover bid was shot down by shareholders. Its shares
        plunged and analysts blasted the board. A price war killed off two rivals, and revenue fell.""",
    "politics": """
        The minister came under fire over the budget. The opposition attacked his plan, and a raid on pension funds
        was defused at the last minute. The talks collapsed under a barrage of criticism.""",
    "an obituary": """
        Margaret Ellery, who taught physics in Leeds for forty years, died on Tuesday at her home. She was 91. She
        is survived by two sons and five grandchildren. Her husband, Thomas, died in 2004 after a long illness. The
        funeral is on Friday.""",
    "an exercise": "Troops simulated an attack on a village in Poland on Tuesday. The mock raid went on all night.",
}


@pytest.mark.parametrize("name", NO_INCIDENT)
def test_nothing_happened(name: str) -> None:
    found = extract(" ".join(NO_INCIDENT[name].split()))
    assert [(i.type, i.trigger.text) for i in found.incidents if i.mode == "actual"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sgt. Owen Tarrant, 35, was killed on Sunday in Mosul when a bomb hit his truck.",
            [("killed", 1, 1, 1, "Sgt. Owen Tarrant")],
        ),
        (
            "The 5,000-strong brigade left Mosul on Monday. A rebel attack killed two of its men.",
            [("killed", 2, 2, 2, "its men")],
        ),
        (
            "The 2nd of three blasts hit the market in Kirkuk on Friday and killed six people.",
            [("killed", 6, 6, 6, "people")],
        ),
        (
            "Gunmen attacked the post in Ramadi at 3 a.m. on Friday and killed two policemen.",
            [("killed", 2, 2, 2, "policemen")],
        ),
        (
            "GUNMEN ATTACKED A POLICE POST NEAR RAMADI ON FRIDAY AND KILLED TWO POLICEMEN, THE ARMY SAID.",
            [("killed", 2, 2, 2, "POLICEMEN")],
        ),
        (
            "gunmen attacked a police post in ramadi on friday and killed two policemen and wounded five others",
            [("killed", 2, 2, 2, "policemen"), ("wounded", 5, 5, 5, "policemen")],
        ),
    ],
)
def test_figures_that_are_no_toll_and_hard_print(text: str, expected: list[tuple[str, int, int, int, str]]) -> None:
    assert rows(main_of(extract(text))) == expected


def test_capitals_are_quoted_as_they_stand() -> None:
    text = "GUNMEN ATTACKED A POLICE POST NEAR RAMADI ON FRIDAY AND KILLED TWO POLICEMEN, THE ARMY SAID."
    found = extract(text)
    place = main_of(found).place
    assert place is not None
    assert place.name == "Ramadi"
    assert all(text[q.start : q.end] == q.text for claim in found.claims for q in claim.evidence)


def test_what_might_happen_has_not() -> None:
    found = extract("If 40 people were killed in such an attack, the hospital would be full, the mayor said.")
    assert {i.mode for i in found.incidents} == {"hypothetical"}


def test_an_anniversary_is_not_the_day_of_what_it_recalls() -> None:
    found = extract(
        "Hundreds gathered in Halabja on Monday to mark the 30th anniversary of the attack that killed many."
    )
    (attack,) = found.incidents
    assert (attack.mode, attack.main, attack.time) == ("background", False, None)


def test_a_list_of_the_dead_is_one_toll() -> None:
    first, last = "Owen Ruth Petra Karl Ines Tomas Lena Mark Nora Felix", "Tarrant Kessling Orsman Ellery Duarte"
    names = [f"{a} {b}, {20 + n}" for n, a in enumerate(first.split()) for b in last.split()]
    text = "A fire swept through a nightclub in Bucharest on Saturday and killed 50 people. The dead are:\n\n"
    found = extract(text + "\n".join(names))
    assert [rows(i) for i in found.incidents] == [[("killed", 50, 50, 50, "people")]]


def test_contradicting_days_stand_side_by_side() -> None:
    found = extract(
        "A bomb killed six people in Basra on Monday, police said.\n\nThe bomb in Basra went off on Sunday and killed "
        "six people, the governor's office said."
    )
    days = {c.object["text"]: c.speaker for c in found.claims if c.predicate == "time"}
    assert set(days) == {"Monday", "Sunday"}


def test_a_long_report_is_read_to_its_end() -> None:
    line = "Gunmen attacked a post near {} on {} May and killed {} policemen. The road stayed shut, the search went on."
    towns = ("Ramadi", "Mosul", "Kirkuk", "Basra", "Fallujah")
    text = "\n\n".join(line.format(towns[n % 5], n % 11 + 1, n + 2) for n in range(110))
    found = extract(text)
    assert {c.bounds.low for i in found.incidents for c in i.casualties} == set(range(2, 112))
