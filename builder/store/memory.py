"""A store in memory, asked like one on disk: a view of a store that is made for one answer."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, Store

from builder.store.access import Access
from builder.store.embedded import StoreReader


class MemoryStore(Access):
    """Quads beside the store that they are a view of, whose base and ledger it shares; only this goes with `close`."""

    def __init__(self, of: StoreReader, quads: Iterable[Quad]) -> None:
        super().__init__(of.path, of.base, Store(), of.ledger)
        self.engine.bulk_extend(quads)

    def apply(self, delete: Iterable[Quad], insert: Iterable[Quad]) -> None:
        for quad in delete:
            self.engine.remove(quad)
        self.engine.bulk_extend(insert)

    def close(self) -> None:
        del self.engine
