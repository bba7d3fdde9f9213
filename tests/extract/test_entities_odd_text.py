"""No text, however odd, makes reading fail; spans stay within the text, and a long text costs no more a word."""

from __future__ import annotations

from entity_reading import read
from hypothesis import given, settings
from hypothesis import strategies as st

MARKS = [
    "“", "”", '"', "'s", "’", "\n\n", "\n", ", ", ". ", " (", ") ", "—", "–", "\t", "\u2028", "\u200b", "e\u0301", "😀",
]  # fmt: skip
WORDS = [" said ", " according to ", "Col. ", "Gen.", "Operation ", "Ann Lee", "the 3rd Battalion", "ISIS", " he "]
PIECES = st.sampled_from([*MARKS, *WORDS, "35", "Two soldiers", "\ufffd"])
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=120))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(TEXTS)
def test_odd_text(text: str) -> None:
    found = read(text)
    known = {entity.id for entity in found.reading.entities}
    for mention in found.reading.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert mention.entity is None or mention.entity in known
    for said in found.attributions:
        assert 0 <= said.start < said.end <= len(text)
        assert {said.speaker, *said.via} - {None} <= known
    for claim in found.attributes:
        assert claim.entity in known
        assert all(text[s.start : s.end] == s.text for s in claim.evidence)


def test_the_same_text_is_read_the_same_way() -> None:
    text = "Two soldiers died, Gen. Ann Lee said. “They fought ISIS,” she added, according to Reuters."
    assert read(text).reading == read(text).reading
    assert read(text).attributions == read(text).attributions


def test_a_known_body_over_a_line_end_or_two_blanks() -> None:
    """Old wire copy sets two blanks, or breaks a line, within a name."""
    for gap in ("  ", "\n"):
        found = read(f"KABUL - The ISAF Joint{gap}Command said that a soldier was killed in Helmand on Monday.")
        assert any("ISAF" in mention.span.text for mention in found.reading.mentions)
