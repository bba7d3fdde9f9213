"""Periods of the calendar as TIMEX3 values (TimeML 1.2.1, on ISO 8601): '2020-03', '2020-W10', '2020-03-08TEV'."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

CLOCK = r"T(?P<hour>\d\d)(?::(?P<minute>\d\d))?(?P<zone>Z|[+-]\d\d:\d\d)?"
PATTERN = re.compile(
    rf"(?P<year>\d{{4}})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:{CLOCK}|T(?P<part>MO|AF|EV|NI|DT|MI))?)?"
    r"|-W(?P<week>\d\d)(?P<weekend>-WE)?|-Q(?P<quarter>\d)|-H(?P<half>\d)|-(?P<season>SP|SU|FA|WI))?"
)
# First month and number of months; winter begins in December of the year that it is named for (TimeML, northern habit).
SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}
PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "MI": "noon"}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day (or moment) as ISO text, with the contract's precision and part of day."""

    start: str
    end: str
    precision: str | None
    part_of_day: str | None = None


def period(value: str) -> Period | None:
    """The days that a TIMEX3 value covers; None for values that have no place on the calendar ('P2W', 'PAST_REF')."""
    if re.fullmatch(r"\d{3}", value):
        return Period(f"{value}0-01-01", f"{value}9-12-31", "decade")
    if re.fullmatch(r"\d{2}", value):
        return Period(f"{value}00-01-01", f"{value}99-12-31", None)
    match = PATTERN.fullmatch(value)
    if match is None:
        return None
    year = int(match["year"])
    if not 1 <= year <= 9998:
        return None
    if match["day"]:
        return _day(match, value[:10])
    if match["month"]:
        return _months(year, int(match["month"]), 1, "month")
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        first = monday + timedelta(days=5) if match["weekend"] else monday
        return Period(
            first.isoformat(), (monday + timedelta(days=6)).isoformat(), "day" if match["weekend"] else "week"
        )
    if match["quarter"]:
        return _months(year, 3 * int(match["quarter"]) - 2, 3, "month")
    if match["half"]:
        return _months(year, 6 * int(match["half"]) - 5, 6, "month")
    if match["season"]:
        return _months(year, *SEASONS[match["season"]], "month")
    return Period(f"{year:04}-01-01", f"{year:04}-12-31", "year")


def _day(match: re.Match[str], day: str) -> Period:
    if not match["hour"]:
        return Period(day, day, "day", PARTS.get(match["part"] or ""))
    moment = f"{day}T{match['hour']}:{match['minute'] or '00'}:00{match['zone'] or ''}"
    return Period(moment, moment, "minute" if match["minute"] else "hour")


def _months(year: int, month: int, count: int, precision: str) -> Period:
    last = month + count - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    end = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Period(date(year, month, 1).isoformat(), end.isoformat(), precision)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def week_of(day: date) -> str:
    """ISO 8601's week: '2020-W10'."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def shifted(day: date, count: int, unit: str) -> str | None:
    """The period `count` units after (before, if negative) the one that holds `day`, at the grain of the unit.

    Units: D W M Q Y E (decade) C (century). None outside the calendar's years.
    """
    try:
        if unit == "D":
            return (day + timedelta(days=count)).isoformat()
        if unit == "W":
            return week_of(day + timedelta(weeks=count))
        if unit == "M":
            months = day.year * 12 + day.month - 1 + count
            return f"{months // 12:04}-{months % 12 + 1:02}"
        if unit == "Q":
            quarters = day.year * 4 + (day.month - 1) // 3 + count
            return f"{quarters // 4:04}-Q{quarters % 4 + 1}"
    except OverflowError:
        return None
    size = {"Y": 1, "E": 10, "C": 100}[unit]
    year = day.year + count * size
    return f"{year:04}"[: {1: 4, 10: 3, 100: 2}[size]] if 1 <= year <= 9998 else None


def days_back(day: date, count: float, unit: str) -> date | None:
    """The day that lies `count` units before (after, if negative); months and years by the calendar."""
    try:
        if unit in ("D", "W"):
            return day - timedelta(days=round(count * (7 if unit == "W" else 1)))
        months = day.year * 12 + day.month - 1 - round(count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit])
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1])) if 1 <= year <= 9998 else None
    except OverflowError:
        return None
