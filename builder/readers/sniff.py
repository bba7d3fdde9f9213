"""What kind of file it is, by its first bytes; its name decides only where they leave it open."""

from __future__ import annotations

import os
import re

from builder.readers.decode import mark_of

HEAD = 1 << 16  # bytes looked at
MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"WARC/", "warc"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
)
NAMES = {".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "json-lines", ".ndjson": "json-lines"}
XML = re.compile(r"<\?xml\b|<!doctype\b|<!--")
PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
FEED = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.I)


def kind_of(head: bytes, name: str) -> str:
    """A key of the registry of readers. Never an error: what is nothing else is `text`, to be decoded or refused."""
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    marked = mark_of(head)
    text = head[len(marked[0]) :].decode(marked[1], "ignore") if marked else head.decode("utf-8", "replace")
    start, suffix = text.lstrip(), os.path.splitext(name.lower())[1]
    if not start:
        return "empty" if len(head) < HEAD else "text"
    if start[0] == "<":
        return _marked_up(start, suffix)
    if start[0] in "{[" or suffix in (".json", ".jsonl", ".ndjson"):
        return _json(start, suffix)
    return NAMES.get(suffix, "text")


def _marked_up(start: str, suffix: str) -> str:
    first = start[:4096]
    if FEED.match(first):
        return "feed"
    if PAGE.match(first) or NAMES.get(suffix) == "html":
        return "html"
    if XML.match(first):
        return "feed" if FEED.search(first) else "html" if PAGE.search(first) else "xml"
    return "text"  # an article may begin with '<script>' and is still an article


def _json(start: str, suffix: str) -> str:
    """`json-array`, `json-object` (one, over several lines) or `json-lines`; a story may begin with a bracket, too."""
    lines = [line.strip() for line in start.splitlines() if line.strip()][:2]
    looks_so = re.match(r'\{\s*["}]|\[\s*[{\]]', start)
    if not looks_so and suffix not in (".json", ".jsonl", ".ndjson"):
        return "text"
    if suffix in (".jsonl", ".ndjson"):
        return "json-lines"
    if start[0] == "[":
        return "json-array"
    several = len(lines) > 1 and not lines[0].endswith("}") and not lines[1].startswith("{")
    return "json-object" if several or (suffix == ".json" and start[0] != "{") else "json-lines"
