"""From a source to articles: which reader takes it, what it gave, and what could not be read."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from builder.errors import BadArticle
from builder.readers.fields import article_of
from builder.readers.jsons import read_array, read_lines, read_object
from builder.readers.page import read_page
from builder.readers.plain import read_plain
from builder.readers.records import Input, Item, Known, Read, ReadOptions, Rejected, Source
from builder.readers.sniff import HEAD, kind_of

EXCERPT = 200  # code points
Reader = Callable[[Input], Iterator[Item]]
READERS: dict[str, Reader] = {
    "text": read_plain,
    "json-lines": read_lines,
    "json-array": read_array,
    "json-object": read_object,
    "html": read_page,
}
REFUSED = {
    "empty": ("empty", "nothing in it"),
    "archive": ("binary", "an archive or office file; unpack it first"),
    **{kind: ("not in this version", kind) for kind in ("feed", "xml", "warc", "gzip", "pdf")},
}


def read_sources(
    sources: Iterable[Source], options: ReadOptions | None = None, known: Callable[[str], bool] = lambda _: False
) -> Iterator[Read | Rejected | Known]:
    """The articles of all sources and what could not be read of them, in order, as they come; `Known` for one whose
    bytes, by their SHA-256, are `known`."""
    for source in sources:
        yield from _read(source, options or ReadOptions(), known)


def _read(source: Source, options: ReadOptions, known: Callable[[str], bool]) -> Iterator[Read | Rejected | Known]:
    sha256, head = None, b""
    try:
        with _opened(source) as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
            if known(sha256):
                yield Known(source.name, sha256)
                return
            size = stream.tell()
            stream.seek(0)
            head = stream.read(HEAD)
            stream.seek(0)
            kind, items = kind_of(head, source.path), 0
            if kind in REFUSED:
                raise BadArticle(*REFUSED[kind])
            for item in READERS[kind](Input(stream, size, options)):
                items += 1
                yield _outcome(item, source.name, sha256, options)
            if not items:
                raise BadArticle("empty", "no record in it")
    except OSError as error:
        yield Rejected(source.name, None, "unreadable", error.strerror or str(error), _excerpt(head), sha256)
    except BadArticle as problem:
        yield Rejected(source.name, None, problem.reason, problem.detail, _excerpt(head), sha256)


def _outcome(item: Item, name: str, input_sha256: str, options: ReadOptions) -> Read | Rejected:
    try:
        if isinstance(item.fields, BadArticle):
            raise item.fields
        return Read(article_of(item.fields, options), name, item.record, input_sha256)
    except BadArticle as problem:
        raw = item.raw if isinstance(item.raw, bytes) else item.raw.encode("utf-8", "surrogatepass")
        sha256 = hashlib.sha256(raw).hexdigest() if item.record else input_sha256
        return Rejected(name, item.record, problem.reason, problem.detail, _excerpt(raw), sha256)


def _excerpt(data: bytes) -> str:
    """The first 200 code points, with everything that a terminal could obey written as an escape."""
    text = data[: 4 * EXCERPT].decode("utf-8", "backslashreplace").strip()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:EXCERPT])[:EXCERPT]


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    """The bytes of a source. Standard input goes to a temporary file first, since it is hashed before it is read."""
    if source.path == "-":
        with tempfile.TemporaryFile() as held:
            shutil.copyfileobj(sys.stdin.buffer, held)
            held.seek(0)
            yield held
        return
    # Not blocking, then looked at: between the search and now a pipe may have taken the file's place.
    with open(os.open(source.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise BadArticle("not a file")
        yield stream
