"""The words of a claim where they stand: its spans, and the sentence around one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import NamedNode

from builder.graph.read import Quads, nodes, values, word
from builder.graph.vocabulary import cw, term
from builder.text.wordlist import Rules

AROUND = 300  # characters of a sentence shown before and after a quote at the most
WINDOW = 2000  # characters in which the ends of the sentence are looked for
RULES = Rules("sentences.txt")
# A full stop, its closing quotes, and what may begin a sentence.
END = re.compile(r"(?P<last>\S*?)[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n+")
INITIAL = re.compile(r"(?:\w\.)*\w")  # 'J', 'U.S': what stands before the full stop of an initial or abbreviation


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Characters [start, end) of an article's text, and what they are."""

    start: int
    end: int
    quote: str


def passages(source: Quads, claim: NamedNode) -> list[Passage]:
    """The spans of a claim, in the order of the text."""
    return sorted(passage(source, span) for span in nodes(source, claim, term("oa:hasTarget")))


def passage(source: Quads, span: NamedNode) -> Passage:
    found = {"start": "0", "end": "0", "exact": ""}
    for selector in nodes(source, span, term("oa:hasSelector")):
        for name in found:
            for value in values(source, selector, term(f"oa:{name}")):
                found[name] = value.value
    return Passage(int(found["start"]), int(found["end"]), found["exact"])


def text_of(source: Quads, claim: NamedNode) -> str:
    """The text of the article version that a claim belongs to."""
    version = next(iter(nodes(source, claim, cw("version"))), None)
    return (word(source, version, cw("text")) if version else None) or ""


def around(text: str, place: Passage) -> tuple[str, str]:
    """What stands in the sentence of a passage before and after it, cut with '…' where that is far.

    Sentences by full stops, ranks and initials apart: this is for reading, and a parser takes a second to load.
    """
    ends = _ends(text[: place.end + WINDOW], max(0, place.start - WINDOW))
    begin = max((end for end in ends if end <= place.start), default=0)
    stop = min((end for end in ends if end >= place.end), default=len(text))
    before, after = text[begin : place.start], text[place.end : stop].rstrip()
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return before, after


def _ends(text: str, begin: int) -> list[int]:
    """Where sentences of a text end (and the next begins), from `begin` on."""
    before_name = RULES.words("before_name")
    return [
        match.end()
        for match in END.finditer(text, begin)
        if match["last"] is None or not (INITIAL.fullmatch(match["last"]) or f"{match['last']}." in before_name)
    ]
