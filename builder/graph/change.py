"""A change to the store before it is made: it can be asked as if it were, then is applied in one atomic write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store

from builder.graph.read import Quads, Term


class Change:
    """Quads to delete from and to insert into `store`. A quad that is deleted and inserted again stays."""

    def __init__(self, store: Quads) -> None:
        self._store = store
        self._added = Store()
        self._removed: set[Quad] = set()

    def add(self, quads: Iterable[Quad]) -> None:
        quads = list(quads)
        self._removed.difference_update(quads)
        self._added.extend(quads)

    def remove(self, quads: Iterable[Quad]) -> None:
        for quad in list(quads):
            self._added.remove(quad)
            self._removed.add(quad)

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """The quads that match as they will be after the change."""
        for quad in self._store.quads(subject, predicate, object, graph):
            if quad not in self._removed and quad not in self._added:
                yield quad
        yield from list(self._added.quads_for_pattern(subject, predicate, object, graph))

    @property
    def before(self) -> Quads:
        """The store as it is before the change."""
        return self._store

    def touched(self, predicates: Collection[NamedNode]) -> Iterator[Quad]:
        """The quads with one of these predicates that the change really brings or takes away."""
        graphs = {quad.graph_name for quad in self._added if isinstance(quad.graph_name, NamedNode)}
        new = {graph for graph in graphs if next(self._store.quads(graph=graph), None) is None}
        for quad in list(self._added):
            if quad.predicate in predicates and (quad.graph_name in new or not _has(self._store, quad)):
                yield quad
        for quad in self._removed:
            if quad.predicate in predicates and _has(self._store, quad):
                yield quad

    @property
    def deletes(self) -> list[Quad]:
        return sorted(self._removed, key=str)

    @property
    def inserts(self) -> list[Quad]:
        return sorted(self._added, key=str)

    def inserts_by(self, graph: NamedNode) -> tuple[list[Quad], list[Quad]]:
        """What to insert into one graph, and what into all others; sorted."""
        added = self.inserts
        return [q for q in added if q.graph_name == graph], [q for q in added if q.graph_name != graph]


def _has(source: Quads, quad: Quad) -> bool:
    match quad.subject, quad.object, quad.graph_name:
        case NamedNode() as subject, NamedNode() | Literal() as value, NamedNode() as graph:
            return next(source.quads(subject, quad.predicate, value, graph), None) is not None
    return False  # the store holds no blank nodes
