"""A table's columns and cells: types are fixed by the column, never guessed from what is in it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from operator import itemgetter

from builder.export.items import Value

LONG = 2**63  # a column of type long holds no more: a larger number in an article leaves its cell empty
ACCEPTED: dict[str, tuple[type, ...]] = {"string": (str,), "long": (int,), "double": (int, float), "boolean": (bool,)}


class Table:
    """The columns of nodes or of edges, numbered in their order."""

    def __init__(self, columns: tuple[tuple[str, str], ...]) -> None:
        self.columns = columns
        self._numbers = {title: (number, kind, ACCEPTED[kind]) for number, (title, kind) in enumerate(columns)}

    def filled(self, values: Mapping[str, Value]) -> list[tuple[int, str | int | float | bool]]:
        """The filled cells by column, empty ones left out. Raises ValueError for an unknown column or another type."""
        found: list[tuple[int, str | int | float | bool]] = []
        for title, value in values.items():
            column = self._numbers.get(title)
            if column is None:
                raise ValueError(f"no such column: {title}")
            if value is None or value == "":
                continue
            number, kind, types = column
            if type(value) not in types or (isinstance(value, float) and not math.isfinite(value)):
                raise ValueError(f"column {title} holds a {kind}, not {value!r}")
            if kind != "long" or -LONG <= int(value) < LONG:
                found.append((number, value))
        found.sort(key=itemgetter(0))
        return found
