"""Names of nodes for people."""

from __future__ import annotations

from pyoxigraph import NamedNode

from builder.graph.anchors import kind_of
from builder.graph.read import local_name


def short(iri: str) -> str:
    """As much of an IRI of ours as a command needs: 'claim/62e2faccb32411443c6b'."""
    return f"{kind_of(NamedNode(iri))}/{local_name(iri)}"
