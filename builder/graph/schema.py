"""The ontology as quads of the graph `ontology`, so that queries can follow its class hierarchy."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from builder.graph.vocabulary import ONTOLOGY
from builder.identity import digest
from builder.resources import data_folder

FILES = ("core.ttl", "incidents.ttl", "alignments.ttl")  # word lists, actors and places are for extraction alone
SKOLEM = "https://w3id.org/crosswire/.well-known/genid/"  # RDF 1.1 Concepts, 3.5


def ontology_quads(extra: tuple[Path, ...] = ()) -> list[Quad]:
    """Our terms and the user's. A blank node (of a list, or an inverse without a name) gets an IRI of its file's bytes
    and its place there: its own name would differ from run to run."""
    quads = []
    for path in (*(data_folder("ontology") / name for name in FILES), *extra):
        names: dict[BlankNode, NamedNode] = {}
        file = digest(path.read_text(encoding="utf-8"))
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            for node in (quad.subject, quad.object):
                if isinstance(node, BlankNode):
                    names.setdefault(node, NamedNode(f"{SKOLEM}{file}-{len(names) + 1}"))
            subject = names[quad.subject] if isinstance(quad.subject, BlankNode) else quad.subject
            value = names[quad.object] if isinstance(quad.object, BlankNode) else quad.object
            quads.append(Quad(subject, quad.predicate, value, ONTOLOGY))
    return quads
