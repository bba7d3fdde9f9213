"""Which incidents an article tells, which of them is the main one, and what is no incident at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from entity_reading import tools
from incident_reading import claims, extract, main_of, roles, rows

from builder.extract.extractor import RuleExtractor
from builder.lexicon import IncidentType, Trigger
from builder.model import Article

FOLLOWED = (
    "Three soldiers were killed on Monday when a roadside bomb exploded near Ramadi, the ministry said.\n\n"
    "Two others were wounded in the blast.\n\n"
    "The attack was the first in the town since Sgt. Omar Darwish was killed in June 2019. Darwish died in Mosul."
)


def test_mentions_of_one_happening_are_one_incident() -> None:
    found = extract(FOLLOWED)
    triggers = {t.text for t in main_of(found).triggers}
    assert {"were killed", "were wounded", "blast"} <= triggers
    assert main_of(found).mode == "actual"


def test_an_older_happening_is_background_kept_apart_and_recalled() -> None:
    found = extract(FOLLOWED)
    older = [i for i in found.incidents if i.mode == "background"]
    assert len(older) == 1
    assert ("recalls", older[0].id) in {(r.relation, r.incident) for r in main_of(found).related}
    assert older[0].time is not None
    assert (older[0].time.start, older[0].time.precision) == ("2019-06-01", "month")
    assert older[0].place is not None
    assert older[0].place.name == "Mosul"
    assert not {r.entity for r in main_of(found).roles} & {r.entity for r in older[0].roles}


def test_two_places_are_two_incidents_and_a_round_up_has_no_main_one() -> None:
    text = (
        "One airstrike near Mosul destroyed a bunker. Two airstrikes near Ramadi hit a convoy. "
        "Another airstrike near Fallujah destroyed a truck."
    )
    found = extract(text)
    assert [i.place.name for i in found.incidents if i.place] == ["Mosul", "Ramadi", "Fallujah"]
    assert not [i for i in found.incidents if i.main]
    counts = [(c.subject, c.object["low"]) for c in claims(found, "count")]
    assert (found.incidents[1].id, 2) in counts


def test_the_type_is_the_most_specific_that_is_told() -> None:
    text = "An attack killed six people in Kabul on Monday. The suicide bombing was claimed by no one."
    assert main_of(extract(text)).type == "SuicideBombing"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Troops will attack the town of Hawija on Friday.", "planned"),
        ("If rebels attack Mosul, the army will answer.", "hypothetical"),
        ("The militia did not attack the convoy near Mosul on Monday.", "denied"),
    ],
)
def test_what_did_not_happen_is_not_actual(text: str, mode: str) -> None:
    found = extract(text)
    assert found.incidents[0].mode == mode
    assert not [i for i in found.incidents if i.main]


@pytest.mark.parametrize(
    "text",
    [
        "Attacks have increased in recent years, analysts say.",
        "An attack helicopter stood on the runway.",
        "The patient died of a disease.",
        "The council agreed to repaint the library.",
        "The leader is responsible for conducting attacks against convoys.",
    ],
)
def test_what_is_general_or_no_violence_is_no_incident(text: str) -> None:
    assert extract(text).incidents == ()


def test_a_total_over_a_period_is_a_claim_on_the_operation_and_no_incident() -> None:
    text = (
        "Two sailors were killed in Basra on Monday.\n\n"
        "Since Operation Silent Harvest began in 2016, 41 sailors have been killed, according to the Navy.\n\n"
        "The two deaths bring the total to 43 sailors killed."
    )
    found = extract(text)
    totals = claims(found, "total")
    assert [c.object["low"] for c in totals] == [41, 43]
    names = {e.id: e.name for e in found.entities}
    assert {names[c.subject] for c in totals} == {"Operation Silent Harvest"}
    assert totals[0].object["since"] == "2016-01-01"
    assert {c.bounds.low for i in found.incidents for c in i.casualties} == {2}


def test_the_time_of_a_statement_alone_is_the_end_of_an_open_time() -> None:
    found = extract("The army tweeted on Monday about a clash near Ramadi that killed several rebels.")
    time = main_of(found).time
    assert time is not None
    assert (time.start, time.end, time.basis) == (None, "2021-05-10", "published")


def test_a_dateline_says_neither_when_nor_where() -> None:
    found = extract("BAGHDAD, Iraq (May 12) - A bomb killed nine people in Mosul on Sunday.")
    incident = main_of(found)
    assert incident.time is not None
    assert incident.time.start == "2021-05-09"
    assert incident.place is not None
    assert incident.place.name == "Mosul"


def test_a_district_at_the_head_of_a_sentence_is_the_place_and_its_province_is_in_its_name() -> None:
    found = extract("In Sangin district, Helmand province, an Afghan force killed two gunmen on Sunday.")
    place = main_of(found).place
    assert place is not None
    assert place.name == "Sangin district, Helmand province"


def test_places_without_a_name_are_told_only_beside_a_happening() -> None:
    found = extract("A bomb went off at a market in Mosul. Schools will open near a new bridge in May.")
    assert [m.span.text for m in found.mentions if m.type == "Location"] == ["a market", "Mosul"]


def test_paragraphs_with_datelines_of_their_own_tell_of_those_places() -> None:
    found = extract(
        "KIRKUK - A bomb killed two men on Monday, police said.\n\nMOSUL - Gunmen shot dead a policeman on Tuesday.\n\n"
        "BASRA - A mine wounded three boys on Sunday."
    )
    told = [(i.place.name if i.place else None, i.main) for i in found.incidents]
    assert told == [("KIRKUK", False), ("MOSUL", False), ("BASRA", False)]


def test_what_a_correction_takes_back_is_not_told() -> None:
    found = extract(
        "A bomb killed six men in Mosul on Monday. An earlier version of this article said that nine had been killed."
    )
    assert [rows(i) for i in found.incidents] == [[("killed", 6, 6, 6, "men")]]


def test_a_group_that_claims_it_is_the_perpetrator() -> None:
    found = extract("A bomb killed six men in Mosul on Monday. The Harvest Front said it was behind the attack.")
    assert ("perpetrator_organisation", "The Harvest Front") in roles(found, main_of(found))


def test_a_court_has_days_of_its_own() -> None:
    found = extract("A court in Basra charged two men on Tuesday over the killing of a guard in Mosul last year.")
    (killing,) = (i for i in found.incidents if i.type == "Killing")
    assert killing.time is not None
    assert killing.time.start == "2020-01-01"


def test_a_home_is_no_place_of_an_incident() -> None:
    found = extract("Sgt. Ruth Delgado, 29, of Portland, Oregon, was killed on Monday.")
    assert main_of(found).place is None


def test_a_new_type_is_one_block_of_turtle() -> None:
    """The extractor knows no type by name: one that a user adds is found by its words."""
    ontology, parser, gazetteer = tools()
    sabotage = IncidentType("Sabotage", "Attack", "sabotage", "Works are damaged.", (Trigger("sabotage", "verb"),))
    wider = replace(
        ontology,
        incident_types={**ontology.incident_types, "Sabotage": sabotage},
        parents={**ontology.parents, "Sabotage": ("Attack",)},
    )
    text = "Saboteurs sabotaged a pipeline near Kirkuk on Monday."
    found = RuleExtractor(wider, parser, gazetteer).extract(Article("test", text, "0", published="2021-05-12"))
    assert [i.type for i in found.incidents] == ["Sabotage"]


def test_one_who_came_later_answers_and_is_another_incident() -> None:
    text = (
        "Rockets hit a base in Anbar province on Thursday, wounding three contractors. "
        "Jets struck two depots near Deir ez-Zor in response to the attack."
    )
    found = extract(text)
    first, second = found.incidents
    assert ("responds_to", first.id) in {(r.relation, r.incident) for r in second.related}


def test_who_denies_an_attack_has_no_part_in_it() -> None:
    found = extract("A bomb killed nine people in Mosul on Monday. The Taliban denied carrying out the attack.")
    entities = {e.id: e.name for e in found.entities}
    assert "Taliban" not in {entities[r.entity] for i in found.incidents for r in i.roles}


def test_where_the_wounded_were_taken_is_not_where_it_happened() -> None:
    text = "A soldier was wounded on Monday in a raid near Jalalabad and was flown to Bagram. The raid lasted an hour."
    main = main_of(extract(text))
    assert main.place is not None
    assert main.place.name == "Jalalabad"


def test_a_similar_attack_of_another_day_keeps_its_dead() -> None:
    text = (
        "Three Iraqi soldiers were wounded on Thursday when rockets struck a base near Mosul, three days after a "
        "similar attack killed a contractor there."
    )
    main = main_of(extract(text))
    assert [(row.outcome, row.bounds.low) for row in main.casualties] == [("wounded", 3)]


def test_a_time_by_the_clock_is_of_the_day_that_is_told() -> None:
    text = "Gunmen shot a judge in Mosul on Friday, police said on Sunday. The judge was shot at about 9 a.m."
    main = main_of(extract(text))
    assert main.time is not None
    assert str(main.time.start).endswith("T09:00:00")
    assert main.time.start == main.time.end
    first = main_of(extract("Gunmen shot a judge in Mosul on Friday, police said on Sunday."))
    assert first.time is not None
    assert str(main.time.start)[:10] == first.time.start


def test_a_participle_goes_on_with_the_blast_of_its_clause() -> None:
    text = (
        "A roadside bomb tore through a bus carrying recruits in Somalia's Lower Shabelle region on Tuesday morning, "
        "killing at least 11 people and injuring 20, an official said."
    )
    (incident,) = extract(text).incidents
    assert [(row.outcome, row.bounds.low) for row in incident.casualties] == [("killed", 11), ("wounded", 20)]
