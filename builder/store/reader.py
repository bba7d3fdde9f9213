"""Reading what was last published: never waits for a writer, nor fails because of one."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import Store

from builder.store import snapshots
from builder.store.access import Access
from builder.store.layout import Layout, understood
from builder.store.ledger import Ledger


class StoreReader(Access):
    """The last published snapshot, as it was when it was opened. A context manager."""

    @classmethod
    def open(cls, path: Path) -> Self:
        """Opens without waiting for a writer. Errors: NotFound (no store), Impossible (another format, damaged)."""
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

    folder: Path
    _descriptor: int

    def close(self) -> None:
        if self._store is not None:
            self.ledger.close()
            self._store = None
            os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
