"""The ontology as quads of the graph `ontology`, so that queries can follow its class hierarchy."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from builder.errors import CrosswireError
from builder.graph.vocabulary import ONTOLOGY
from builder.resources import data_folder

FILES = ("core.ttl", "incidents.ttl", "alignments.ttl")  # word lists, actors and places are for extraction alone


def ontology_quads(extra: tuple[Path, ...] = ()) -> list[Quad]:
    """Our terms and the user's. Raises CrosswireError for a blank node, whose name would differ from run to run."""
    quads = []
    for path in (*(data_folder("ontology") / name for name in FILES), *extra):
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, NamedNode) or "BlankNode" in type(quad.object).__name__:
                raise CrosswireError("a blank node", where=str(path), hint="Give it an IRI.")
            quads.append(Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY))
    return quads
