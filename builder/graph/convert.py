"""Oxigraph quads as rdflib triples, for pySHACL and for Python users."""

from __future__ import annotations

from pyoxigraph import Literal, Quad
from rdflib import Literal as RdflibLiteral
from rdflib import URIRef
from rdflib.term import Node

from builder.graph.vocabulary import XSD

STRING = XSD + "string"


def to_rdflib(quad: Quad) -> tuple[Node, Node, Node]:
    """The quad's triple; the graph name is left out. A literal keeps its characters as they are."""
    return _node(quad.subject), _node(quad.predicate), _node(quad.object)


def _node(term: object) -> Node:
    if isinstance(term, Literal):
        if term.language:
            return RdflibLiteral(term.value, lang=term.language)
        kind = term.datatype.value
        return RdflibLiteral(term.value, datatype=None if kind == STRING else URIRef(kind), normalize=False)
    return URIRef(term.value)  # type: ignore[attr-defined]
