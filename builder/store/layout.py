"""Where a store's parts lie, which format it has, and what the system's errors about it mean to a person.

PATH/store.json        {"format": 1, "base": IRI}
PATH/live/             the writer's quads (RocksDB; its LOCK file is the writer's lock)
PATH/ledger.sqlite     the writer's ledger
PATH/snapshots/N/      quads/, ledger.sqlite, tables.json: what readers open, never changed once published
PATH/published         the number of the snapshot that readers open, replaced by one rename
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.errors import Impossible, NotFound, UsageError
from builder.identity import DEFAULT_BASE

FORMAT = 1
FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
FULL_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE")  # the latter two: a limit on file size
FULL_WORDS = ("no space left", "file too large", "disk is full", "quota exceeded")
LOCK_WORDS = ("lock hold by current process", "/lock: resource temporarily unavailable", "while lock file")
DENIED_WORDS = ("permission denied", "read-only file system")
RESTORE = "bring a copy of this folder back, or build into another one"


class NotWritable(Impossible):
    """Another process writes to the store, or this user may not: it can be read all the same."""


class Layout:
    """The paths of one store."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.live = path / "live"
        self.ledger = path / "ledger.sqlite"
        self.snapshots = path / "snapshots"
        self.pointer = path / "published"
        self.manifest = path / "store.json"
        self.repair = f"'crosswire doctor --repair --store {path}'"

    def base(self) -> str:
        """The base IRI of an existing store. Errors: NotFound, Impossible (a file, another format, damaged)."""
        where = str(self.path)
        if self.path.is_file():
            raise Impossible("a store is a folder, this is a file", where=where, hint="name another: --store")
        try:
            manifest = json.loads(self.manifest.read_bytes())
            format_, base = int(manifest["format"]), str(manifest["base"])
        except FileNotFoundError:
            hint = f"'crosswire build SOURCE --store {self.path}' makes one"
            raise NotFound("there is no store here", where=where, hint=hint) from None
        except (ValueError, KeyError, TypeError) as error:
            raise Impossible(f"damaged: {error}", where=str(self.manifest), hint=RESTORE) from error
        if format_ != FORMAT:
            older = format_ < FORMAT
            upgrade = "'pip install --upgrade crosswire' brings the version that reads it"
            hint = f"{self.repair} brings it up to date" if older else upgrade
            what = f"a store of the {'older' if older else 'newer'} format {format_}, not {FORMAT}"
            raise Impossible(what, where=where, hint=hint)
        return base

    def create(self, base: str | None) -> str:
        """The base IRI of the store, which is made if there is none. Another `base` than the store's: UsageError."""
        if not self.manifest.exists() and not self.path.is_file():
            if base is not None and (":" not in base or base[-1] not in "/#:"):
                raise UsageError("a base is an absolute IRI that ends with '/', '#' or ':'", where=base)
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(not part.name.startswith(self.manifest.name) for part in self.path.iterdir()):
                hint = "name another folder with --store"
                raise Impossible("this folder holds other things, and no store", where=str(self.path), hint=hint)
            write_whole(self.manifest, json.dumps({"format": FORMAT, "base": base or DEFAULT_BASE}) + "\n")
        kept = self.base()
        if base not in (None, kept):
            raise UsageError(f"this store's base is {kept}", where=str(self.path), hint="leave --base out")
        return kept


def write_whole(path: Path, text: str) -> None:
    """Writes a file so that it is there as a whole or not at all, and stays there when the power fails."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Makes the names in a folder durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """Turns what the engine, SQLite and the system raise about a store into `Impossible`, in words."""
    try:
        yield
    except (OSError, RuntimeError, sqlite3.Error) as error:
        raise explain(error, path) from error


def explain(error: Exception, path: Path) -> Impossible:
    """`error` (OSError, RuntimeError or sqlite3.Error), raised while working on the store at `path`, in words."""
    said, where = str(error).lower(), str(path)
    name = getattr(error, "sqlite_errorname", "")
    if getattr(error, "errno", None) in FULL or name in FULL_SQLITE or any(words in said for words in FULL_WORDS):
        hint = "make room there, then run the same command again: what was stored stays"
        return Impossible("no space left for the store", where=where, hint=hint)
    if any(words in said for words in LOCK_WORDS):
        return NotWritable("another build is writing to this store", where=where, hint="wait until it has ended")
    if isinstance(error, NotADirectoryError | FileExistsError):
        return Impossible("a store is a folder, and a file is in the way", where=where, hint="name another: --store")
    if isinstance(error, PermissionError) or any(words in said for words in DENIED_WORDS):
        return NotWritable("no permission to use this store", where=where, hint="check the folder's owner and mode")
    hint = f"'crosswire doctor --store {path}' says what is wrong and how to mend it"
    return Impossible(f"the store failed ({' '.join(str(error).split())[:200]})", where=where, hint=hint)
