"""Bytes to articles. `find_sources` says what there is to read, `read_sources` reads it; what cannot be read is
`Rejected` with a reason, and the rest goes on. Light to import: the library for pages is loaded when one comes."""

from __future__ import annotations

from builder.readers.language import is_english, language_of
from builder.readers.read import READERS, read_sources
from builder.readers.records import Known, Read, ReadOptions, Rejected, Source
from builder.readers.sources import find_sources

__all__ = [
    "READERS",
    "Known",
    "Read",
    "ReadOptions",
    "Rejected",
    "Source",
    "find_sources",
    "is_english",
    "language_of",
    "read_sources",
]
