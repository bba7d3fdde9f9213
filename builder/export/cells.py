"""A table's columns and cells in GEXF: types are fixed by the column, never guessed from what is in it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from builder.export.items import Value
from builder.export.xml import attribute

LONG = 2**63  # a column of type long holds no more: a larger number in an article leaves its cell empty
ACCEPTED: dict[str, tuple[type, ...]] = {"string": (str,), "long": (int,), "double": (int, float), "boolean": (bool,)}


class Table:
    """The columns of nodes or of edges. Ids are numbers: Gephi Lite shows any other id in place of the title."""

    def __init__(self, owner: str, columns: tuple[tuple[str, str], ...]) -> None:
        self._owner = owner
        self._columns = {title: (number, kind) for number, (title, kind) in enumerate(columns)}

    def declaration(self) -> str:
        lines = (f'<attribute id="{n}" title="{title}" type="{kind}"/>\n' for title, (n, kind) in self._columns.items())
        return f'<attributes class="{self._owner}">\n{"".join(lines)}</attributes>\n'

    def cells(self, values: Mapping[str, Value]) -> str:
        """The filled cells by column, empty ones left out. Raises ValueError for an unknown column or another type."""
        filled = []
        for title, value in values.items():
            if title not in self._columns:
                raise ValueError(f"no such column: {title}")
            number, kind = self._columns[title]
            if value is None or value == "":
                continue
            if type(value) not in ACCEPTED[kind] or (isinstance(value, float) and not math.isfinite(value)):
                raise ValueError(f"column {title} holds a {kind}, not {value!r}")
            if kind != "long" or -LONG <= int(value) < LONG:
                filled.append((number, attribute(value) if isinstance(value, str) else repr(value).lower()))
        filled.sort()
        cells = "".join([f'<attvalue for="{number}" value="{text}"/>' for number, text in filled])
        return f"<attvalues>{cells}</attvalues>" if cells else ""
