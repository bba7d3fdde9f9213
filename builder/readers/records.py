"""What goes into reading and what comes out of it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from builder.errors import BadArticle, UsageError
from builder.model import Article

YEARS = range(1800, 2101)
# Narrower than `datetime.fromisoformat`, which also takes weeks ('2020-W10-1') and dates without hyphens.
DATE_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)"
    r" ?([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)


def normal_date(words: str) -> str:
    """An ISO 8601 date or date-time in the form of XML Schema, zone kept: '2020-03-09', '2020-03-09T18:05:00+00:00'.

    Raises ValueError, saying why, for what is no day of the calendar and for years outside 1800–2100.
    """
    match = DATE_TIME.fullmatch(words.strip())
    day, time, zone = match.groups(default="") if match else ("", "", "")
    try:
        value = datetime.fromisoformat(f"{day}T{time}{zone.upper()}") if time else date.fromisoformat(day)
    except ValueError:
        raise ValueError(f"no date: {words[:40]!r}") from None
    if value.year not in YEARS:
        raise ValueError(f"outside {YEARS[0]}–{YEARS[-1]}: {words[:40]!r}")
    return value.isoformat()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What inputs that say nothing themselves get: a date (ISO), a publisher, an encoding. Wrong ones: `UsageError`."""

    published: str | None = None
    publisher: str | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        try:
            normal_date(self.published or "2020-03-09")
        except ValueError as error:
            raise UsageError(f"{error}", where="--published", hint="A date looks like 2020-03-09.") from None
        try:
            b"a".decode(self.encoding or "utf-8")
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
class Input:
    """What a reader gets: the bytes (a stream that can seek, at its start), their number, the options."""

    stream: BinaryIO
    size: int
    options: ReadOptions


@dataclass(frozen=True, slots=True)
class Item:
    """What a reader gives: the fields of one record as they were found, or why there are none; and the raw record."""

    record: int | None
    fields: Mapping[str, object] | BadArticle
    raw: bytes | str


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
