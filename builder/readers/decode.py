"""Bytes to text: a byte order mark or declared charset, else UTF-8, else the user's `--encoding`; never a guess.

No character is ever replaced: what does not decode is refused. Line ends stay as they are.
"""

from __future__ import annotations

import codecs
import re

from builder.errors import BadArticle

LARGEST = 2_000_000  # code points of an article's text
# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# WHATWG Encoding Standard, section 4.2: what these labels mean on the web; a page that says UTF-16 in ASCII is UTF-8.
LABELS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932",
    "euc-kr": "cp949", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "unicode": "utf-8",
}  # fmt: skip
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.I
)


def mark_of(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark at the start and its encoding."""
    return next(((mark, name) for mark, name in MARKS if data.startswith(mark)), None)


def declared_charset(head: bytes) -> str | None:
    """The charset that a page or XML file names in its first bytes."""
    match = DECLARED.search(head)
    label = match[1].decode("ascii").lower() if match else None
    return LABELS.get(label, label) if label else None


def decode(data: bytes, *, declared: str | None = None, fallback: str | None = None) -> str:
    """The text of some bytes, without its mark. Raises `BadArticle`: `encoding`, or `binary` where a NUL is in it."""
    if marked := mark_of(data):
        data, tried = data[len(marked[0]) :], [marked[1]]
    else:
        tried = [name for name in (declared, "utf-8", fallback) if name]
    holds_nul = not marked and b"\0" in data
    for name in tried:
        try:
            text = data.decode(name)
        except (UnicodeError, LookupError):
            continue
        if "\0" not in text:
            return text
        holds_nul = True
    if holds_nul:
        raise BadArticle("binary", "holds NUL bytes: no text")
    raise BadArticle("encoding", f"not {' nor '.join(dict.fromkeys(tried))}; name its encoding with --encoding")
