"""One happening as a report: the incident, with a claim for each of its slots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.extract.casualties import Toll
from builder.extract.choices import choose_operation, choose_place, choose_time
from builder.extract.claims import Claims, casualty_object
from builder.extract.happening import Happening, same_toll
from builder.extract.roles import Party
from builder.extract.syntax import clause
from builder.model import Casualty, Incident, Related, Role, Span

INDIRECT = 0.1  # taken off where a slot was read from another clause than the trigger's
MORE = {"other", "others", "another", "additional", "more"}


def report(claims: Claims, happening: Happening, parties: Sequence[Party]) -> Incident:
    """The incident of a happening, and its claims: `occurred`, then time, place, operation, casualties and roles."""
    scene, trigger = claims.scene, happening.trigger
    told = scene.document.span(*clause(trigger.sentence, trigger.token))

    def add(predicate: str, anchor: Span, evidence: Sequence[Span] = (), **value: object) -> str:
        near = told.start <= anchor.start < told.end
        quotes = evidence or [claims.around(anchor)]
        return claims.add(happening, predicate, {"text": anchor.text} | value, quotes, anchor, 0 if near else INDIRECT)

    add("occurred", trigger.span, [told])
    when, where = choose_time(scene, happening), choose_place(scene, happening)
    operation = choose_operation(scene, happening)
    if when:
        time, spans = when
        claim = add("time", spans[0], [claims.around(span) for span in spans], start=time.start, end=time.end)
        time = replace(time, claim=claim)
    place = replace(where[0], claim=add("place", where[1])) if where else None
    named = add("operation", operation.span, entity=operation.entity) if operation else None
    casualties = []
    for toll in rows(happening.tolls):
        evidence = scene.document.span(*clause(toll.sighting.sentence, toll.sighting.token))
        claim = add(toll.outcome, toll.sighting.span, [evidence], **casualty_object(toll))
        casualties.append(Casualty(toll.outcome, toll.group, toll.side, toll.bounds, claim))
    roles = [Role(p.role, p.entity, (p.mention.id,), add(p.role, p.mention.span, entity=p.entity)) for p in parties]
    return Incident(
        claims.ids[happening], happening.type, happening.main, happening.mode, trigger.span,
        tuple(sorted({s.span for s in happening.sightings})), time if when else None, place,
        operation=operation.entity if operation else None,
        operation_claim=named,
        roles=tuple(roles),
        casualties=tuple(casualties),
        related=tuple(Related(relation, claims.ids[other]) for relation, other in happening.related),
    )  # fmt: skip


def rows(tolls: Sequence[Toll]) -> list[Toll]:
    """The casualty rows. The same figure of the same people told again makes no second row, nor does a plain plural
    ('the soldiers killed') beside a number."""
    whole: list[Toll] = []
    for toll in tolls:
        before = whole[-1] if toll.bare and whole else None
        if before and before.sighting.sentence.index == toll.sighting.sentence.index:
            toll = replace(toll, group=before.group)  # 'killed 12 people and wounded 25'
        whole.append(toll)
    kept: list[Toll] = []
    for toll in sorted(whole, key=lambda toll: toll.sighting.headline):
        same = [k for k in kept if k.outcome == toll.outcome]
        if toll.told:
            again = any(_told_again(k, toll) for k in same)
        else:
            again = toll.known or any(k.told or k.group == toll.group for k in same)
        if not again:
            kept.append(toll)
    return kept


def _told_again(one: Toll, other: Toll) -> bool:
    if one.bounds != other.bounds or set(other.words.casefold().split()) & MORE:
        return False
    same_noun = one.group.casefold().split()[-1:] == other.group.casefold().split()[-1:]
    return other.known or bool(one.entity and one.entity == other.entity) or (same_noun and same_toll(one, other))
