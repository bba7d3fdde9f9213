"""The store on disk: one writer, whose every change is atomic and known to the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode, Quad, Store

from builder.errors import CrosswireError, Impossible
from builder.store import snapshots
from builder.store.access import Access, digest_of
from builder.store.changes import Wish, plan, was_done, write
from builder.store.layout import Layout, understood
from builder.store.ledger import Ledger
from builder.store.reader import StoreReader
from builder.store.rows import ArticleRow, SetAside

__all__ = ["StoreReader", "StoreWriter"]

FLUSH_EVERY = 100  # articles: the engine does not force its log to the disk, so this many may go with the power


class StoreWriter(Access):
    """The one writer of a store (the engine's own lock sees to it). A context manager; `close` publishes.

    `lost`: versions that the ledger knows and that were not there when the store was opened: to be built again.
    """

    @classmethod
    def open(cls, path: Path, base: str | None = None) -> Self:
        """Opens or makes a store; what an interrupted build had committed is published.

        Errors: UsageError (another base), Impossible (a second writer, a file, another format, damaged, full).
        """
        layout = Layout(path)
        with understood(path):
            base = layout.create(base)
            if layout.ledger.exists() and not (layout.live / "CURRENT").exists():  # the engine would make an empty one
                hint = f"'crosswire doctor --repair --store {path}' goes on from the last published state"
                raise Impossible("damaged: the quads are gone", where=str(layout.live), hint=hint)
            writer = cls(path, base, Store(layout.live), Ledger.open(layout.ledger))
            try:
                writer._recover()
            except BaseException:
                writer._release()
                raise
        return writer

    def __init__(self, path: Path, base: str, store: Store, ledger: Ledger) -> None:
        super().__init__(path, base, store, ledger)
        self.lost: tuple[ArticleRow, ...] = ()
        self._layout = Layout(path)
        self._unsettled = False  # a change has begun and is not finished
        self._since_flush = self._since_publish = 0

    # changes

    def apply(
        self,
        delete: Iterable[Quad],
        insert: Iterable[Quad],
        records: Iterable[ArticleRow] = (),
        set_aside: Mapping[str, Iterable[SetAside]] | None = None,
    ) -> None:
        """One atomic change: `delete`, then `insert`. The ledger follows: the rows `records`, and the digests of the
        version graphs that the change touches. Errors: Impossible (full, damaged); ValueError (a blank node)."""
        self._commit(Wish(None, tuple(delete), tuple(insert), tuple(records), _tuples(set_aside)))

    def replace_graph(
        self,
        graph: NamedNode,
        quads: Iterable[Quad],
        also_delete: Iterable[Quad] = (),
        also_insert: Iterable[Quad] = (),
        records: Iterable[ArticleRow] = (),
        set_aside: Mapping[str, Iterable[SetAside]] | None = None,
    ) -> None:
        """One atomic change: the graph becomes `quads` (none: the graph goes, and its row), and the rest as `apply`."""
        quads = tuple(quads)
        if any(quad.graph_name != graph for quad in quads):
            raise ValueError(f"a quad of another graph than {graph.value}")
        self._commit(Wish(graph, tuple(also_delete), (*quads, *also_insert), tuple(records), _tuples(set_aside)))

    def put_article(
        self,
        row: ArticleRow,
        quads: Iterable[Quad],
        also_delete: Iterable[Quad] = (),
        also_insert: Iterable[Quad] = (),
        also_records: Iterable[ArticleRow] = (),
        set_aside: Iterable[SetAside] = (),
    ) -> None:
        """One article, one atomic change: its graph (named by `row.version`), its row, its claims set aside."""
        records, aside = (row, *also_records), {row.version: set_aside}
        self.replace_graph(NamedNode(row.version), quads, also_delete, also_insert, records, aside)

    def _commit(self, wish: Wish) -> None:
        wish.check()
        with understood(self.path):
            self._settle()
            change = plan(self, wish)
            self._unsettled = True
            self.ledger.begin(change)
            write(self, wish)
            self.ledger.finish(change)
            self._unsettled = False
            self._since_flush += len(change.records)
            self._since_publish += len(change.records)
            if self._since_flush >= FLUSH_EVERY:
                self.flush()

    # safety

    def _settle(self) -> None:
        """Decides a change that was interrupted: the witness shows whether the store has done it."""
        change = self.ledger.pending() if self._unsettled else None
        if change is not None:
            self.ledger.finish(change if was_done(self, change) else None)
        self._unsettled = False

    def _recover(self) -> None:
        self._unsettled = True
        self._settle()
        unflushed = self.ledger.unflushed()
        gone = [row for row in unflushed if digest_of(self.quads(graph=NamedNode(row.version)))[1] != row.digest]
        self.ledger.mark_lost(row.version for row in gone)
        self.lost = self.ledger.lost()
        if unflushed:
            self.flush()
        if self.ledger.unpublished or snapshots.published(self._layout) is None:
            self.publish()

    def flush(self) -> None:
        """What is committed survives a loss of power from here on."""
        with understood(self.path):
            self.engine.flush()
            self.ledger.mark_flushed()
            self._since_flush = 0

    def publish(self) -> None:
        """Shows readers what is committed, in one step."""
        with understood(self.path):
            self._settle()
            self.flush()
            snapshots.publish(self._layout, self.engine, self.ledger)
            self.ledger.mark_published()
            self._since_publish = 0

    def publish_if_due(self, articles_since: int = 500) -> bool:
        """Publishes if so many articles were written since the last time."""
        due = self._since_publish >= articles_since
        if due:
            self.publish()
        return due

    def close(self) -> None:
        """Publishes what is committed and lets go of the store, even if that fails."""
        if self._store is None:
            return
        try:
            if self.ledger.unpublished:
                self.publish()
        finally:
            self._release()

    def _release(self) -> None:
        self.ledger.close()
        self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except CrosswireError as second:
            if error is None:
                raise
            error.add_note(f"closing the store: {second}")


def _tuples(set_aside: Mapping[str, Iterable[SetAside]] | None) -> dict[str, tuple[SetAside, ...]]:
    return {version: tuple(rows) for version, rows in (set_aside or {}).items()}
