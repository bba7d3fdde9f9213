"""Who says what: the right speaker, the right kind of source, and the very words that are said."""

from __future__ import annotations

import pytest
from entity_reading import read, tools

from builder.extract.attribution import Voices, with_speakers
from builder.extract.certainty import certainty_of
from builder.extract.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "content"),
    [
        (
            "“The convoy was hit at noon,” Col. Petra Lindqvist said.",
            "Col. Petra Lindqvist", "person", "The convoy was hit at noon",
        ),
        (
            '"The convoy was hit at noon," said Col. Petra Lindqvist, a spokeswoman for the army.',
            "Col. Petra Lindqvist", "person", "The convoy was hit at noon",
        ),
        (
            "Five soldiers were killed near Mosul, police officials said on Friday.",
            "police officials", "anonymous", "Five soldiers were killed near Mosul",
        ),
        (
            "The Pentagon confirmed that five soldiers were killed near Mosul.",
            "The Pentagon", "organisation", "five soldiers were killed near Mosul",
        ),
        (
            "''The convoy was hit at noon,'' said Col. Petra Lindqvist.",
            "Col. Petra Lindqvist", "person", "The convoy was hit at noon",
        ),
        (
            "Villagers fear that the dam will break.",
            "Villagers", "anonymous", "the dam will break",
        ),
        (
            "According to the Pentagon, five soldiers were killed near Mosul.",
            "the Pentagon", "organisation", "five soldiers were killed near Mosul",
        ),
        (
            "Ninety soldiers have died since 2012, according to the Northern Casualty Database.",
            "the Northern Casualty Database", "dataset", "Ninety soldiers have died since 2012",
        ),
        (
            "The raid killed five men, said a statement from the Defense Ministry.",
            "the Defense Ministry", "organisation", "The raid killed five men",
        ),
        (
            "The Defense Ministry tweeted about a clash with smugglers near the border.",
            "The Defense Ministry", "organisation", "a clash with smugglers near the border",
        ),
        (
            "A source close to the family told The Northgate Wire that the men were miners.",
            "A source close to the family", "anonymous", "the men were miners",
        ),
    ],
)  # fmt: skip
def test_one_statement(text: str, speaker: str, kind: str, content: str) -> None:
    assert (speaker, kind, content) in read(text).said()


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "content"),
    [
        (
            "The report found that forty people had died.",
            "The report", "document", "forty people had died",
        ),
        (
            "The relief campaign says the road is open.",
            "The relief campaign", "organisation", "the road is open",
        ),
        (
            "The dam is safe, according to a new survey.",
            "a new survey", "document", "The dam is safe",
        ),
        (
            "Now, police officials said, the road is open again.",
            "police officials", "anonymous", "Now, police officials said, the road is open again",
        ),
        (
            "A warning by the army that the road was mined came late.",
            "the army", "organisation", "the road was mined",
        ),
        (
            "Officials accused Iran of supplying the rockets.",
            "Officials", "anonymous", "Iran of supplying the rockets",
        ),
        (
            "“Leave the bridge!” Omar Farouk shouted.",
            "Omar Farouk", "person", "Leave the bridge!",
        ),
        (
            "On “The Morning Hour,” Omar Farouk said that the dam was safe.",
            "Omar Farouk", "person", "the dam was safe",
        ),
        (
            "Police: Two guards killed in Mosul.",
            "Police", "organisation", "Two guards killed in Mosul",
        ),
        (
            "“We will never forget them.” — Omar Farouk",
            "Omar Farouk", "person", "We will never forget them",
        ),
    ],
)  # fmt: skip
def test_statements_of_other_forms(text: str, speaker: str, kind: str, content: str) -> None:
    assert read(text).said() == [(speaker, kind, content)]


def test_what_stands_before_the_cue_and_the_quotation_after_it_are_both_said() -> None:
    said = read("The road is closed, Omar Farouk said. “We left on foot with the children.”").said()
    assert [content for _, _, content in said] == ["The road is closed", "We left on foot with the children"]


def test_a_transcript_is_said_by_whoever_is_named_before_the_colon() -> None:
    found = read("Col. Petra Lindqvist met reporters.\n\nLINDQVIST: We hit the depot at noon.\n\nQ: Was anybody hurt?")
    assert found.said() == [("Col. Petra Lindqvist", "person", "We hit the depot at noon")]
    assert "LINDQVIST" in {m.span.text for m in with_speakers(found.reading, found.attributions).mentions}


def test_who_is_cited_speaks_and_the_outlet_passes_it_on() -> None:
    (only,) = read(text := "State radio, citing a military source, reported that the base had been hit.").attributions
    found = read(text)
    assert (found.name(only.speaker), only.source_kind) == ("a military source", "anonymous")
    assert [found.name(e) for e in only.via] == ["State radio"]


