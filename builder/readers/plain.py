"""Plain text: the whole file is the text; a first line without a full stop, before an empty line, is the title too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.errors import BadArticle
from builder.readers.decode import LARGEST, decode
from builder.readers.records import Input, Item

WIDEST = 4  # bytes of a code point in UTF-8, UTF-16, UTF-32 and GB 18030
FIRST_LINE = re.compile(r"\s*(\S[^\r\n]*)(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")
# Points that end no sentence: initials ('U.S.') and titles before a name.
ABBREVIATION = re.compile(
    r"\b(?:[^\W\d_]\.)+|\b(?:Sgt|Gen|Col|Lt|Maj|Capt|Cpl|Cmdr|Adm|Brig|Pvt|Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|No|vs)\."
)


def read_plain(given: Input) -> Iterator[Item]:
    """One article. Its size is looked at before its bytes are."""
    if given.size > WIDEST * (LARGEST + 1):
        raise BadArticle("too-large", f"{given.size:,} bytes; an article has at most {LARGEST:,} code points")
    text = decode(given.stream.read(), fallback=given.options.encoding)
    yield Item(None, {"title": title_of(text), "text": text}, text)


def title_of(text: str) -> str | None:
    """The first line, if it has no full stop (those of 'U.S.' and 'Sgt.' apart) and an empty line follows."""
    match = FIRST_LINE.match(text)
    return match[1].rstrip() if match and "." not in ABBREVIATION.sub("", match[1]) else None
