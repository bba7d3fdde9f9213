"""Mentions and entities: spans are clean, types are right, one referent is one entity, and two are two."""

from __future__ import annotations

import pytest
from entity_reading import read

from builder.model import Bounds


def test_a_rank_belongs_to_the_mention_and_not_to_the_name() -> None:
    found = read("Lt. Col. Dana R. Whitlock Jr. briefed reporters in Kirkuk.").entity("Lt. Col. Dana R. Whitlock Jr.")
    assert (found.type, found.name) == ("Person", "Dana R. Whitlock Jr.")


def test_a_possessive_is_no_part_of_a_mention() -> None:
    assert "Maj. Owen Tarrant" in read("Police searched Maj. Owen Tarrant’s house in Basra.").texts("Person")


def test_a_family_name_alone_is_the_person_named_in_full() -> None:
    text = (
        "Sgt. Ruth Delgado was wounded near Tikrit. Delgado had arrived in April. Her brother met Sgt. Delgado there."
    )
    assert read(text).together("Sgt. Ruth Delgado", "Delgado", "Sgt. Delgado")


def test_persons_with_other_given_names_stay_apart() -> None:
    found = read("Capt. Ruth Delgado met Capt. Simon Delgado in Mosul. Delgado left on Friday.")
    assert not found.together("Capt. Ruth Delgado", "Capt. Simon Delgado")
    assert not found.together("Capt. Ruth Delgado", "Delgado")
    assert not found.together("Capt. Simon Delgado", "Delgado")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Troops of the 3rd Battalion, 9th Marines arrived.", "the 3rd Battalion, 9th Marines"),
        ("The attack hit the 12th Armored Brigade on Monday.", "the 12th Armored Brigade"),
        ("A statement by Joint Task Force – Northern Shield followed.", "Joint Task Force – Northern Shield"),
        ("Soldiers of Bravo Company returned fire.", "Bravo Company"),
    ],
)
def test_units(text: str, name: str) -> None:
    assert name in read(text).texts("Unit")


def test_an_operation_is_one_with_its_code_name_alone() -> None:
    found = read("Operation Silent Harvest began in 2016. Commanders praised Silent Harvest. The operation goes on.")
    assert found.together("Operation Silent Harvest", "Silent Harvest", "The operation")


def test_the_raid_is_not_the_operation_named_far_away() -> None:
    found = read(
        "Operation Silent Harvest began in 2016.\n\nRain fell in Basra.\n\nA bridge was closed.\n\n"
        "A market burned down.\n\nThe operation lasted one night."
    )
    assert "The operation" not in found.texts("Operation")


def test_aliases_of_a_known_actor_are_one_entity() -> None:
    found = read("ISIS claimed the attack. Fighters of the Islamic State fled.")
    assert found.together("ISIS", "the Islamic State")
    assert found.entity("ISIS").class_name == "ArmedGroup"


def test_an_acronym_in_brackets_is_its_name() -> None:
    found = read("The Harran Relief Committee (HRC) sent food. On Friday the HRC left Raqqa.")
    assert found.together("The Harran Relief Committee", "the HRC")


def test_forces_of_two_kinds_stay_apart() -> None:
    found = read("Iraqi Security Forces and Iraqi special forces searched the village with Syrian special forces.")
    assert len({found.entity(w).id for w in ("Iraqi Security Forces", "Iraqi special forces")}) == 2
    assert not found.together("Iraqi special forces", "Syrian special forces")


def test_a_counted_group_keeps_its_number_and_is_taken_up_again() -> None:
    found = read("Three British soldiers were killed in Basra on Monday. The three soldiers had left the base at dawn.")
    assert found.together("Three British soldiers", "The three soldiers")
    group = found.entity("Three British soldiers")
    assert (group.type, group.name, group.cardinality) == ("Person", None, Bounds(3, 3, 3))


@pytest.mark.parametrize(
    "text",
    [
        "Two Iraqi soldiers were killed. Later two Turkish soldiers died. The Turkish soldiers were on leave.",
        "Two soldiers were killed in Mosul. Four soldiers were wounded in Basra. The four soldiers are in hospital.",
    ],
)
def test_groups_that_differ_in_nation_or_number_stay_apart(text: str) -> None:
    found = read(text)
    first, second, again = found.texts("Person")
    assert found.together(second, again)
    assert not found.together(first, again)


def test_nothing_is_taken_up_where_two_groups_fit() -> None:
    found = read("Two soldiers were killed in Mosul. Two soldiers were wounded in Basra. The soldiers were on patrol.")
    assert len({found.entity(w).id for w in ("Two soldiers", "The soldiers")}) == 2


