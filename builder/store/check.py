"""Comparing a store with its ledger: what is missing, too much, changed or damaged, and how each is mended."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from builder.errors import CrosswireError, Impossible
from builder.store import snapshots
from builder.store.access import Access, digest_of
from builder.store.embedded import StoreReader, StoreWriter
from builder.store.layout import Layout, NotWritable, understood
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
    """Every fault of a store, also of one that cannot be opened. Error: NotFound (no store there)."""
    Layout(path).base()
    faults = [*_snapshot(path)]
    try:
        with StoreWriter.open(path) as writer:
            return (*faults, *_contents(writer))
    except NotWritable:
        pass  # what is published can be checked
    except Impossible as error:
        mend = f"'crosswire doctor --repair --store {path}' goes on from the last published state"
        faults.append(Fault(error.what, str(Layout(path).live), mend))
    try:
        with StoreReader.open(path) as reader:
            return (*faults, *_contents(reader))
    except Impossible as error:
        return (*faults, Fault(error.what, error.where, error.hint))


def compare(store: Access) -> tuple[Fault, ...]:
    """The faults of an open store: its published snapshot, its ledger, its graphs against the ledger."""
    return (*_snapshot(store.path), *_contents(store))


def _contents(store: Access) -> Iterator[Fault]:
    where = str(store.path)
    try:
        for found in store.ledger.faults():
            yield Fault(f"the ledger is damaged: {found}", where, _restore())
        yield from _graphs(store)
    except sqlite3.Error as error:
        yield Fault(f"the ledger cannot be read: {error}", where, _restore())


def repair(path: Path) -> tuple[Fault, ...]:
    """Mends what needs no input: ledger and live store from the last snapshot, the pointer; articles whose quads are
    gone or changed become `lost`, so that building their sources again stores them anew. The faults that are left."""
    _revive(Layout(path))
    with StoreWriter.open(path) as writer:
        writer.ledger.mark_lost([fault.version for fault in _graphs(writer) if fault.version])
        writer.publish()
    return examine(path)


def _graphs(store: Access) -> Iterator[Fault]:
    known = {row.version for row in store.ledger.lost()}
    for row in store.ledger.lost():
        yield Fault("an article's quads were lost", row.version, _again(row), row.version)
    for row in store.ledger.articles():
        known.add(row.version)
        try:
            count, digest = digest_of(store.quads(graph=NamedNode(row.version)))
        except CrosswireError as error:
            yield Fault(f"damaged: {error.what}", row.version, _again(row), row.version)
            continue
        if count == 0 and row.quads:
            yield Fault("an article's quads are missing", row.version, _again(row), row.version)
        elif digest != row.digest:
            what = f"an article's quads are not those that were stored ({count}, not {row.quads})"
            yield Fault(what, row.version, _again(row), row.version)
    for graph in sorted(store.graphs(), key=str):
        ours = graph.value.startswith(store.base) and graph.value not in known
        if ours and next(store.quads(graph=graph), None):
            yield Fault("quads of an article that the ledger does not know", graph.value, "build its source again")


def _snapshot(path: Path) -> Iterator[Fault]:
    layout, mend = Layout(path), f"'crosswire doctor --repair --store {path}' publishes the store again"
    try:
        folder = snapshots.current(layout)
        if folder is None or not folder.is_dir():
            yield Fault("nothing is published", str(layout.pointer), mend)
            return
        noted, found = snapshots.noted(folder), snapshots.hashes(folder)
    except CrosswireError as error:
        yield Fault(error.what, error.where, mend)
        return
    except OSError as error:
        yield Fault(f"the snapshot cannot be read: {error}", str(layout.snapshots), mend)
        return
    for name in sorted(noted.keys() | found.keys()):
        if noted.get(name) != found.get(name):
            what = "a file was changed" if name in found and name in noted else "a file is missing or too much"
            # The tables of quads are the very files of the live store, so publishing again would not help.
            yield Fault(what, str(folder / name), _restore() if name.endswith(".sst") else mend)
    for file in _changed_live(layout, folder, noted):
        yield Fault(
            "a file was changed", str(file), f"'crosswire doctor --repair --store {path}' takes the published one"
        )


def _changed_live(layout: Layout, folder: Path, noted: Mapping[str, str]) -> Iterator[Path]:
    """Files of the live store that are no longer what was published (the engine never changes a table of quads)."""
    for name in sorted(noted):
        file = layout.live / Path(name).name
        if name.endswith(".sst") and file.exists() and not file.samefile(folder / name):
            with file.open("rb") as opened:
                if hashlib.file_digest(opened, "sha256").hexdigest() != noted[name]:
                    yield file


def _revive(layout: Layout) -> None:
    """A ledger or a live store that is damaged is put aside, and what was last published takes its place."""
    folder = snapshots.published(layout)
    if folder is None:
        return
    with understood(layout.path):
        if not _opens(layout) and _broken(layout.ledger):
            for end in ("", "-wal", "-shm"):
                _put_aside(layout.ledger.with_name(layout.ledger.name + end))
            shutil.copyfile(folder / snapshots.LEDGER, layout.ledger)
        opens = _opens(layout)
        folder = snapshots.published(layout) or folder  # opening may have published
        if not opens or any(_changed_live(layout, folder, snapshots.noted(folder))):
            _put_aside(layout.live)
            shutil.copytree(folder / snapshots.QUADS, layout.live)


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


def _again(row: ArticleRow) -> str:
    return f"'crosswire doctor --repair', then build {row.source or 'its source'} again"


def _restore() -> str:
    return "bring a copy of this folder back, or build into another one"
