"""GEXF 1.3 for Gephi and Gephi Lite, written as it comes: memory grows with the nodes, not with the edges.

Rules that no schema checks, but Gephi does: an edge's ends exist; (source, target, kind) stands once; weight above 0;
every node has a label; one direction in the file; no `date` or `anyURI` columns; intervals only, days in UTC.
Specification: https://gexf.net (gephi/gexf, specs/1.3). Nothing here depends on when or where it is written.
"""

from __future__ import annotations

import math
from array import array
from functools import lru_cache
from typing import BinaryIO

from builder.export.cells import Table
from builder.export.colours import colour, size
from builder.export.items import EDGE_COLUMNS, NODE_COLUMNS, Edge, Item, Node, Period, View
from builder.export.layout import Layout, laid_out
from builder.export.output import output
from builder.export.xml import attribute, one_line, value
from builder.identity import digest

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>Crosswire</creator><description>Incidents as the news tells them</description></meta>
<graph defaultedgetype="{direction}" mode="dynamic" timeformat="date" timerepresentation="interval" timezone="UTC">
"""
BUFFER = 512  # elements to a write
NODES, EDGES = Table(NODE_COLUMNS), Table(EDGE_COLUMNS)
REPEATED = 4096  # cells and times kept as they are written: roles, days and small counts come again and again
KINDS = 64  # of edges, in one file: a bit each


def export(view: View, target: str) -> None:
    """Writes a whole graph to a file, or to standard output (`-`); the file appears whole or not at all.

    Raises ValueError for items that break a rule of this module, Impossible if the target can't be written.
    """
    with output(target) as stream:
        exporter = GexfExporter(stream, laid_out(view), directed=view.directed)
        for node in view.nodes():
            exporter.write(node)
        for edge in view.edges():
            exporter.write(edge)
        exporter.finalize()


class GexfExporter:
    """`write` every node, then every edge (those of one source and kind together), then `finalize`."""

    def __init__(self, stream: BinaryIO, layout: Layout | None = None, *, directed: bool = True) -> None:
        self._stream, self._layout = stream, layout
        head = HEAD.format(direction="directed" if directed else "undirected")
        self._lines = [head, _declaration("node", NODES), _declaration("edge", EDGES), "<nodes>\n"]
        self._number = layout.numbers if layout else {}
        self._written = bytearray(len(self._number))
        self._done = array("Q", bytes(8 * len(self._number)))  # of each node: the kinds whose edges from it are done
        self._kinds: dict[str, int] = {}
        self._source, self._ties = -1, set[tuple[str, str]]()
        self._in_edges = False

    def write(self, item: Item) -> None:
        if isinstance(item, Edge):
            if not self._in_edges:
                self._in_edges = True
                self._lines.append("</nodes>\n<edges>\n")
            kind = one_line(item.kind)
            self._check_edge(item, kind)
            self._lines.append(_edge(item, kind))
        else:
            self._check_node(item)
            self._lines.append(_node(item, self._layout))
        if len(self._lines) >= BUFFER:
            self._flush()

    def finalize(self) -> None:
        self._lines.append(
            "</edges>\n</graph>\n</gexf>\n" if self._in_edges else "</nodes>\n<edges/>\n</graph>\n</gexf>\n"
        )
        self._flush()

    def _flush(self) -> None:
        self._stream.write("".join(self._lines).encode("utf-8"))
        self._lines.clear()

    def _check_node(self, node: Node) -> None:
        number = self._number.setdefault(node.id, len(self._number))
        if number == len(self._written):
            self._written.append(0)
            self._done.append(0)
        if self._in_edges or self._written[number]:
            raise ValueError(f"node {node.id!r} stands twice, or after the edges")
        self._written[number] = 1

    def _check_edge(self, edge: Edge, kind: str) -> None:
        """Ends, weight, and that the edge stands once: in its run, since no earlier run had its kind."""
        number = self._number.get(edge.source)
        if number is None or edge.target not in self._number:
            raise ValueError(f"{_ends(edge, kind)}: no such node")
        if number != self._source:
            for _, done in self._ties:
                self._done[self._source] |= 1 << self._kinds[done]
            self._source = number
            self._ties.clear()
        if self._kinds.setdefault(kind, len(self._kinds)) >= KINDS:
            raise ValueError(f"{_ends(edge, kind)}: more than {KINDS} kinds")
        if self._done[number] >> self._kinds[kind] & 1:
            raise ValueError(f"{_ends(edge, kind)}: edges of one source and kind do not stand together")
        if (edge.target, kind) in self._ties or not 0 < edge.weight < math.inf:
            raise ValueError(f"{_ends(edge, kind)}: stands twice, or weight {edge.weight}")
        self._ties.add((edge.target, kind))


def _declaration(owner: str, table: Table) -> str:
    """Ids are numbers: Gephi Lite shows any other id in place of the title."""
    lines = (f'<attribute id="{n}" title="{title}" type="{kind}"/>\n' for n, (title, kind) in enumerate(table.columns))
    return f'<attributes class="{owner}">\n{"".join(lines)}</attributes>\n'


def _cells(item: Item, table: Table) -> str:
    cells = "".join([_cell(number, cell) for number, cell in table.filled(item.row())])
    return f"<attvalues>{cells}</attvalues>" if cells else ""


@lru_cache(REPEATED, typed=True)
def _cell(number: int, cell: str | int | float | bool) -> str:
    return f'<attvalue for="{number}" value="{value(cell)}"/>'


def _node(node: Node, layout: Layout | None) -> str:
    red, green, blue = colour(node.kind)
    parts = [
        f'<node id="{attribute(node.id)}" label="{one_line(node.label) or attribute(node.id)}">',
        _cells(node, NODES),
        _spells(node.periods()),
        f'<viz:color r="{red}" g="{green}" b="{blue}"/>',
    ]
    if layout:
        x, y = layout.position(node.id)
        parts.append(
            f'<viz:size value="{size(layout.edges(node.id))}"/><viz:position x="{x:.1f}" y="{y:.1f}" z="0.0"/>'
        )
    return "".join((*parts, "</node>\n"))


def _ends(edge: Edge, kind: str) -> str:
    return f"edge {edge.source!r} → {edge.target!r}, {kind}"


def _edge(edge: Edge, kind: str) -> str:
    ends = f'source="{attribute(edge.source)}" target="{attribute(edge.target)}"'
    return (
        f'<edge id="{digest(edge.source, edge.target, kind)}" {ends} kind="{kind}" label="{kind}"'
        f' weight="{float(edge.weight)}">{_cells(edge, EDGES)}{_spells(edge.periods())}</edge>\n'
    )


@lru_cache(REPEATED)
def _spells(periods: tuple[Period, ...]) -> str:
    """When it is there, both days inclusive; what has no date is always there."""
    spells = [
        "".join([f' {name}="{day}"' for name, day in (("start", start), ("end", end)) if day]) for start, end in periods
    ]
    return f"<spells>{''.join([f'<spell{ends}/>' for ends in spells])}</spells>" if spells else ""
