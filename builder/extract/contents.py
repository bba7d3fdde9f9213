"""What a cue of speech introduces: the quotation beside it, its complement, the sentence before it, or its topic."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from builder.extract.quotes import Quote
from builder.extract.speech import Cue

if TYPE_CHECKING:
    from builder.text.document import Document, Sentence

# Verbs whose object is what is said: 'confirmed two deaths', 'denied the attack'.
OF_EVENTS = frozenset(
    {"acknowledge", "admit", "announce", "claim", "confirm", "deny", "disclose", "dismiss", "reject", "report"}
)
CREDIT = frozenset({"responsibility", "credit"})  # to claim it is no statement, but an act
TOPIC = frozenset({"about", "of", "on"})
EDGE = " \t\u00a0,;:.-–—"
MARKS = '“”"„«»'
THAT = re.compile(r"[^,;.“”\"]{0,60}?\bthat ")
DATELINE = re.compile(r"[A-ZÀ-Þ]{3,}[^.;“”\"\n]{0,60}? ?(?:--|[-–—]) ")
LONGEST_REST = 60
LONGEST_GAP = 200  # characters between a quotation and its cue: name, age and office of the speaker


def contents_of(document: Document, cue: Cue, quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    """The stretches that the cue says, without the marks and commas at their ends; none for a cue that says nothing."""
    text = document.text
    if cue.according:
        pieces = _beside(text, cue)
    else:
        before = _quote_before(text, cue, quotes)
        after = _quote_after(text, cue, quotes, r"[,.:]?" if before else r"[,:]?")
        pieces = ([before] if before else []) + ([after] if after else [])
        if not pieces:
            pieces = _complement(text, cue)
        elif before is None:
            pieces = [_widened(text, cue, pieces[0])]
        pieces = _with_earlier(pieces, quotes) if pieces else []
    trimmed = [trim(text, _past_dateline(text, start, end), end) for start, end in pieces]
    return [(start, end) for start, end in trimmed if any(c.isalpha() for c in text[start:end])]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space, commas and quotation marks at the ends."""
    while start < end and text[start] in EDGE + MARKS:
        start += 1
    while end > start and text[end - 1] in EDGE + MARKS:
        end -= 1
    return start, end


def _past_dateline(text: str, start: int, end: int) -> int:
    """'KIRKUK, Iraq (AP) — Two soldiers …' starts with 'Two'."""
    match = DATELINE.match(text, start, end) if start == 0 or text[start - 1] == "\n" else None
    return match.end() if match is not None else start


def _quote_before(text: str, cue: Cue, quotes: Sequence[Quote]) -> tuple[int, int] | None:
    """'“…,” X said': the quotation, from the start of its sentence if it began with the outlet's words."""
    number = bisect_right(quotes, cue.low, key=lambda q: q.end) - 1
    if number < 0 or cue.low - quotes[number].end > LONGEST_GAP:
        return None
    quote = quotes[number]
    gap = text[quote.end : cue.low]
    if "\n" in gap or quote.end < cue.sentence.start or (re.search(r"[.!?] ", gap) and cue.source is not None):
        return None
    lead = text[cue.sentence.start : quote.start]
    between = [t for t in cue.sentence.tokens if quote.end <= cue.sentence.at(t)[0] < cue.low]
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in between):
        return None
    if text[quote.end - 2 : quote.end - 1] not in ",?!.…" and text[quote.end : quote.end + 1] != ",":
        return None
    starts_here = quote.start > cue.sentence.start and any(c.isalpha() for c in lead)
    return (cue.sentence.start if starts_here else quote.start), quote.end


def _quote_after(text: str, cue: Cue, quotes: Sequence[Quote], mark: str) -> tuple[int, int] | None:
    """'X said: “…”', and the second half of '“…,” X said. “…”'."""
    number = bisect_left(quotes, cue.high, key=lambda q: q.start)
    if number == len(quotes):
        return None
    gap = text[cue.high : quotes[number].start]
    return (quotes[number].start, quotes[number].end) if re.fullmatch(rf"[ \u00a0]?{mark}[ \u00a0]?", gap) else None


