"""What holds for every extraction: words, claims of slots, order, and that no text breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incident_reading import claims, extract, extractor, main_of

from builder.identity import text_sha256
from builder.model import ROLES, Article, Extraction

STORY = (
    "Two soldiers killed near Tikrit\n\n"
    "Two U.S. soldiers were killed on Sunday while training Iraqi forces near Tikrit, officials confirmed Tuesday.\n\n"
    "“The purpose of the mission was to clear a valley of mines,” Col. Ann Reyes, a spokeswoman, said. "
    "It took troops nine hours to recover the dead soldiers, Reyes said.\n\n"
    "The names of those killed are being withheld. The army estimates that 20 to 25 insurgents were killed in the "
    "attack.\n\n"
    "They are the first deaths in the province since Sgt. Omar Darwish was killed in June 2019.\n\n"
    "“We will stay in the valley,” Reyes added."
)


def check(found: Extraction) -> None:
    """What the contract asks of every extraction."""
    text, by_id = found.article.text, {c.id: c for c in found.claims}
    assert [c.id for c in found.claims] == [f"c{n}" for n in range(1, len(found.claims) + 1)]
    for claim in found.claims:
        assert claim.evidence
        assert str(claim.object["text"])
        assert 0 < claim.confidence < 1
        for quote in claim.evidence:
            assert text[quote.start : quote.end] == quote.text
            assert 0 < len(quote.text) <= 300
    entities = {e.id for e in found.entities}
    for incident in found.incidents:
        own = [by_id[c] for c in incident.claims]
        assert {c.subject for c in own} <= {incident.id}
        assert [c.predicate for c in own].count("occurred") == 1
        assert incident.trigger in incident.triggers
        assert text[incident.trigger.start : incident.trigger.end] == incident.trigger.text
        for slot, predicate in ((incident.time, "time"), (incident.place, "place")):
            assert slot is None or by_id[slot.claim].predicate == predicate
        assert (incident.operation is None) == (incident.operation_claim is None)
        for role in incident.roles:
            assert role.role in ROLES
            assert role.entity in entities
            assert by_id[role.claim].predicate == role.role
        for row in incident.casualties:
            assert by_id[row.claim].predicate == row.outcome
    assert sum(i.main for i in found.incidents) <= 1


def test_a_story_keeps_all_rules_and_is_the_same_each_time() -> None:
    found = extract(STORY)
    check(found)
    article = Article("test", STORY, text_sha256(STORY), publisher="Harbor Ledger", published="2021-05-12")
    assert extractor().extract(article) == found


def test_speakers_and_certainty_stand_on_the_claims() -> None:
    found = extract(STORY)
    kinds = {c.object["low"]: (c.source_kind, c.certainty) for c in claims(found, "killed")}
    assert kinds[2] == ("anonymous", "asserted")
    assert kinds[20][1] == "estimated"


@pytest.mark.parametrize(
    ("predicate", "words"),
    [
        ("purpose", "to clear a valley of mines"),
        ("activity", "training Iraqi forces"),
        ("duration", "nine hours"),
        ("namesWithheld", "names of those killed"),
        ("firstSince", "the first deaths"),
    ],
)
def test_what_fills_no_slot_is_a_claim(predicate: str, words: str) -> None:
    found = extract(STORY)
    assert words in str(claims(found, predicate)[0].object["text"])
    assert claims(found, predicate)[0].subject == main_of(found).id


def test_every_attributed_statement_is_a_claim() -> None:
    found = extract(STORY)
    assert "We will stay in the valley" in {c.object["text"] for c in claims(found, "states")}


def test_a_phase_without_a_time_place_or_toll_is_told_on_the_whole() -> None:
    assert {i.type for i in extract(STORY).incidents if i.mode == "actual"} == {main_of(extract(STORY)).type}


PIECES = st.sampled_from(
    ["killed", "12", "soldiers", ",", ".", "“", "”", "\n", "\n\n", "said", "since 2014", "the attack", "on Monday", "—",
     "was", "were", "and", "in Mosul", "Sgt. Ann Reyes", "no one", "\u200f", "\U0001f525", "é", "<b>", "between", "to"]
)  # fmt: skip


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_no_text_breaks_it(text: str) -> None:
    check(extract(text))
