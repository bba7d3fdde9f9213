"""The store on disk: one writer, whose every change is atomic and known to the ledger; readers of what it published."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode, Quad, Store

from builder.errors import CrosswireError, Impossible
from builder.store import snapshots
from builder.store.access import Access, digest_of
from builder.store.changes import plan, was_done, write
from builder.store.layout import Layout, understood
from builder.store.ledger import Ledger
from builder.store.rows import ArticleRow, Change, SetAside

# Articles: so many may go with the power (the engine does not force its log to the disk before it is flushed), and so
# many are waited for by readers.
PUBLISH_EVERY = 500


class StoreReader(Access):
    """The last published snapshot, as it was when it was opened. A context manager; never waits for a writer."""

    folder: Path
    _descriptor: int

    @classmethod
    def open(cls, path: Path) -> Self:
        """Errors: NotFound (no store), Impossible (another format, damaged)."""
        layout = Layout(path)
        with understood(path):
            base = layout.base()
            folder, descriptor = snapshots.hold(layout)
            try:
                store = Store.read_only(str(folder / snapshots.QUADS))
                reader = cls(path, base, store, Ledger.view(folder / snapshots.LEDGER))
            except BaseException:
                os.close(descriptor)
                raise
        reader.folder, reader._descriptor = folder, descriptor
        return reader

    def close(self) -> None:
        super().close()
        os.close(self._descriptor)


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
                hint = f"{layout.repair} goes on from the last published state"
                raise Impossible("damaged: the quads are gone", where=str(layout.live), hint=hint)
            writer = cls(path, base, Store(layout.live), Ledger.open(layout.ledger))
            try:
                writer._recover()
            except BaseException:
                Access.close(writer)
                raise
        return writer

    @classmethod
    def existing(cls, path: Path) -> Self:
        """Opens a store that is there. Errors: NotFound, and those of `open`."""
        return cls.open(path, Layout(path).base())

    def __init__(self, path: Path, base: str, store: Store, ledger: Ledger) -> None:
        super().__init__(path, base, store, ledger)
        self.lost: tuple[ArticleRow, ...] = ()
        self._layout = Layout(path)
        self._unsettled = True  # a change has begun, perhaps in a process that was killed, and is not finished
        self._since_publish = 0

    def apply(
        self,
        delete: Iterable[Quad],
        insert: Iterable[Quad],
        records: Iterable[ArticleRow] = (),
        set_aside: Mapping[str, tuple[SetAside, ...]] | None = None,
    ) -> None:
        """One atomic change: `delete`, then `insert`. The ledger follows: the rows `records`, the claims of versions
        that were set aside, and the digests of the version graphs that the change touches (an empty one loses its row).
        Errors: Impossible (full, damaged); ValueError (a blank node)."""
        records = tuple(records)
        with understood(self.path):
            self._settle()
            change, delete, insert = plan(self, tuple(delete), tuple(insert), records, set_aside or {})
            self._unsettled = True
            self.ledger.begin(change)
            write(self, delete, insert)
            self.ledger.finish(change)
            self._unsettled = False
            self._since_publish += len(records)
            if self._since_publish >= PUBLISH_EVERY:
                self.publish()

    def put_article(
        self,
        row: ArticleRow,
        quads: Iterable[Quad],
        also_delete: Iterable[Quad] = (),
        also_insert: Iterable[Quad] = (),
        also_records: Iterable[ArticleRow] = (),
        set_aside: Iterable[SetAside] = (),
    ) -> None:
        """One article, one atomic change: its graph (named by `row.version`) becomes `quads`; the rest as `apply`."""
        graph, quads = NamedNode(row.version), tuple(quads)
        if any(quad.graph_name != graph for quad in quads):
            raise ValueError(f"a quad of another graph than {graph.value}")
        delete = (*self.quads(graph=graph), *also_delete)
        self.apply(delete, (*quads, *also_insert), (row, *also_records), {row.version: tuple(set_aside)})

    def _settle(self) -> None:
        """Decides a change that was interrupted: the witness shows whether the store has done it."""
        change = self.ledger.pending() if self._unsettled else None
        if change is not None:
            self.ledger.finish(change if was_done(self, change) else Change())
        self._unsettled = False

    def _recover(self) -> None:
        self._settle()
        unflushed = self.ledger.unflushed()
        gone = [row for row in unflushed if digest_of(self.quads(graph=NamedNode(row.version)))[1] != row.digest]
        if gone:
            self.ledger.mark_lost(row.version for row in gone)
        self.lost = self.ledger.lost()
        if self.ledger.unpublished or snapshots.published(self._layout) is None:
            self.publish()

    def publish(self) -> None:
        """Shows readers what is committed, in one step; from here on it survives a loss of power."""
        with understood(self.path):
            self._settle()
            self.engine.flush()
            snapshots.publish(self._layout, self.engine, self.ledger)
            self.ledger.mark_published()
            self._since_publish = 0

    def close(self) -> None:
        """Publishes what is committed and lets go of the store, even if that fails."""
        try:
            if self.ledger.unpublished:
                self.publish()
        finally:
            super().close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except CrosswireError as second:
            if error is None:
                raise
            error.add_note(f"closing the store: {second}")
