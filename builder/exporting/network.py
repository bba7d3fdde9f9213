"""The view `network`: persons, organisations and units, tied to those with whom they share incidents.

The weight is the number of shared incidents; `newman` counts each as 1/(n-1) where n took part (M. E. J. Newman,
Scientific collaboration networks II, Physical Review E 64, 2001), so that large events do not drown small ones.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.export.items import Edge, Period, Value, short_id
from builder.exporting.asking import ask, batches, sorted_instances
from builder.exporting.collecting import Add
from builder.exporting.incidents import MODES
from builder.exporting.things import actor_nodes, kind_of, point
from builder.graph.read import Reader, local_name
from builder.graph.vocabulary import CURRENT, cw

DIRECTED = False
ROLES = ("perpetratorIndividual", "perpetratorOrganisation", "participant", "victim")
KINDS = ("person", "organisation", "unit")
TOGETHER = "sharedIncidents"  # the one kind of edge


def collect(reader: Reader, link_base: str, add: Add) -> None:
    shared = _Shared()
    for batch in batches(sorted_instances(reader, cw("Incident"), CURRENT)):
        members = defaultdict[str, set[str]](set)
        for row in ask(reader, "incident-edges", "incident", batch):
            if local_name(row["role"]) in ROLES and kind_of(row["example"]) in KINDS:
                members[row["incident"]].add(row["actor"])
        for row in ask(reader, "incident-nodes", "incident", batch):
            if row["mode"] in MODES and members[row["incident"]]:
                shared.add(members[row["incident"]], (row.get("start"), row.get("end")), *point(row))
    shared.complete()
    for node in actor_nodes(reader, shared.actors, link_base):
        columns = {**node.attributes, "incidents": shared.incidents(node.iri)}
        add(replace(node, attributes=columns, near=shared.middle(node.iri)))
    for edge in shared.edges():
        add(edge)


class _Shared:
    """Who took part in what, as numbers: memory is some bytes for each part taken, and a row for each actor."""

    def __init__(self) -> None:
        self.actors: list[str] = []
        self._number: dict[str, int] = {}
        self._members, self._ends = array("I"), array("L", [0])  # incident n: _members[_ends[n] : _ends[n + 1]]
        self._times: list[Period] = []
        self._days: dict[str | None, str | None] = {}  # each day's characters once
        self._spots: list[tuple[float, float] | None] = []
        self._of: list[array[int]] = []  # actor: incidents

    def add(self, actors: Iterable[str], time: Period, lat: float | None, lon: float | None) -> None:
        for actor in sorted(actors):
            number = self._number.setdefault(actor, len(self._number))
            if number == len(self._of):
                self._of.append(array("I"))
            self._of[number].append(len(self._times))
            self._members.append(number)
        self._ends.append(len(self._members))
        start, end = (self._days.setdefault(day, day) for day in (_day(bound) for bound in time))
        self._times.append((start, end))
        self._spots.append(None if lat is None or lon is None else (lat, lon))

    def complete(self) -> None:
        self.actors = sorted(self._number)

    def incidents(self, actor: str) -> int:
        return len(self._of[self._number[actor]])

    def middle(self, actor: str) -> tuple[float, float] | None:
        """The middle of the places of the actor's incidents: where the drawing puts it."""
        spots = [spot for n in self._of[self._number[actor]] if (spot := self._spots[n])]
        if not spots:
            return None
        return sum(lat for lat, _ in spots) / len(spots), sum(lon for _, lon in spots) / len(spots)

    def edges(self) -> Iterator[Edge]:
        """Each pair once, from the one whose IRI is first; sorted by both."""
        place = array("I", bytes(4 * len(self.actors)))  # of each number in the order of IRIs
        for rank, actor in enumerate(self.actors):
            place[self._number[actor]] = rank
        for rank, actor in enumerate(self.actors):
            others = defaultdict[int, list[int]](list)
            for incident in self._of[self._number[actor]]:
                for number in self._members[self._ends[incident] : self._ends[incident + 1]]:
                    if place[number] > rank:
                        others[place[number]].append(incident)
            for other in sorted(others):
                yield self._edge(actor, self.actors[other], others[other])

    def _edge(self, one: str, other: str, incidents: list[int]) -> Edge:
        spells = merged(self._times[n] for n in incidents)
        newman = sum(1 / (self._ends[n + 1] - self._ends[n] - 1) for n in incidents)
        columns: dict[str, Value] = {"incidents": len(incidents), "newman": round(newman, 4)}
        first, last = (spells[0][0], spells[-1][1]) if spells else (None, None)
        return Edge(short_id(one), short_id(other), TOGETHER, len(incidents), first, last, columns, spells)


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods in order, those that share a day as one; what has no date at all is left out."""
    found: list[Period] = []
    for start, end in sorted((p for p in periods if p != (None, None)), key=lambda p: (p[0] or "", p[1] or "~")):
        if found and (found[-1][1] is None or start is None or start <= found[-1][1]):
            last = found[-1][1]
            found[-1] = found[-1][0], None if last is None or end is None else max(last, end)
        else:
            found.append((start, end))
    return tuple(found)


def _day(iso: str | None) -> str | None:
    return iso[:10] if iso else None
