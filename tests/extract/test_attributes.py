"""Attributes of persons, bodies and operations, each with its words."""

from __future__ import annotations

import pytest
from entity_reading import read


def test_rank_age_and_home_of_one_who_is_named_in_full() -> None:
    found = read("Staff Sgt. Ruth Delgado, 29, of Bellfield, Ohio, was killed on Friday.")
    assert found.values("Staff Sgt. Ruth Delgado") == {"rank": "Staff Sergeant", "age": "29", "home": "Bellfield, Ohio"}


@pytest.mark.parametrize(
    ("text", "words", "predicate", "value"),
    [
        ("Defense Minister Omar Farouk met reporters.", "Defense Minister Omar Farouk", "position", "Defense Minister"),
        ("It was mayor Omar Farouk’s house.", "Omar Farouk", "position", "mayor"),
        (
            "Omar Farouk, a spokesman for the province, declined to comment.",
            "Omar Farouk", "position", "a spokesman for the province",
        ),
        (
            "We hold it, said Col. Ann Reyes, commander of the 4th Engineer Battalion.",
            "Col. Ann Reyes", "position", "commander of the 4th Engineer Battalion",
        ),
        ("Maj. Ann Reyes, head of the 4th Battalion, left.", "Maj. Ann Reyes", "unit", "4th Battalion"),
        (
            "A spokesman for the province, Captain Omar Farouk, declined to comment.",
            "Captain Omar Farouk", "position", "spokesman for the province",
        ),
        ("Basra police chief Gen. Omar Farouk left.", "Basra police chief Gen. Omar Farouk", "rank", "General"),
        (
            "Hospital superintendent Dr. Ann Reyes met reporters.",
            "Hospital superintendent Dr. Ann Reyes", "position", "Hospital superintendent",
        ),
        ("Ann Reyes, said the commander, was unhurt.", "Ann Reyes", "position", None),
        (
            "Spc. Ann Reyes, assigned to the 4th Engineer Battalion, died.",
            "Spc. Ann Reyes", "unit", "4th Engineer Battalion",
        ),
        ("Army Ranger, Sgt. Ann Reyes, died in May.", "Sgt. Ann Reyes", "unit", "Army Ranger"),
        ("A 12-year-old girl was wounded in Basra.", "A 12-year-old girl", "age", "12"),
        ("Operation Silent Harvest began in 2016.", "Operation Silent Harvest", "start", "2016"),
        ("The army launched Operation Silent Harvest in 2016.", "Operation Silent Harvest", "start", "2016"),
        (
            "Operation Silent Harvest is a mission tasked with clearing mines in Anbar.",
            "Operation Silent Harvest", "task", "clearing mines in Anbar",
        ),
    ],
)  # fmt: skip
def test_one_attribute(text: str, words: str, predicate: str, value: str | None) -> None:
    assert read(text).values(words).get(predicate) == value


def test_a_general_staff_is_nobody() -> None:
    found = read("The General Staff in Kyiv declined to comment, and so did General Omar Farouk.")
    assert {entity.name for entity in found.reading.entities if entity.class_name == "Person"} == {"Omar Farouk"}


def test_membership_names_the_body() -> None:
    found = read("Six ISIS fighters fled to Raqqa.")
    (claim,) = [c for c in found.attributes if c.predicate == "memberOf"]
    assert claim.target == found.entity("ISIS").id


def test_a_home_ends_with_its_sentence() -> None:
    assert read("Sgt. Ruth Delgado, 29, of Duluth, Minnesota. He left.").values("Sgt. Ruth Delgado")["home"] == (
        "Duluth, Minnesota"
    )
    assert read("Sgt. Ruth Delgado, 29, of St. Cloud, Minnesota, left.").values("Sgt. Ruth Delgado")["home"] == (
        "St. Cloud, Minnesota"
    )


def test_the_body_that_somebody_works_for_is_no_home() -> None:
    assert "home" not in read("Ann Reyes, 41, of Reuters, was there.").values("Ann Reyes")


def test_evidence_holds_the_person_and_the_words() -> None:
    found = read("Staff Sgt. Ruth Delgado, 29, of Bellfield, Ohio, was killed on Friday.")
    for claim in found.attributes:
        (span,) = claim.evidence
        assert claim.text in span.text
        assert "Delgado" in span.text
        assert found.document.text[span.start : span.end] == span.text
