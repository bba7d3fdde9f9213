"""One happening as a report: the claims of its slots, and the incident that they make once they have ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder.extract.binding import same_toll
from builder.extract.casualties import Toll
from builder.extract.choices import choose_operation, choose_place, choose_time
from builder.extract.claims import ClaimDraft, ClaimDrafts, casualty_object
from builder.extract.happening import Happening
from builder.extract.roles import Party
from builder.extract.syntax import clause
from builder.extract.triggers import Sighting
from builder.model import Casualty, Incident, PlaceSlot, Related, Role, Span, TimeSlot

INDIRECT = 0.1  # taken off where a slot was read from another clause than the trigger's
MORE = ("other", "others", "another", "additional", "more")


class Report:
    """ClaimDrafts the claims of a happening: `occurred`, then its time, place, operation, casualties and roles."""

    def __init__(self, drafts: ClaimDrafts, happening: Happening, parties: Sequence[Party]) -> None:
        self.drafts, self.happening, self.scene = drafts, happening, drafts.scene
        trigger = happening.trigger
        self.clause = self._clause(trigger)
        self._add("occurred", {"text": trigger.span.text}, [self.clause], trigger.span)
        self.time = choose_time(self.scene, happening)
        self.place = choose_place(self.scene, happening)
        self.operation = choose_operation(self.scene, happening)
        self.time_claim = self._time()
        self.place_claim = self._slot("place", self.place.span) if self.place else None
        self.operation_claim = (
            self._slot("operation", self.operation.span, self.operation.entity) if self.operation else None
        )
        self.rows = [(toll, self._casualty(toll)) for toll in rows(happening.tolls)]
        self.parties = [(p, self._slot(p.role, p.mention.span, p.entity)) for p in parties]

    def _add(self, predicate: str, value: dict[str, object], evidence: list[Span], anchor: Span) -> ClaimDraft:
        near = self.clause.start <= anchor.start < self.clause.end
        return self.drafts.add(self.happening, predicate, value, evidence, anchor, 0.0 if near else INDIRECT)

    def _clause(self, sighting: Sighting) -> Span:
        return self.scene.document.span(*clause(sighting.sentence, sighting.token))

    def _time(self) -> ClaimDraft | None:
        if self.time is None:
            return None
        first = self.time.spans[0]
        value: dict[str, object] = {"text": first.text, "start": self.time.start, "end": self.time.end}
        return self._add("time", value, [self.drafts.around(span) for span in self.time.spans], first)

    def _slot(self, predicate: str, span: Span, entity: str | None = None) -> ClaimDraft:
        value: dict[str, object] = {"text": span.text, "entity": entity} if entity else {"text": span.text}
        return self._add(predicate, value, [self.drafts.around(span)], span)

    def _casualty(self, toll: Toll) -> ClaimDraft:
        return self._add(toll.outcome, casualty_object(toll), [self._clause(toll.sighting)], toll.sighting.span)

    def incident(self, ids: Mapping[Happening, str]) -> Incident:
        """The incident, after the drafts were numbered. `ids`: those of the incidents."""
        name, happening, time, place = self.drafts.names, self.happening, self.time, self.place
        when = where = None
        if time and self.time_claim:
            when = TimeSlot(
                time.start, time.end, time.precision, time.part_of_day, time.basis, name[self.time_claim]
            )  # fmt: skip
        if place and self.place_claim:
            where = PlaceSlot(
                place.place.name, place.place.country, place.lat, place.lon, place.radius_km, place.place.geonames,
                place.basis, name[self.place_claim],
            )  # fmt: skip
        return Incident(
            ids[happening], happening.type, happening.main, happening.mode, happening.trigger.span,
            tuple(sorted({s.span for s in happening.sightings})), when, where,
            operation=self.operation.entity if self.operation else None,
            operation_claim=name[self.operation_claim] if self.operation_claim else None,
            roles=tuple(Role(p.role, p.entity, (p.mention.id,), name[d]) for p, d in self.parties),
            casualties=tuple(Casualty(t.outcome, t.group, t.side, t.bounds, name[d]) for t, d in self.rows),
            related=tuple(Related(relation, ids[other]) for relation, other in happening.related if other in ids),
            claims=tuple(self.drafts.of_happening[happening]),
        )  # fmt: skip


def rows(tolls: Sequence[Toll]) -> list[Toll]:
    """The casualty rows. The same figure of the same people told again makes no second row, nor does a plain plural
    ('the soldiers killed') beside a number."""
    kept: list[Toll] = []
    for toll in sorted(_whole(tolls), key=lambda toll: toll.sighting.headline):
        same = [k for k in kept if k.outcome == toll.outcome]
        if toll.told:
            again = any(_told_again(k, toll) for k in same)
        else:
            again = toll.known or any(k.told or k.group == toll.group for k in same)
        if not again:
            kept.append(toll)
    return kept


def _whole(tolls: Sequence[Toll]) -> list[Toll]:
    """A bare number is of the people named right before it: 'killed 12 people and wounded 25'."""
    found: list[Toll] = []
    for toll in tolls:
        before = found[-1] if found and found[-1].sighting.sentence.index == toll.sighting.sentence.index else None
        found.append(replace(toll, group=before.group) if before and toll.bare else toll)
    return found


def _told_again(one: Toll, other: Toll) -> bool:
    if one.bounds != other.bounds or set(other.words.casefold().split()) & set(MORE):
        return False
    if other.known or (one.entity and one.entity == other.entity):
        return True
    return same_toll(one, other) and one.group.casefold().split()[-1:] == other.group.casefold().split()[-1:]
