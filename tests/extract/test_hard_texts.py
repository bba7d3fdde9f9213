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
    "business at the exchange": """
        Veltrane Group launched a hostile takeover of Ostmark Paints on Tuesday. Shares in Ostmark exploded, then
        crashed by a fifth. Regulators seized on a report, and two executives withdrew from the board. 'We will fight
        this raid,' the chairman said. The currency was pounded, oil sank and gold recovered.""",
    "judges and lawyers": """
        The supreme court struck down the ruling on Monday. Judges blasted the ministry, and a lawyer attacked the
        prosecution's case. The decision kills a plan to tax fuel.""",
    "the weather": """
        Heavy rain hit the coast near Porto on Thursday. Winds battered the harbour, waves crashed over the wall and
        lightning struck a church tower. No one was hurt.""",
    "crime fiction": """
        Chapter three of the novel opens with a gunman who shoots the priest. By page 90 four more have died. Readers
        of the Kessel books know that the killer always returns. The author lives in Ghent.""",
    "a war of words": """
        The two ministers traded fire over the pension plan. The senator attacked her rivals on Monday, was ambushed by
        reporters, and his remarks triggered an explosion of anger. The opposition shot down the proposal.""",
    "tennis": """
        Lena Brandt crashed out of the Open in Basel on Tuesday after a shoulder injury. She had been in a dogfight
        with the champion. 'She killed me with her serve,' said Brandt. Novak withdrew before his match.""",
    "a feature on history": """
        In June 1815 the army attacked the ridge, and by nightfall 40,000 men lay dead. The museum in Ghent shows
        letters of the men who died there. Entry is free.""",
    "a trial for what is long past": """
        A jury in Bradford acquitted Dale Corvin on Wednesday. Corvin, 44, was charged with killing his business
        partner in 2011.""",
    "a pilot's obituary": """
        Lt. Col. Arthur Penhale, who has died aged 92, was a pilot and later a beekeeper. He was wounded in Korea in
        1951 and captured for six weeks. He leaves a daughter. The funeral will be held on Thursday in Truro.""",
    "a scenario": """
        Some 3,000 troops are near Narvik. In the scenario, enemy forces attacked a bridge and took hostages.""",
}


@pytest.mark.parametrize("name", NO_INCIDENT)
def test_nothing_happened(name: str) -> None:
    found = extract(" ".join(NO_INCIDENT[name].split()))
    assert [(i.type, i.trigger.text) for i in found.incidents if i.mode == "actual"] == []


TOLD = {
    "polling day": (
        "Gunmen attacked a polling station in Kandahar on Saturday and killed three voters, the election commission "
        "said. The candidate, Hamid Rasul, was unhurt. Ballots were burned.",
        [("killed", 3)],
    ),
    "a footballer's death": (
        "Striker Jonas Weil was shot dead outside a nightclub in Rotterdam on Sunday, the football club said. He had "
        "scored in the match on Saturday, his coach said.",
        [("killed", 1)],
    ),
    "a stadium": (
        "Two people died when a grandstand collapsed at the stadium in Lyon during the match on Saturday. Fans fled. "
        "The league suspended play.",
        [("killed", 2)],
    ),
    "a cinema": (
        "A bomb exploded in a cinema in Peshawar on Friday and killed eight people who watched the film. The actor "
        "was not there.",
        [("killed", 8)],
    ),
    "positions": (
        "Taliban positions near Kunduz were attacked by jets on Monday, and five fighters were killed.",
        [("killed", 5)],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_plainly_told_comes_out_of_any_kind_of_text(name: str) -> None:
    text, tolls = TOLD[name]
    assert [(c.outcome, c.bounds.low) for c in main_of(extract(text)).casualties] == tolls


def test_a_strike_of_workers_is_no_air_strike() -> None:
    found = extract(
        "Workers at the port of Antwerp went on strike on Monday. The strike hit 40 ships. Unions clashed with "
        "managers over pay, and the employer said that talks collapsed on Sunday."
    )
    assert [(i.type, i.trigger.text) for i in found.incidents] == [("ForcedWorkStoppage", "went on strike")]


def test_a_name_that_is_a_word_of_violence_tells_nothing() -> None:
    found = extract(
        "Attorney General Mara Lynch spoke in Boston. Lynch said that the office is small. Lynch left on Friday."
    )
    assert found.incidents == ()


def test_what_somebody_is_going_to_do_has_not_happened() -> None:
    (planned,) = extract("The rebels are going to attack the base near Goma, the army said.").incidents
    assert planned.mode == "planned"


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
