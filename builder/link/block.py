"""Candidate pairs: which reports are worth comparing, by keys, never all pairs.

A key joins a time and an anchor. What is precise in both meets only what is near it in time and place, so that fifty
strikes near one town in one month do not all meet. What is vague (a month, a whole country) *seeks* the precise, which
lets itself be found without meeting its own kind; and it needs more in common: an outcome ('killed') or a person.

A key starts with two marks, of its time and its anchor: `=` meets its like, `<` is found by `>`. So two reports are
candidates if one's `seek_keys` meet the other's `block_keys`: symmetric, and the same in every order of arrival.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from builder.link.geo import circle
from builder.link.names import first_and_last
from builder.link.windows import Window, day_name, likely_window
from builder.model import ReportRow

TOLERANCE_DAYS = 1  # time zones, and 'Sunday' told on Monday
LOOK_ALIKE_DAYS = 3  # for the main incidents of articles: that the neighbour in time is another one goes on record
WIDE_DAYS = 62  # longer windows ('in 2014') are found by a shared person alone
TURN = str.maketrans("<>", "><")

Marked = tuple[str, str]  # mark, words


def block_keys(row: ReportRow) -> frozenset[str]:
    """The keys under which a report is found. At most a few dozen; depends on this report alone."""
    spots, tolls = _spots(row), _tolls(row)
    deadly_spots = [(mark, f"{spot}|{toll}") for mark, spot in spots for toll in tolls]
    when = likely_window(row)
    keys = set(_person_keys(row, when))
    if when is None:
        undated = [] if row.published else [("=", "undated")]
        keys |= _join(undated, deadly_spots)
    elif when.narrow:
        reach = LOOK_ALIKE_DAYS if row.main else TOLERANCE_DAYS
        keys |= _join(_days(when, reach), spots)
        keys |= _join(_days(when, TOLERANCE_DAYS), _loose(row, tolls))
        keys |= _join([("<", month) for month in _months(when)], deadly_spots)
    elif when.days is not None and when.days <= WIDE_DAYS:
        keys |= _join([(mark, month) for month in _months(when) for mark in "=>"], deadly_spots)
    return frozenset(keys)


def seek_keys(row: ReportRow) -> frozenset[str]:
    """The keys under which a report's candidates are found: its own with the marks turned round."""
    return frozenset(key[:2].translate(TURN) + key[2:] for key in block_keys(row))


def candidates(rows: Iterable[ReportRow]) -> list[tuple[ReportRow, ReportRow]]:
    """All candidate pairs among the rows, sorted; reports of one article never meet."""
    everything = sorted(rows, key=lambda row: row.report)
    found_under: dict[str, list[ReportRow]] = defaultdict(list)
    for row in everything:
        for key in block_keys(row):
            found_under[key].append(row)
    pairs = {}
    for row in everything:
        for key in seek_keys(row):
            for other in found_under.get(key, ()):
                if row.report < other.report and row.article != other.article:
                    pairs[row.report, other.report] = (row, other)
    return [pairs[key] for key in sorted(pairs)]


def _join(times: Iterable[Marked], anchors: Iterable[Marked]) -> set[str]:
    return {f"{a}{b}|{time}|{anchor}" for a, time in times for b, anchor in anchors}


def _days(when: Window, reach: int) -> list[Marked]:
    """Two windows share a day here if they are at most `reach` days apart."""
    first, last = when.first or 0, when.last or 0
    return [("=", day_name(number)) for number in range(first, last + reach + 1)]


def _months(when: Window) -> list[str]:
    first, last = when.first or 0, when.last or 0
    return sorted({day_name(number)[:7] for number in range(first, last + TOLERANCE_DAYS + 1)})


def _spots(row: ReportRow) -> list[Marked]:
    """Grid cells and the place's name, unless the place is a region or a country."""
    where = circle(row)
    if where is not None and where.wide:
        return []
    names = [f"at {row.place_name}"] if row.place_name else []
    return [("=", anchor) for anchor in (*(where.cells() if where else ()), *names)]


def _tolls(row: ReportRow) -> list[str]:
    return sorted({figure.outcome for figure in row.casualties if figure.high != 0})


def _loose(row: ReportRow, tolls: list[str]) -> Iterator[Marked]:
    """Country, operation and sides, each with an outcome: how a report without a spot finds one with a spot."""
    where = circle(row)
    marks = "<" if where is not None and not where.wide else "=>"
    operation = [f"operation {row.operation}"] if row.operation else []
    for name in (*([row.country] if row.country else []), *operation, *sorted(row.actors)):
        for toll in tolls:
            for mark in marks:
                yield mark, f"{name}|{toll}"


def _person_keys(row: ReportRow, when: Window | None) -> Iterator[str]:
    """A shared named person, within a month; within a year or at any time if one report is that vague."""
    people = [("=", f"person {name}") for name in sorted({first_and_last(name) for name in row.people} - {""})]
    if when is None or when.first is None or when.last is None:
        yield from _join([("=", "any"), (">", "any")], people)
        return
    years = range(int(day_name(when.first)[:4]), int(day_name(when.last)[:4]) + 1)
    if when.days is not None and when.days <= WIDE_DAYS:
        yield from _join([("=", month) for month in _months(when)], people)
        yield from _join([("<", str(year)) for year in years], people)
    else:
        yield from _join([(mark, str(year)) for year in years for mark in "=>"], people)
    yield from _join([("<", "any")], people)
