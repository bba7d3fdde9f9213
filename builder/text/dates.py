"""Time expressions with their place on the calendar: earliest, latest, precision, part of day, and on what that rests.

No day is ever invented: 'August 2019' is a month, 'Sunday' without a date of publication is unresolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from builder.model import Span
from builder.text.dateline import reference_day
from builder.text.datepatterns import RULES
from builder.text.daterules import FUTURE, PAST, Context, Meaning, Reading, clock_time
from builder.text.document import Document, Sentence
from builder.text.periods import period
from builder.text.wordlist import words

CAPITALISED = ("month", "month0", "month2", "weekday")
# Names of months that are other words or names too: alone they need a word of time before them.
AMBIGUOUS = frozenset(words("may march april june august mar jan dec jun jul"))
BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|last|next|this|early|late|mid|from|to|through|during|of|between|before|after|for"
    r"|every|and)[ -]|[,(] ?)$",
    re.I,
)
PLANNED = frozenset(
    words("plan expect schedule set due agree vow intend want hope prepare order ask urge call promise pledge")
)
COUNTED_AFTER = re.compile(
    r"(?:-(?:strong|man|member|foot|mile|pound)|,?\d| ?%| (?:people|civilians|soldiers|troops|fighters|men|women|dead"
    r"|killed|homes|houses|families|refugees|migrants|prisoners|miles|km|dollars|euros)\b)"
)
COUNTED_BEFORE = re.compile(
    r"(?:[.,]\d*|\d|[-/#+:]|\bNo\.? |\b(?:some|about|over|nearly|more than|less than|fewer than|at least|than|least) )$"
)
OPEN_START = re.compile(r"\b(?:until|till|by|before|up to)(?: about| around)? $", re.I)
OPEN_END = re.compile(r"\b(?:since|after)(?: about| around)? $", re.I)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 expression; `start` and `end` are ISO dates or times, None where open or not known.

    `basis`: stated relative weekday other-date, None without a place on the calendar. `duration`: ISO 8601 ('PT6H').
    """

    span: Span
    start: str | None
    end: str | None
    precision: str | None
    part_of_day: str | None
    basis: str | None
    timex_type: str  # DATE TIME DURATION SET
    timex: str  # the TIMEX3 value
    duration: str | None


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    match: re.Match[str]
    read: Reading


def find_times(document: Document) -> tuple[TimeExpression, ...]:
    """All time expressions of the sentences, in order of the text; none overlaps another."""
    published, fixed = reference_day(document)
    anchor: date | None = None
    expressions: list[TimeExpression] = []
    for sentence in document.sentences:
        text = re.sub(r"\s", " ", document.text[sentence.start : sentence.end])
        alone: list[_Found] = []  # clock times and parts of a day: read when the sentence's day is known
        read: list[tuple[_Found, Meaning]] = []
        days: set[str] = set()
        for item in _matches(text):
            if item.read is clock_time:
                alone.append(item)
                continue
            meaning = item.read(item.match, Context(published, anchor, _tense(item, sentence)))
            if meaning:
                read.append((item, meaning))
                if meaning.kind in ("DATE", "TIME") and re.match(r"\d{4}-\d\d-\d\d", meaning.timex):
                    days.add(meaning.timex[:10])
                    anchor = date.fromisoformat(meaning.timex[:10])
        day = days.pop() if len(days) == 1 else None
        for item in alone:
            if meaning := item.read(item.match, Context(published, anchor, PAST, day)):
                read.append((item, meaning))
        for item, meaning in sorted(read, key=lambda pair: pair[0].start):
            span = document.span(sentence.start + item.start, sentence.start + item.end)
            expressions.append(_expression(span, meaning, text[: item.start], fixed))
    return tuple(expressions)


def _expression(span: Span, meaning: Meaning, before: str, fixed: bool) -> TimeExpression:
    """`fixed`: publication itself was read from the text, so what leans on it rests on another date."""
    start, end, precision, part = meaning.start, meaning.end, meaning.precision, meaning.part
    known = period(meaning.timex) if meaning.kind in ("DATE", "TIME") and start is None and end is None else None
    if known:
        start, end, precision, part = known.start, known.end, known.precision, part or known.part_of_day
    if OPEN_START.search(before):
        start = None
    elif OPEN_END.search(before):
        end = None
    basis = meaning.basis if start or end else None
    if fixed and basis in ("relative", "weekday"):
        basis = "other-date"
    length = meaning.timex if meaning.kind == "DURATION" else None
    precision = precision if start or end else None
    return TimeExpression(span, start, end, precision, part, basis, meaning.kind, meaning.timex, length)


def _matches(text: str) -> list[_Found]:
    """The longest matches that do not overlap, in order of the text."""
    candidates: list[_Found] = []
    for pattern, read in RULES:
        core = "core" in pattern.groupindex
        for match in pattern.finditer(text):
            start, end = match.span("core") if core and match["core"] else match.span()
            end = start + len(text[start:end].rstrip(" ,"))
            if start < end and _plausible(text, match, start, end):
                candidates.append(_Found(start, end, match, read))
    chosen: list[_Found] = []
    for item in sorted(candidates, key=lambda c: (c.start - c.end, c.start)):
        if all(item.end <= other.start or item.start >= other.end for other in chosen):
            chosen.append(item)
    return sorted(chosen, key=lambda c: c.start)


def _plausible(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Names of months and days have a capital; an ambiguous one alone ('May', 'Sat') needs a word of time beside it."""
    groups, alone = match.groupdict(), text[start:end]
    for name in CAPITALISED:
        word = groups.get(name)
        if word and word[0].isalpha() and not word[0].isupper():
            return False
        if word and word.rstrip(".") == alone.rstrip("."):
            if name == "weekday" and len(word.rstrip(".")) < 6:
                return word.endswith(".")
            if name == "month" and word.lower().rstrip(".") in AMBIGUOUS:
                return BEFORE_MONTH.search(text[:start]) is not None
    if alone == groups.get("year"):
        return not COUNTED_AFTER.match(text[end:]) and not COUNTED_BEFORE.search(text[:start])
    return True


def _tense(item: _Found, sentence: Sentence) -> str:
    """Past or future of the clause that holds an expression, by its verb; '' where no verb tells."""
    position = sentence.start + item.start
    token = next((t for t in sentence.tokens if sentence.at(t)[1] > position), None)
    while token is not None and token.pos_ not in ("VERB", "AUX"):
        token = token.head if token.head.i != token.i and token.head in sentence.tokens else None
    if token is None:
        return ""
    helpers = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "'ll", "’ll", "shall"}:
        return FUTURE
    if "to" in helpers:
        planned = (
            token.head.lemma_.lower() in PLANNED or token.head.lower_ in ("is", "are") or token.head.pos_ == "NOUN"
        )
        return FUTURE if planned else PAST
    if token.tag_ == "VBG" and token.lower_ == "going":
        return FUTURE
    return "" if token.tag_ in ("VBZ", "VBP") and not helpers else PAST
