"""Totals over a period ('41 since 2016', 'brings the total to 43'): figures of an operation or a body, no incidents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.extract.casualties import SINGLE, Toll, find_tolls, tally_of
from builder.extract.scene import Scene
from builder.extract.slots import attached
from builder.extract.syntax import after, clause_head, verb_over
from builder.extract.triggers import Sighting
from builder.text.dates import TimeExpression
from builder.text.document import Sentence

LONG = ("month", "year", "decade")
LONG_SPAN = re.compile(r"P\d+[WMY]")  # durations of weeks and more, not of an operation
SUPERLATIVES = ("first", "deadliest", "worst", "most")  # 'the first killed since June': an incident, no total
NEAR = 2  # sentences between two totals of one subject


@dataclass(frozen=True, slots=True)
class Total:
    """A figure for a period. `subject`: the operation or body it is about; `since`: an ISO date; `scope`: its words."""

    toll: Toll
    subject: str
    since: str | None
    scope: str | None


def find_totals(scene: Scene, sightings: Sequence[Sighting]) -> tuple[list[Total], list[Sighting]]:
    """The totals, and the sightings that are left to tell of incidents."""
    totals: list[Total] = []
    left = []
    for sighting in sightings:
        sum_up = _is_sum(sighting)
        counts = sighting.outcome and sighting.mode == "actual" and (sum_up or _over_period(scene, sighting))
        tolls = [t for t in find_tolls(scene, sighting) if t.told and t.bounds != SINGLE] if counts else []
        since, scope = _period(scene, sighting) if tolls else (None, None)
        before = totals[-1] if totals else None
        if before and sighting.sentence.index - before.toll.sighting.sentence.index > NEAR:
            before = None
        made = []
        for toll in tolls:
            subject = _subject(scene, sighting.sentence, toll) or (before.subject if before else toll.entity)
            start = since or (before.since if before and sum_up else None)
            if subject and (since or scope or before or not sum_up or _of_all(sighting)):
                made.append(Total(toll, subject, start, scope or (before.scope if before else None)))
        if not made and not since and not scope:
            left.append(sighting)  # 'bringing the number of dead to 11' is the toll of the happening itself
        totals += made
    return totals, left


def _of_all(sighting: Sighting) -> bool:
    """'the total' is more than one happening's; 'the number of dead' may be its own."""
    tally = tally_of(sighting.token)
    return tally is not None and tally[1].lemma_ == "total"


def _is_sum(sighting: Sighting) -> bool:
    """'bring the total to 43 sailors killed', 'the number of those killed rose to 40'."""
    tally = tally_of(sighting.token)
    return tally is not None and tally[0] != sighting.token.head


def _over_period(scene: Scene, sighting: Sighting) -> bool:
    """'have been killed since 2016', 'have been killed in the past two years', 'the nine deaths this year'."""
    sentence, verb = sighting.sentence, verb_over(sighting.token)
    if any(t.lower_ in SUPERLATIVES for t in sentence.tokens):
        return False
    spans, below = _spans(scene, sentence), list(sighting.token.subtree)
    many = sighting.token.tag_ == "NNS" or scene.count_of(sentence, sighting.token) is not None
    if sighting.token.pos_ == "NOUN" and many and any(scene.token_at(sentence, t.span) in below for t in spans):
        return True
    if verb is None:
        return False
    if (
        spans
        and any(n.tag_ == "NNS" or n.lower_ == "violence" for n in after(verb, "in"))
        and not _days(scene, sentence)
    ):
        return True  # 'In October, 979 people were killed in acts of violence'
    if any(_of_a_year(scene, sighting, t) for t in spans):
        return True
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" and c.lower_ != "had" for c in verb.children)
    return (perfect and bool(spans)) or any(t.lower_ == "since" and t.dep_ in ("prep", "mark") for t in verb.subtree)


def _days(scene: Scene, sentence: Sentence) -> bool:
    return any(t.precision not in LONG and (t.start or t.end) for t in scene.times[sentence.index])


def _of_a_year(scene: Scene, sighting: Sighting, time: TimeExpression) -> bool:
    """'More than 500 died in 2010', 'detained scores over the past month': the figure of a time, at no one place."""
    before = scene.document.text[max(0, time.span.start - 15) : time.span.start].casefold().split()[-2:]
    over = {*before, time.span.text.casefold().split()[0]} & {"over", "during", "within", "throughout"}
    over = over if LONG_SPAN.match(time.duration or "P1M") else set()
    plain = time.precision in ("year", "decade") and not scene.places[sighting.sentence.index]
    return bool(over or plain) and attached(scene, sighting, time.span)


def _spans(scene: Scene, sentence: Sentence) -> list[TimeExpression]:
    return [t for t in scene.times[sentence.index] if t.precision in LONG or t.duration]


def _period(scene: Scene, sighting: Sighting) -> tuple[str | None, str | None]:
    """(since, the words of the period) from the phrase after 'since', else from the sentence's first long time."""
    sentence = sighting.sentence
    since = next((t for t in clause_head(sighting.token).subtree if t.lower_ == "since"), None)
    if since is None:
        spans = _spans(scene, sentence)
        return (spans[0].start, spans[0].span.text) if spans else (None, None)
    top = since.head if since.dep_ == "mark" else since
    low, high = sentence.at(top.left_edge)[0], sentence.at(top.right_edge)[1]
    starts = [t.start for t in scene.times[sentence.index] if low <= t.span.start and t.span.end <= high and t.start]
    return next(iter(starts), None), scene.document.span(low, high).text


def _subject(scene: Scene, sentence: Sentence, toll: Toll) -> str | None:
    """The operation that the sentence names or means, else the body that the people belong to."""
    operations = [m.entity for m in scene.mentions_in(sentence, "Operation") if m.entity]
    owner = scene.entities.get(toll.side or "")
    if operations or owner is None or owner.id == toll.entity:
        return operations[0] if operations else None
    return owner.id if owner.type in ("Organisation", "Unit") else None
