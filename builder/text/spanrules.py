"""Rules for lengths and sets of times, and for times a length away: 'two weeks', 'every Monday', 'a year ago'."""

from __future__ import annotations

from builder.text import timewords as w
from builder.text.daterules import Context, Groups, Meaning
from builder.text.numberwords import value_of
from builder.text.periods import moved, shifted

COUNTS = {
    "several": None, "a few": None, "few": None, "many": None, "a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5,
    "a couple": 2.0, "a couple of": 2.0,
}  # fmt: skip


def span_of(groups: Groups, context: Context) -> Meaning | None:
    """'the past two weeks', 'the next six months', 'the past decade': a length that ends or begins at publication."""
    unit, count = groups["unit"], number(groups.get("count", "a"))
    timex, letter = duration(count, unit), w.UNITS[unit]
    if context.published is None or count is None or letter.startswith("T"):
        return Meaning(timex)
    sign = 1 if groups["which"].split()[-1] in ("next", "coming", "following") else -1
    other = moved(context.published, sign * count, letter)
    if other is None:
        return Meaning(timex)
    first, last = sorted((other.isoformat(), context.published.isoformat()))
    precision = {"D": "day", "W": "day", "M": "month", "Q": "month"}.get(letter, "year")
    return Meaning(timex, "relative", None, f"{first}/{last}", precision)


def ago(groups: Groups, context: Context) -> Meaning | None:
    """'two days ago' from publication; 'two days later', 'a year earlier' from the last date named."""
    unit, count, word = groups["unit"], number(groups["count"]), groups["word"]
    letter, from_now = w.UNITS[unit], word in ("ago", "from now", "back")
    base = context.published if from_now or (word in ("earlier", "before") and not context.anchor) else context.anchor
    if count is None and from_now:
        return Meaning("FUTURE_REF" if word == "from now" else "PAST_REF")
    if base is None or count is None or letter.startswith("T"):
        return Meaning(duration(count, unit))
    sign = 1 if word in ("later", "from now") else -1
    if count != int(count):
        day = moved(base, sign * count, letter)
        value = f"{day:%Y-%m}" if day else None
    else:
        value = shifted(base, sign * int(count), letter)
    return Meaning(value, "relative" if from_now else "other-date") if value else None


def duration_of(groups: Groups, context: Context) -> Meaning | None:
    """'six hours', 'a 12-hour', 'several weeks', 'years'."""
    if groups.get("count") == "a" and groups["unit"] == "second":
        return None  # 'a second blast'
    return Meaning(duration(number(groups.get("count", "many")), groups["unit"]))


def one_unit(groups: Groups, context: Context) -> Meaning:
    """'month-long'."""
    return Meaning(duration(1, groups["unit"]))


def set_of(groups: Groups, context: Context) -> Meaning | None:
    """'daily', 'every Monday', 'each evening', 'every two weeks', 'Fridays'."""
    if "adverb" in groups:
        timex = w.ADVERBS[groups["adverb"]]
    elif "weekday" in groups:
        timex = f"XXXX-WXX-{w.WEEKDAYS[groups['weekday'].rstrip('.')] + 1}"
    elif "part" in groups:
        timex = f"XXXX-XX-XXT{w.PARTS[groups['part']][0]}"
    else:
        timex = duration(number(groups.get("count", "a")), groups["unit"])
    return Meaning(timex, repeats=True)


def number(words: str) -> float | None:
    """The count before a unit: 'two' 2, 'two and a half' 2.5, 'half an' 0.5, 'a' 1; None for 'several'."""
    if words in COUNTS:
        return COUNTS[words]
    whole, half, _ = words.replace("-", " ").partition(" and a half")
    return value_of(whole) + (0.5 if half else 0.0)


def duration(count: float | None, unit: str) -> str:
    """ISO 8601: P2W, PT6H, P2.5Y; PXD for an unknown number of days."""
    letter = w.UNITS[unit]
    factor = {"E": 10, "C": 100}.get(letter, 1)
    amount = "X" if count is None else f"{count * factor:g}"
    if letter.startswith("T"):
        return "PT30M" if (amount, letter) == ("0.5", "TH") else f"PT{amount}{letter[1]}"
    return f"P{amount}{'Y' if factor > 1 else letter}"
