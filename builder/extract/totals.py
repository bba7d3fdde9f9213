"""Totals over a period ('41 since 2016', 'brings the total to 43'): figures of an operation or a body, no incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.extract.casualties import RISING, Toll, find_tolls
from builder.extract.scene import Scene
from builder.extract.syntax import clause_head, climb, is_verb
from builder.extract.triggers import Sighting
from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

TOTALS = ("total", "tally", "number", "count")
LONG = ("month", "year", "decade")
NEAR = 2  # sentences between two totals of one subject


@dataclass(frozen=True, slots=True)
class Total:
    """A figure for a period. `subject`: the operation or body it is about; `since`, `until`: ISO dates or None."""

    toll: Toll
    subject: str
    since: str | None
    until: str | None
    scope: str | None


def find_totals(scene: Scene, sightings: Sequence[Sighting]) -> tuple[list[Total], list[Sighting]]:
    """The totals, and the sightings that are left to tell of incidents."""
    totals: list[Total] = []
    left = []
    for sighting in sightings:
        tolls = [t for t in find_tolls(scene, sighting) if t.told] if _is_total(scene, sighting) else []
        known = len(totals)
        before = (
            totals[-1] if totals and sighting.sentence.index - totals[-1].toll.sighting.sentence.index <= NEAR else None
        )
        for toll in tolls:
            subject = _subject(scene, sighting.sentence, toll) or (before.subject if before else None) or toll.entity
            since, scope = _period(scene, sighting)
            if subject:
                since = since or (before.since if before and _is_sum(sighting) else None)
                totals.append(Total(toll, subject, since, None, scope or (before.scope if before else None)))
        if len(totals) == known and not (tolls and any(_period(scene, sighting))):
            left.append(sighting)  # 'bringing the number of dead to 11' is the toll of the happening itself
    return totals, left


def _is_total(scene: Scene, sighting: Sighting) -> bool:
    if sighting.outcome is None or sighting.mode != "actual":
        return False
    return _is_sum(sighting) or (not _is_first(sighting) and _over_period(scene, sighting))


def _is_sum(sighting: Sighting) -> bool:
    """'bring the total to 43 sailors killed', 'the number of those killed rose to 40'."""
    for verb in (t for t in climb(sighting.token) if is_verb(t) and t.lemma_ in RISING):
        nouns = [c for c in verb.children if c.dep_ in ("dobj", "nsubj", "nsubjpass")]
        if any(n.lemma_.lower() in TOTALS for n in nouns) and sighting.token not in [t for n in nouns for t in [n]]:
            return True
    return False


def _is_first(sighting: Sighting) -> bool:
    return any(t.lower_ in ("first", "deadliest", "worst", "most") for t in sighting.sentence.tokens)


def _over_period(scene: Scene, sighting: Sighting) -> bool:
    """'have been killed since 2016', 'were killed in the past two years'."""
    times = [t for t in scene.times_in(sighting.sentence) if t.precision in LONG]
    tokens = [scene.token_at(sighting.sentence, t.span) for t in times]
    if sighting.token.pos_ == "NOUN" and any(t is not None and t in sighting.token.subtree for t in tokens):
        return True  # 'of the nine deaths this year'
    verb = _verb(sighting.token)
    if verb is None:
        return False
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" and c.lower_ != "had" for c in verb.children)
    since = [t for t in verb.subtree if t.lower_ == "since" and t.dep_ in ("prep", "mark")]
    spans = [t for t in scene.times_in(sighting.sentence) if t.precision in LONG or t.duration]
    return bool(since) or (perfect and bool(spans))


def _verb(token: Token) -> Token | None:
    return next((t for t in climb(token) if is_verb(t)), None)


def _period(scene: Scene, sighting: Sighting) -> tuple[str | None, str | None]:
    """(since, the words of the period) from the phrase after 'since', else from the sentence's longest time."""
    sentence = sighting.sentence
    head = clause_head(sighting.token)
    since = next((t for t in head.subtree if t.lower_ == "since"), None)
    if since is not None:
        top = since.head if since.dep_ == "mark" else since
        tokens = [t for t in top.subtree if sentence.tokens.start <= t.i < sentence.tokens.end]
        low, high = sentence.at(tokens[0])[0], sentence.at(tokens[-1])[1]
        inside = [t for t in scene.times_in(sentence) if low <= t.span.start and t.span.end <= high and t.start]
        return (inside[0].start if inside else None), scene.document.span(low, high).text
    spans = [t for t in scene.times_in(sentence) if t.precision in LONG or t.duration]
    return (spans[0].start, spans[0].span.text) if spans else (None, None)


def _subject(scene: Scene, sentence: Sentence, toll: Toll) -> str | None:
    """The operation that the sentence names or means, else the body that the people belong to."""
    operations = [m.entity for m in scene.mentions_in(sentence, "Operation") if m.entity]
    if operations:
        return operations[0]
    owner = scene.entities.get(toll.side or "")
    return owner.id if owner and owner.type in ("Organisation", "Unit") and owner.id != toll.entity else None
