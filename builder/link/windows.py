"""Days as whole numbers, and the days in which a report's happening can lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.model import ReportRow

NARROW_DAYS = 10  # a week, said loosely: longer windows say little about the day


def day_number(iso: str) -> int:
    """The proleptic ordinal of an ISO date or time; of a time, the day as it is written (no change of zone)."""
    return date.fromisoformat(iso[:10]).toordinal()


def day_name(number: int) -> str:
    """The ISO date of an ordinal; beyond the calendar's ends the end."""
    return date.fromordinal(min(max(number, 1), date.max.toordinal())).isoformat()


def in_words(days: int) -> str:
    return "on one day" if days == 0 else "a day apart" if days == 1 else f"{days} days apart"


@dataclass(frozen=True, slots=True)
class Window:
    """First and last possible day, both inclusive; None is open."""

    first: int | None
    last: int | None

    @property
    def days(self) -> int | None:
        """Its length in days; None if an end is open."""
        return None if self.first is None or self.last is None else self.last - self.first + 1

    @property
    def narrow(self) -> bool:
        return self.days is not None and self.days <= NARROW_DAYS

    def gap(self, other: Window) -> int:
        """Days from one window to the other; 0 if they can overlap."""
        apart = 0
        for before, after in ((self, other), (other, self)):
            if before.last is not None and after.first is not None:
                apart = max(apart, after.first - before.last)
        return apart

    def __str__(self) -> str:
        first, last = (None if n is None else day_name(n) for n in (self.first, self.last))
        if first is None or last is None:
            return f"until {last}" if last else f"from {first}" if first else "some time"
        return first if first == last else f"{first} to {last}"


def window(row: ReportRow) -> Window | None:
    """The days that the report states; None if it states no time. A start after the end is read as the end."""
    first, last = (day_number(iso) if iso else None for iso in (row.start, row.end))
    if first is None and last is None:
        return None
    if first is not None and last is not None and first > last:
        first, last = last, first
    return Window(first, last)


def likely_window(row: ReportRow) -> Window | None:
    """The stated days, or where an end is open the days that news of it would mean; None if nothing is known.

    Used to find candidates only: news is of the day before or of the day. It is no evidence.
    """
    found = window(row)
    if found is None and row.published and row.mode != "background":
        found = Window(None, day_number(row.published))
    if found is None or (found.first is None and row.mode == "background"):
        return None
    if found.first is None and found.last is not None:
        return Window(found.last - 1, found.last)
    if found.last is None and found.first is not None:
        return Window(found.first, found.first + 1)
    return found
