"""JSON Lines, arrays and single objects, a record at a time: what is broken is rejected alone, in constant memory."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, NoReturn

from builder.errors import BadArticle
from builder.readers.decode import CHUNK, as_utf8, decode
from builder.readers.fields import Input, Item

LARGEST_RECORD = 32 << 20  # bytes: 2,000,000 code points, each written as two \uXXXX escapes, and the other fields
LARGEST_ARRAY = 256 << 20  # bytes
OUTSIDE, INSIDE = re.compile(rb'["\[\]{},]'), re.compile(rb'["\\]')  # what matters outside and inside a string


def read_lines(given: Input) -> Iterator[Item]:
    """A record a line; its number is the line's, blank lines counted."""
    with as_utf8(given.stream) as stream:
        for number, line in enumerate(_lines(stream), 1):
            if line is None or line.strip():
                yield _item(number, line, given.options.encoding)


def read_array(given: Input) -> Iterator[Item]:
    """A record an element; its number is its place in the array, from 1."""
    if given.size > LARGEST_ARRAY:
        raise BadArticle("too-large", f"{given.size:,} bytes; an array has at most {LARGEST_ARRAY:,}. Use JSON Lines")
    with as_utf8(given.stream) as stream:
        for number, element in enumerate(_elements(stream), 1):
            yield _item(number, element, given.options.encoding)


def read_object(given: Input) -> Iterator[Item]:
    """One object over several lines."""
    with as_utf8(given.stream) as stream:
        data = stream.read(LARGEST_RECORD + 1)
        yield _item(None, data if len(data) <= LARGEST_RECORD else None, given.options.encoding)


def _item(number: int | None, data: bytes | None, encoding: str | None) -> Item:
    if data is None:
        return Item(number, BadArticle("too-large", f"a record has at most {LARGEST_RECORD:,} bytes"), b"")
    try:
        return Item(number, parse(decode(data, fallback=encoding)), data)
    except BadArticle as problem:
        return Item(number, problem, data)


def parse(text: str) -> dict[str, object]:
    """The object that a text describes. Raises `BadArticle`: `json`, `duplicate-key`."""
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except RecursionError:
        raise BadArticle("json", "nested too deeply") from None
    except ValueError as error:
        raise BadArticle("json", str(error)) from None
    if not isinstance(value, dict):
        raise BadArticle("json", "a record is an object, with its text under 'text'")
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise BadArticle("duplicate-key", f"{twice[:40]!r} stands twice")
    return fields


def _no_number(words: str) -> NoReturn:
    raise BadArticle("json", f"{words} is no number of JSON")


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines; None for one that is too long, which is passed over without being held."""
    while line := stream.readline(LARGEST_RECORD + 1):
        if len(line) <= LARGEST_RECORD:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(CHUNK)
        yield None


def _elements(stream: BinaryIO) -> Iterator[bytes | None]:
    """The elements of an array as bytes, None for one that is too long. What stands after the array, or is left when
    the file ends within it, comes as one more element, which no parser takes."""
    while stream.read(1) != b"[":  # by its kind, the file has one
        pass
    held, depth, quoted, escaped = bytearray(), 0, False, False
    while chunk := stream.read(CHUNK):
        start = at = 0
        while at < len(chunk):
            if escaped:
                escaped, at = False, at + 1
                continue
            match = (INSIDE if quoted else OUTSIDE).search(chunk, at)
            if match is None:
                break
            at, sign = match.end(), match[0]
            if quoted:
                quoted, escaped = sign != b'"', sign == b"\\"
            elif sign == b'"':
                quoted = True
            elif sign in b"[{":
                depth += 1
            elif depth and sign in b"]}":
                depth -= 1
            elif not depth:
                held += chunk[start : at - 1]
                if sign == b"," or held.strip():
                    yield bytes(held) if len(held) <= LARGEST_RECORD else None
                if sign != b",":
                    yield from _rest(stream, chunk[at:])
                    return
                held, start = bytearray(), at
        if len(held) <= LARGEST_RECORD:
            held += chunk[start:]
    yield bytes(held) + b" (the file ends within the array)" if len(held) <= LARGEST_RECORD else None


def _rest(stream: BinaryIO, data: bytes) -> Iterator[bytes]:
    while not data.strip() and (more := stream.read(CHUNK)):
        data = more
    if data.strip():
        yield b"(after the array) " + data
