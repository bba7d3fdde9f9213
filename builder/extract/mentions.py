"""Mentions: which words name or describe a person, a body, a unit, a place, a thing, a time, a number.

Names come first (patterns, known actors, places, then the parser's names), noun phrases around a noun of a word list
second, pronouns last. Types are re3d's (Dstl, 2017), and Unit and Operation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from builder.extract.draft import Draft
from builder.extract.naming import Naming
from builder.extract.nominals import kinds
from builder.extract.phrases import Phrases

if TYPE_CHECKING:
    from builder.ontology import Ontology
    from builder.text.dates import TimeExpression
    from builder.text.document import Document
    from builder.text.numbers import Quantity
    from builder.text.places import PlaceReference

VAGUE = ("many", "no", "some", "few", "all", "most", "a single")  # quantifiers that count nothing
NO_MENTIONS = ("duration", "year", "age", "ordinal", "other")  # kinds of number that are told as time or not at all
IN_THING = ("Quantity", "Organisation")
NESTING: dict[str, tuple[str, ...]] = {
    "Person": ("Organisation", "Nationality", "Quantity", "Unit", "Person", "Location"),
    "Organisation": ("Organisation", "Quantity", "Location", "Person"),
    "Location": ("Organisation", "Location", "Quantity", "Person"),
    "Weapon": IN_THING,
    "Vehicle": IN_THING,
    "MilitaryPlatform": IN_THING,
    "DocumentReference": ("Organisation", "Person", "Temporal"),
}


def find_drafts(
    document: Document,
    ontology: Ontology,
    times: Sequence[TimeExpression],
    quantities: Sequence[Quantity],
    places: Sequence[PlaceReference],
) -> list[Draft]:
    """All mentions of the text outside page furniture, in text order; none crosses another, some are nested."""
    sorts = kinds(ontology)
    phrases = Phrases(document, ontology, sorts, quantities, places)
    drafts = [*_times(times), *_numbers(quantities)]
    for sentence, names in Naming(document, ontology, sorts, places).by_sentence():
        drafts += phrases.of(sentence, names)
    return _consistent(drafts, document.furniture)


def _times(times: Sequence[TimeExpression]) -> Iterator[Draft]:
    keys = ("start", "end", "precision", "part_of_day", "basis")
    for time in times:
        value: dict[str, object] = {"timex": time.timex}
        value |= {"duration": time.duration} if time.duration else {key: getattr(time, key) for key in keys}
        yield Draft(time.span.start, time.span.end, "Temporal", "name", value=value)


def _numbers(quantities: Sequence[Quantity]) -> Iterator[Draft]:
    for quantity in quantities:
        bounds, money = quantity.bounds, quantity.kind == "money"
        if quantity.kind in NO_MENTIONS or bounds.quantifier in VAGUE:
            continue
        value: dict[str, object] = {"low": bounds.low, "best": bounds.best, "high": bounds.high, "unit": quantity.unit}
        value |= {"approximate": bounds.approximate} | ({"currency": quantity.currency} if money else {})
        yield Draft(quantity.span.start, quantity.span.end, "Money" if money else "Quantity", "name", value=value)


def _consistent(drafts: list[Draft], furniture: Sequence[tuple[int, int]]) -> list[Draft]:
    """In text order; of two that cross or are equal, the longer stays, then the earlier found. Nationalities are kept
    only within the words for a person, as in re3d."""
    kept: list[Draft] = []
    open_ones: list[Draft] = []
    beaten: set[int] = set()
    for draft in sorted(drafts, key=lambda d: (d.start, d.start - d.end, d.form == "pronoun", d.type == "Nationality")):
        open_ones = [o for o in open_ones if o.end > draft.start]
        if any(a < draft.end and draft.start < b for a, b in furniture):
            continue
        crossing = [o for o in open_ones if not _nested(draft, o)]
        if any(o.end - o.start >= draft.end - draft.start for o in crossing):
            continue
        if draft.type == "Nationality" and not any(o.type == "Person" for o in open_ones):
            continue
        dropped = {id(o) for o in crossing}
        open_ones = [*(o for o in open_ones if id(o) not in dropped), draft]
        beaten |= dropped
        kept.append(draft)
    return [draft for draft in kept if id(draft) not in beaten]


def _nested(inner: Draft, outer: Draft) -> bool:
    equal = (inner.start, inner.end) == (outer.start, outer.end)
    return inner.end <= outer.end and not equal and inner.type in NESTING.get(outer.type, ())