def test_what_people_are_said_to_think_is_said_by_whoever_says_so() -> None:
    assert read("Omar Farouk said that villagers fear another flood.").said() == [
        ("Omar Farouk", "person", "villagers fear another flood")
    ]
    assert len(read("Police officials said they believed the men were miners.").attributions) == 1


def test_a_quotation_in_two_pieces_and_over_paragraphs_is_one_speakers() -> None:
    text = (
        "“The convoy was hit at noon,” Omar Farouk, 41, said. “Nobody could help the drivers.”\n\n"
        "“We buried them on Friday.\n\n“Their families were there,” he added."
    )
    said = {content: speaker for speaker, _, content in read(text).said()}
    assert set(said.values()) == {"Omar Farouk"}
    assert set(said) == {
        "The convoy was hit at noon",
        "Nobody could help the drivers",
        "We buried them on Friday",
        "Their families were there",
    }


def test_the_outlets_own_earlier_report_has_no_speaker() -> None:
    found = read("Two guards died in the fire, The Northgate Wire previously reported.")
    assert found.said() == [(None, "outlet", "Two guards died in the fire")]


def test_another_outlet_passes_on_what_it_was_told() -> None:
    found = read("“The bridge is gone,” Omar Farouk told Reuters on Monday.")
    (only,) = found.attributions
    assert [found.name(e) for e in only.via] == ["Reuters"]


def test_whoever_is_quoted_speaks_and_the_agency_passes_it_on() -> None:
    found = read("The bridge was blown up, the state news agency quoted Col. Omar Farouk as saying.")
    (only,) = found.attributions
    assert (found.name(only.speaker), only.source_kind) == ("Col. Omar Farouk", "person")
    assert [found.name(e) for e in only.via] == ["the state news agency"]


def test_a_dateline_is_not_said_by_anybody() -> None:
    found = read("KIRKUK, Iraq (AP) — Two guards were killed on Friday, police officials said.")
    assert found.said() == [("police officials", "anonymous", "Two guards were killed on Friday")]


def test_a_quotation_without_a_cue_is_of_whoever_spoke_last() -> None:
    found = read("Omar Farouk said that the bridge was gone. “We heard it from the village.”")
    assert ("Omar Farouk", "person", "We heard it from the village") in found.said()


def test_what_is_said_within_something_said_names_both() -> None:
    found = read("Omar Farouk said that the Pentagon had confirmed that five soldiers were killed.")
    inner = min(found.attributions, key=lambda a: a.end - a.start)
    assert found.name(inner.speaker) == "the Pentagon"
    assert [found.name(e) for e in inner.via] == ["Omar Farouk"]
    start = found.document.text.index("five soldiers")
    assert Voices(found.attributions).at(start, start + 13) == inner
    assert Voices(found.attributions).at(0, 4) is None


@pytest.mark.parametrize(
    ("text", "certainty", "polarity"),
    [
        ("The army estimates that 40 fighters were killed.", "estimated", "affirmed"),
        ("The army claimed that 40 fighters were killed.", "alleged", "affirmed"),
        ("The army said that 40 fighters were killed.", "asserted", "affirmed"),
        ("The army denied that 40 fighters were killed.", "asserted", "denied"),
        ("The army rejected claims that 40 fighters were killed.", "asserted", "denied"),
        ("Investigators found no evidence that 40 fighters were killed.", "asserted", "denied"),
        ("A claim by the army that 40 fighters were killed came late.", "alleged", "affirmed"),
    ],
)
def test_how_sure_and_whether_at_all(text: str, certainty: str, polarity: str) -> None:
    (only,) = read(text).attributions
    assert (only.certainty, only.polarity) == (certainty, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "The page will change as The Northgate Wire confirms further facts.",
        "The army did not say how many fighters were killed.",
        "Officials would not confirm the deaths.",
        "Police found the men dead in the house.",
        "Baghdad: a city of two rivers and many roads.",
        "The so-called “zone of peace” was shelled on Friday.",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert read(text).said() == []


def test_hedges_say_how_sure_it_is_and_rounding_does_not() -> None:
    text = "The men were reportedly killed on Friday. About 60 people fled. An estimated 300 stayed. Nine died."
    document = read(text).document
    found = []
    for words in ("killed", "60 people", "300", "Nine"):
        start = text.index(words)
        found.append(certainty_of(document, start, start + len(words), tools()[0]))
    assert found == ["unconfirmed", "asserted", "estimated", "asserted"]


def test_quotations_end_with_their_paragraph() -> None:
    text = "He said “it burned.\n\nNothing else is quoted here.\n\n“Then it fell,” she said."
    assert [text[q.start : q.end] for q in find_quotes(text)] == ["“Then it fell,”"]
