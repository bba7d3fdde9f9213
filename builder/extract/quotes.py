"""Direct speech: where it opens and closes, over several paragraphs if need be, with curly or straight marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

PARAGRAPH = re.compile(r"[^\n]+")
OPENS = "“„«"
CLOSES = "”»"


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation in one paragraph, marks included. `goes_on`: its paragraph ends without a closing mark, and the
    next paragraph opens again, as newspapers print a speech of several paragraphs."""

    start: int
    end: int
    goes_on: bool = False


def find_quotes(text: str) -> tuple[Quote, ...]:
    """All quotations in text order. A quotation never runs past its paragraph, so that a lost mark does little harm."""
    quotes: list[Quote] = []
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text) if not match.group().isspace()]
    for number, (low, high) in enumerate(paragraphs):
        opened: int | None = None
        for at in range(low, high):
            mark = text[at]
            if opened is None and (mark in OPENS or (mark == '"' and _may_open(text, at))):
                opened = at
            elif opened is not None and (mark in CLOSES or (mark == '"' and text[opened] == '"')):
                quotes.append(Quote(opened, at + 1))
                opened = None
        if opened is not None:
            following = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
            if following and following in OPENS + '"':
                quotes.append(Quote(opened, high, goes_on=True))
    return tuple(quotes)


def _may_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or not before.isalnum()) and bool(after) and not after.isspace()
