"""The view `network` of the exports as a networkx graph, for Python users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.exporting import open_view
from builder.graph.read import Reader

if TYPE_CHECKING:
    from networkx import Graph


def network(reader: Reader) -> Graph:
    """Nodes by IRI, edges between those who share incidents; both with what the exports write of them."""
    from networkx import Graph

    graph = Graph()
    with open_view(reader, "network", "") as view:
        iri = {}
        for node in view.nodes():
            iri[node.id] = node.iri
            names = sorted(set(str(node.attributes["aliases"]).split("|")))
            graph.add_node(node.iri, label=node.label, kind=node.kind, **{**node.attributes, "aliases": names})
        for edge in view.edges():
            dates = {"start": edge.start, "end": edge.end}
            graph.add_edge(iri[edge.source], iri[edge.target], weight=int(edge.weight), **dates, **edge.attributes)
    return graph
