"""What a cue of speech introduces: the quotation beside it, its complement, the sentence before it, or its topic."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from builder.extract.quotes import Quote
from builder.extract.speech import Cue
from builder.extract.syntax import after
from builder.ontology import Ontology
from builder.text.layout import dateline_end

Piece = tuple[int, int]  # start and end in the article's text

TOPIC = frozenset({"about", "of", "on"})
EDGE = " \t\u00a0,;:.-–—“”\"„«»'`"
THAT = re.compile(r"[^,;.“”\"]{0,60}?\bthat ")


def contents_of(text: str, cue: Cue, quotes: Sequence[Quote], ontology: Ontology) -> list[Piece]:
    """The stretches that the cue says, without the marks and commas at their ends; none for a cue that says nothing."""
    if not cue.verb:
        pieces = [_other_side(cue)]
    else:
        quoted = [piece for piece in (_quote_before(text, cue, quotes), _quote_after(text, cue, quotes)) if piece]
        pieces = _whole_speech(quoted, quotes) if quoted else _complement(text, cue, ontology)
    trimmed = [trim(text, start, end) for start, end in pieces]
    return [(start, end) for start, end in trimmed if any(c.isalpha() for c in text[start:end])]


def trim(text: str, start: int, end: int) -> Piece:
    """Without white space, commas and quotation marks at the ends, and without a dateline ('KIRKUK, Iraq (AP) —')."""
    if start == 0 or text[start - 1] == "\n":
        start = min(dateline_end(text, start), end)
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def _quote_before(text: str, cue: Cue, quotes: Sequence[Quote]) -> Piece | None:
    """'“…,” X said': the quotation, from the start of its sentence if it began with the outlet's words."""
    number = bisect_right(quotes, cue.low, key=lambda q: q.end) - 1
    if number < 0:
        return None
    quote, first = quotes[number], cue.sentence.start
    gap = text[quote.end : cue.low] if quote.end >= first else "\n"
    if "\n" in gap or (re.search(r"[.!?] ", gap) and cue.source is not None):
        return None
    if text[quote.start : quote.end].rstrip("”»\"'")[-1:] not in ",?!.…" and text[quote.end : quote.end + 1] != ",":
        return None
    led = quote.start > first and any(c.isalpha() for c in text[first : quote.start])
    return (first if led else quote.start), quote.end


def _quote_after(text: str, cue: Cue, quotes: Sequence[Quote]) -> Piece | None:
    """'X said: “…”', and the second half of '“…,” X said. “…”'."""
    number = bisect_left(quotes, cue.high, key=lambda q: q.start)
    if number == len(quotes):
        return None
    gap = text[cue.high : quotes[number].start]
    return (quotes[number].start, quotes[number].end) if re.fullmatch(r"[ \u00a0]?[,.:]?[ \u00a0]?", gap) else None


def _whole_speech(pieces: list[Piece], quotes: Sequence[Quote]) -> list[Piece]:
    """The quotations with the paragraphs of a speech that was opened before, and those that go on after."""
    first = bisect_left(quotes, pieces[0][0], key=lambda q: q.start)
    last = bisect_right(quotes, pieces[-1][1], key=lambda q: q.end) - 1
    found = list(pieces)
    while first > 0 and quotes[first - 1].goes_on:
        first -= 1
        found.append((quotes[first].start, quotes[first].end))
    while quotes[last].goes_on and last + 1 < len(quotes):
        last += 1
        found.append((quotes[last].start, quotes[last].end))
    return found


def _complement(text: str, cue: Cue, ontology: Ontology) -> list[Piece]:
    """What an unquoted cue says: its clause after it, the sentence before it, or the thing it is about."""
    sentence, at = cue.sentence, cue.sentence.at
    for child in cue.token.rights:
        if child.dep_ in ("ccomp", "xcomp") and child.left_edge.i > cue.token.i:
            that = child.left_edge.dep_ == "mark" and child.left_edge.lower_ == "that"
            return [(at(child.left_edge.nbor(1) if that else child.left_edge)[0], at(child.right_edge)[1])]
    if cue.verb in ontology.words("stance_verbs"):
        objects = (
            [c for c in cue.token.rights if c.dep_ == "dobj"] if cue.verb in ontology.words("position_verbs") else []
        )
        objects += after(cue.token, "for") if cue.verb == "call" else []
        return [(at(c.left_edge)[0], at(c.right_edge)[1]) for c in objects if c.pos_ in ("NOUN", "PROPN")]
    if any(c.dep_ == "mark" and c.lower_ == "as" for c in cue.token.children):
        return [_other_side(cue)]
    if text[sentence.start : cue.low].rstrip(' ”"').endswith(",") and _has_verb(cue, sentence.start, cue.low):
        goes_on = text[cue.high : cue.high + 1] == "," and _has_verb(cue, cue.high, sentence.end)
        return [(sentence.start, cue.low), *([(cue.high, sentence.end)] if goes_on else [])]
    if (match := THAT.match(text, cue.high, sentence.end)) is not None:
        return [(match.end(), sentence.end)]
    for child in cue.token.rights:  # 'tweeted about a clash', 'confirmed two deaths'
        if child.dep_ == "prep" and child.lower_ in TOPIC:
            nouns = [noun for noun in child.children if noun.dep_ in ("pobj", "pcomp")]
            return [(at(noun.left_edge)[0], at(noun.right_edge)[1]) for noun in nouns]
        described = child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN") and child.left_edge != child.right_edge
        claimed = child.lower_ in ("responsibility", "credit")  # an act, no statement
        if described and not claimed and cue.verb in ontology.words("event_verbs"):
            return [(at(child.left_edge)[0], at(child.right_edge)[1])]
    return []


def _other_side(cue: Cue) -> Piece:
    """The sentence without 'according to X', on the side that has a verb."""
    before, after = (cue.sentence.start, cue.low), (cue.high, cue.sentence.end)
    return after if _has_verb(cue, *after) and not _has_verb(cue, *before) else before


def _has_verb(cue: Cue, start: int, end: int) -> bool:
    return any(t.pos_ in ("VERB", "AUX") and start <= cue.sentence.at(t)[0] < end for t in cue.sentence.tokens)
