"""The registry of readers, and the way from a source to its articles.

To add a format: a function from `Input` to `Item`s, a line in READERS, and the bytes that give it away in `sniff`.
"""

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
from builder.readers.decode import CHUNK
from builder.readers.fields import Input, Item, article_of
from builder.readers.html import PageWorker, read_page
from builder.readers.jsonlines import read_array, read_lines, read_object
from builder.readers.plain import read_plain
from builder.readers.records import Known, Read, ReadOptions, Rejected, Source, excerpt
from builder.readers.sniff import HEAD, kind_of

Outcome = Read | Rejected | Known
Reader = Callable[[Input], Iterator[Item]]


def _refuse(reason: str, detail: str) -> Reader:
    def reader(given: Input) -> Iterator[Item]:
        raise BadArticle(reason, detail)

    return reader


READERS: dict[str, Reader] = {
    "text": read_plain,
    "json-lines": read_lines,
    "json-array": read_array,
    "json-object": read_object,
    "html": read_page,
    "empty": _refuse("empty", "nothing in it"),
    "archive": _refuse("binary", "an archive or office file; unpack it first"),
    **{kind: _refuse("not in this version", kind) for kind in ("feed", "xml", "warc", "gzip", "pdf")},
}


def never(sha256: str) -> bool:
    """No input is known."""
    return False


def read_sources(
    sources: Iterable[Source], options: ReadOptions | None = None, known: Callable[[str], bool] = never
) -> Iterator[Outcome]:
    """Everything in the sources, in order. One worker reads all pages: starting it takes half a second."""
    with PageWorker() as pages:
        for source in sources:
            yield from read_source(source, options, known, pages)


def read_source(
    source: Source,
    options: ReadOptions | None = None,
    known: Callable[[str], bool] = never,
    pages: PageWorker | None = None,
) -> Iterator[Outcome]:
    """The articles of one source and what could not be read of it, as they come; or `Known`, by its SHA-256."""
    if pages is None:
        with PageWorker() as own:
            yield from read_source(source, options, known, own)
        return
    options, sha256, head, nothing = options or ReadOptions(), None, b"", True
    try:
        with _opened(source) as stream:
            sha256 = _sha256(stream)
            if known(sha256):
                yield Known(source.name, sha256)
                return
            size = stream.tell()
            stream.seek(0)
            head = stream.read(HEAD)
            stream.seek(0)
            for item in READERS[kind_of(head, source.path)](Input(stream, size, options, pages)):
                nothing = False
                yield _outcome(item, source.name, sha256, options)
            if nothing:
                raise BadArticle("empty", "no record in it")
    except OSError as error:
        yield Rejected(source.name, None, "unreadable", error.strerror or str(error), excerpt(head), sha256, sha256)
    except BadArticle as problem:
        yield Rejected(source.name, None, problem.reason, problem.detail, excerpt(head), sha256, sha256)


def _outcome(item: Item, name: str, input_sha256: str, options: ReadOptions) -> Read | Rejected:
    try:
        if isinstance(item.fields, BadArticle):
            raise item.fields
        return Read(article_of(item.fields, options), name, item.record, input_sha256)
    except BadArticle as problem:
        sha256 = hashlib.sha256(item.raw).hexdigest() if isinstance(item.raw, bytes) else input_sha256
        return Rejected(name, item.record, problem.reason, problem.detail, excerpt(item.raw), sha256, input_sha256)


def _sha256(stream: BinaryIO) -> str:
    whole = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        whole.update(chunk)
    return whole.hexdigest()


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    """The bytes of a source. Standard input goes to a temporary file first, since it is hashed before it is read."""
    if source.path == "-":
        with tempfile.TemporaryFile() as held:
            shutil.copyfileobj(sys.stdin.buffer, held, CHUNK)
            held.seek(0)
            yield held
        return
    # Not blocking, then looked at: between the search and now a pipe may have taken the file's place.
    with open(os.open(source.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise BadArticle("not a file")
        yield stream
