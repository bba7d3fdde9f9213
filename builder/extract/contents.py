"""What a cue of speech introduces: the quotation beside it, its complement, the sentence before it, or its topic."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from builder.extract.quotes import Quote
from builder.extract.speech import Cue, holds_clause
from builder.extract.syntax import after, agents
from builder.ontology import Ontology
from builder.text.layout import dateline_end

if TYPE_CHECKING:
    from spacy.tokens import Token

Piece = tuple[int, int]  # start and end in the article's text

LONGEST_TITLE = 5  # spaces in the title of a programme or a book
TOPIC = frozenset({"about", "of", "on"})
REASON = frozenset({"of", "for", "as", "over"})  # 'accused X of', 'blamed X for', 'praised X as'
EDGE = " \t\u00a0,;:.-–—“”\"„«»'`"
THAT = re.compile(r"[^,;.“”\"]{0,60}?\bthat ")


def contents_of(text: str, cue: Cue, quotes: Sequence[Quote], ontology: Ontology) -> list[Piece]:
    """The stretches that the cue says, without the marks and commas at their ends; none for a cue that says nothing."""
    if not cue.verb:
        pieces = [_other_side(cue)]
    else:
        before, behind = _quote_before(text, cue, quotes), _quote_after(text, cue, quotes)
        quoted = [piece for piece in (before, behind) if piece]
        pieces = _whole_speech(quoted, quotes) if quoted else []
        closed = before is None and (behind is None or behind[0] >= cue.sentence.end)  # '…, X said. “…”' says both
        if closed and cue.verb not in ontology.words("quote_verbs"):
            pieces = _complement(text, cue, ontology) + pieces
    trimmed = [trim(text, start, end) for start, end in pieces]
    return [(start, end) for start, end in trimmed if any(c.isalpha() for c in text[start:end])]


def clause_of(cue: Cue) -> Token | None:
    """The clause that the verb governs, after it: 'said (that) …', 'promised to …'; or that its object holds:
    'rejected claims that …', 'found no evidence that …'."""
    for child in cue.token.rights:
        seen = cue.verb == "find" and child.pos_ not in ("VERB", "AUX")  # 'found the men dead' tells of no words
        if child.dep_ in ("ccomp", "xcomp") and child.left_edge.i > cue.token.i and not seen:
            return child
    holders = [cue.token, *(c for c in cue.token.rights if c.dep_ == "dobj")]
    return next((clause for holder in holders if (clause := holds_clause(holder)) is not None), None)


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
    if number < 0 or cue.participle:
        return None
    quote, first = quotes[number], cue.sentence.start
    alone = cue.low == first and not any(c.isalpha() for c in text[cue.high : cue.sentence.end])  # '“… .” X said.'
    gap = text[quote.end : cue.low] if quote.end >= first or alone else "\n"
    if "\n" in gap or (re.search(r"[.!?] ", gap) and cue.source is not None):
        return None
    title = quote.start > first and text.count(" ", quote.start, quote.end) <= LONGEST_TITLE
    if clause_of(cue) is not None and (title or any(c.isalpha() for c in gap)):
        return None  # 'on “The Morning Hour,” X said that …'
    if text[quote.start : quote.end].rstrip("”»\"'")[-1:] not in ",?!.…" and text[quote.end : quote.end + 1] != ",":
        return None
    led = any(c.isalpha() for c in text[first : quote.start]) and text[first : quote.start].rstrip()[-1:] != ":"
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
    sentence, at, token = cue.sentence, cue.sentence.at, cue.token
    if (clause := clause_of(cue)) is not None:
        if clause.dep_ == "xcomp" and token.dep_ == "relcl" and token.head not in agents(token):
            return []  # 'the wall that he wants to build'
        that = clause.left_edge.dep_ == "mark" and clause.left_edge.lower_ == "that"
        return [(at(clause.left_edge.nbor(1) if that else clause.left_edge)[0], at(clause.right_edge)[1])]
    reasons = [c for c in token.rights if c.dep_ == "prep" and c.lower_ in REASON]
    objects = [c for c in token.rights if c.dep_ == "dobj" and (c.pos_ in ("NOUN", "PROPN") or reasons)]
    if cue.verb in ontology.words("position_verbs"):
        told = [c for c in objects if (c.left_edge != c.right_edge and c.ent_type_ != "PERSON") or reasons]
        return [(at(c.left_edge)[0], max(at(r.right_edge)[1] for r in (c, *reasons))) for c in told]
    if cue.verb in ontology.words("stance_verbs"):
        called = after(token, "for") if cue.verb == "call" else []
        return [(at(c.left_edge)[0], at(c.right_edge)[1]) for c in called if c.pos_ in ("NOUN", "PROPN")]
    if any(c.dep_ == "mark" and c.lower_ == "as" for c in token.children):
        return [_other_side(cue)]
    beside = cue.source is None or cue.low <= at(cue.source)[0] or cue.source.i > token.i
    closed = text[sentence.start : cue.low].rstrip(' ”"').endswith(",") and beside and not cue.participle
    goes_on = text[cue.high : cue.high + 1] == "," and _has_verb(cue, cue.high, sentence.end)
    if closed and _has_verb(cue, sentence.start, cue.low):
        return [(sentence.start, cue.low), *([(cue.high, sentence.end)] if goes_on else [])]
    if closed and goes_on and token.dep_ in ("parataxis", "ccomp"):  # 'the goal, he said, is a truce'
        return [(sentence.start, sentence.end)]
    reports = token.dep_ != "relcl" and (not objects or cue.verb in ontology.words("recipient_verbs"))
    if reports and (match := THAT.match(text, cue.high, sentence.end)) is not None:
        return [(match.end(), sentence.end)]
    if cue.verb in ontology.words("event_verbs"):  # 'confirmed two deaths', but 'claimed responsibility' is an act
        told = [c for c in objects if c.left_edge != c.right_edge and c.lower_ not in ("responsibility", "credit")]
        return [(at(c.left_edge)[0], at(c.right_edge)[1]) for c in told]
    topics = [c for c in token.rights if c.dep_ == "prep" and c.lower_ in TOPIC]  # 'tweeted about a clash'
    nouns = [
        n for c in topics for n in c.children if n.dep_ in ("pobj", "pcomp") and n.ent_type_ not in ("DATE", "TIME")
    ]
    told = [] if objects or token.dep_ == "relcl" else nouns[:1]
    return [(at(noun.left_edge)[0], at(noun.right_edge)[1]) for noun in told]


def _other_side(cue: Cue) -> Piece:
    """The sentence without 'according to X', on the side that has a verb."""
    before, after = (cue.sentence.start, cue.low), (cue.high, cue.sentence.end)
    return after if _has_verb(cue, *after) and not _has_verb(cue, *before) else before


def _has_verb(cue: Cue, start: int, end: int) -> bool:
    verbs = (t for t in cue.sentence.tokens if t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG")
    return any(start <= cue.sentence.at(t)[0] < end for t in verbs)