def test_words_for_those_who_serve_may_be_of_one_group_but_branches_differ() -> None:
    found = read("Two U.S. service members died in Iraq. The Americans were Rangers. The dead airmen were found.")
    assert found.together("Two U.S. service members", "The Americans")
    other = read("Two U.S. soldiers died in Iraq. The two marines were found on Friday.")
    assert not other.together("Two U.S. soldiers", "The two marines")


def test_a_pronoun_goes_to_the_speaker_before_it() -> None:
    found = read("“We found no bodies,” said Col. Petra Lindqvist, a spokeswoman. “The search goes on,” she added.")
    assert found.together("Col. Petra Lindqvist", "she", "a spokeswoman")


def test_a_pronoun_goes_on_about_whom_the_sentence_before_was() -> None:
    found = read("Omar Farouk met Tariq Salman in Mosul. He praised his hosts.")
    assert found.together("Omar Farouk", "He", "his")


def test_she_is_never_he() -> None:
    found = read("Mary Kessler wrote to Owen Tarrant. He lives in Erbil.")
    assert found.together("Owen Tarrant", "He")


def test_many_are_taken_up_by_they() -> None:
    found = read("Six gunmen fled into the hills. Their leader stayed behind.")
    assert found.together("Six gunmen", "Their")


def test_his_in_a_description_of_somebody_is_not_that_one() -> None:
    found = read("Maj. Owen Tarrant wrote home. His brother read it.")
    assert found.together("Maj. Owen Tarrant", "His")
    assert not found.together("His brother", "His")


def test_he_in_a_quotation_is_not_its_speaker() -> None:
    found = read("Omar Farouk praised Tariq Salman. Farouk said: “We owe him much. He never slept.”")
    assert not found.together("Omar Farouk", "He")


def test_a_pronoun_prefers_whom_the_clauses_put_foremost() -> None:
    found = read("Omar Farouk led the talks for Tariq Salman. Farouk spoke of his plans. He wants peace.")
    assert found.together("Omar Farouk", "his", "He")


def test_a_body_is_they_only_as_the_subject_of_the_clause() -> None:
    found = read("The Northern Relief Agency said its trucks had left. Roads were repaired at their own pace.")
    assert found.together("The Northern Relief Agency", "its")
    assert "their" not in found.texts("Organisation")


def test_a_number_alone_takes_up_as_many_people() -> None:
    found = read("Three policemen died in Kunduz. The three were guarding a school. The three men had joined in May.")
    assert found.together("Three policemen", "The three", "The three men")
    other = read("Four gunmen fled from Kunduz. The two were seen near a mill.")
    assert "The two" not in other.texts("Person")


def test_what_somebody_is_said_to_be_is_of_him() -> None:
    found = read("Mary Kessler is an economist in Bonn. Owen Tarrant, spokesman for the council, was not a surgeon.")
    assert found.together("Mary Kessler", "an economist")
    assert found.together("Owen Tarrant", "spokesman")
    assert not found.together("Owen Tarrant", "a surgeon")


def test_an_office_stands_apart_from_the_unit_that_it_is_of() -> None:
    found = read("Lt. Col. Owen Tarrant, commander of the 18th Infantry Battalion, spoke on Monday.")
    assert found.together("Lt. Col. Owen Tarrant", "commander")
    assert any(a.predicate == "unit" and a.value == "18th Infantry Battalion" for a in found.attributes)


def test_the_soldier_is_the_one_who_has_a_rank_and_the_group_the_one_armed_group() -> None:
    found = read("A bomb hit Sgt. Owen Tarrant and Mary Kessler. The soldier lived. Al-Shabaab came. The group left.")
    assert found.together("Sgt. Owen Tarrant", "The soldier")
    assert found.together("Al-Shabaab", "The group")
    two = read("A bomb hit Sgt. Owen Tarrant and Cpl. Lee Barton. The soldier lived.")
    assert not two.together("Sgt. Owen Tarrant", "The soldier")


def test_one_of_a_service_is_a_person() -> None:
    assert read("A U.S. Marine was hurt. The Marine lived.").entity("A U.S. Marine").type == "Person"


def test_a_body_named_after_a_person_is_not_that_person() -> None:
    found = read("Owen Tarrant died in 1990. The Owen Tarrant Foundation for Peace gives prizes.")
    assert [m.span.text for m in found.reading.mentions if m.type == "Person"] == ["Owen Tarrant"]


