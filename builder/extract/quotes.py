"""Direct speech: where it opens and closes, over several paragraphs if need be; marks curly, straight or double."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

QUOTATION = re.compile(
    r'(?:[“„«][^”»\n]*|(?<![^\W_])"(?=\S)[^"”»\n]*)(?P<closed>[”»"]?)'
    r"|(?<!')(?:''|``)(?=[^\s'])(?:[^'\n]|'(?!'))*(?P<closed2>''|)"
)
OPENS_AGAIN = re.compile(r"\s*(?:[“„«\"]|''|``)")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation in one paragraph, marks included. `goes_on`: its paragraph ends without a closing mark, and the
    next paragraph opens again, as newspapers print a speech of several paragraphs."""

    start: int
    end: int
    goes_on: bool = False


def find_quotes(text: str) -> tuple[Quote, ...]:
    """All quotations in text order. A quotation never runs past its paragraph, so that a lost mark does little harm."""
    return tuple(
        Quote(*match.span(), goes_on=not (match["closed"] or match["closed2"]))
        for match in QUOTATION.finditer(text)
        if match["closed"] or match["closed2"] or OPENS_AGAIN.match(text, match.end())
    )


def in_quotation(quotes: Sequence[Quote], position: int) -> bool:
    """Whether a position stands within one of the quotations."""
    number = bisect_left(quotes, position, key=lambda q: q.start) - 1
    return number >= 0 and position < quotes[number].end
