"""What goes into reading and what comes out of it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from builder.errors import UsageError
from builder.model import Article
from builder.readers.dates import normal_date

EXCERPT = 200  # code points


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What inputs that say nothing themselves get: a date (ISO), a publisher, an encoding. Wrong ones: `UsageError`."""

    published: str | None = None
    publisher: str | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            try:
                normal_date(self.published)
            except ValueError as error:
                raise UsageError(f"{error}", where="--published", hint="A date looks like 2020-03-09.") from None
        if self.encoding is not None:
            try:
                b"a".decode(self.encoding)
            except UnicodeError:
                pass  # an encoding, but not of one byte
            except (LookupError, ValueError):  # unknown, or makes no text of bytes, such as base64
                hint = "Names that work: utf-8, cp1252, cp1251, iso-8859-1, utf-16 …"
                raise UsageError(f"no such encoding: {self.encoding!r}", where="--encoding", hint=hint) from None


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """One file to read: `path` as it was typed or found, '-' for standard input."""

    path: str

    @property
    def name(self) -> str:
        r"""The path as text that every file and database can hold: bytes that are no UTF-8 are written '\xff'."""
        return os.fsencode(self.path).decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class Read:
    """An article; `record`: its line in JSON Lines or its place in an array, from 1. The hash is of the whole input."""

    article: Article
    source: str
    record: int | None
    input_sha256: str


@dataclass(frozen=True, slots=True)
class Known:
    """An input that was not read again, since its bytes are known."""

    source: str
    input_sha256: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """What cannot be read: the reason is a word (`builder.errors.BadArticle`, and `empty`, `no such path`,
    `time-limit`), the excerpt its beginning in safe characters, the hash that of the rejected bytes alone."""

    source: str
    record: int | None
    reason: str
    detail: str = ""
    excerpt: str = ""
    sha256: str | None = None
    input_sha256: str | None = None


def excerpt(data: bytes | str) -> str:
    """The first 200 code points, with everything that a terminal could obey written as an escape."""
    text = data if isinstance(data, str) else data[: 4 * EXCERPT].decode("utf-8", "backslashreplace")
    safe = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in text.strip()[:EXCERPT])
    return "".join(safe)[:EXCERPT]
