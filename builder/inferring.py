"""The pipeline's part in reasoning: what follows by the ontology from what stands, kept apart in the graph `inferred`.

A change is followed where it leads: from the nodes that it touches back along the rows of properties that go on there
(from a report to its incident, from that to the operation). What follows for these is derived anew from what stands
around them, so that what no longer follows goes, and the cost does not grow with the store. A group of entities is
looked at only where something is said of it that was not said before, or something no longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from builder.graph.anchors import kind_of
from builder.graph.change import Change
from builder.graph.lookup import ENTITIES
from builder.graph.premises import Premises, ends
from builder.graph.read import Quads, nodes, subjects
from builder.graph.rules import TIE, Fact, Rules
from builder.graph.vocabulary import CURRENT, INFERRED, cw

AT_ONCE = 500  # nodes for which all that follows is derived in one go
Said = tuple[NamedNode, NamedNode, NamedNode]  # what is said of a group: group, property, group


def infer(change: Change, rules: Rules) -> None:
    """Makes the graph `inferred` follow from what will stand after the change, within the same change."""
    touched = set[NamedNode]()
    for quad in list(change.touched(rules.read | {cw("status"), cw("newestVersion")})):
        touched |= ends(quad)
        for source in (change, change.before):
            touched |= _stands_with(source, quad, rules)
    _Inference(change, rules, Premises(change, rules)).follow(touched)


def infer_all(change: Change, rules: Rules) -> None:
    """Makes the graph `inferred` anew from all that will stand after the change."""
    change.remove(quad for quad in change.quads(graph=INFERRED) if str(quad.subject).startswith(f"<{rules.base}"))
    touched = {node for predicate in rules.read for quad in change.quads(None, predicate) for node in ends(quad)}
    _Inference(change, rules, Premises(change, rules)).settle(touched)


def _stands_with(source: Quads, quad: Quad, rules: Rules) -> set[NamedNode]:
    """What stands or falls with another newest version, or with another status of a claim or an article."""
    versions, found = set[NamedNode](), set[NamedNode]()
    if quad.predicate == cw("newestVersion") and isinstance(quad.object, NamedNode):
        versions.add(quad.object)
    if quad.predicate == cw("status") and isinstance(quad.subject, NamedNode):
        versions.update(nodes(source, quad.subject, cw("newestVersion"), CURRENT))
        found.update(nodes(source, quad.subject, cw("object")))
    for version in versions:
        found.update(*(ends(told) for told in source.quads(graph=version) if told.predicate in rules.read))
    return found


@dataclass(frozen=True, slots=True)
class _Inference:
    change: Change
    rules: Rules
    premises: Premises

    def follow(self, touched: set[NamedNode]) -> None:
        """Derives anew what follows for these nodes, and wherever that leads."""
        self.settle(self._concerned({node for node in touched if self.premises.is_inner(node)}))

    def settle(self, concerned: Iterable[NamedNode]) -> None:
        """Derives anew what follows for just these nodes, and for their groups."""
        inner = sorted((node for node in concerned if self.premises.is_inner(node)), key=str)
        for begin in range(0, len(inner), AT_ONCE):
            some = inner[begin : begin + AT_ONCE]
            self._write(some, self.rules.derive(self.premises.around(some)))
            self.premises.forget()
        groups = self._stale(inner)
        self._write(groups, self.rules.derive(self._said_of(groups)))

    def _concerned(self, touched: set[NamedNode]) -> set[NamedNode]:
        """With the nodes from which a row of properties goes on at one of these."""
        found, todo = set(touched), list(touched)
        while todo:
            new = self.premises.before(todo.pop()) - found
            found |= new
            todo += new
        return found

    def _write(self, about: Iterable[NamedNode], facts: Iterable[Fact]) -> None:
        """What follows for these nodes takes the place of what did."""
        follows: dict[NamedNode, set[Quad]] = {node: set() for node in about}
        for fact in facts:
            if fact[0] in follows and not self._is_said(fact):
                follows[fact[0]].add(Quad(*fact, INFERRED))
        for node, quads in follows.items():
            old = {quad for quad in self.premises.about(node) if quad.graph_name == INFERRED}
            self.change.remove(old - quads)
            self.change.add(quads - old)

    def _is_said(self, fact: Fact) -> bool:
        """Whether another graph holds it: it would stand twice in the union of all."""
        of_it = (quad for quad in self.premises.about(fact[0]) if quad.graph_name != INFERRED)
        return any((quad.predicate, quad.object) == fact[1:] for quad in of_it)

    def _stale(self, touched: Iterable[NamedNode]) -> list[NamedNode]:
        """The groups of which something new is said, or something no longer, and those for which that goes on."""
        members = {node for node in touched if kind_of(node) in ENTITIES}
        members.update(*(subjects(self.change, prop, n, CURRENT) for n in list(members) for prop in self.rules.lifted))
        was, will = (set(self._said(source, members)) for source in (self.change.before, self.change))
        found = {said[0] for said in was - will if said not in set(self._said(self.change, self._members(said[0])))}
        found |= {said[0] for said in will if not any(self.change.quads(*said, INFERRED))}
        todo = list(found)
        while todo:
            group = todo.pop()
            new = {n for prop in self.rules.lifted for n in subjects(self.change, prop, group, INFERRED)} - found
            found |= new
            todo += new
        return sorted(found, key=str)

    def _members(self, group: NamedNode) -> list[NamedNode]:
        return subjects(self.change, TIE, group, CURRENT)

    def _said(self, source: Quads, members: Iterable[NamedNode]) -> Iterator[Said]:
        """What these members of groups say of their groups."""
        for member in members:
            for group in nodes(source, member, TIE, CURRENT):
                for prop in self.rules.lifted:
                    for value in nodes(source, member, prop, CURRENT):
                        yield from ((group, prop, other) for other in nodes(source, value, TIE, CURRENT))

    def _said_of(self, groups: Iterable[NamedNode]) -> list[Quad]:
        """What the members of these groups say, and what follows already for the groups that they lead to."""
        found, others = list[Quad](), set[NamedNode]()
        for group in groups:
            for member in self._members(group):
                for prop in self.rules.lifted:
                    for value in nodes(self.change, member, prop, CURRENT):
                        found.append(Quad(member, TIE, group, CURRENT))
                        found.append(Quad(member, prop, value, CURRENT))
                        ties = nodes(self.change, value, TIE, CURRENT)
                        found += [Quad(value, TIE, other, CURRENT) for other in ties]
                        others.update(ties)
        for other in others.difference(groups):
            found += self.change.quads(other, None, None, INFERRED)
        return found
