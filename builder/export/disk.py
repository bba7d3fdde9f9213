"""What is too much for memory, on disk for a while: lines sorted, rows read again. Callers give a temporary file."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

CHUNK = 4 * 2**20  # bytes of lines sorted in memory at once
OVERHEAD = 64  # bytes that a line takes beside its characters
BLOCK = 2**16  # bytes read at once of each sorted run


class Sorter:
    """Lines (without line feeds) in, the same lines sorted and each once out; memory: one chunk of `chunk` bytes."""

    def __init__(self, file: BinaryIO, chunk: int = CHUNK) -> None:
        self._file = file
        self._runs: list[tuple[int, int]] = []  # from byte, to byte
        self._lines: list[bytes] = []
        self._size, self._chunk = 0, chunk

    def add(self, line: str) -> None:
        self._lines.append(line.encode("utf-8", "surrogatepass"))
        self._size += len(line) + OVERHEAD
        if self._size >= self._chunk:
            self._put_away()

    def __iter__(self) -> Iterator[str]:
        """In the order of code points; may be asked for again."""
        if self._runs:
            self._put_away()
        last = None
        runs: Iterable[Iterable[bytes]] = [self._run(*ends) for ends in self._runs] or [sorted(self._lines)]
        for line in heapq.merge(*runs):
            if line != last:
                last = line
                yield line.decode("utf-8", "surrogatepass")

    def _put_away(self) -> None:
        if self._lines:
            start = self._file.seek(0, 2)
            self._file.write(b"".join([line + b"\n" for line in sorted(self._lines)]))
            self._runs.append((start, self._file.tell()))
            self._lines, self._size = [], 0

    def _run(self, position: int, end: int) -> Iterator[bytes]:
        rest = b""
        while position < end:
            self._file.seek(position)
            block = self._file.read(min(BLOCK, end - position))
            position += len(block)
            *lines, rest = (rest + block).split(b"\n")
            yield from lines


class Spool:
    """Rows of plain JSON values: all written first, then read in the same order any number of times."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, row: list[Any]) -> None:
        self._file.write(json.dumps(row).encode() + b"\n")

    def __iter__(self) -> Iterator[list[Any]]:
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)
