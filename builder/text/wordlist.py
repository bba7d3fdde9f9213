"""Word lists written as running text, and rules kept as text files beside the code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

LINE = re.compile(r"(?:(?P<label>[\w-]+)(?P<mark> = |: ))?(?P<value>[^#].*)")


def words(text: str) -> tuple[str, ...]:
    """The words of a text, in order; a bar between them makes phrases: 'at dawn | at noon'."""
    return tuple(part.strip() for part in text.split("|")) if "|" in text else tuple(text.split())


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))


class Rules:
    """The rules of a text file of this package, which is read when the first one is asked for.

    A rule is a line 'label: pattern' or a bare pattern (label ''), a line 'name = pattern' is a piece that later lines
    hold as {name}. A line indented by two spaces goes on where the one before it ends; '#' begins a comment.
    """

    def __init__(self, file: str, **pieces: str) -> None:
        self.file, self.pieces = file, pieces

    @cached_property
    def rows(self) -> list[tuple[str, str]]:
        """Label and pattern of each rule, in order."""
        text = Path(__file__).with_name(self.file).read_text(encoding="utf-8")
        pieces, rows = dict(self.pieces), []
        for match in map(LINE.fullmatch, re.sub(r"\n  ", "", text).splitlines()):
            if match:
                pattern = re.sub(r"\{([A-Za-z]\w*)\}", lambda piece: pieces[piece[1]], match["value"])
                if match["mark"] == " = ":
                    pieces[match["label"]] = pattern
                else:
                    rows.append((match["label"] or "", pattern))
        return rows

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {label: re.compile(pattern) for label, pattern in self.rows}

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {label: frozenset(value.split()) for label, value in self.rows}

    def __getitem__(self, label: str) -> re.Pattern[str]:
        """The pattern of a rule."""
        return self._patterns[label]

    def words(self, label: str) -> frozenset[str]:
        """The words of a rule that is a list."""
        return self._words[label]
