"""Time expressions with their place on the calendar: earliest, latest, precision, part of day, and on what that rests.

No day is ever invented: 'August 2019' is a month, 'Sunday' without a date of publication is unresolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from builder.model import Span
from builder.text import daterules as d
from builder.text import spanrules as s
from builder.text import timewords
from builder.text.daterules import FUTURE, PAST, Context, Groups, Meaning, Reading, month_number
from builder.text.document import Document, Sentence
from builder.text.numberwords import FIGURE, WORDS
from builder.text.periods import period, valid_day
from builder.text.wordlist import Rules, any_of, words

LISTS = ("MONTHS", "WEEKDAYS", "PARTS", "ZONES", "HOLIDAYS", "SEASONS", "DECADES", "CENTURIES", "ADVERBS")
TIMES = Rules(
    "times.txt",
    number=rf"(?:{FIGURE}|\b{WORDS})",
    **{name.lower(): any_of(getattr(timewords, name)) for name in LISTS},
)
READINGS: dict[str, Reading] = {
    reading.__name__: reading
    for reading in (
        d.full_date, d.day_range, d.weekday_of, d.nth_weekday, d.near_day, d.period_of, d.clock_time, d.month_of,
        d.years, d.decade_of, d.century_of, d.quarter_of, d.season_of, s.span_of, s.ago,
        s.one_unit, s.duration_of, s.set_of,
    )
}  # fmt: skip
HEAD = 400  # code points in which a dateline stands
AHEAD = 4  # years after the last one named in which a day with its weekday must fit once only

CAPITALISED = ("month", "month0", "month2", "weekday")
# Names of months that are other words or names too: alone they need a word of time before them.
AMBIGUOUS = frozenset(words("may march april june august mar jan dec jun jul"))
PLANNED = frozenset(
    words("plan expect schedule set due agree vow intend want hope prepare order ask urge call promise pledge")
)


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
    groups: Groups
    rule: str


def find_times(document: Document) -> tuple[TimeExpression, ...]:
    """All time expressions of the sentences, in order of the text; none overlaps another."""
    published, fixed = _reference_day(document)
    anchor: date | None = None
    expressions: list[TimeExpression] = []
    for sentence in document.sentences:
        text = re.sub(r"\s", " ", document.text[sentence.start : sentence.end])
        days: set[str] = set()
        sentence_day: str | None = None
        # Clock times and parts of a day come last: they are read when the sentence's day is known.
        for item in sorted(_matches(text), key=lambda found: found.rule == "clock_time"):
            if item.rule == "clock_time":
                sentence_day = next(iter(days)) if len(days) == 1 else None
            tense = PAST if item.rule == "clock_time" else _tense(sentence.start + item.start, sentence)
            context = Context(published, anchor, tense, sentence_day)
            read = READINGS.get(item.rule)
            meaning = read(item.groups, context) if read else Meaning(item.rule)
            if meaning is None:
                continue
            span = document.span(sentence.start + item.start, sentence.start + item.end)
            expressions.append(_expression(span, meaning, text[: item.start], text[item.end :], fixed))
            if item.rule != "clock_time" and re.match(r"\d{4}-\d\d-\d\d", meaning.timex):
                days.add(meaning.timex[:10])
                anchor = date.fromisoformat(meaning.timex[:10])
    return tuple(sorted(expressions, key=lambda expression: expression.span))


def _reference_day(document: Document) -> tuple[date | None, bool]:
    """The day of publication, and whether it had to be read from the text.

    Without a given one: the dateline's full date, else a day with its weekday ('Sunday, March 8') which in the years
    from the latest that the text names fits once only.
    """
    if document.article.published:
        return date.fromisoformat(document.article.published[:10]), False
    text = document.text
    years = [int(match["year"]) for match in TIMES["if-year"].finditer(text)]
    if match := TIMES["if-dateline"].search(text[:HEAD]):
        return valid_day(int(match["year"]), month_number(match["month"].lower()), int(match["day"])), True
    if years and (match := TIMES["if-named-day"].search(text)):
        month, day = month_number(match["month"].lower()), int(match["day"])
        days = [valid_day(max(years) + step, month, day) for step in range(AHEAD + 1)]
        weekday = timewords.WEEKDAYS[match["weekday"].lower().rstrip(".")]
        fitting = [found for found in days if found and found.weekday() == weekday]
        if len(fitting) == 1:
            return fitting[0], True
    return None, False


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rules of times.txt: the name of what reads a match, and the pattern."""
    rules = ((rule, pattern) for rule, pattern in TIMES.rows if not rule.startswith("if-"))
    return tuple((rule, re.compile(rf"(?<![\w$€£])(?:{pattern})", re.IGNORECASE)) for rule, pattern in rules)


