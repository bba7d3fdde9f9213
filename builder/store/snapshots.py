"""Published snapshots: hard-linked copies of the live store that readers open and nothing changes.

A reader holds a shared lock on its snapshot's folder; an old snapshot goes when nobody holds it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import time
from pathlib import Path

from pyoxigraph import Store

from builder.errors import Impossible
from builder.store.layout import Layout, sync_folder, write_whole
from builder.store.ledger import Ledger

QUADS, LEDGER, TABLES = "quads", "ledger.sqlite", "tables.json"
ATTEMPTS, PAUSE = 100, 0.01  # together the second that a reader waits for a new store's first snapshot


def published(layout: Layout) -> Path | None:
    """The folder of the published snapshot, if it is there."""
    try:
        folder = layout.snapshots / str(int(layout.pointer.read_text(encoding="ascii")))
    except (FileNotFoundError, ValueError):
        return None  # a new store, or a damaged pointer: the next publication writes it anew
    return folder if folder.is_dir() else None


def publish(layout: Layout, store: Store, ledger: Ledger) -> None:
    """Makes what is committed visible to readers, in one step; takes away old snapshots that nobody reads."""
    layout.snapshots.mkdir(mode=0o700, exist_ok=True)
    tidy(layout)
    number = max((int(f.name) for f in layout.snapshots.iterdir() if f.name.isdigit()), default=0) + 1
    draft = layout.snapshots / f"{number}.draft"
    draft.mkdir(mode=0o700)
    try:
        store.backup(draft / QUADS)
        ledger.copy_to(draft / LEDGER)
        write_whole(draft / TABLES, json.dumps(_hashes(draft, published(layout)), indent=1, sort_keys=True))
    except BaseException:
        shutil.rmtree(draft)
        raise
    draft.rename(layout.snapshots / str(number))
    sync_folder(layout.snapshots)
    write_whole(layout.pointer, f"{number}\n")
    tidy(layout)


def hold(layout: Layout) -> tuple[Path, int]:
    """The published snapshot's folder and the descriptor that keeps it; close that to let go. Error: Impossible."""
    for _ in range(ATTEMPTS):  # a writer may publish and tidy between our reading the pointer and locking the folder
        folder = published(layout)
        if folder is None:
            time.sleep(PAUSE)  # a new store: its first writer is about to publish
            continue
        try:
            descriptor = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), folder.stat()):
                return folder, descriptor
        except (BlockingIOError, FileNotFoundError):
            pass  # it is being taken away: there is a newer one
        os.close(descriptor)
    hint = f"{layout.repair} publishes the store again"
    raise Impossible("nothing is published in this store", where=str(layout.pointer), hint=hint)


def tidy(layout: Layout) -> None:
    """Removes what an interrupted publication left, and every snapshot but the published one that nobody holds."""
    kept = published(layout)
    for folder in sorted(layout.snapshots.iterdir()):
        if folder == kept:
            continue
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            gone = folder.with_suffix(".gone")
            folder.rename(gone)
            shutil.rmtree(gone)
        except BlockingIOError:
            continue  # somebody reads it: the next publication tries again
        finally:
            os.close(descriptor)


def changed(layout: Layout) -> list[Path]:
    """Tables of quads, published and live, that are no longer what they were when they were published."""
    folder = published(layout)
    if folder is None:
        return []
    files = [(place / name, sha) for name, sha in _noted(folder).items() for place in (layout.live, folder / QUADS)]
    return [file for file, sha in files if file.exists() and _sha256(file) != sha]


def _hashes(folder: Path, before: Path | None) -> dict[str, str]:
    """SHA-256 of the tables of quads. The engine never changes one, so those that `before` has keep the hash noted
    there: damage done since shows."""
    known = _noted(before) if before else {}
    return {file.name: known.get(file.name) or _sha256(file) for file in (folder / QUADS).glob("*.sst")}


def _noted(folder: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((folder / TABLES).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
