"""The rows of the ledger, and the change that a writer is about to make."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

STATES = ("stored", "other-language", "superseded", "retracted")
EXCERPT = 200  # characters of a bad input that are kept to be shown


class Row:
    """A frozen dataclass whose fields are the columns of a table."""

    __slots__ = ()

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return tuple(f.name for f in fields(cls))  # type: ignore[arg-type]

    def values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.names())


@dataclass(frozen=True, slots=True)
class ArticleRow(Row):
    """One version of an article. `quads` and `digest` (SHA-256 over the sorted N-Quads lines of its graph) are the
    writer's to fill in; `ontology` is a digest; `claims`, `incidents`, `set_aside` are counts."""

    version: str
    article: str
    id: str
    text_sha256: str
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    source: str = ""
    extractor: str = ""
    ontology: str = ""
    state: str = "stored"
    claims: int = 0
    incidents: int = 0
    set_aside: int = 0
    quads: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class QuarantineRow(Row):
    """A bad input: the record's number in its source (0: the whole of it), why, at which stage, how it begins, and
    the options (JSON) with which to try it again."""

    source: str
    record: int
    sha256: str
    reason: str
    detail: str = ""
    stage: str = "read"
    excerpt: str = ""
    options: str = "{}"


@dataclass(frozen=True, slots=True)
class SetAside(Row):
    """A claim (JSON) that violates a shape, and the reason."""

    version: str
    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """What is about to be done. `witness` is a quad (N-Quads) whose presence afterwards is `present`; None: nothing
    in the store changes, only the ledger."""

    witness: str | None
    present: bool
    records: tuple[ArticleRow, ...] = ()
    forgotten: tuple[str, ...] = ()
    set_aside: Mapping[str, tuple[SetAside, ...]] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Change:
        raw = json.loads(text)
        rows = {version: tuple(SetAside(**row) for row in found) for version, found in raw["set_aside"].items()}
        records = tuple(ArticleRow(**row) for row in raw["records"])
        return cls(raw["witness"], raw["present"], records, tuple(raw["forgotten"]), rows)


def columns(row: type[Row]) -> str:
    """The columns of a table for these rows: whole numbers where the field is one, else text."""
    return ", ".join(
        f"{f.name} {'INTEGER' if f.type == 'int' else 'TEXT'}{'' if 'None' in str(f.type) else ' NOT NULL'}"
        for f in fields(row)  # type: ignore[arg-type]
    )


def insert(table: str, row: type[Row], key: str) -> str:
    """SQL that puts a row in, or in the place of the one with the same key; a changed article is not flushed yet."""
    names = row.names()
    changes = [f"{name} = excluded.{name}" for name in names if name not in key.split(", ")]
    changes += ["flushed = 0"] if table == "articles" else []
    marks = ", ".join("?" * len(names))
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET "
        f"{', '.join(changes)}"
    )


def excerpt(data: bytes | str) -> str:
    """How a bad input begins, safe to show: control and format characters and lone surrogates are escaped."""
    text = data[: 4 * EXCERPT].decode("utf-8", "backslashreplace") if isinstance(data, bytes) else data[:EXCERPT]
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:EXCERPT])
