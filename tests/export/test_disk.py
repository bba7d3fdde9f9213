"""Sorting on disk is sorting."""

from __future__ import annotations

import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.export.disk import Sorter, Spool

LINE = st.text(st.characters(exclude_characters="\n"))


@settings(deadline=None)
@given(st.lists(LINE), st.integers(1, 200))
def test_lines_come_sorted_and_once_however_little_memory_there_is(lines, chunk):
    with tempfile.TemporaryFile() as file:
        sorter = Sorter(file, chunk)
        for line in lines:
            sorter.add(line)
        assert list(sorter) == sorted(set(lines))
        assert list(sorter) == sorted(set(lines))


def test_a_long_run_is_read_block_by_block():
    lines = [f"{n * 7919 % 100_003:06} " + "x" * (n % 50) for n in range(20_000)]
    with tempfile.TemporaryFile() as file:
        sorter = Sorter(file, 100_000)
        for line in lines:
            sorter.add(line)
        assert list(sorter) == sorted(set(lines))


def test_rows_are_read_as_often_as_wanted():
    rows = [[1, None, "a\nb \ud83d"], [{"x": 1.5, "y": True}, [["2020-01-01", None]]]]
    with tempfile.TemporaryFile() as file:
        spool = Spool(file)
        for row in rows:
            spool.write(row)
        assert list(spool) == list(spool) == rows
