"""What else is said of a happening: purpose, what people were doing, how long, names withheld, firsts, counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from builder.extract.happening import Happening
from builder.extract.scene import Scene
from builder.extract.syntax import LONGEST_EVIDENCE, bounds, clause, is_passive, is_verb, subjects, words_on
from builder.model import Bounds, Span
from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

WITHHOLD = ("withhold", "release", "disclose", "reveal", "identify", "name", "publish")
IDENTITY = ("name", "identity")
LAST = ("take", "last", "spend", "rage", "continue", "endure")
FIRSTS = ("first", "deadliest", "worst")


class Statement(NamedTuple):
    """A claim on a happening that fills no slot. `span`: the words of its object; `bounds` of a count."""

    happening: Happening
    predicate: str
    span: Span
    evidence: Span
    bounds: Bounds | None = None
    duration: str | None = None


def find_statements(scene: Scene, happenings: Sequence[Happening]) -> list[Statement]:
    """Of each sentence for the first happening that it tells of, else names withheld for the main one; then counts."""
    owners: dict[int, Happening] = {}
    for happening in happenings:
        for sentence in [s.sentence for s in happening.sightings] + happening.linked:
            owners.setdefault(sentence.index, happening)
    main = next((h for h in happenings if h.main), None)
    found: list[Statement] = []
    for sentence in scene.document.sentences:
        if sentence.index in owners:
            found += _phrases(scene, sentence, owners[sentence.index])
            found += _durations(scene, sentence, owners[sentence.index])
        elif main:
            found += (s for s in _phrases(scene, sentence, main) if s.predicate == "namesWithheld")
    return found + [count for happening in happenings for count in _counts(scene, happening)]


def _phrases(scene: Scene, sentence: Sentence, owner: Happening) -> Iterator[Statement]:
    for token in sentence.tokens:
        phrase = _phrase(token, sentence, owner)
        if phrase:
            start, end = bounds(sentence, phrase[1])
            span = scene.document.span(start, min(end, start + LONGEST_EVIDENCE))
            low, high = clause(sentence, token)
            evidence = scene.document.span(low, high) if low <= start and end <= high else span
            yield Statement(owner, phrase[0], span, evidence)


def _phrase(token: Token, sentence: Sentence, owner: Happening) -> tuple[str, list[Token]] | None:
    """The predicate that a word opens, and its words."""
    if token.dep_ == "advcl" and token.tag_ == "VBG" and words_on(token, "mark", "advmod") & {"while", "when"}:
        return "activity", [t for t in token.subtree if t.lower_ not in ("while", "when")]
    if token.lemma_ == "purpose" and token.dep_ == "nsubj" and is_verb(token.head):
        aims = [c for c in token.head.rights if c.dep_ in ("xcomp", "attr", "ccomp")]
        return ("purpose", list(aims[0].subtree)) if aims else None
    if token.tag_ == "VB" and token.dep_ in ("relcl", "acl") and "to" in words_on(token, "aux"):
        aimed = any(s.token == token.head for s in owner.sightings)  # 'a mission to eliminate …'
        return ("purpose", list(token.subtree)) if aimed else None
    if is_verb(token) and token.lemma_ in WITHHOLD:
        names = any(c.lemma_.lower() in IDENTITY for c in token.children if c.dep_ in ("dobj", "nsubjpass"))
        named = names or (token.lemma_ in ("identify", "name") and is_passive(token))
        withheld = names if token.lemma_ == "withhold" else named and bool(words_on(token, "neg"))
        return ("namesWithheld", list(token.subtree)) if withheld else None
    firsts = [t for t in sentence.tokens if t.i < token.i and t.lower_ in FIRSTS] if token.lower_ == "since" else []
    if firsts:
        first = next((t for t in firsts[-1].head.lefts if t.dep_ == "det" and t.i < firsts[-1].i), firsts[-1])
        return "firstSince", [t for t in sentence.tokens if t.i >= first.i]
    return None


def _durations(scene: Scene, sentence: Sentence, owner: Happening) -> Iterator[Statement]:
    """'It took nine hours', 'the battle lasted two days', 'fought for an hour'."""
    for time in scene.times[sentence.index]:
        token = scene.token_at(sentence, time.span)
        if not time.duration or token is None:
            continue
        verb = token.head.head if token.head.dep_ == "prep" and token.head.lower_ == "for" else token.head
        lasting = is_verb(verb) and (verb.lemma_ in LAST or any(s.token == verb for s in owner.sightings))
        if lasting and (verb.tag_ in ("VBD", "VBN") or subjects(verb)):
            evidence = scene.document.span(*clause(sentence, token))
            yield Statement(owner, "duration", time.span, evidence, duration=time.duration)


def _counts(scene: Scene, happening: Happening) -> Iterator[Statement]:
    """How many happenings are told at once: 'two airstrikes'."""
    for sighting in happening.sightings:
        noun = not is_verb(sighting.token) and not sighting.outcome
        count = scene.count_of(sighting.sentence, sighting.token) if noun else None
        if count and sighting.mode == "actual" and not sighting.generic:
            span = scene.document.span(count.span.start, sighting.span.end)
            evidence = scene.document.span(*clause(sighting.sentence, sighting.token))
            yield Statement(happening, "count", span, evidence, bounds=count.bounds)
