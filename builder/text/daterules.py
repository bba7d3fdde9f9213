"""Rules for days, months and years: what the match of a pattern means, given when the text was published."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from builder.text import datewords as w
from builder.text.periods import period, valid_day

PAST, FUTURE = "past", "future"
DAYS_AWAY = {
    "the day before yesterday": -2, "yesterday": -1, "last": -1, "overnight": -1, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may lean on: the day of publication, the last day that the text named, and the tense around it."""

    published: date | None
    anchor: date | None
    tense: str
    sentence_day: str | None = None  # the one day that the same sentence names, for clock times


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 value with its type and the basis; `start` and `end` only where the value alone does not give them."""

    timex: str
    kind: str = "DATE"
    basis: str | None = "stated"
    part: str | None = None
    start: str | None = None
    end: str | None = None
    precision: str | None = None


Reading = Callable[[re.Match[str], Context], Meaning | None]
Rule = tuple[re.Pattern[str], Reading]


def _month(text: str) -> int:
    return w.MONTHS[text.lower().rstrip(".")]


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


def _with_part(timex: str, basis: str, match: re.Match[str]) -> Meaning:
    """Adds a part of day or a clock time that stands beside a date."""
    groups = match.groupdict()
    if clock := clock_of(match):
        return Meaning(timex + clock, "TIME", basis)
    words = (groups.get("part") or groups.get("part0") or "").lower()
    if words in w.PARTS:
        letters, part = w.PARTS[words]
        return Meaning(f"{timex}T{letters}", "TIME", basis, part)
    return Meaning(timex, "DATE", basis)


def clock_of(match: re.Match[str]) -> str | None:
    """'T15:30Z' of a clock time; the zone only where it is said."""
    groups = match.groupdict()
    if groups.get("hour"):
        hour, minute = int(groups["hour"]) % 12 + (12 if groups["half_day"].lower() == "p" else 0), groups["minute"]
        if int(groups["hour"]) > 12:
            return None
    elif groups.get("hour24"):
        hour, minute = int(groups["hour24"]), groups["minute24"]
    elif groups.get("military"):
        hour, minute = int(groups["military"][:2]), groups["military"][2:]
    else:
        return None
    zone = w.ZONES.get((groups.get("zone") or "").lower(), "")
    if offset := groups.get("offset"):
        hours, _, minutes = offset[1:].partition(":")
        zone = f"{offset[0]}{int(hours.strip()):02}:{minutes or '00'}"
    return f"T{hour:02}:{minute or '00'}{zone}"


def full_date(match: re.Match[str], context: Context) -> Meaning | None:
    """A day with or without its year: 'March 8, 2020', 'Sunday, 8 March', 'the evening of March 8', '5 JAN 89'."""
    groups = match.groupdict()
    month = _month(groups["month"] or groups["month0"])
    day, year = int(groups["day"] or groups["day0"]), groups.get("year")
    if short := groups.get("short_year"):
        year = f"{'20' if int(short) < 50 else '19'}{short}"
    if year:
        found = valid_day(int(year), month, day)
        return _with_part(found.isoformat(), "stated", match) if found else None
    near = _day_near(context, month, day)
    if near:
        return _with_part(near.isoformat(), "stated", match)
    known = valid_day(2000, month, day)  # a leap year: any day that some year has
    return replace(_with_part(f"XXXX-{month:02}-{day:02}", "stated", match), basis=None) if known else None


def day_range(match: re.Match[str], context: Context) -> Meaning | None:
    """'March 3-5', '3-5 March 2020', 'March 30 to April 2'."""
    groups = match.groupdict()
    month, last_month = _month(match["month"]), _month(groups.get("month2") or match["month"])
    year = groups.get("year")
    if year:
        start = valid_day(int(year) - (last_month < month), month, int(match["day"]))
    else:
        start = _day_near(context, month, int(match["day"]))
    end = valid_day(start.year + (last_month < month), last_month, int(match["day2"])) if start else None
    if start is None or end is None or end < start:
        return None
    first, last = start.isoformat(), end.isoformat()
    return Meaning(f"{first}/{last}", "DATE", "stated", None, first, last, "day")


def numeric_date(match: re.Match[str], context: Context) -> Meaning | None:
    """'8/25/2020', '25.8.2020'; what could be two days is left out."""
    first, second = int(match["first"]), int(match["second"])
    if first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if first > 12 else (second, first)
    found = valid_day(int(match["year"]), month, day)
    return Meaning(found.isoformat()) if found else None


def iso_date(match: re.Match[str], context: Context) -> Meaning | None:
    found = valid_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return _with_part(found.isoformat(), "stated", match) if found else None


def month_of(match: re.Match[str], context: Context) -> Meaning | None:
    """'August 2019', 'last August', 'early May'."""
    groups = match.groupdict()
    month = _month(match["month"])
    if groups.get("year"):
        return Meaning(f"{int(groups['year']):04}-{month:02}")
    if context.published is None:
        return Meaning(f"XXXX-{month:02}", basis=None)
    which = (groups.get("which") or "").lower()
    year, now = context.published.year, context.published.month
    if which in ("next", "coming") or (which != "last" and context.tense == FUTURE):
        year += month < now or (which == "next" and month == now)
    elif which != "this":
        year -= month > now or (which == "last" and month == now)
    return Meaning(f"{year:04}-{month:02}", basis="relative" if which else "stated")


def year_of(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning(match["year"])


def years_range(match: re.Match[str], context: Context) -> Meaning | None:
    """'2014-15', '2014–2016'."""
    first, last = match["year"], match["last"]
    last = first[: 4 - len(last)] + last
    if not int(first) < int(last) <= int(first) + 99:
        return None
    return Meaning(f"{first}/{last}", "DATE", "stated", None, f"{first}-01-01", f"{last}-12-31", "year")


def decade_of(match: re.Match[str], context: Context) -> Meaning | None:
    """'the 1990s', "the '90s", 'the nineties'."""
    groups = match.groupdict()
    if groups.get("decade"):
        return Meaning(groups["decade"][:3])
    digit = groups["short"][0] if groups.get("short") else str(w.DECADES[groups["word"].lower()])
    return Meaning(("20" if digit in "01" else "19") + digit)


def century_of(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning(f"{int(match['century']) - 1:02}")


def quarter_of(match: re.Match[str], context: Context) -> Meaning | None:
    """'the third quarter of 2010', 'Q3 2010', 'the first half of 2010'."""
    groups = match.groupdict()
    which = {"f": "1", "s": "2", "t": "3"}.get(groups["which"][0].lower(), groups["which"])
    which = "4" if groups["which"].lower() == "fourth" else which
    letter = "H" if (groups.get("what") or "").lower() == "half" else "Q"
    year = groups.get("year") or (str(context.published.year) if context.published else None)
    return Meaning(f"{year}-{letter}{which}", basis="stated" if groups.get("year") else "relative") if year else None


def season_of(match: re.Match[str], context: Context) -> Meaning | None:
    """'the summer of 2014', 'last winter'."""
    groups = match.groupdict()
    letters = w.SEASONS[match["season"].lower()]
    if groups.get("year"):
        return Meaning(f"{groups['year']}-{letters}")
    season = period(f"{context.published.year:04}-{letters}") if context.published else None
    if context.published is None or season is None:
        return None
    today, which, step = context.published.isoformat(), match["which"].lower(), 0
    if which == "last":
        step = 0 if season.end < today else -1
    elif which == "next":
        step = 1 if season.start <= today else 0
    return Meaning(f"{context.published.year + step:04}-{letters}", basis="relative")


def weekday_of(match: re.Match[str], context: Context) -> Meaning | None:
    """A day of the week near publication: the last one, the next if the tense is future; on its own day, that day."""
    wanted = w.WEEKDAYS[match["weekday"].lower().rstrip(".")]
    if context.published is None:
        return replace(_with_part(f"XXXX-WXX-{wanted + 1}", "weekday", match), basis=None)
    which = (match.groupdict().get("which") or "").lower().split()[-1:]
    back = (context.published.weekday() - wanted) % 7
    if which in (["last"], ["previous"], ["past"]):
        day = context.published - timedelta(days=back or 7)
    elif which in (["next"], ["following"], ["coming"]) or context.tense == FUTURE:
        day = context.published + timedelta(days=-back % 7 or (7 if which == ["next"] else 0))
    else:
        day = context.published - timedelta(days=back)
    return _with_part(day.isoformat(), "weekday", match)


def near_day(match: re.Match[str], context: Context) -> Meaning | None:
    """'today', 'yesterday morning', 'last night', 'overnight', 'this evening'."""
    words, today = match["near"].lower(), context.published
    step = DAYS_AWAY.get(words, 0)
    day = (today + timedelta(days=step)).isoformat() if today else "XXXX-XX-XX"
    if words == "tonight":
        return Meaning(f"{day}TNI", "TIME", "relative", "night")
    if words == "overnight":  # from one day into the next
        end = today.isoformat() if today else None
        return Meaning(f"{day}TNI", "TIME", "relative", "night", day if end else None, end, "day" if end else None)
    return _with_part(day, "relative", match)


def clock_time(match: re.Match[str], context: Context) -> Meaning | None:
    """A clock time or part of day alone: on the day that its sentence names, else on the last day named."""
    anchor = context.anchor.isoformat() if context.anchor else None
    day = context.sentence_day or anchor or "XXXX-XX-XX"
    basis = "stated" if context.sentence_day else "other-date" if anchor else None
    if clock := clock_of(match):
        return Meaning(day + clock, "TIME", basis)
    letters, part = w.PARTS[match["part"].lower()]
    return Meaning(f"{day}T{letters}", "TIME", basis, part)


def holiday(match: re.Match[str], context: Context) -> Meaning | None:
    """'Christmas Eve', 'New Year's Day 2020'."""
    month, day = w.HOLIDAYS[match["name"].lower().replace("’", "'")]
    if match.groupdict().get("year"):
        return Meaning(f"{match['year']}-{month:02}-{day:02}")
    near = _day_near(context, month, day)
    return Meaning(near.isoformat(), basis="relative") if near else None
