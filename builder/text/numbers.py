"""Numbers as they are said: counts with their bounds, and what looks like a count but is none (ages, dates, units)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from builder.model import Bounds, Span
from builder.text import numberwords as n
from builder.text.document import Document, Sentence
from builder.text.timewords import MONTHS
from builder.text.wordlist import Rules, any_of

if TYPE_CHECKING:
    from spacy.tokens import Token

NUMBERS = Rules("numbers.txt", months=any_of(name.capitalize() for name in MONTHS))
NUMBER = rf"(?>{n.NUMBER})"
# A number, or two that may make a range.
FOUND = re.compile(
    rf"(?<![\w/-])(?<!\d[.,:])(?P<lead>between |from )?(?P<low>{NUMBER})(?P<join> ?[-–—] ?| to | and | or )"
    rf"(?P<high>{NUMBER})(?![\w/]|[.,:]\d)|(?<![\w/-])(?<!\d[.,:])(?P<single>{NUMBER})",
    re.I,
)
LIMITS = {"more": ("low", 1), "least": ("low", 0), "fewer": ("high", -1), "most": ("high", 0)}  # bound, step of a count
MEASURED = ("count", "money", "distance", "percent", "duration")

Kind = tuple[str, str | None, str | None]  # kind, unit, currency
Value = tuple[Bounds, str, str | None, str | None]
COUNT: Kind = ("count", None, None)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Number words with their modifiers and, where they measure, their unit. Only `kind` 'count' counts somebody."""

    span: Span
    bounds: Bounds
    kind: str  # count money distance percent duration ordinal age year other
    unit: str | None = None
    currency: str | None = None


def find_quantities(document: Document) -> tuple[Quantity, ...]:
    """All numbers and quantifiers of the sentences in order of the text; none overlaps another."""
    found: list[Quantity] = []
    for sentence in document.sentences:
        text, end = re.sub(r"\s", " ", document.text[sentence.start : sentence.end]), 0
        for start, stop, value in sorted(_in_sentence(text, sentence), key=lambda item: (item[0], -item[1])):
            if start >= end:
                found.append(Quantity(document.span(sentence.start + start, sentence.start + stop), *value))
                end = stop
    return tuple(found)


def _in_sentence(text: str, sentence: Sentence) -> Iterator[tuple[int, int, Value]]:
    for match in n.ORDINAL.finditer(text):
        word = match.group().lower()
        if word != "second" or not re.search(r"(?:\d|\b(?:a|per|each|every)) $|-$", text[: match.start()]):
            value = n.ORDINALS.get(word) or int(re.sub(r"\D", "", word))
            yield *match.span(), (Bounds(value, value, value), "ordinal", None, None)
    position = 0
    while number := FOUND.search(text, position):
        start, end, low, high = _number(text, number)
        position = end
        if result := _classified(text, start, end, low, high):
            yield result
            position = result[1]
    for match in NUMBERS["quantifier"].finditer(text):
        word = match.group().lower()
        following = _following(match.end(), sentence)[:3]
        # 'some' counts only before a plural noun ('some soldiers'), not before a number, a mass or alone
        plural = any(t.tag_ in ("NNS", "NNPS") for t in following) and not any(t.like_num for t in following)
        if word != "some" or plural:
            start, kinds = _modifiers(text, match.start())
            yield start, match.end(), (Bounds(quantifier=word, approximate=bool(kinds)), *COUNT)
    for match in NUMBERS["zero"].finditer(text):
        following = _following(match.start(), sentence)[:5]
        # 'no' before a noun ('no casualties'), not in 'no longer' or as an answer
        determiner = following and following[0].tag_ == "DT" and any(t.pos_ == "NOUN" for t in following[1:])
        if match.group().lower() != "no" or determiner:
            yield *match.span(), (Bounds(0, 0, 0), *COUNT)


def _following(position: int, sentence: Sentence) -> list[Token]:
    return [token for token in sentence.tokens if sentence.at(token)[0] >= sentence.start + position]


def _number(text: str, match: re.Match[str]) -> tuple[int, int, float, float | None]:
    """Start, end and value or values of a match: both ends where they make a range, else the first number alone."""
    if match["single"]:
        return *match.span(), n.value_of(match["single"]), None
    low, high = n.value_of(match["low"]), n.value_of(match["high"])
    # a scale said once holds for both: 'two to three hundred', '2-3 million'
    scale = re.search(r"(hundred|thousand|million|billion|trillion|mln|bn)$", match["high"], re.I)
    if scale and not re.search("[a-z]{2,}(?:dred|sand|lion)$", match["low"], re.I):
        factor = n.SHORT_SCALES[scale[1].lower()]
        low = low * factor if low < min(1000, high / factor) else low
    join, lead = match["join"].strip(), (match["lead"] or "").strip().lower()
    joined = lead == "between" if join == "and" else lead != "between" or join in "-–—"
    changed = (lead == "from" or join == "to") and NUMBERS["change"].search(text[: match.start("low")])
    if low < high and joined and not changed:
        return *match.span(), low, high
    return *match.span("low"), n.value_of(match["low"]), None