def _widened(text: str, cue: Cue, piece: tuple[int, int]) -> tuple[int, int]:
    """A quotation that is only the beginning of what is said goes on to the end of the complement."""
    complement = _after(cue)
    if complement is not None and complement[0] <= piece[1] and complement[1] > piece[1]:
        return min(piece[0], complement[0]), complement[1]
    return piece


def _with_earlier(pieces: list[tuple[int, int]], quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    """The paragraphs of a speech that was opened before, and those that go on after."""
    found = list(pieces)
    low = bisect_left(quotes, min(p[0] for p in pieces), key=lambda q: q.start)
    high = bisect_right(quotes, max(p[1] for p in pieces), key=lambda q: q.end)
    for number in range(low, high):
        back = number
        while back > 0 and quotes[back - 1].goes_on:
            back -= 1
            found.append((quotes[back].start, quotes[back].end))
        ahead = number
        while quotes[ahead].goes_on and ahead + 1 < len(quotes):
            ahead += 1
            found.append((quotes[ahead].start, quotes[ahead].end))
    return sorted(set(found))


def _complement(text: str, cue: Cue) -> list[tuple[int, int]]:
    """What an unquoted cue says: its clause after it, the sentence before it, or the thing it is about."""
    after = _after(cue)
    if after is not None:
        return [after]
    if any(c.dep_ == "mark" and c.lower_ == "as" for c in cue.token.children):
        return _beside(text, cue)
    sentence = cue.sentence
    lead = text[sentence.start : cue.low].rstrip()
    if lead.endswith((",", ",”", ',"')) and _has_verb(sentence, sentence.start, cue.low):
        rest = text[cue.high : sentence.end].strip(EDGE + MARKS)
        if text[cue.high : cue.high + 1] == "," and _has_verb(sentence, cue.high, sentence.end) and rest:
            return [(sentence.start, cue.low), (cue.high, sentence.end)]
        return [(sentence.start, cue.low)]
    that = THAT.match(text, cue.high, sentence.end)
    return [(that.end(), sentence.end)] if that is not None else _about(text, cue)


def _after(cue: Cue) -> tuple[int, int] | None:
    for child in cue.token.children:
        if child.dep_ in ("ccomp", "xcomp") and child.i > cue.token.i and child.left_edge.i > cue.token.i:
            first = child.left_edge
            while first.i < child.i and ((first.lower_ == "that" and first.dep_ == "mark") or first.is_punct):
                first = first.nbor(1)
            return cue.sentence.at(first)[0], cue.sentence.at(child.right_edge)[1]
    return None


def _about(text: str, cue: Cue) -> list[tuple[int, int]]:
    """'tweeted about a clash', 'confirmed two deaths'."""
    at = cue.sentence.at
    for child in cue.token.children:
        if child.i > cue.token.i and child.dep_ == "prep" and child.lower_ in TOPIC:
            nouns = [n for n in child.children if n.dep_ in ("pobj", "pcomp")]
            return [(at(n.left_edge)[0], _whole(text, cue, at(n.right_edge)[1])) for n in nouns]
        things = (
            child.dep_ == "dobj"
            and child.lower_ not in CREDIT
            and child.pos_ in ("NOUN", "PROPN")
            and child.left_edge.i < child.right_edge.i
        )
        if child.i > cue.token.i and things and cue.verb in OF_EVENTS:
            return [(at(child.left_edge)[0], at(child.right_edge)[1])]
    return []


def _whole(text: str, cue: Cue, end: int) -> int:
    """To the end of the sentence if only a few words without a comma are left: the parser cuts long phrases short."""
    rest = text[end : cue.sentence.end].rstrip(EDGE)
    return (
        end if len(rest) > LONGEST_REST or re.search(r"[,;“”\"]|\b(?:and|but|while|after)\b", rest) else end + len(rest)
    )


def _beside(text: str, cue: Cue) -> list[tuple[int, int]]:
    """The sentence without 'according to X', on the side that has a verb; the nearest clause of a long sentence."""
    sentence = cue.sentence
    before, after = (sentence.start, cue.low), (cue.high, sentence.end)
    if _has_verb(sentence, *before):
        return [before]
    return [after] if _has_verb(sentence, *after) else [before]


def _has_verb(sentence: Sentence, start: int, end: int) -> bool:
    return any(t.pos_ in ("VERB", "AUX") and start <= sentence.at(t)[0] < end for t in sentence.tokens)
