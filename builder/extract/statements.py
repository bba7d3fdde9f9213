"""What else is said of a happening: purpose, what people were doing, how long, names withheld, firsts, counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.extract.happening import Happening
from builder.extract.scene import Scene
from builder.extract.syntax import bounds, clause, is_passive, is_verb, subjects
from builder.model import Bounds, Span
from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

WITHHOLD = ("withhold", "release", "disclose", "reveal", "identify", "name", "publish")
IDENTITY = ("name", "identity")
LAST = ("take", "last", "spend", "rage", "continue", "endure")


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim on a happening that fills no slot. `span`: the words of its object; `bounds` of a count."""

    happening: Happening
    predicate: str
    span: Span
    evidence: Span
    bounds: Bounds | None = None
    duration: str | None = None


def find_statements(scene: Scene, happenings: Sequence[Happening]) -> list[Statement]:
    found: list[Statement] = []
    owners = _owners(happenings)
    main = next((h for h in happenings if h.main), None)
    for sentence in scene.document.sentences:
        owner = owners.get(sentence.index) or main
        if owner is None:
            continue
        found += _of_sentence(scene, sentence, owner, sentence.index in owners)
    for happening in happenings:
        for sighting in happening.sightings:
            count = (
                None
                if is_verb(sighting.token) or sighting.outcome
                else scene.count_of(sighting.sentence, sighting.token)
            )
            if count and sighting.mode == "actual" and not sighting.generic:
                span = scene.document.span(count.span.start, sighting.span.end)
                evidence = scene.document.span(*clause(sighting.sentence, sighting.token))
                found.append(Statement(happening, "count", span, evidence, bounds=count.bounds))
    return found


def _owners(happenings: Sequence[Happening]) -> dict[int, Happening]:
    """Which happening a sentence is about: the first whose sighting or victims stand in it."""
    owners: dict[int, Happening] = {}
    for happening in happenings:
        for sentence in [s.sentence for s in happening.sightings] + happening.linked:
            owners.setdefault(sentence.index, happening)
    return owners


def _of_sentence(scene: Scene, sentence: Sentence, owner: Happening, told: bool) -> Iterator[Statement]:
    for token in sentence.tokens:
        phrase: tuple[str, list[Token]] | None = None
        if told and token.dep_ == "advcl" and token.tag_ == "VBG" and _mark(token) in ("while", "when"):
            phrase = "activity", _from(token, "while", "when")
        elif told and token.lemma_ == "purpose" and token.dep_ == "nsubj" and is_verb(token.head):
            aims = [c for c in token.head.children if c.dep_ in ("xcomp", "attr", "ccomp") and c.i > token.head.i]
            phrase = ("purpose", list(aims[0].subtree)) if aims else None
        elif told and token.tag_ == "VB" and _to(token) and _is_aim(token, owner, sentence):
            phrase = "purpose", list(token.subtree)
        elif _is_withholding(token):
            phrase = "namesWithheld", list(token.subtree)
        elif told and token.lower_ == "since" and _first_before(token, sentence) is not None:
            first = _first_before(token, sentence)
            phrase = "firstSince", [t for t in sentence.tokens if first is not None and t.i >= first.i]
        if phrase:
            start, end = bounds(sentence, phrase[1])
            evidence = scene.document.span(*clause(sentence, token))
            if evidence.start > start or evidence.end < end:
                evidence = scene.document.span(start, min(end, start + 300))
            yield Statement(owner, phrase[0], scene.document.span(start, min(end, start + 300)), evidence)
    if told:
        yield from _durations(scene, sentence, owner)


def _mark(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i), "")


def _from(token: Token, *without: str) -> list[Token]:
    return [t for t in token.subtree if t.lower_ not in without]


def _to(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _is_aim(token: Token, owner: Happening, sentence: Sentence) -> bool:
    """'a mission to eliminate …': an infinitive on a word of the happening."""
    return token.dep_ in ("relcl", "acl") and any(
        s.sentence.index == sentence.index and s.token.i == token.head.i for s in owner.sightings
    )


def _is_withholding(token: Token) -> bool:
    if not is_verb(token) or token.lemma_ not in WITHHOLD:
        return False
    things = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
    names = any(t.lemma_.lower() in IDENTITY for t in things)
    negated = any(c.dep_ == "neg" for c in token.children)
    if token.lemma_ == "withhold":
        return names
    return negated and (names or (token.lemma_ in ("identify", "name") and is_passive(token)))


def _first_before(since: Token, sentence: Sentence) -> Token | None:
    before = [t for t in sentence.tokens if t.i < since.i and t.lower_ in ("first", "deadliest", "worst")]
    if not before:
        return None
    first = before[-1]
    return next((t for t in first.head.lefts if t.dep_ == "det" and t.i < first.i), first)


def _durations(scene: Scene, sentence: Sentence, owner: Happening) -> Iterator[Statement]:
    """'It took nine hours', 'the battle lasted two days', 'fought for an hour'."""
    for time in scene.times_in(sentence):
        token = scene.token_at(sentence, time.span)
        if not time.duration or token is None:
            continue
        verb = token.head.head if token.head.dep_ == "prep" and token.head.lower_ == "for" else token.head
        lasting = is_verb(verb) and (verb.lemma_ in LAST or any(s.token.i == verb.i for s in owner.sightings))
        if lasting and (verb.tag_ in ("VBD", "VBN") or subjects(verb)):
            evidence = scene.document.span(*clause(sentence, token))
            yield Statement(owner, "duration", time.span, evidence, duration=time.duration)
