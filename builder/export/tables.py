"""A folder with nodes.csv and edges.csv, as Gephi's spreadsheet import takes them without a question.

Time stands in one column, `Timeset`: `<[2020-03-08, 2020-03-09]>`. Columns of bare dates are left out here: Gephi would
take them for timestamps, and would then refuse the intervals (AbstractImporterSpreadsheet, autoDetectColumnTypes).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from builder.export.cells import Table
from builder.export.items import EDGE_COLUMNS, NODE_COLUMNS, Edge, Item, Node, Period, View
from builder.export.output import output_folder
from builder.export.xml import plain_line
from builder.identity import digest

DATES = ("date_from", "date_to")
NODES = Table(tuple(column for column in NODE_COLUMNS if column[0] not in DATES))
EDGES = Table(tuple(column for column in EDGE_COLUMNS if column[0] not in DATES))
NODE_HEAD = ("Id", "Label", "Timeset")
EDGE_HEAD = ("Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "Timeset")
FORMULA = "=+-@＝＋－＠"  # https://owasp.org/www-community/attacks/CSV_Injection
BUFFER = 512  # rows to a write

Cell = str | int | float | bool


def export(view: View, target: str) -> None:
    """Writes the two files into the folder, which is made if its parent is there. Raises Impossible if it can't be."""
    type_ = "Directed" if view.directed else "Undirected"
    with output_folder(target, ("nodes.csv", "edges.csv")) as (nodes, edges):
        head = (*NODE_HEAD, *(title for title, _ in NODES.columns))
        for block in _blocks(head, (_node(node) for node in view.nodes())):
            nodes.write(block)
        head = (*EDGE_HEAD, *(title for title, _ in EDGES.columns))
        for block in _blocks(head, (_edge(edge, type_) for edge in view.edges())):
            edges.write(block)


def _blocks(head: tuple[str, ...], rows: Iterator[list[Cell]]) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    while text.tell():
        yield text.getvalue().encode("utf-8")
        text.seek(0)
        text.truncate()
        writer.writerows(islice(rows, BUFFER))


def _node(node: Node) -> list[Cell]:
    return [node.id, harmless(node.label) or node.id, timeset(node.periods()), *_cells(node, NODES)]


def _edge(edge: Edge, type_: str) -> list[Cell]:
    kind = harmless(edge.kind)
    own: tuple[Cell, ...] = (digest(edge.source, edge.target, kind), kind, float(edge.weight))
    return [edge.source, edge.target, type_, kind, *own, timeset(edge.periods()), *_cells(edge, EDGES)]


def _cells(item: Item, table: Table) -> list[Cell]:
    row: list[Cell] = [""] * len(table.columns)
    for number, cell in table.filled({title: cell for title, cell in item.row().items() if title not in DATES}):
        row[number] = harmless(cell) if isinstance(cell, str) else str(cell).lower()
    return row


def harmless(text: str) -> str:
    """One line without control characters; what a spreadsheet would run as a formula begins with an apostrophe."""
    line = plain_line(text)
    return f"'{line}" if line.startswith(tuple(FORMULA)) else line


def timeset(periods: Iterable[Period]) -> str:
    """Intervals as Gephi writes them."""
    found = [f"[{start or '-Infinity'}, {end or 'Infinity'}]" for start, end in periods]
    return f"<{'; '.join(found)}>" if found else ""
