"""Numbers: bounds as the contract has them, and what counts nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.model import Bounds
from builder.text.document import Document
from builder.text.numbers import Quantity, find_quantities
from builder.text.numberwords import value_of

Read = Callable[..., Document]


def first(read: Read, text: str) -> Quantity:
    return find_quantities(read(text))[0]


COUNTS = (
    ("Seven guards fell.", "Seven", Bounds(7, 7, 7)),
    ("About 60 rebels fell.", "About 60", Bounds(60, 60, 60, approximate=True)),
    ("An estimated 1,200 people left.", "An estimated 1,200", Bounds(1200, 1200, 1200, approximate=True)),
    ("Between 14–16 rebels were killed.", "Between 14–16", Bounds(14, None, 16, approximate=True)),
    ("Between 14 and 16 rebels were killed.", "Between 14 and 16", Bounds(14, None, 16, approximate=True)),
    ("From 20 to 24 men were hurt.", "From 20 to 24", Bounds(20, None, 24, approximate=True)),
    ("Two to three hundred men left.", "Two to three hundred", Bounds(200, None, 300, approximate=True)),
    ("At least 31 men died.", "At least 31", Bounds(low=31)),
    ("More than 31 men died.", "More than 31", Bounds(low=32)),
    ("Up to 31 men died.", "Up to 31", Bounds(high=31)),
    ("As many as 31 men died.", "As many as 31", Bounds(high=31)),
    ("Fewer than 31 men died.", "Fewer than 31", Bounds(high=30)),
    ("Dozens were hurt.", "Dozens", Bounds(quantifier="dozens")),
    ("Several guards were hurt.", "Several", Bounds(quantifier="several")),
    ("Half a dozen guards were hurt.", "Half a dozen", Bounds(6, 6, 6)),
    ("A dozen guards were hurt.", "A dozen", Bounds(12, 12, 12)),
    ("No one was hurt.", "No one", Bounds(0, 0, 0)),
    ("There were no casualties.", "no", Bounds(0, 0, 0)),
    ("In Basra 17 people were killed.", "17", Bounds(17, 17, 17)),
    ("Forty or more men fell.", "Forty or more", Bounds(low=40)),
    ("Some 2.5 million people left.", "Some 2.5 million", Bounds(2_500_000, 2_500_000, 2_500_000, approximate=True)),
)


@pytest.mark.parametrize(("text", "words", "bounds"), COUNTS)
def test_counts(read: Read, text: str, words: str, bounds: Bounds) -> None:
    quantity = first(read, text)
    assert (quantity.span.text, quantity.kind, quantity.bounds) == (words, "count", bounds)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cpl. Jo Lund, 26, of Ohio fell.", "age"),
        ("A 44-year-old guard fell.", "age"),
        ("Flight 103 was lost.", "other"),
        ("Task Force 121 moved in.", "other"),
        ("The blast came at 3 a.m. on the road.", "other"),
        ("The raid of March 8 went on.", "other"),
        ("In 2014 the war began.", "year"),
        ("The 2nd of them failed.", "ordinal"),
        ("The third blast was the worst.", "ordinal"),
        ("It took six hours.", "duration"),
        ("It lies 60 km from the coast.", "distance"),
        ("It cost $2 million.", "money"),
        ("About 40 percent agreed.", "percent"),
        ("They fired 155mm shells.", "other"),
    ],
)
def test_what_counts_nobody(read: Read, text: str, kind: str) -> None:
    assert first(read, text).kind == kind


@pytest.mark.parametrize(
    "text", ["He flew an F-16 and an M16.", "The road is no longer safe.", "They saw one another.", "COVID-19 spread."]
)
def test_no_number_at_all(read: Read, text: str) -> None:
    assert find_quantities(read(text)) == ()


def test_a_change_is_no_range(read: Read) -> None:
    found = find_quantities(read("The toll rose from 10 to 12 overnight."))
    assert [q.bounds.best for q in found] == [10, 12]


def test_a_crowds_size_is_the_number_alone(read: Read) -> None:
    assert first(read, "A 5,000-strong force came.").span.text == "5,000"


def test_units_and_currencies(read: Read) -> None:
    assert first(read, "It is 20 miles away.").unit == "mi"
    assert first(read, "They paid 300 euros.").currency == "EUR"


@given(st.integers(0, 999_999))
def test_figures_have_their_value(number: int) -> None:
    assert value_of(f"{number:,}") == number


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            "at least 12 more than five to 9 between and – 3,4 $ 7 km no a dozen of about . % 2014 men".split()
        ),
        max_size=14,
    )
)
def test_bounds_are_ordered_and_spans_verbatim(read: Read, words: list[str]) -> None:
    document, end = read(" ".join(words)), 0
    for quantity in find_quantities(document):
        span, bounds = quantity.span, quantity.bounds
        assert document.text[span.start : span.end] == span.text
        assert end <= span.start < span.end
        end = span.end
        known = [n for n in (bounds.low, bounds.best, bounds.high) if n is not None]
        assert known == sorted(known)


@pytest.mark.parametrize("text", ["9" * 6000, "1,111," * 1500, "hundred and one " * 400, "1" * 5000 + "th"])
def test_endless_figures_are_no_numbers_and_no_fault(read: Read, text: str) -> None:
    assert all(q.bounds.best is None or q.bounds.best < 10**18 for q in find_quantities(read(text)))
