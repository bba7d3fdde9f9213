"""When and where: the two features that most often tell look-alikes apart, each under its own precision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from builder.link.geo import circle
from builder.link.records import Feature
from builder.link.windows import Window, day_number, in_words, window
from builder.model import ReportRow

UNREAL = frozenset({"planned", "hypothetical"})
SPOT_KM, BESIDE_KM = 5.0, 10.0
HOURS_APART = 6


def time_feature(a: ReportRow, b: ReportRow) -> Iterator[Feature]:
    one, other = window(a), window(b)
    gap = one.gap(other) if one and other else 0
    if one and other and gap:
        level = "apart" if gap > 1 else "a day apart"
        yield Feature("time", level, f"{in_words(gap)}: {one} and {other}")
    elif early := _told_before(a, other) or _told_before(b, one):
        yield Feature("time", "told before", early)
    elif one is None or other is None:
        return
    elif one.days == other.days == 1:
        hours = _hours_apart(a, b)
        if hours is not None and hours >= HOURS_APART:
            yield Feature("time", "hours apart", f"{hours:.0f} hours apart on {one}")
        else:
            yield Feature("time", "same day", f"the same day: {one}")
    elif one.narrow and other.narrow:
        yield Feature("time", "days overlap", f"days that overlap: {one} and {other}")
    elif not _open_alike(one, other):
        yield Feature("time", "can overlap", f"times that can overlap: {one} and {other}")


def _open_alike(one: Window, other: Window) -> bool:
    """Both 'until' or both 'from': such windows overlap whatever happened."""
    return (one.first is None and other.first is None) or (one.last is None and other.last is None)


def _told_before(teller: ReportRow, told: Window | None) -> str:
    """Nobody reports what has not happened yet; a day is left to time zones, and articles are rewritten later."""
    if not teller.published or told is None or told.first is None or teller.mode in UNREAL:
        return ""
    early = day_number(teller.published) + 1 < told.first
    return f"published on {teller.published[:10]}, before {told}" if early else ""


def _hours_apart(a: ReportRow, b: ReportRow) -> float | None:
    """Between the starts of two reports that give the time of day."""
    timed = [row.start for row in (a, b) if row.start and "T" in row.start and row.precision in ("hour", "minute")]
    if len(timed) < 2:
        return None
    one, other = (datetime.fromisoformat(start) for start in timed)
    return abs(one.hour + one.minute / 60 - other.hour - other.minute / 60)


def place_feature(a: ReportRow, b: ReportRow) -> Iterator[Feature]:
    one, other = circle(a), circle(b)
    names = " and ".join(dict.fromkeys(row.place_name for row in (a, b) if row.place_name)) or "both places"
    if one is None or other is None:
        if a.place_name and a.place_name == b.place_name:
            yield Feature("place", "same name", f"the same place name: {a.place_name}")
        elif a.country and b.country:
            level = "same country" if a.country == b.country else "other country"
            yield Feature("place", level, f"{level}: {' and '.join(dict.fromkeys((a.country, b.country)))}")
        return
    distance, reach = one.distance_km(other), one.radius_km + other.radius_km
    words = f"{distance:.0f} km apart ({names}, within {one.radius_km:g} and {other.radius_km:g} km)"
    if one.wide or other.wide:
        if distance <= reach:
            yield Feature("place", "one within a region", words)
        elif distance > reach + 5 * BESIDE_KM:
            yield Feature("place", "far apart", words)
    elif distance <= max(SPOT_KM, min(one.radius_km, other.radius_km)):
        yield Feature("place", "same spot", words)
    elif distance <= reach:
        yield Feature("place", "circles overlap", words)
    else:
        yield Feature("place", "beside" if distance <= 1.5 * reach + BESIDE_KM else "far apart", words)
