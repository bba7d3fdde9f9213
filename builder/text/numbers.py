"""Numbers as they are said: counts with their bounds, and what looks like a count but is none (ages, dates, units)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Bounds, Span
from builder.text import numberwords as n
from builder.text.datewords import MONTHS
from builder.text.document import Document, Sentence

MONTH = rf"(?:{'|'.join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True))})\b\.?"
NUMBER = rf"(?>{n.NUMBER})"
RANGE = re.compile(
    rf"(?<![\w/-])(?<!\d[.,:])(?P<lead>between |from )?(?P<low>{NUMBER})(?P<join> ?[-–—] ?| to | and | or )"
    rf"(?P<high>{NUMBER})(?![\w/]|[.,:]\d)",
    re.I,
)
SINGLE = re.compile(rf"(?<![\w/-])(?<!\d[.,:])(?P<low>{NUMBER})", re.I)
CHANGE = re.compile(  # 'rose from 10 to 12' is no range
    r"\b(?:r[oi]s\w+|increas\w+|gr[eo]w\w*|climb\w+|f[ae]ll\w*|drop\w+|went|jump\w+|decreas\w+|rais\w+|lower\w+|revis\w+"
    r"|reduc\w+|chang\w+|cut|up|down)\b[^.;]{0,40}$",
    re.I,
)
DESIGNATION = re.compile(
    r"\b(?:flight|task force|route|highway|interstate|article|resolution|chapter|page|room|level"
    r"|no\.?|nos\.|number|phase|type|mark|group|section|paragraph|day|grade|category|version|rule|channel|camp|unit"
    r"|sector|area|zone|pier|gate|line|order|bill) $",
    re.I,
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
DAYS = re.compile(r"\d{1,2}(?: ?[-–—] ?\d{1,2})?")
PEOPLE_AFTER = re.compile(
    r" (?:[\w-]+ ){0,3}?(?:people|men|women|children|troops|police|dead|more|others?|(?!(?:was|has|is)\b)[a-z]{3,}s)\b"
)
AGE_BEFORE = re.compile(r"\b(?:aged?|turned|ages) $", re.I)
NAME_BEFORE = re.compile(r"[A-Z][\w.'’-]*(?: (?:Jr|Sr|I{1,3})\.?)?, $")
NOT_ONE_BEFORE = re.compile(r"\b(?:no|any|every|some|each|this|that|which|the|another) $", re.I)
NOT_ONE_AFTER = re.compile(r" (?:another|point|day|hand|can|must|should|thing|side)\b")
MEASURED = ("count", "money", "distance", "percent", "duration")

Value = tuple[Bounds, str, str | None, str | None]  # bounds, kind, unit, currency


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
            yield match.start(), match.end(), (Bounds(value, value, value), "ordinal", None, None)
    taken = 0
    for match in sorted([*RANGE.finditer(text), *SINGLE.finditer(text)], key=lambda m: (m.start(), -m.end())):
        if match.start() >= taken and (result := _number(text, match)):
            yield result
            taken = result[1]
    for match in n.QUANTIFIER.finditer(text):
        word = match.group().lower()
        if word != "some" or _before_plural(match.end(), sentence):
            start, kinds = _modifiers(text, match.start())
            yield start, match.end(), (Bounds(quantifier=word, approximate=bool(kinds)), "count", None, None)
    for match in n.ZERO.finditer(text):
        if match.group().lower() != "no" or _determiner(match.start(), sentence):
            yield match.start(), match.end(), (Bounds(0, 0, 0), "count", None, None)


def _number(text: str, match: re.Match[str]) -> tuple[int, int, Value] | None:
    """A match of RANGE or SINGLE: both ends where they make a range, else the first number alone."""
    groups = match.groupdict()
    low, high = n.value_of(groups["low"]), None
    if groups.get("high"):
        low, high = _ends(low, groups["low"], groups["high"])
        join, lead = groups["join"].strip(), (groups["lead"] or "").strip().lower()
        joined = lead == "between" if join == "and" else lead != "between" or join in "-–—"
        changed = (lead == "from" or join == "to") and CHANGE.search(text[: match.start("low")])
        high = high if low < high and joined and not changed else None
    start, end = match.span() if high is not None else match.span("low")
    return _classified(text, start, end, low, high)


def _ends(low: float, low_words: str, high_words: str) -> tuple[float, float]:
    """Both ends of a range; a scale said once holds for both: 'two to three hundred', '2-3 million'."""
    high = n.value_of(high_words)
    scale = re.search(r"(hundred|thousand|million|billion|trillion|mln|bn)$", high_words, re.I)
    if scale and low < 1000 and not re.search("[a-z]{2,}(?:dred|sand|lion)$", low_words, re.I):
        factor = n.SHORT_SCALES[scale[1].lower()]
        low = low * factor if low < high / factor else low
    return low, high


def _classified(text: str, start: int, end: int, low: float, high: float | None) -> tuple[int, int, Value] | None:
    before, after, said = text[:start], text[end:], text[start:end]
    if re.match(r"\w|[/:]\d|-[A-Z0-9]", after) and not any(pattern.match(after) for _, pattern, _ in n.UNITS):
        glued = re.match(r"\w*", after)  # '1990s', '5x', 'three-ton' without a unit of ours
        length = glued.end() if glued else 0
        return (start, end + length, (Bounds(), "other", None, None)) if said[0].isdigit() else None
    if match := n.CURRENCY_BEFORE.search(before):
        name = match.group().strip().lower()
        return _bounded(text, start - len(match.group()), end, low, high, ("money", None, n.CURRENCIES[name]))
    if match := n.CURRENCY_AFTER.match(after):
        name = (match.group(1) or match.group(2)).lower()
        return _bounded(text, start, end + match.end(), low, high, ("money", None, n.CURRENCIES[name]))
    if _is_date(before, after, said):
        return start, end, (Bounds(), "other", None, None)
    for kind, pattern, unit in n.UNITS:
        if match := pattern.match(after):
            return _bounded(text, start, end + match.end(), low, high, (kind, unit, None))
    if said.lower() == "one" and (NOT_ONE_BEFORE.search(before) or NOT_ONE_AFTER.match(after)):
        return None
    return _bounded(text, start, end, low, high, (_kind(before, after, said, low), None, None))


def _kind(before: str, after: str, said: str, low: float) -> str:
    if said.isdigit():
        if 1 <= low <= 115 and _is_age(before, after):
            return "age"
        if YEAR.fullmatch(said) and not PEOPLE_AFTER.match(after):
            return "year"
        if DESIGNATION.search(before) or (before[-1:] == " " and _designated(before, after)):
            return "other"
    return "count" if low == int(low) else "other"


def _is_age(before: str, after: str) -> bool:
    """'Lee, 35, of Ohio', 'aged 35', 'she was 35.'"""
    if AGE_BEFORE.search(before):
        return True
    if NAME_BEFORE.search(before):
        return re.match(r"[,.;)]|$| (?:of|from|and|was|who)\b", after) is not None
    return bool(re.search(r"\b(?:s?he|who) (?:is|was) $", before, re.I) and re.match(r"[,.;]|$| when\b", after))


def _designated(before: str, after: str) -> bool:
    """A figure right after a capitalised word and before no plural noun: 'Unit 8200', 'Brigade 55 was'."""
    previous = before.split()
    return len(previous) > 1 and previous[-1][0].isupper() and not PEOPLE_AFTER.match(after)


def _is_date(before: str, after: str, said: str) -> bool:
    """A day of a month ('March 8', '8 March', 'March 3-5')."""
    if not DAYS.fullmatch(said):
        return False
    return bool(re.search(rf"\b{MONTH} $", before) or re.match(rf" (?:of )?{MONTH}", after))


def _bounded(
    text: str, start: int, end: int, low: float, high: float | None, kind: tuple[str, str | None, str | None]
) -> tuple[int, int, Value]:
    start, kinds = _modifiers(text, start)
    if kind[0] in MEASURED:
        for name, pattern in n.AFTER_RE:
            if match := pattern.match(text, end):
                kinds.append(name)
                end = match.end()
    return start, end, (_bounds(low, high, kinds, kind[0]), *kind)


def _modifiers(text: str, start: int) -> tuple[int, list[str]]:
    """Where the modifiers before a number begin, and which they are."""
    kinds: list[str] = []
    while True:
        matches = ((name, pattern.search(text[max(0, start - 40) : start])) for name, pattern in n.BEFORE_RE)
        name, match = next(((name, match) for name, match in matches if match), ("", None))
        if match is None:
            return start, kinds
        start -= len(match.group())
        kinds.append(name)


def _bounds(low: float, high: float | None, kinds: list[str], kind: str) -> Bounds:
    """The contract's bounds: 'at least 25' is low only, 'more than 25' low 26, 'up to 25' high only."""
    about = n.ABOUT in kinds
    if kind == "other":
        return Bounds()
    if high is not None:
        return Bounds(int(low), None, round(high), approximate=True)
    if low != int(low):  # bounds are whole numbers: 2.5 lies between 2 and 3
        return Bounds(int(low), None, int(low) + 1, approximate=about)
    number, step = int(low), 1 if kind == "count" else 0
    if n.MORE in kinds:
        return Bounds(low=number + step, approximate=about)
    if n.AT_LEAST in kinds:
        return Bounds(low=number, approximate=about)
    if n.FEWER in kinds:
        return Bounds(high=max(0, number - step), approximate=about)
    if n.AT_MOST in kinds:
        return Bounds(high=number, approximate=about)
    return Bounds(number, number, number, approximate=about)


def _before_plural(position: int, sentence: Sentence) -> bool:
    """'some' counts only before a plural noun ('some soldiers'), not before a number, a mass or alone."""
    following = [t for t in sentence.tokens if sentence.at(t)[0] >= sentence.start + position][:3]
    return any(t.tag_ in ("NNS", "NNPS") for t in following) and not any(t.like_num for t in following)


def _determiner(position: int, sentence: Sentence) -> bool:
    """'no' before a noun ('no casualties'), not in 'no longer' or as an answer."""
    following = [t for t in sentence.tokens if sentence.at(t)[0] >= sentence.start + position][:5]
    return len(following) > 1 and following[0].tag_ == "DT" and any(t.pos_ == "NOUN" for t in following[1:])
