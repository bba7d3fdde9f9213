"""Casualty figures of two reports: do they agree, can one have risen to the other, or do they contradict?

Early tolls rise, and reports count different sides. So figures are compared by outcome, of one side only, and what one
report leaves out says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.link.records import Feature
from builder.link.windows import day_number
from builder.model import CasualtyFigure, ReportRow

RARE = 5  # two reports seldom have a number from here on in common by chance
SLACK = 0.25  # counts of one happening differ by so much at any time
GROWTH_DAYS, GROWTH = 14, 3  # how long and how far a toll rises
FIRST_DAY = 2  # how far the counts of two outlets differ within a day
ANYBODY = frozenset({"people", "persons", "dead", "killed", "deaths", "victims", "others", "wounded", "casualties"})
NO_END = float("inf")
RANKS = ("rare number", "equal", "equal, side open", "fits", "near", "rises", "contradicts, side open", "contradicts")


def toll_features(a: ReportRow, b: ReportRow) -> Iterator[Feature]:
    """The best agreement for each outcome that both reports give in numbers."""
    for outcome in sorted({figure.outcome for figure in a.casualties} & {figure.outcome for figure in b.casualties}):
        found = [
            Feature("toll", level, f"{outcome}: {numbers(f)} and {numbers(g)}")
            for f in a.casualties
            for g in b.casualties
            if f.outcome == g.outcome == outcome and (level := _level(f, g, _later(a, f), _later(b, g)))
        ]
        if found:
            yield min(found, key=lambda feature: (RANKS.index(feature.level), feature.words))


def numbers(figure: CasualtyFigure) -> str:
    low, high = figure.low, figure.high
    if low is None or high is None:
        return f"at least {low}" if low is not None else f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"


def _later(row: ReportRow, figure: CasualtyFigure) -> int | None:
    """The day for which a figure holds, as far as it is known."""
    known = figure.as_of or row.published
    return day_number(known) if known else None


def _one_side(f: CasualtyFigure, g: CasualtyFigure) -> bool | None:
    """Whether the figures count the same people, by the words for them; None if that is open."""
    one, other = set(f.group.split()), set(g.group.split())
    if one <= ANYBODY or other <= ANYBODY:
        return None
    shared = len(one & other) / len(one | other)
    return True if shared > 1 / 3 else None if shared else False


def _level(f: CasualtyFigure, g: CasualtyFigure, f_day: int | None, g_day: int | None) -> str | None:
    side = _one_side(f, g)
    if side is False or (f.low is None and f.high is None) or (g.low is None and g.high is None):
        return None
    if f.low is not None and f.low == f.high == g.low == g.high:
        if f.low == 0:
            return "fits"
        if f.low >= (RARE if side else 2 * RARE):
            return "rare number"
        return "equal" if side else "equal, side open"
    less, more = sorted(((f, f_day), (g, g_day)), key=lambda item: NO_END if item[0].high is None else item[0].high)
    top, bottom = less[0].high, more[0].low
    if top is None or bottom is None or bottom <= top:
        return "fits"
    if top and bottom - top <= max(1, SLACK * bottom):
        return "near"
    known = more[1] is not None and less[1] is not None
    days = (more[1] or 0) - (less[1] or 0) if known else 0
    if top and known and abs(days) <= 1 and bottom <= FIRST_DAY * top:
        return "near"
    if top and 0 < days <= GROWTH_DAYS and bottom <= GROWTH * top:
        return "rises"
    return "contradicts" if side else "contradicts, side open"
