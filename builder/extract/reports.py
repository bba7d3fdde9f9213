"""One happening as a report: the incident, with a claim for each of its slots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.extract.choices import choose_operation, choose_place, choose_time
from builder.extract.claims import Claims, casualty_object
from builder.extract.figures import figures
from builder.extract.happening import Happening
from builder.extract.roles import Party
from builder.extract.slots import holds_on
from builder.extract.syntax import clause
from builder.model import Casualty, Incident, Related, Role, Span

INDIRECT = 0.1  # taken off where a slot was read from another clause than the trigger's


def report(claims: Claims, happening: Happening, parties: Sequence[Party]) -> Incident:
    """The incident of a happening, and its claims: `occurred`, then time, place, operation, casualties and roles."""
    scene, trigger = claims.scene, happening.trigger
    told = scene.document.span(*clause(trigger.sentence, trigger.token))

    def add(
        predicate: str, anchor: Span, evidence: Sequence[Span] = (), as_of: str | None = None, **value: object
    ) -> str:
        less = 0 if told.start <= anchor.start < told.end else INDIRECT
        quotes, words = evidence or [claims.around(anchor)], {"text": anchor.text} | value
        return claims.add(happening, predicate, words, quotes, anchor, less, as_of=as_of)

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
    for toll in figures(scene, happening.tolls):
        evidence = scene.document.span(*clause(toll.sighting.sentence, toll.sighting.token))
        held = holds_on(scene, toll.sighting)
        day = ((held.end or held.start or "")[:10] or None) if held else None
        claim = add(toll.outcome, toll.sighting.span, [evidence], day, **casualty_object(toll))
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
