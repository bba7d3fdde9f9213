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

QUADS, LEDGER, FILES = "quads", "ledger.sqlite", "files.json"
ATTEMPTS, PAUSE = 100, 0.01  # together the second that a reader waits for a new store's first snapshot


def current(layout: Layout) -> Path | None:
    """The folder of the published snapshot; None before the first. Error: Impossible (the pointer is damaged)."""
    try:
        return layout.snapshots / str(int(layout.pointer.read_text(encoding="ascii")))
    except FileNotFoundError:
        return None
    except ValueError as error:
        hint = f"'crosswire doctor --repair --store {layout.path}' publishes the store again"
        raise Impossible("damaged: it names no snapshot", where=str(layout.pointer), hint=hint) from error


def publish(layout: Layout, store: Store, ledger: Ledger) -> Path:
    """Makes what is committed visible to readers, in one step; takes away old snapshots that nobody reads."""
    layout.snapshots.mkdir(mode=0o700, exist_ok=True)
    tidy(layout)
    numbers = [int(folder.name) for folder in layout.snapshots.iterdir() if folder.name.isdigit()]
    number = max(numbers, default=0) + 1
    draft = layout.snapshots / f"{number}.draft"
    draft.mkdir(mode=0o700)
    try:
        store.backup(draft / QUADS)
        ledger.copy_to(draft / LEDGER)
        write_whole(draft / FILES, json.dumps(hashes(draft, published(layout)), indent=1, sort_keys=True))
    except BaseException:
        shutil.rmtree(draft)
        raise
    final = layout.snapshots / str(number)
    draft.rename(final)
    sync_folder(layout.snapshots)
    write_whole(layout.pointer, f"{number}\n")
    tidy(layout)
    return final


def hold(layout: Layout) -> tuple[Path, int]:
    """The published snapshot's folder and the descriptor that keeps it; close that to let go. Error: Impossible."""
    for _ in range(ATTEMPTS):  # a writer may publish and tidy between our reading the pointer and locking the folder
        folder = current(layout)
        if folder is None or not folder.is_dir():
            time.sleep(PAUSE)  # a new store: its first writer is about to publish
            continue
        try:
            descriptor = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            if folder.exists() and os.path.samestat(os.fstat(descriptor), folder.stat()):
                return folder, descriptor
        except (BlockingIOError, FileNotFoundError):
            pass  # it is being taken away: there is a newer one
        os.close(descriptor)
    hint = f"'crosswire doctor --repair --store {layout.path}' publishes the store again"
    raise Impossible("nothing is published in this store", where=str(layout.path), hint=hint)


def tidy(layout: Layout) -> None:
    """Removes what an interrupted publication left, and every snapshot but the published one that nobody holds."""
    kept = published(layout)
    for folder in sorted(layout.snapshots.iterdir()):
        if kept is not None and folder.name == kept.name:
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


def hashes(folder: Path, before: Path | None = None) -> dict[str, str]:
    """SHA-256 of the files of a snapshot. The engine never changes a table of quads (.sst), so those that `before` has
    keep the hash noted there: damage done since shows."""
    known = noted(before) if before else {}
    names = sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file() and f.name != FILES)
    return {n: known[n] if n in known and n.endswith(".sst") else _sha256(folder / n) for n in names}


def noted(folder: Path) -> dict[str, str]:
    """The hashes noted at publication; none where that file is missing or damaged."""
    try:
        found: dict[str, str] = json.loads((folder / FILES).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found


def published(layout: Layout) -> Path | None:
    """The folder of the published snapshot if it is there."""
    try:
        folder = current(layout)
    except Impossible:
        return None  # the next publication writes the damaged pointer anew
    return folder if folder is not None and folder.is_dir() else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
