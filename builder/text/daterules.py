"""Rules for time expressions: what the groups of a matched pattern mean, given when the text was published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from builder.text import timewords as w
from builder.text.periods import period, shifted, valid_day

PAST, FUTURE = "past", "future"
DAYS_AWAY = {
    "the day before yesterday": -2, "yesterday": -1, "last": -1, "overnight": -1, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip
# Last word before a unit -> how many periods on; 'this', 'that' and 'the same' are the period itself.
STEPS = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
FROM_ANCHOR = ("that same", "that", "the same", "the next", "the following", "the previous")


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may lean on: the day of publication, the last day that the text named, and the tense around it."""

    published: date | None
    anchor: date | None
    tense: str
    sentence_day: str | None = None  # the one day that the same sentence names, for clock times


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 value and its basis. `covers`: the period it stands for and `precision`, where the value does not say.
    `repeats`: a SET."""

    timex: str
    basis: str = "stated"
    part: str | None = None
    covers: str | None = None
    precision: str | None = None
    repeats: bool = False


Groups = Mapping[str, str]  # what the pattern's groups matched, in lower case
Reading = Callable[[Groups, Context], Meaning | None]


def month_number(word: str) -> int:
    return int(word) if word.isdigit() else w.MONTHS[word.rstrip(".")]


def _day_near(context: Context, month: int, day: int) -> date | None:
    """The day without its year nearest to publication, before it if the tense is past, after it if future."""
    published = context.published
    if published is None:
        return None
    days = [found for step in (-1, 0, 1) if (found := valid_day(published.year + step, month, day))]
    if context.tense == PAST:
        days = [found for found in days if found <= published] or days
    elif context.tense == FUTURE:
        days = [found for found in days if found >= published] or days
    return min(days, key=lambda found: abs(found - published), default=None)


def _with_part(day: str, basis: str, groups: Groups) -> Meaning:
    """A day with the part of day or the clock time that stands beside it."""
    if clock := _clock(groups):
        return Meaning(day + clock, basis)
    if "part" not in groups:
        return Meaning(day, basis)
    letters, part = w.PARTS[groups["part"]]
    return Meaning(f"{day}T{letters}", basis, part)


def _clock(groups: Groups) -> str | None:
    """'T15:30Z' of a clock time; the zone only where it is said."""
    if "military" in groups:
        hour, minute = int(groups["military"][:2]), groups["military"][2:]
    elif "hour" in groups:
        hour, minute = int(groups["hour"]), groups.get("minute", "00")
    else:
        return None
    if "half_day" in groups:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if groups["half_day"] == "p" else 0)
    zone = w.ZONES.get(groups.get("zone", ""), "")
    if offset := groups.get("offset"):
        hours, _, minutes = offset[1:].partition(":")
        zone = f"{offset[0]}{int(hours):02}:{minutes or '00'}"
    return f"T{hour:02}:{minute}{zone}"


def full_date(groups: Groups, context: Context) -> Meaning | None:
    """A day with or without its year: 'March 8, 2020', 'Sunday, 8 March', 'the evening of March 8', '5 JAN 89'."""
    year = groups.get("year")
    if "holiday" in groups:
        month, day = w.HOLIDAYS[groups["holiday"]]
    else:
        month, day = month_number(groups["month"]), int(groups["day"])
    if short := groups.get("short_year"):
        year = f"{'20' if int(short) < 50 else '19'}{short}"
    found = valid_day(int(year), month, day) if year else _day_near(context, month, day)
    if found:
        return _with_part(found.isoformat(), "stated", groups)
    possible = not year and valid_day(2000, month, day)  # a leap year: any day that some year has
    return _with_part(f"XXXX-{month:02}-{day:02}", "stated", groups) if possible else None


def day_range(groups: Groups, context: Context) -> Meaning | None:
    """'March 3-5', '3-5 March 2020', 'March 30 to April 2'."""
    month, day = month_number(groups["month"]), int(groups["day"])
    last_month = month_number(groups.get("month2", groups["month"]))
    turns = last_month < month
    year = groups.get("year")
    start = valid_day(int(year) - turns, month, day) if year else _day_near(context, month, day)
    end = valid_day(start.year + turns, last_month, int(groups["day2"])) if start else None
    return Meaning(f"{start}/{end}") if start and end and start <= end else None


def month_of(groups: Groups, context: Context) -> Meaning:
    """'August 2019', 'last August', 'early May'."""
    month, which = month_number(groups["month"]), groups.get("which")
    if "year" in groups:
        return Meaning(f"{groups['year']}-{month:02}")
    if context.published is None:
        return Meaning(f"XXXX-{month:02}")
    year, now = context.published.year, context.published.month
    if which in ("next", "coming") or (which != "last" and context.tense == FUTURE):
        year += month < now or (which == "next" and month == now)
    elif which != "this":
        year -= month > now or (which == "last" and month == now)
    return Meaning(f"{year:04}-{month:02}", "relative" if which else "stated")


def years(groups: Groups, context: Context) -> Meaning | None:
    """'2014', '2014-15', '2014–2016'."""
    first, last = groups["year"], groups.get("last")
    if last is None:
        return Meaning(first)
    last = first[: 4 - len(last)] + last
    return Meaning(f"{first}/{last}") if int(first) < int(last) <= int(first) + 99 else None


def decade_of(groups: Groups, context: Context) -> Meaning | None:
    """'the 1990s', "the '90s", 'the nineties'."""
    if "decade" in groups:
        return Meaning(groups["decade"][:3])
    digit = groups["short"][0] if "short" in groups else str(w.DECADES[groups["word"]])
    return Meaning(("20" if digit in "01" else "19") + digit)


def century_of(groups: Groups, context: Context) -> Meaning:
    """'the 19th century': TIMEX3 writes its first two digits."""
    word = groups["century"]
    number = int(word[:2]) if word[0].isdigit() else w.CENTURIES[word]
    return Meaning(f"{number - 1}", covers=f"{number - 1}00/{number - 1}99")


def quarter_of(groups: Groups, context: Context) -> Meaning | None:
    """'the third quarter of 2010', 'the first half of the year'."""
    part = f"{'H' if groups['what'] == 'half' else 'Q'}{w.ORDINALS[groups['which']]}"
    if "year" in groups:
        return Meaning(f"{groups['year']}-{part}")
    if context.published is None:
        return None
    year = context.published.year + STEPS.get(groups.get("near", ""), 0)
    begins = period(f"{year}-{part}")
    if "near" not in groups and context.tense == PAST and begins and begins.start > context.published.isoformat():
        year -= 1  # the one whose end is known
    return Meaning(f"{year}-{part}", "relative")


def season_of(groups: Groups, context: Context) -> Meaning | None:
    """'the summer of 2014', 'last winter'."""
    letters = w.SEASONS[groups["season"]]
    if "year" in groups:
        return Meaning(f"{groups['year']}-{letters}")
    if context.published is None:
        return None
    year, today, step = context.published.year, context.published.isoformat(), STEPS.get(groups["which"], 0)
    season = period(f"{year:04}-{letters}")
    if season and (season.end < today if step < 0 else season.start > today):
        step = 0
    return Meaning(f"{year + step:04}-{letters}", "relative")


def weekday_of(groups: Groups, context: Context) -> Meaning | None:
    """A day of the week near publication: the last one, the next if the tense is future; on its own day, that day."""
    wanted = w.WEEKDAYS[groups["weekday"].rstrip(".")]
    if context.published is None:
        return _with_part(f"XXXX-WXX-{wanted + 1}", "weekday", groups)
    which = groups.get("which", "").split()[-1:]
    back = (context.published.weekday() - wanted) % 7
    if which in (["last"], ["previous"], ["past"]):
        days = -(back or 7)
    elif which in (["next"], ["following"], ["coming"]) or context.tense == FUTURE:
        days = -back % 7 or (7 if which == ["next"] else 0)
    else:
        days = -back
    return _with_part((context.published + timedelta(days)).isoformat(), "weekday", groups)


def nth_weekday(groups: Groups, context: Context) -> Meaning | None:
    """'the first Sunday of May', 'the last Friday in June 2014'."""
    month = period(month_of(groups, context).timex)
    if month is None:
        return None
    first = date.fromisoformat(month.start)
    day = first + timedelta((w.WEEKDAYS[groups["weekday"].rstrip(".")] - first.weekday()) % 7)
    if groups["nth"] == "last":
        day += timedelta(28 if (day + timedelta(28)).month == first.month else 21)
    else:
        day += timedelta(7 * (w.ORDINALS[groups["nth"]] - 1))
    return Meaning(day.isoformat())


def near_day(groups: Groups, context: Context) -> Meaning | None:
    """'today', 'yesterday morning', 'last night', 'overnight', 'this evening'."""
    near, today = groups["near"], context.published
    day = (today + timedelta(DAYS_AWAY.get(near, 0))).isoformat() if today else "XXXX-XX-XX"
    if near in ("tonight", "overnight"):
        return Meaning(f"{day}TNI", "relative", "night", f"{day}/{today}" if today else None)
    return _with_part(day, "relative", groups)


def clock_time(groups: Groups, context: Context) -> Meaning | None:
    """A clock time or part of day alone: on the day that its sentence names, else on the last day named."""
    day = context.sentence_day or (context.anchor.isoformat() if context.anchor else "XXXX-XX-XX")
    return _with_part(day, "stated" if context.sentence_day else "other-date", groups)


def period_of(groups: Groups, context: Context) -> Meaning | None:
    """'last week', 'next year', 'over the weekend' from publication; 'that day', 'the same week' from a date named."""
    which, unit = groups.get("which", "this"), w.UNITS[groups.get("unit", "day")]
    base, basis = context.published, "relative"
    if which in FROM_ANCHOR:
        base, basis = context.anchor, "other-date"
    step = STEPS.get(which.split()[-1], 0)
    if base is None or (unit == "WE" and basis == "other-date"):
        return None if unit == "WE" else Meaning("XXXX-XX-XX" if unit == "D" else "XXXX")
    if unit == "WE":
        if "which" not in groups and context.tense == PAST and base.weekday() < 5:
            step = -1
        return Meaning(f"{shifted(base, step, 'W')}-WE", "relative")
    value = shifted(base, step, unit)
    return _with_part(value, basis, groups) if value else None
