"""What kind of file it is, by its first bytes; its name decides only where they leave it open."""

from __future__ import annotations

import os
import re

from builder.readers.decode import mark_of

HEAD = 1 << 16  # bytes looked at
MAGIC = {
    b"\x1f\x8b": "gzip",
    b"WARC/": "warc",
    b"%PDF-": "pdf",
    b"PK\x03\x04": "archive",
    b"BZh": "archive",
    b"\xfd7zXZ\x00": "archive",
    b"\x28\xb5\x2f\xfd": "archive",
}
PAGE_NAMES, LINES_NAMES = (".html", ".htm", ".xhtml"), (".jsonl", ".ndjson")
XML = re.compile(r"<\?xml\b|<!doctype\b|<!--")
PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
FEED = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.I)
RECORD = re.compile(r'\{\s*["}]|\[\s*[{\]]')
OPEN_OBJECT = re.compile(r"\{[^\n]*[^}\s]\s*\n\s*[^{\s]|\{\s*\n\s*[^{\s]")  # it goes on in the next line


def kind_of(head: bytes, name: str) -> str:
    """A key of the registry of readers. Never an error: what is nothing else is `text`, to be decoded or refused."""
    for magic, kind in MAGIC.items():
        if head.startswith(magic):
            return kind
    marked = mark_of(head)
    text = head[len(marked[0]) :].decode(marked[1], "ignore") if marked else head.decode("utf-8", "replace")
    start, suffix = text.lstrip(), os.path.splitext(name.lower())[1]
    if not start:
        return "empty" if len(head) < HEAD else "text"
    first = start[:4096]
    if FEED.match(first) or (XML.match(first) and FEED.search(first)):
        return "feed"
    if PAGE.match(first) or suffix in PAGE_NAMES or (XML.match(first) and PAGE.search(first)):
        return "html"
    if XML.match(first):
        return "xml"
    if suffix in LINES_NAMES:
        return "json-lines"
    if not RECORD.match(start) and suffix != ".json":
        return "text"  # an article may begin with '<script>' or a bracket, and is still an article
    if start[0] != "{":
        return "json-array" if start[0] == "[" else "json-object"
    return "json-object" if OPEN_OBJECT.match(start) else "json-lines"
