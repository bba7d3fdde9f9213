"""JSON Lines, arrays and single objects, a record at a time: what is broken is rejected alone."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import NoReturn

from builder.errors import BadArticle
from builder.readers.decode import decode, mark_of
from builder.readers.records import Input, Item

LARGEST_RECORD = 32 << 20  # bytes: 2,000,000 code points, each written as two \uXXXX escapes, and the other fields
LARGEST_ARRAY = 256 << 20  # bytes
BETWEEN = re.compile(r"[\s,]*")
NEXT_OBJECT = re.compile(r"\}[\s,]*(?=\{)")  # where reading goes on after an element that is broken


def read_lines(given: Input) -> Iterator[Item]:
    """A record a line, in constant memory; its number is the line's, blank lines counted."""
    stream, number = given.stream, 0
    marked = mark_of(stream.read(4))
    stream.seek(len(marked[0]) if marked and marked[1] == "utf-8" else 0)
    if marked and marked[1] != "utf-8":  # lines end where bytes do in UTF-8 only
        stream = io.BytesIO(_whole(given).encode())
    while line := stream.readline(LARGEST_RECORD + 1):
        number += 1
        if len(line) > LARGEST_RECORD:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            yield Item(number, BadArticle("too-large", f"a record has at most {LARGEST_RECORD:,} bytes"), b"")
        elif line.strip():
            try:
                fields: dict[str, object] | BadArticle = parse(decode(line, fallback=given.options.encoding))
            except BadArticle as problem:
                fields = problem
            yield Item(number, fields, line)


def read_object(given: Input) -> Iterator[Item]:
    """One object over several lines."""
    text = _whole(given)
    yield Item(None, parse(text), text)


def read_array(given: Input) -> Iterator[Item]:
    """A record an element; its number is its place in the array, from 1. After a broken one comes the next object."""
    text, number = _whole(given), 0
    at = BETWEEN.match(text, text.index("[") + 1).end()  # type: ignore[union-attr]
    while at < len(text) and text[at] != "]":
        number, start = number + 1, at
        try:
            value, at = _decode(text, start)
            yield Item(number, value, text[start:at])
        except BadArticle as problem:
            following = NEXT_OBJECT.search(text, start)
            at = following.start() + 1 if following else len(text)
            yield Item(number, problem, text[start:at])
            if not following:
                return
        at = BETWEEN.match(text, at).end()  # type: ignore[union-attr]
    if text[at:].strip() != "]":
        yield Item(number + 1, BadArticle("json", "the file ends within the array, or goes on after it"), text[at:])


def _whole(given: Input) -> str:
    if given.size > LARGEST_ARRAY:
        raise BadArticle("too-large", f"{given.size:,} bytes; JSON has at most {LARGEST_ARRAY:,}. Use JSON Lines")
    return decode(given.stream.read(), fallback=given.options.encoding)


def parse(text: str) -> dict[str, object]:
    """The object that a text describes. Raises `BadArticle`: `json`, `duplicate-key`."""
    value, end = _decode(text, len(text) - len(text.lstrip()))
    if text[end:].strip():
        raise BadArticle("json", "something stands after the record")
    return value


def _decode(text: str, start: int) -> tuple[dict[str, object], int]:
    """The object that begins at `start`, and where it ends."""
    try:
        value, end = DECODER.raw_decode(text, start)
    except RecursionError:
        raise BadArticle("json", "nested too deeply") from None
    except ValueError as error:
        raise BadArticle("json", str(error)) from None
    if not isinstance(value, dict):
        raise BadArticle("json", "a record is an object, with its text under 'text'")
    return value, end


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for key, value in pairs:
        if key in fields:
            raise BadArticle("duplicate-key", f"{key[:40]!r} stands twice")
        fields[key] = value
    return fields


def _no_number(words: str) -> NoReturn:
    raise BadArticle("json", f"{words} is no number of JSON")


DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number)
