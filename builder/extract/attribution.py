"""Who says what: direct and indirect speech, 'according to', statements of institutions, who passed it on.

The parser proposes subject and complement; where it fails, the position of quotation, cue and comma decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from builder.extract.contents import clause_of, contents_of, trim
from builder.extract.entities import Reading
from builder.extract.quotes import Quote, find_quotes
from builder.extract.speakers import PRONOUNS, Speakers
from builder.extract.speech import find_cues
from builder.extract.syntax import words_on
from builder.model import CERTAINTIES, Mention, Span
from builder.ontology import Ontology
from builder.text.document import Document

FEWEST_SPACES = 3  # in a quotation that is a sentence rather than a word put in marks
LABEL = re.compile(r"(?m)^[\"“]?(?P<who>[^\n:;,?!“”\"]{2,60}):[ \u00a0]+(?P<said>\S[^\n]+)")
SIGNED = re.compile(r"(?m)(?P<said>[“\"][^”\"\n]+[”\"])[ \u00a0]*[―—–-]+[ \u00a0]*(?P<who>[A-Z][^\n.,;:]+?) *$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """`text[start:end]` is what is said. `speaker`: entity id, None for the outlet itself; `via`: outermost first.
    `cue`: the words of saying; `evidence`: the words that name the source.
    `stance`: a thought or wish, not a report of facts."""

    start: int
    end: int
    speaker: str | None
    via: tuple[str, ...]
    source_kind: str
    cue: Span
    evidence: tuple[Span, ...]
    certainty: str
    polarity: str
    stance: bool = False


class Voices:
    """Finds whose words a stretch of text is."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        self.attributions = sorted(attributions, key=lambda a: (a.start, a.end))
        self._starts = [a.start for a in self.attributions]
        self._longest = max((a.end - a.start for a in self.attributions), default=0)

    def over(self, start: int, end: int) -> list[Attribution]:
        """All whose content covers the span, the outermost first."""
        low, high = bisect_left(self._starts, end - self._longest), bisect_right(self._starts, start)
        covering = [a for a in self.attributions[low:high] if end <= a.end]
        return sorted(covering, key=lambda a: (a.start - a.end, a.start))

    def at(self, start: int, end: int) -> Attribution | None:
        """The innermost attribution whose content covers the span; None: the outlet's own words."""
        return next(reversed(self.over(start, end)), None)


def find_attributions(document: Document, reading: Reading, ontology: Ontology) -> tuple[Attribution, ...]:
    """All attributions in text order; those within another's content name its speaker in `via`."""
    quotes, stances = find_quotes(document.text), ontology.words("stance_verbs")
    speakers = Speakers(document, reading, ontology, quotes)
    found: list[Attribution] = []
    for cue in find_cues(document, ontology):
        source = speakers.of(cue)
        if source is None:
            continue
        words = document.span(cue.start, cue.end)
        evidence = (document.span(*source.span),)
        sense = ontology.words("speech_nouns" if cue.token.pos_ == "NOUN" else "speech_verbs").get(cue.verb, "")
        certainty = sense if sense in CERTAINTIES else "asserted"
        none = any("no" in words_on(t, "det") for t in cue.token.rights if t.dep_ == "dobj")  # 'found no sign that'
        polarity = "denied" if none or cue.verb in ontology.words("denial_words") else "affirmed"
        stance = cue.verb in stances and (polarity == "affirmed" or clause_of(cue) is None)
        for start, end in contents_of(document.text, cue, quotes, ontology):
            said = (start, end, source.entity, source.via, source.kind, words, evidence, certainty, polarity)
            found.append(Attribution(*said, stance=stance))
    found += _labelled(document, speakers)
    found += _uncued(document.text, [a for a in found if not a.stance], quotes)
    return tuple(sorted(_passed_on(found), key=lambda a: (a.start, a.end, a.cue)))


def with_speakers(reading: Reading, attributions: Iterable[Attribution]) -> Reading:
    """The reading with the pronouns and labels that name a speaker ('it said', 'HOLM: …') as mentions of the entity."""
    entities, known = {e.id: e for e in reading.entities}, {m.span for m in reading.mentions}
    told = {a.evidence[0]: entities[a.speaker] for a in attributions if a.speaker and a.evidence[0] not in known}
    forms = {span: "pronoun" if span.text.lower() in PRONOUNS else "name" for span in told}
    new = sorted(span for span in told if forms[span] == "pronoun" or span.text.isupper())
    added = [
        Mention(f"m{number}", told[span].type, forms[span], span, entity=told[span].id)
        for number, span in enumerate(new, len(reading.mentions) + 1)
    ]
    inorder = sorted([*reading.mentions, *added], key=lambda m: (m.span.start, -m.span.end))
    return replace(reading, mentions=tuple(inorder))


def _labelled(document: Document, speakers: Speakers) -> Iterator[Attribution]:
    """Paragraphs that begin with their speaker and a colon, as headlines and transcripts do, or end with the speaker
    after a dash."""
    for match in (*LABEL.finditer(document.text), *SIGNED.finditer(document.text)):
        source = speakers.labelled(*match.span("who"))
        start, end = trim(document.text, *match.span("said"))
        if source is not None and document.text.count(" ", start, end) >= FEWEST_SPACES - 1:
            who = document.span(*match.span("who"))
            yield Attribution(start, end, source.entity, (), source.kind, who, (who,), "asserted", "affirmed")


def _uncued(text: str, found: list[Attribution], quotes: Sequence[Quote]) -> Iterator[Attribution]:
    """Quoted sentences without a cue of their own are of whoever spoke last: in the same paragraph, or in the one
    before if the whole paragraph is a quotation."""
    said = sorted(found, key=lambda a: a.cue)
    cues, contents = [a.cue.end for a in said], sorted((a.start, a.end) for a in found)
    for quote in quotes:
        number = bisect_right(cues, quote.start) - 1
        at = bisect_right(contents, (quote.end, quote.end)) - 1
        covered = at >= 0 and contents[at][1] > quote.start
        if number < 0 or covered or text.count(" ", quote.start, quote.end) < FEWEST_SPACES:
            continue
        between, following = text[cues[number] : quote.start], text[quote.end : quote.end + 1]
        whole = following in ("", "\n") and between.endswith("\n") and "\n" not in between.strip("\n")
        if whole or re.search(r"^[^\n]*[.!?][”\"]? $", between):
            start, end = trim(text, quote.start, quote.end)
            if start < end:
                yield replace(said[number], start=start, end=end)


def _passed_on(found: list[Attribution]) -> Iterator[Attribution]:
    """One that stands within the content of another was passed on by that one's speaker. What people are said to think
    they have not said, and 'he said he believes …' is one statement."""
    voices = Voices(a for a in found if not a.stance)
    for inner in found:
        outer = voices.over(min(inner.start, inner.cue.start), max(inner.end, inner.cue.end))
        others = [o.speaker for o in outer if o.cue != inner.cue]
        if not (others and inner.stance) and inner.speaker not in others:
            via = (*(speaker for speaker in others if speaker is not None), *inner.via)
            yield replace(inner, via=tuple(dict.fromkeys(via)))