def test_an_acronym_is_known_by_its_letters() -> None:
    found = read("The Northern Relief Agency sent trucks. The NRA reported no losses.")
    assert found.together("The Northern Relief Agency", "The NRA")


def test_a_pronoun_that_may_be_of_two_is_left_out() -> None:
    found = read("Omar Farouk met Tariq Salman in Mosul. He was shot on Friday.")
    assert "He" not in found.texts("Person")


def test_a_rank_in_any_spelling_and_a_possessive_leave_the_name_clean() -> None:
    found = read("Lt-Col Owen Tarrant met Brig Gen Habib Nasser. Lt-Col Tarrant’s driver waited.")
    assert found.entity("Brig Gen Habib Nasser").name == "Habib Nasser"
    assert found.together("Lt-Col Owen Tarrant", "Lt-Col Tarrant")


def test_a_title_of_courtesy_tells_two_of_one_name_apart() -> None:
    found = read("Pte Lee Barton, 19, died on Friday. His mother, Susan Barton, spoke. Mrs Barton thanked the crew.")
    assert found.together("Susan Barton", "Mrs Barton")
    assert not found.together("Pte Lee Barton", "Mrs Barton")


def test_the_lead_tells_again_what_the_title_told() -> None:
    found = read("Four policemen killed in Kirkuk\n\nFour policemen were killed by a bomb in Kirkuk on Monday.")
    assert len({m.entity for m in found.reading.mentions if m.span.text == "Four policemen"}) == 1


def test_the_one_who_does_it_is_not_the_one_it_is_done_to() -> None:
    found = read("A sailor was wounded. The official did not name him.")
    assert not found.together("The official", "him")


def test_a_rank_alone_takes_up_the_one_who_has_it() -> None:
    assert read("Col. Owen Tarrant led the raid. The colonel was unhurt.").together("Col. Owen Tarrant", "The colonel")


def test_the_publisher_is_a_news_outlet() -> None:
    found = read("“They are safe,” an officer told The Northgate Wire on Monday.")
    assert found.entity("The Northgate Wire").class_name == "NewsOutlet"


def test_a_country_that_acts_is_its_government_and_one_that_qualifies_is_a_place() -> None:
    found = read("Turkey condemned the attack in Syria. U.S. officials declined to comment.")
    assert found.entity("Turkey").class_name == "GovernmentBody"
    assert found.texts("Location") == ["Syria", "U.S."]


def test_the_town_of_a_name_is_the_place_that_it_names() -> None:
    found = read("Shells hit the town of Fallujah.")
    assert found.texts("Location") == ["the town of Fallujah"]
    assert found.entity("the town of Fallujah").name == "Fallujah"


def test_values_stand_beside_the_words() -> None:
    mentions = read("About 60 people fled Kirkuk on Monday.").reading.mentions
    values = {m.type: m.value for m in mentions if m.value}
    assert values["Quantity"]["best"] == 60
    assert values["Quantity"]["approximate"] is True
    assert values["Temporal"]["start"] == "2021-05-10"
    assert values["Location"]["country"] == "IQ"


def test_addresses_of_the_net() -> None:
    found = read("See https://example.org/a?b=1, or write to press@example.org.")
    assert found.texts("Url") == ["https://example.org/a?b=1"]
    assert found.texts("CommsIdentifier") == ["press@example.org"]


def test_mentions_are_verbatim_in_order_and_never_cross() -> None:
    found = read(
        "The two wounded Iraqi soldiers and 11 ISIS fighters from the Sinjar Mountains reached Kirkuk on Sunday."
    )
    mentions = found.reading.mentions
    assert [m.span.start for m in mentions] == sorted(m.span.start for m in mentions)
    for m in mentions:
        assert found.document.text[m.span.start : m.span.end] == m.span.text
        for other in mentions:
            crossing = m.span.start < other.span.start < m.span.end < other.span.end
            assert not crossing, (m, other)


@pytest.mark.parametrize(
    "text",
    [
        "The fire is out, police spokesman Warfa Dirir told reporters.",
        "A Taliban spokesman, Warfa Dirir, claimed the attack.",
        "The driver, Warfa Dirir, 44, a father of five, was unhurt.",
    ],
)
def test_a_name_beside_an_office_or_an_age_is_a_persons(text: str) -> None:
    assert any(words.endswith("Warfa Dirir") for words in read(text).texts("Person"))


def test_a_spokesman_who_is_followed_by_no_full_name_makes_nobody_a_person() -> None:
    assert "Radio Mogadishu" not in read("He is a spokesman, Radio Mogadishu reported.").texts("Person")
