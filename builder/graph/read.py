"""Small look-ups over anything that holds quads: the store being written, a snapshot, or one article in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

Term = NamedNode | Literal


class Quads(Protocol):
    """What can be asked for quads by pattern; None stands for anything."""

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]: ...


class Reader(Quads, Protocol):
    """What can also be asked in SPARQL, over the union of its graphs: a store that was opened, or a view in memory."""

    def query(self, sparql: str) -> QuerySolutions | QueryTriples | QueryBoolean: ...


class MemoryQuads:
    """Quads in memory, for an article that is not stored yet."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._store = Store()
        self._store.extend(quads)

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        return self._store.quads_for_pattern(subject, predicate, object, graph)


def values(source: Quads, subject: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> list[Term]:
    """The objects of a subject and predicate, sorted and each once."""
    found = {quad.object for quad in source.quads(subject, predicate, None, graph)}
    return sorted((o for o in found if isinstance(o, NamedNode | Literal)), key=str)


def nodes(source: Quads, subject: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> list[NamedNode]:
    return [o for o in values(source, subject, predicate, graph) if isinstance(o, NamedNode)]


def word(source: Quads, subject: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> str | None:
    """The first object's characters (of a literal or an IRI), None if there is none."""
    found = values(source, subject, predicate, graph)
    return found[0].value if found else None


def subjects(source: Quads, predicate: NamedNode, object: Term, graph: NamedNode | None = None) -> list[NamedNode]:
    found = {quad.subject for quad in source.quads(None, predicate, object, graph)}
    return sorted((s for s in found if isinstance(s, NamedNode)), key=str)


def local_name(iri: str) -> str:
    """The part after the last '#' or '/'."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
