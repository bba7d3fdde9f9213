"""What a view finds, put on disk once, since formats read it twice: first for the layout, then to write it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile

from builder.export.disk import Spool
from builder.export.items import Edge, Item, Node, View

Add = Callable[[Item], None]


class _Found:
    """Nodes and edges, collected when the first of them is asked for."""

    def __init__(self, collect: Callable[[Add], None], nodes: Spool, edges: Spool) -> None:
        self._collect: Callable[[Add], None] | None = collect
        self._nodes, self._edges = nodes, edges

    def nodes(self) -> Iterator[Node]:
        self._complete()
        return (Node(*row) for row in self._nodes)

    def edges(self) -> Iterator[Edge]:
        self._complete()
        return (Edge(*row) for row in self._edges)

    def _complete(self) -> None:
        collect, self._collect = self._collect, None
        if collect:
            collect(self._add)

    def _add(self, item: Item) -> None:
        if isinstance(item, Node):
            own = (item.id, item.label, item.kind, item.iri, item.url, item.start, item.end, item.lat, item.lon)
            self._nodes.write([*own, dict(item.attributes), item.near])
        else:
            ends = (item.source, item.target, item.kind, item.weight, item.start, item.end)
            self._edges.write([*ends, dict(item.attributes), item.spells])


@contextmanager
def collected(collect: Callable[[Add], None], directed: bool) -> Iterator[View]:
    """A view of what `collect` adds, as long as the context lasts."""
    with TemporaryFile() as nodes, TemporaryFile() as edges:
        found = _Found(collect, Spool(nodes), Spool(edges))
        yield View(found.nodes, found.edges, directed)