def _expression(span: Span, meaning: Meaning, before: str, after: str, fixed: bool) -> TimeExpression:
    """`fixed`: publication itself was read from the text, so what leans on it rests on another date."""
    kind, known, part = (_kind(meaning.timex), period(meaning.covers or meaning.timex), meaning.part)
    start, end, precision, basis = None, None, None, None
    if known and not meaning.repeats:
        start, end, part = known.start, known.end, part or known.part_of_day
        precision = meaning.precision or known.precision
        basis = "other-date" if fixed and meaning.basis in ("relative", "weekday") else meaning.basis
    shortly_before = part and precision == "day" and before.lower().endswith("before ")  # 'before dawn on Thursday'
    if TIMES["if-shortly"].search(before):
        pass  # 'shortly after 2 a.m.'
    elif TIMES["if-open-start"].search(before) and not shortly_before:
        start = None
    elif TIMES["if-open-end"].search(before) and not TIMES["if-clause"].match(after):
        end = None
    length = meaning.timex if kind == "DURATION" and not meaning.repeats else None
    kind = "SET" if meaning.repeats else kind
    return TimeExpression(span, start, end, precision, part, basis, kind, meaning.timex, length)


def _kind(timex: str) -> str:
    """The TIMEX3 type that a value shows."""
    if re.match(r"P[\dTX]", timex):
        return "DURATION"
    return "TIME" if re.match(r"[\dXW-]+T", timex) else "DATE"


def _matches(text: str) -> list[_Found]:
    """The longest matches that do not overlap, in order of the text."""
    candidates: list[_Found] = []
    for rule, pattern in _rules():
        for match in pattern.finditer(text):
            groups = {name: value for name, value in match.groupdict().items() if value}
            start, end = match.span("core" if "core" in groups else 0)
            end = start + len(text[start:end].rstrip(" ,"))
            if start < end and _plausible(text, groups, start, end):
                named = {name.rstrip("0"): value.lower() for name, value in groups.items()}
                candidates.append(_Found(start, end, named, rule))
    chosen: list[_Found] = []
    for item in sorted(candidates, key=lambda c: (c.start - c.end, c.start)):
        if all(item.end <= other.start or item.start >= other.end for other in chosen):
            chosen.append(item)
    return sorted(chosen, key=lambda c: c.start)


def _plausible(text: str, groups: Groups, start: int, end: int) -> bool:
    """Names of months and days have a capital; an ambiguous one alone ('May', 'Sat') needs a word of time beside it."""
    alone = text[start:end].rstrip(".")
    for name in CAPITALISED:
        word = groups.get(name, "")
        if word[:1].isalpha() and not word[0].isupper():
            return False
        if word and word.rstrip(".") == alone:
            if name == "weekday" and len(alone) < 6:
                return word.endswith(".")
            if name == "month" and alone.lower() in AMBIGUOUS:
                return TIMES["if-month"].search(text[:start]) is not None
    if alone == groups.get("year"):
        return not TIMES["if-counted-after"].match(text[end:]) and not TIMES["if-counted-before"].search(text[:start])
    return True


def _tense(position: int, sentence: Sentence) -> str:
    """Past or future of the clause at a position, by its verb; '' where no verb tells."""
    token = next((t for t in sentence.tokens if sentence.at(t)[1] > position), None)
    while token is not None and token.pos_ not in ("VERB", "AUX"):
        token = token.head if token.head.i != token.i and token.head in sentence.tokens else None
    if token is None:
        return ""
    helpers = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "'ll", "’ll", "shall"} or (token.tag_ == "VBG" and token.lower_ == "going"):
        return FUTURE
    if "to" in helpers:
        head = token.head
        return FUTURE if head.lemma_.lower() in PLANNED or head.lower_ in ("is", "are") or head.pos_ == "NOUN" else PAST
    return "" if token.tag_ in ("VBZ", "VBP") and not helpers else PAST
