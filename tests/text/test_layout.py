"""Paragraphs, title and page furniture: what is the article's own words, at which offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.text.layout import LONGEST, is_furniture, paragraphs, pieces, title_span

FURNITURE = (
    "Load More",
    "In Other News",
    "Read more: The long war in pictures",
    "Sign up for our morning newsletter",
    "Share this article",
    "ADVERTISEMENT",
    "Follow us on Twitter",
    "(AP Photo/Lee Doe)",
    "© 2021 The Valley Post. All rights reserved.",
    "* * *",
    "Related stories",
    "5 min read",
)
WORDS = (
    "More than 20 soldiers died.",
    "Read the statement in full, it says that two men fell.",
    "Share prices fell after the raid.",
    "This is a breaking story and will be updated.",
    "Video shows soldiers leaving the base.",
    "The search goes on.",
    "Email records show he knew.",
)


@pytest.mark.parametrize("line", FURNITURE)
def test_page_furniture_is_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", WORDS)
def test_the_articles_own_words_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_title_is_a_first_line_without_full_stop_before_an_empty_line() -> None:
    assert title_span("\r\nTwo U.S. pilots rescued\r\n\r\nThe crew is safe.", None) == (2, 25)
    assert title_span("The crew is safe.\n\nMore follows.", None) is None
    assert title_span("A line\nand another.\n", None) is None
    assert title_span("A line\nand another.\n", "A  line") == (0, 6)
    assert title_span("Pilots rescued\nBy Ann Lee\nHarbor Ledger\n\nThe crew is safe.", None) == (0, 14)


def test_lines_are_paragraphs_and_hard_wrapped_lines_are_joined() -> None:
    assert [*paragraphs("One.\r\n \r\nTwo.\rThree.")] == [(0, 4), (9, 13), (14, 20)]
    wrapped = "\n".join(["the patrol left the base in the early morning and went up the road to the"] * 5) + "\nvalley."
    assert paragraphs(wrapped) == [(0, len(wrapped))]
    headed = f"Patrol home\nNEWS RELEASE\nNo. 7\nMay 3\n\n{wrapped}"
    assert [headed[start:end] for start, end in paragraphs(headed)][-2:] == ["May 3", wrapped]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB. \n\r\t\xa0\u2028\u0301é😀"), max_size=300))
def test_paragraphs_are_in_order_and_hold_every_letter(text: str) -> None:
    spans = paragraphs(text)
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert [c for c in kept if c in "aBé😀"] == [c for c in text if c in "aBé😀"]


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 3 * LONGEST), st.sampled_from(["x", "x ", "Men fell. ", "a\u0301"]))
def test_pieces_cover_a_paragraph_and_are_bounded(length: int, unit: str) -> None:
    text = (unit * (length // len(unit) + 1))[:length]
    spans = [*pieces(text, 0, len(text))]
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(0 < end - start <= LONGEST for start, end in spans)
    assert all(left[1] == right[0] for left, right in pairwise(spans))
