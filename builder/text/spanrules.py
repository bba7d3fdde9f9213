"""Rules for stretches of time: reckoned from publication or from another date, lengths, sets, vague references."""

from __future__ import annotations

import re
from datetime import timedelta

from builder.text import datewords as w
from builder.text.daterules import PAST, Context, Meaning, Reading
from builder.text.numberwords import value_of
from builder.text.periods import days_back, shifted, week_of


def number(words: str) -> float | None:
    """The count before a unit: 'two' 2, 'two and a half' 2.5, 'half an' 0.5, 'a' 1; None for 'several'."""
    words = words.lower().strip()
    if words in ("a", "an", "the"):
        return 1.0
    if words.startswith("half a"):
        return 0.5
    if words.startswith("a couple"):
        return 2.0
    if words in ("several", "a few", "few", "many", "some"):
        return None
    half = re.fullmatch(r"(.*?)[ -]and[ -]a[ -]half", words)
    return value_of(half[1] if half else words) + (0.5 if half else 0.0)


def duration(count: float | None, unit: str) -> str:
    """ISO 8601: P2W, PT6H, P2.5Y; PXD for an unknown number of days."""
    letter = w.UNITS[unit]
    factor = {"E": 10, "C": 100}.get(letter, 2 if unit == "fortnight" else 1)
    letter = {"E": "Y", "C": "Y"}.get(letter, letter)
    amount = "X" if count is None else f"{count * factor:g}"
    if letter.startswith("T"):
        if amount == "0.5" and letter == "TH":
            return "PT30M"
        return f"PT{amount}{letter[1]}"
    return f"P{amount}{letter}"


def same_period(match: re.Match[str], context: Context) -> Meaning | None:
    """'that day', 'the same week', 'that evening', 'the following month': reckoned from the last date named."""
    which, groups = match["which"].lower(), match.groupdict()
    if context.anchor is None:
        return None
    step = {"that": 0, "same": 0, "previous": -1, "before": -1}.get(which.split()[-1], 1)
    if groups.get("part"):
        letters, part = w.PARTS[groups["part"].lower()]
        day = shifted(context.anchor, step, "D")
        return Meaning(f"{day}T{letters}", "TIME", "other-date", part) if day else None
    unit = w.UNITS[groups["unit"].lower()]
    value = shifted(context.anchor, step, unit) if unit != "WE" else None
    return Meaning(value, "DATE", "other-date") if value else None


def relative_period(match: re.Match[str], context: Context) -> Meaning | None:
    """'last week', 'this month', 'next year', 'earlier this week', 'over the weekend'."""
    groups = match.groupdict()
    which = (groups.get("which") or "this").lower().split()[-1]
    unit = w.UNITS[groups["unit"].lower()]
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1}.get(which, 0)
    if context.published is None:
        return Meaning(f"XXXX-W{'XX-WE' if unit == 'WE' else 'XX'}" if unit in ("W", "WE") else "XXXX", basis=None)
    if unit == "WE":
        if which == "weekend" or (not groups.get("which") and context.tense == PAST):
            step = -1 if context.published.weekday() < 5 else 0
        return Meaning(f"{week_of(context.published + timedelta(weeks=step))}-WE", basis="relative")
    value = shifted(context.published, step, unit)
    return Meaning(value, basis="relative") if value else None


def past_span(match: re.Match[str], context: Context) -> Meaning | None:
    """'the past two weeks', 'the next six months', 'the past decade': a length that ends or begins at publication."""
    groups = match.groupdict()
    unit = groups["unit"].lower()
    count = number(groups["count"]) if groups.get("count") else 1.0
    timex = duration(count, unit)
    letter = w.UNITS[unit]
    if context.published is None or count is None or letter.startswith("T"):
        return Meaning(timex, "DURATION", basis=None)
    sign = -1 if groups["which"].lower().split()[-1] in ("next", "coming", "following") else 1
    other = days_back(context.published, sign * count * (2 if unit == "fortnight" else 1), letter)
    if other is None:
        return Meaning(timex, "DURATION", basis=None)
    first, last = sorted((other.isoformat(), context.published.isoformat()))
    precision = {"D": "day", "W": "day", "M": "month", "Q": "month"}.get(letter, "year")
    return Meaning(timex, "DURATION", "relative", None, first, last, precision)


def ago(match: re.Match[str], context: Context) -> Meaning | None:
    """'two days ago' from publication; 'two days later', 'a year earlier' from the last date named."""
    unit, count = match["unit"].lower(), number(match["count"])
    word, letter = match["word"].lower(), w.UNITS[unit]
    from_now = word in ("ago", "from now", "back")
    before = context.published if word in ("earlier", "before") else None
    base = context.published if from_now else context.anchor or before
    if base is None or letter.startswith("T") or count is None:
        if count is None and from_now:
            return Meaning("PAST_REF" if word != "from now" else "FUTURE_REF", basis=None)
        return Meaning(duration(count, unit), "DURATION", basis=None)
    sign = 1 if word in ("later", "from now", "after", "on") else -1
    basis = "relative" if from_now else "other-date"
    if count != int(count):
        day = days_back(base, -sign * count, letter)
        return Meaning(f"{day:%Y-%m}", basis=basis) if day else None
    value = shifted(base, sign * int(count) * (2 if unit == "fortnight" else 1), letter)
    return Meaning(value, basis=basis) if value else None


def duration_of(match: re.Match[str], context: Context) -> Meaning | None:
    """'six hours', 'a 12-hour', 'several weeks', 'years'."""
    groups = match.groupdict()
    if groups.get("count") in ("a", "A") and groups["unit"] == "second":
        return None  # 'a second blast'
    count = number(groups["count"]) if groups.get("count") else None
    return Meaning(duration(count, groups["unit"].lower()), "DURATION", basis=None)


def set_of(match: re.Match[str], context: Context) -> Meaning | None:
    """'daily', 'every Monday', 'once a week', 'Fridays'."""
    groups = match.groupdict()
    if groups.get("adverb"):
        word = groups["adverb"].lower()
        letter = {"d": "D", "h": "TH", "w": "W", "m": "M", "q": "Q", "y": "Y", "a": "Y", "n": "D", "b": "2W"}[word[0]]
        return Meaning({"TH": "PT1H", "Q": "P3M", "2W": "P2W"}.get(letter, f"P1{letter}"), "SET", basis=None)
    if groups.get("weekday"):
        return Meaning(f"XXXX-WXX-{w.WEEKDAYS[groups['weekday'].lower().rstrip('.')] + 1}", "SET", basis=None)
    if groups.get("part"):
        return Meaning(f"XXXX-XX-XXT{w.PARTS[groups['part'].lower()][0]}", "SET", basis=None)
    count = number(groups["count"]) if groups.get("count") else 1.0
    return Meaning(duration(count, groups["unit"].lower()), "SET", basis=None)


def reference(value: str) -> Reading:
    """'now', 'recently', 'soon': a time that only the speaker knows."""
    return lambda match, context: Meaning(value, basis=None)
