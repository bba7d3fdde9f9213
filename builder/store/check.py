"""Comparing a store with its ledger: what is missing, too much, changed or damaged, and how each is mended."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from builder.errors import CrosswireError, Impossible
from builder.store import snapshots
from builder.store.access import Access, digest_of
from builder.store.embedded import StoreReader, StoreWriter
from builder.store.layout import RESTORE, Layout, NotWritable, understood
from builder.store.ledger import Ledger
from builder.store.rows import ArticleRow


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where (a path or an IRI), and what mends it. `version`: of whose graph, if it is one's."""

    what: str
    where: str
    mend: str
    version: str | None = None


def examine(path: Path) -> tuple[Fault, ...]:
    """Every fault of a store, of what is published and of what is not; also of one that cannot be opened.

    Error: NotFound (no store there).
    """
    layout = Layout(path)
    layout.base()
    found = []
    for file in snapshots.changed(layout):
        # A published table is mostly the very file of the live store, so publishing again would not help.
        mend = f"{layout.repair} takes the published one" if file.parent == layout.live else RESTORE
        found.append(Fault("a file was changed", str(file), mend))
    for opening, part in ((StoreReader.open, layout.snapshots), (StoreWriter.open, layout.live)):
        try:
            with opening(path) as store:
                found += contents(store)
        except NotWritable:
            continue  # another writes to it, or this user may not
        except Impossible as error:
            found.append(Fault(error.what, str(part), f"{layout.repair} goes on from the last published state"))
    return tuple(dict.fromkeys(found))


def repair(path: Path) -> tuple[Fault, ...]:
    """Mends what needs no input: ledger and live store from the last snapshot, the pointer; articles whose quads are
    gone or changed become `lost`, so that building their sources again stores them anew. The faults that are left."""
    with understood(path):
        _revive(Layout(path))
    with StoreWriter.open(path) as writer:
        writer.ledger.mark_lost([fault.version for fault in _graphs(writer) if fault.version])
        writer.publish()
    return examine(path)


def contents(store: Access) -> Iterator[Fault]:
    """The faults of an open store: its ledger, and its graphs against the ledger."""
    where = str(store.path)
    try:
        for found in store.ledger.faults():
            yield Fault(f"the ledger is damaged: {found}", where, RESTORE)
        yield from _graphs(store)
    except sqlite3.Error as error:
        yield Fault(f"the ledger cannot be read: {error}", where, RESTORE)


def _graphs(store: Access) -> Iterator[Fault]:
    lost = store.ledger.lost()
    yield from (_fault("an article's quads were lost", row) for row in lost)
    known = {row.version for row in lost}
    for row in store.ledger.articles():
        known.add(row.version)
        try:
            count, digest = digest_of(store.quads(graph=NamedNode(row.version)))
        except CrosswireError as error:
            yield _fault(f"damaged: {error.what}", row)
            continue
        if count == 0 and row.quads:
            yield _fault("an article's quads are missing", row)
        elif digest != row.digest:
            yield _fault(f"an article's quads are not those that were stored ({count}, not {row.quads})", row)
    for graph in store.graphs():
        ours = graph.value.startswith(store.base) and graph.value not in known
        if ours and next(store.quads(graph=graph), None):
            yield Fault("quads of an article that the ledger does not know", graph.value, "build its source again")


def _fault(what: str, row: ArticleRow) -> Fault:
    mend = f"'crosswire doctor --repair', then build {row.source or 'its source'} again"
    return Fault(what, row.version, mend, row.version)


def _revive(layout: Layout) -> None:
    """A ledger or a live store that is damaged is put aside, and what was last published takes its place."""
    folder = snapshots.published(layout)
    if folder is None:
        return
    opens = _opens(layout)
    if not opens and _broken(layout.ledger):
        for end in ("", "-wal", "-shm"):
            _put_aside(layout.ledger.with_name(layout.ledger.name + end))
        shutil.copyfile(folder / snapshots.LEDGER, layout.ledger)
        opens = _opens(layout)
    if not opens or any(file.parent == layout.live for file in snapshots.changed(layout)):
        _put_aside(layout.live)
        shutil.copytree((snapshots.published(layout) or folder) / snapshots.QUADS, layout.live)


def _opens(layout: Layout) -> bool:
    try:
        StoreWriter.open(layout.path).close()
    except NotWritable:
        raise
    except Impossible:
        return False
    return True


def _broken(ledger: Path) -> bool:
    try:
        with closing(Ledger.open(ledger)) as opened:
            return bool(opened.faults())
    except sqlite3.DatabaseError:
        return True


def _put_aside(part: Path) -> None:
    aside = part.with_name(f"{part.name}.damaged")
    if aside.is_dir():
        shutil.rmtree(aside)
    if part.exists():
        part.rename(aside)
