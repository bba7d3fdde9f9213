"""Periods of the calendar as TIMEX3 values (TimeML 1.2.1, on ISO 8601): '2020-03', '2020-W10', '2020-03-08TEV'."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

PATTERN = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?:(?P<part>MO|AF|EV|NI|MI)"
    r"|(?P<hour>\d\d):(?P<minute>\d\d)(?P<zone>Z|[+-]\d\d:\d\d)?))?)?"
    r"|-W(?P<week>\d\d)(?P<weekend>-WE)?|-Q(?P<quarter>\d)|-H(?P<half>\d)|-(?P<season>SP|SU|FA|WI))?"
)
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first months; winter is named for the year in which it begins
PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "MI": "noon"}
MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day (or moment) as ISO text, with the contract's precision and part of day."""

    start: str
    end: str
    precision: str
    part_of_day: str | None = None


def period(value: str) -> Period | None:
    """The days that a TIMEX3 value or a range 'A/B' of two covers; None where it has no place on the calendar."""
    if "/" in value:
        start, end = (period(part) for part in value.split("/"))
        return Period(start.start, end.end, start.precision) if start and end else None
    if re.fullmatch(r"\d{3}", value):
        return Period(f"{value}0-01-01", f"{value}9-12-31", "decade")
    match = PATTERN.fullmatch(value)
    if match is None or not 1 <= int(match["year"]) <= 9998:
        return None
    year, day = int(match["year"]), value[:10]
    if match["hour"]:
        moment = f"{day}T{match['hour']}:{match['minute']}:00{match['zone'] or ''}"
        return Period(moment, moment, "minute")
    if match["day"]:
        return Period(day, day, "day", PARTS.get(match["part"] or ""))
    if match["week"]:
        first, last = (date.fromisocalendar(year, int(match["week"]), day) for day in (6 if match["weekend"] else 1, 7))
        return Period(first.isoformat(), last.isoformat(), "day" if match["weekend"] else "week")
    for name, size in (("month", 1), ("quarter", 3), ("half", 6)):
        if match[name]:
            return _months(year, size * (int(match[name]) - 1) + 1, size)
    if match["season"]:
        return _months(year, SEASONS[match["season"]], 3)
    return Period(f"{year:04}-01-01", f"{year:04}-12-31", "year")


def _months(year: int, month: int, count: int) -> Period:
    first = date(year, month, 1)
    last = moved(first, count, "M") or date(year, 12, 31)
    return Period(first.isoformat(), (last - timedelta(days=1)).isoformat(), "month")


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, count: float, unit: str) -> date | None:
    """The day `count` units later (earlier, if negative), months and years by the calendar.

    Units: D W M Q Y E (decade) C (century). None outside the calendar's years.
    """
    try:
        if unit in ("D", "W"):
            return day + timedelta(days=round(count * (7 if unit == "W" else 1)))
        year, month = divmod(day.year * 12 + day.month - 1 + round(count * MONTHS_IN[unit]), 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if 1 <= year <= 9998 else None
    except OverflowError:
        return None


def shifted(day: date, count: int, unit: str) -> str | None:
    """The period `count` units after (before, if negative) the one that holds `day`, at the grain of the unit."""
    there = moved(day, count, unit)
    if there is None:
        return None
    year, week, _ = there.isocalendar()
    return {
        "D": there.isoformat(),
        "W": f"{year:04}-W{week:02}",
        "M": f"{there:%Y-%m}",
        "Q": f"{there:%Y}-Q{(there.month + 2) // 3}",
        "Y": f"{there.year:04}",
        "E": f"{there.year:04}"[:3],
        "C": f"{there.year:04}"[:2],
    }[unit]