def _classified(text: str, start: int, end: int, low: float, high: float | None) -> tuple[int, int, Value] | None:
    """The number with the words that bound and measure it; None where it is none ('F-16', 'one another')."""
    before, after, said = text[:start], text[end:], text[start:end]
    unit = next(((kind, match) for kind, pattern in _around("unit") if (match := pattern.match(after))), None)
    if not unit and (glued := re.match(r"(?=\w|[/:]\d|-[A-Z0-9])\w*", after)):  # '1990s', '5x'
        return (start, end + glued.end(), (Bounds(), "other", None, None)) if said[0].isdigit() else None
    kind: Kind = (_kind(before, after, said, low), None, None)
    if match := NUMBERS["currency_before"].search(before):
        kind = ("money", None, n.CURRENCIES[match.group().strip().lower()])
        start = match.start()
    elif match := NUMBERS["currency_after"].match(after):
        kind = ("money", None, n.CURRENCIES[match["name"].lower()])
        end += match.end()
    elif re.fullmatch(r"\d{1,2}(?: ?[-–—] ?\d{1,2})?", said) and (
        NUMBERS["month_before"].search(before) or NUMBERS["month_after"].match(after)
    ):
        return start, end, (Bounds(), "other", None, None)
    elif unit:
        name, _, measure = unit[0].partition("-")
        kind = (name, measure or None, None)
        end += unit[1].end()
    elif said.lower() == "one" and (NUMBERS["not_one_before"].search(before) or NUMBERS["not_one_after"].match(after)):
        return None
    start, modifiers = _modifiers(text, start)
    if kind[0] in MEASURED:
        for name, pattern in _around("after"):
            if match := pattern.match(text, end):
                modifiers.append(name)
                end = match.end()
    return start, end, (_bounds(low, high, modifiers, kind[0]), *kind)


def _kind(before: str, after: str, said: str, low: float) -> str:
    if said.isdigit():
        named = NUMBERS["name_before"].search(before) and NUMBERS["name_after"].match(after)
        is_so = NUMBERS["is_before"].search(before) and NUMBERS["is_after"].match(after)
        if 1 <= low <= 115 and (NUMBERS["age_before"].search(before) or named or is_so):
            return "age"
        people = NUMBERS["people_after"].match(after)
        if re.fullmatch(r"(?:1[5-9]|20)\d\d", said) and not people:
            return "year"
        if NUMBERS["designation"].search(before) or (NUMBERS["named"].search(before) and not people):
            return "other"
    return "count" if low == int(low) else "other"


def _modifiers(text: str, start: int) -> tuple[int, list[str]]:
    """Where the modifiers before a number begin, and which they are."""
    kinds: list[str] = []
    while True:
        matches = ((name, pattern.search(text[max(0, start - 40) : start])) for name, pattern in _around("before"))
        name, match = next(((name, match) for name, match in matches if match), ("", None))
        if match is None:
            return start, kinds
        start -= len(match.group())
        kinds.append(name)


def _bounds(low: float, high: float | None, modifiers: list[str], kind: str) -> Bounds:
    """The contract's bounds: 'at least 25' is low only, 'more than 25' low 26, 'up to 25' high only."""
    about = "about" in modifiers
    if kind == "other":
        return Bounds()
    if high is not None:
        return Bounds(int(low), None, round(high), approximate=True)
    if low != int(low):  # bounds are whole numbers: 2.5 lies between 2 and 3
        return Bounds(int(low), None, int(low) + 1, approximate=about)
    number = int(low)
    for modifier, (bound, step) in LIMITS.items():
        if modifier in modifiers:
            limit = max(0, number + (step if kind == "count" else 0))
            return Bounds(limit if bound == "low" else None, None, limit if bound == "high" else None, None, about)
    return Bounds(number, number, number, approximate=about)


@cache
def _around(place: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns for what stands 'before' or 'after' a number, or is its 'unit', by name."""
    form = r"(?<![\w-])(?:{}) (?:the |a |an )?$" if place == "before" else "(?:{})"
    rows = ((label.removeprefix(f"{place}-"), label, pattern) for label, pattern in NUMBERS.rows)
    return tuple((name, re.compile(form.format(pattern), re.I)) for name, label, pattern in rows if name != label)
