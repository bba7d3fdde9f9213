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
from pathlib import Path

from builder.store.rows import ArticleRow, Change, QuarantineRow, SetAside, columns, insert

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS articles (sequence INTEGER PRIMARY KEY AUTOINCREMENT, {columns(ArticleRow)},
  flushed INTEGER NOT NULL DEFAULT 0, UNIQUE (version));
CREATE INDEX IF NOT EXISTS articles_article ON articles (article);
CREATE INDEX IF NOT EXISTS articles_id ON articles (id);
CREATE INDEX IF NOT EXISTS articles_unflushed ON articles (flushed) WHERE flushed = 0;
CREATE TABLE IF NOT EXISTS inputs (sha256 TEXT, options TEXT, versions TEXT NOT NULL, PRIMARY KEY (sha256, options));
CREATE TABLE IF NOT EXISTS quarantine ({columns(QuarantineRow)}, PRIMARY KEY (source, record));
CREATE INDEX IF NOT EXISTS quarantine_sha256 ON quarantine (sha256);
CREATE TABLE IF NOT EXISTS set_aside ({columns(SetAside)});
CREATE INDEX IF NOT EXISTS set_aside_version ON set_aside (version);
CREATE TABLE IF NOT EXISTS change (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), change TEXT NOT NULL);
"""


class Ledger:
    """One ledger file. `open` for the writer, `view` for readers of a published copy (which nothing changes)."""

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
        return cls(sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False))

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; one wait for the disk for all that stands in it. May stand in another."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # a full disk makes SQLite roll back by itself
                self._db.rollback()
            self.unpublished = bool(self._db.execute("PRAGMA user_version").fetchone()[0])
            raise
        self._db.commit()

    def _write(self, sql: str, values: Iterable[object] = ()) -> sqlite3.Cursor:
        """A change that readers are to see: the file itself remembers that it is not published yet."""
        if not self.unpublished:
            self._db.execute("PRAGMA user_version = 1")
            self.unpublished = True
        return self._db.execute(sql, tuple(values))

    def mark_published(self) -> None:
        self._db.execute("PRAGMA user_version = 0")
        self.unpublished = False

    # articles

    def record_article(self, row: ArticleRow) -> None:
        """Puts the row of one version in, or in the place of its old one, whose rank in `versions_of` it keeps."""
        self._write(insert("articles", ArticleRow, "version"), row.values())

    def forget_article(self, version: str) -> None:
        for table in ("articles", "set_aside"):
            self._write(f"DELETE FROM {table} WHERE version = ?", (version,))

    def article(self, version: str) -> ArticleRow | None:
        return next(self._articles("version = ? AND state != 'lost'", version), None)

    def versions_of(self, article: str) -> tuple[ArticleRow, ...]:
        """The versions of an article (its IRI), in the order in which they were first stored."""
        return tuple(self._articles("article = ? AND state != 'lost'", article))

    def articles_with_id(self, article_id: str) -> tuple[ArticleRow, ...]:
        return tuple(self._articles("id = ? AND state != 'lost'", article_id))

    def articles(self) -> Iterator[ArticleRow]:
        return self._articles("state != 'lost'")

    def lost(self) -> tuple[ArticleRow, ...]:
        """What was stored once and is no longer in the store: to be built again."""
        return tuple(self._articles("state = 'lost'"))

    def _articles(self, condition: str, *values: object) -> Iterator[ArticleRow]:
        names = ", ".join(ArticleRow.names())
        query = f"SELECT {names} FROM articles WHERE {condition} ORDER BY sequence"
        for row in self._db.execute(query, values).fetchall():  # all: who iterates may change rows
            yield ArticleRow(*row)

    # inputs

    def record_input(self, sha256: str, options: str, versions: Iterable[str]) -> None:
        """Bytes (their SHA-256), read with these options (a digest of them), gave these versions."""
        values = (sha256, options, json.dumps(list(versions)))
        self._write("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?)", values)

    def known_input(self, sha256: str, options: str) -> tuple[str, ...] | None:
        """The versions that these bytes gave; None if they were never read so, or one of the versions is gone."""
        found = self._db.execute("SELECT versions FROM inputs WHERE sha256 = ? AND options = ?", (sha256, options))
        row = found.fetchone()
        versions: list[str] = json.loads(row[0]) if row else []
        return tuple(versions) if row and all(self.article(version) for version in versions) else None

    # quarantine and claims set aside

    def put_quarantine(self, row: QuarantineRow) -> None:
        self._write(insert("quarantine", QuarantineRow, "source, record"), row.values())

    def quarantine(self, sha256: str | None = None) -> tuple[QuarantineRow, ...]:
        """What is in quarantine (with these bytes), by source and record."""
        query = f"SELECT {', '.join(QuarantineRow.names())} FROM quarantine WHERE ? IS NULL OR sha256 = ? ORDER BY 1, 2"
        return tuple(QuarantineRow(*row) for row in self._db.execute(query, (sha256, sha256)))

    def clear_quarantine(self, source: str, record: int | None = None) -> int:
        """Takes a source, or one record of it, out of quarantine; how many there were."""
        query = "DELETE FROM quarantine WHERE source = ? AND (? IS NULL OR record = ?)"
        return self._write(query, (source, record, record)).rowcount

    def record_set_aside(self, version: str, rows: Iterable[SetAside]) -> None:
        """The claims of a version that were set aside, in the place of those known before."""
        with self.transaction():
            self._write("DELETE FROM set_aside WHERE version = ?", (version,))
            for row in rows:
                self._write("INSERT INTO set_aside VALUES (?, ?, ?)", row.values())

    def set_aside(self, version: str | None = None) -> tuple[SetAside, ...]:
        query = "SELECT version, claim, reason FROM set_aside WHERE ? IS NULL OR version = ? ORDER BY 1, rowid"
        return tuple(SetAside(*row) for row in self._db.execute(query, (version, version)))

    def counts(self) -> dict[str, int]:
        """Versions by state, and how many are in `quarantine`, `set_aside`, `inputs`."""
        found: dict[str, int] = dict(self._db.execute("SELECT state, count(*) FROM articles GROUP BY 1 ORDER BY 1"))
        for table in ("quarantine", "set_aside", "inputs"):
            found[table] = self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found

    # changes of the store: for the writer alone

    def begin(self, change: Change) -> None:
        with self.transaction():
            self._write("INSERT INTO change VALUES (1, ?)", (change.to_json(),))

    def pending(self) -> Change | None:
        row = self._db.execute("SELECT change FROM change").fetchone()
        return Change.from_json(row[0]) if row else None

    def finish(self, change: Change | None) -> None:
        """Takes over what the change has done; None: it was not done."""
        with self.transaction():
            self._db.execute("DELETE FROM change")
            for row in change.records if change else ():
                self.record_article(row)
            for version in change.forgotten if change else ():
                self.forget_article(version)
            for version, rows in (change.set_aside if change else {}).items():
                self.record_set_aside(version, rows)

    def unflushed(self) -> tuple[ArticleRow, ...]:
        """Rows whose quads may not be on the disk yet, should the power fail."""
        return tuple(self._articles("flushed = 0 AND state != 'lost'"))

    def mark_flushed(self) -> None:
        self._db.execute("UPDATE articles SET flushed = 1 WHERE flushed = 0")

    def mark_lost(self, versions: Iterable[str]) -> None:
        with self.transaction():
            for version in versions:
                self._write("UPDATE articles SET state = 'lost' WHERE version = ?", (version,))

    def faults(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file."""
        return tuple(str(row[0]) for row in self._db.execute("PRAGMA integrity_check") if row[0] != "ok")

    def copy_to(self, path: Path) -> None:
        """A copy for readers: one file, no journal beside it."""
        with closing(sqlite3.connect(path)) as copy:
            self._db.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            copy.execute("PRAGMA user_version = 0")
