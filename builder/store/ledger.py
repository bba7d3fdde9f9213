"""The ledger: what the store must hold, kept apart from it (SQLite), because a damaged store can open without an error.

Order of a change: the ledger notes what is about to be done (`begin`), the store does it in one atomic step, the
ledger takes it over (`finish`). What stands between is decided on the next opening by the witness: one quad whose
presence shows whether the step was done. Every commit is on disk before it returns (`synchronous=FULL`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

from builder.store.rows import ArticleRow, Change, QuarantineRow, SetAside

# `row` is the row as JSON. `lost`: was stored once and is no longer in the store. `flushed`: its quads are on the disk.
SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (sequence INTEGER PRIMARY KEY AUTOINCREMENT, version TEXT NOT NULL UNIQUE,
  article TEXT NOT NULL, row TEXT NOT NULL, flushed INTEGER NOT NULL DEFAULT 0, lost INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS articles_article ON articles (article);
CREATE INDEX IF NOT EXISTS articles_unflushed ON articles (flushed) WHERE flushed = 0;
CREATE INDEX IF NOT EXISTS articles_lost ON articles (lost) WHERE lost = 1;
CREATE TABLE IF NOT EXISTS inputs (sha256 TEXT, options TEXT, versions TEXT NOT NULL, PRIMARY KEY (sha256, options));
CREATE TABLE IF NOT EXISTS quarantine (source TEXT, record INTEGER, row TEXT NOT NULL, PRIMARY KEY (source, record));
CREATE TABLE IF NOT EXISTS set_aside (version TEXT NOT NULL, claim TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS set_aside_version ON set_aside (version);
CREATE TABLE IF NOT EXISTS change (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), change TEXT NOT NULL);
"""
PUT_ARTICLE = """
INSERT INTO articles (version, article, row) VALUES (?, ?, ?)
ON CONFLICT (version) DO UPDATE SET article = excluded.article, row = excluded.row, flushed = 0, lost = 0
"""


class Ledger:
    """One ledger file. `open` for the writer, `view` for readers of a published copy (which nothing changes).

    `unpublished`: there are changes that readers do not see yet; the file itself remembers it (its user_version).
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.unpublished = bool(self._db.execute("PRAGMA user_version").fetchone()[0])

    @classmethod
    def open(cls, path: Path) -> Ledger:
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.executescript(SCHEMA)
        return cls(db)

    @classmethod
    def view(cls, path: Path) -> Ledger:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, with one wait for the disk."""
        if not self.unpublished:
            self._db.execute("PRAGMA user_version = 1")
            self.unpublished = True
        with self._db:  # commits, or rolls back
            self._db.execute("BEGIN IMMEDIATE")
            yield

    def mark_published(self) -> None:
        self._db.execute("UPDATE articles SET flushed = 1 WHERE flushed = 0")
        self._db.execute("PRAGMA user_version = 0")
        self.unpublished = False

    # what the store must hold

    def article(self, version: str) -> ArticleRow | None:
        return next(self._articles("version = ? AND NOT lost", version), None)

    def versions_of(self, article: str) -> tuple[ArticleRow, ...]:
        """The versions of an article (its IRI), in the order in which they were first stored."""
        return tuple(self._articles("article = ? AND NOT lost", article))

    def articles(self) -> Iterator[ArticleRow]:
        return self._articles("NOT lost")

    def lost(self) -> tuple[ArticleRow, ...]:
        """What was stored once and is no longer in the store: to be built again."""
        return tuple(self._articles("lost = 1"))

    def unflushed(self) -> tuple[ArticleRow, ...]:
        """Rows whose quads may not be on the disk yet, should the power fail."""
        return tuple(self._articles("flushed = 0 AND NOT lost"))

    def _articles(self, condition: str, *values: str) -> Iterator[ArticleRow]:
        query = f"SELECT row FROM articles WHERE {condition} ORDER BY sequence"
        for (row,) in self._db.execute(query, values).fetchall():  # all: who iterates may change rows
            yield ArticleRow(**json.loads(row))

    def mark_lost(self, versions: Iterable[str]) -> None:
        with self._transaction():
            self._db.executemany("UPDATE articles SET lost = 1 WHERE version = ?", ((v,) for v in versions))

    # changes of the store

    def begin(self, change: Change) -> None:
        with self._transaction():
            self._db.execute("INSERT INTO change VALUES (1, ?)", (change.to_json(),))

    def pending(self) -> Change | None:
        row = self._db.execute("SELECT change FROM change").fetchone()
        return Change.from_json(row[0]) if row else None

    def finish(self, change: Change) -> None:
        """Takes over what was noted: rows in the place of old ones, whose rank in `versions_of` they keep."""
        with self._transaction():
            self._db.execute("DELETE FROM change")
            for row in change.records:
                self._db.execute(PUT_ARTICLE, (row.version, row.article, json.dumps(asdict(row))))
            for version in change.forgotten:
                self._db.execute("DELETE FROM articles WHERE version = ?", (version,))
            for version in (*change.forgotten, *change.set_aside):
                self._db.execute("DELETE FROM set_aside WHERE version = ?", (version,))
            aside = [(row.version, row.claim, row.reason) for rows in change.set_aside.values() for row in rows]
            self._db.executemany("INSERT INTO set_aside VALUES (?, ?, ?)", aside)

    # inputs, quarantine, claims set aside

    def record_input(self, sha256: str, options: str, versions: Iterable[str]) -> None:
        """Bytes (their SHA-256), read with these options (a digest of them), gave these versions."""
        values = (sha256, options, json.dumps(list(versions)))
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?)", values)

    def known_input(self, sha256: str, options: str) -> tuple[str, ...] | None:
        """The versions that these bytes gave; None if they were never read so, or one of the versions is gone."""
        found = self._db.execute("SELECT versions FROM inputs WHERE sha256 = ? AND options = ?", (sha256, options))
        row = found.fetchone()
        versions: list[str] = json.loads(row[0]) if row else []
        return tuple(versions) if row and all(self.article(version) for version in versions) else None

    def put_quarantine(self, row: QuarantineRow) -> None:
        values = (row.source, row.record, json.dumps(asdict(row)))
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?)", values)

    def quarantine(self) -> tuple[QuarantineRow, ...]:
        """What is in quarantine, by source and record."""
        rows = self._db.execute("SELECT row FROM quarantine ORDER BY source, record")
        return tuple(QuarantineRow(**json.loads(row)) for (row,) in rows)

    def clear_quarantine(self, source: str, record: int) -> None:
        with self._transaction():
            self._db.execute("DELETE FROM quarantine WHERE source = ? AND record = ?", (source, record))

    def set_aside(self) -> tuple[SetAside, ...]:
        return tuple(SetAside(*row) for row in self._db.execute("SELECT * FROM set_aside ORDER BY version, rowid"))

    def counts(self) -> dict[str, int]:
        """Versions by state, and how many are in `quarantine`, `set_aside`, `inputs`."""
        state = "CASE WHEN lost THEN 'lost' ELSE json_extract(row, '$.state') END"
        found: dict[str, int] = dict(self._db.execute(f"SELECT {state}, count(*) FROM articles GROUP BY 1 ORDER BY 1"))
        for table in ("quarantine", "set_aside", "inputs"):
            found[table] = self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found

    # the file

    def faults(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file."""
        return tuple(str(row[0]) for row in self._db.execute("PRAGMA integrity_check") if row[0] != "ok")

    def copy_to(self, path: Path) -> None:
        """A copy for readers: one file, no journal beside it."""
        with closing(sqlite3.connect(path)) as copy:
            self._db.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            copy.execute("PRAGMA user_version = 0")
