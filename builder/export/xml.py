"""Text as XML 1.0 takes it. A file with one control character in a label opens in no program."""

from __future__ import annotations

import re

# https://www.w3.org/TR/xml/#charsets: everything else is no character of XML, lone surrogates included.
NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEEDS_CARE = re.compile("[^ !#-%'-;=?-~\u00a0-\ud7ff\ue000-\ufffd]")
ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def attribute(text: str) -> str:
    """Text for between double quotes; what XML can't hold becomes U+FFFD, line ends and tabs are kept as references."""
    return NO_CHARACTER.sub("\ufffd", text).translate(ESCAPES) if NEEDS_CARE.search(text) else text


def plain_line(text: str) -> str:
    """The text as it is, but for control characters and runs of white space: these become one blank."""
    return " ".join(NO_CHARACTER.sub(" ", text).split())


def one_line(text: str) -> str:
    """The same for a label (`xsd:token`), between double quotes."""
    return attribute(plain_line(text))


def value(cell: str | int | float | bool) -> str:
    """A cell's value between double quotes, or as text: numbers and yes or no as XML Schema writes them."""
    return attribute(cell) if isinstance(cell, str) else repr(cell).lower()
