"""GraphML 1.0 for Cytoscape, yEd, igraph, networkx and Gephi, written as it comes; it knows no time but as columns.

Gephi takes `label`, `x`, `y`, `size`, `r`, `g`, `b` and `weight` for what they are, and a key with the id d3 or d7 for
yEd's labels: ours have other ids. Specification: http://graphml.graphdrawing.org/specification.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from builder.export.cells import Table
from builder.export.colours import colour, size
from builder.export.items import EDGE_COLUMNS, NODE_COLUMNS, Edge, Node, Value, View
from builder.export.layout import Layout, laid_out
from builder.export.output import output
from builder.export.xml import attribute, one_line, plain_line, value
from builder.identity import digest

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
DRAWN = (
    ("label", "string"), ("x", "double"), ("y", "double"), ("size", "double"),
    ("r", "long"), ("g", "long"), ("b", "long"),
)  # fmt: skip
NODES, EDGES = Table((*DRAWN, *NODE_COLUMNS)), Table((("label", "string"), ("weight", "double"), *EDGE_COLUMNS))
TYPES = {"string": "string", "long": "long", "double": "double", "boolean": "boolean"}
BUFFER = 512  # elements to a write


def export(view: View, target: str) -> None:
    """Writes a whole graph to a file, or to standard output (`-`). Raises Impossible if the target can't be written."""
    with output(target) as stream:
        lines = _lines(view, laid_out(view))
        while some := "".join(islice(lines, BUFFER)):
            stream.write(some.encode("utf-8"))


def _lines(view: View, layout: Layout) -> Iterator[str]:
    yield HEAD
    for owner, table in (("node", NODES), ("edge", EDGES)):
        for number, (title, kind) in enumerate(table.columns):
            yield f'<key id="{owner}{number}" for="{owner}" attr.name="{title}" attr.type="{TYPES[kind]}"/>\n'
    yield f'<graph id="crosswire" edgedefault="{"directed" if view.directed else "undirected"}">\n'
    for node in view.nodes():
        yield _node(node, layout)
    for edge in view.edges():
        yield _edge(edge)
    yield "</graph>\n</graphml>\n"


def _node(node: Node, layout: Layout) -> str:
    x, y = layout.position(node.id)
    red, green, blue = colour(node.kind)
    drawn: dict[str, Value] = {
        "label": plain_line(node.label) or node.id, "x": round(x, 1), "y": round(y, 1),
        "size": size(layout.edges(node.id)), "r": red, "g": green, "b": blue,
    }  # fmt: skip
    cells = NODES.filled({**drawn, **node.row()})
    data = "".join([f'<data key="node{number}">{value(cell)}</data>' for number, cell in cells])
    return f'<node id="{attribute(node.id)}">{data}</node>\n'


def _edge(edge: Edge) -> str:
    kind = one_line(edge.kind)
    cells = EDGES.filled({"label": plain_line(edge.kind), "weight": float(edge.weight), **edge.row()})
    data = "".join([f'<data key="edge{number}">{value(cell)}</data>' for number, cell in cells])
    ends = f'source="{attribute(edge.source)}" target="{attribute(edge.target)}"'
    return f'<edge id="{digest(edge.source, edge.target, kind)}" {ends}>{data}</edge>\n'
