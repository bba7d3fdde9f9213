"""What stands, as that from which something follows: the graph `current`, judgements, and what a newest version says.

From superseded versions, retracted articles and rejected claims nothing follows. What a claim holds for the sake of its
report (roles, mode, relations) is read from the report, where it stands as a direct triple.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from builder.graph.anchors import kind_of
from builder.graph.read import Quads, subjects, values
from builder.graph.rules import Rules
from builder.graph.standing import IN_ROLES, TOLD
from builder.graph.vocabulary import CURRENT, INFERRED, LINKS, ONTOLOGY, REVIEWS, RUNS, cw

VALUES = ("time", "place", "casualty")  # kinds of nodes that stand with the claims whose object they are
FOR_THE_REPORT = frozenset((*IN_ROLES, *TOLD))
NEVER = (INFERRED, ONTOLOGY, REVIEWS, RUNS)


def ends(quad: Quad) -> set[NamedNode]:
    """The nodes at both ends of a quad."""
    return {node for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}


class Premises:
    """Asked of one state: what it has looked up it does not look up again."""

    def __init__(self, source: Quads, rules: Rules) -> None:
        self._source, self._rules = source, rules
        self._about: dict[NamedNode, list[Quad]] = {}
        self._to: dict[NamedNode, list[Quad]] = {}
        self._newest: dict[NamedNode, bool] = {}
        self._standing: dict[NamedNode, bool] = {}

    def is_inner(self, node: NamedNode) -> bool:
        """A node of ours that is no group: what follows for it follows from a few articles."""
        return node.value.startswith(self._rules.base) and kind_of(node) != "group"

    def about(self, node: NamedNode) -> list[Quad]:
        """All quads of which this node is the subject."""
        if node not in self._about:
            self._about[node] = list(self._source.quads(node))
        return self._about[node]

    def _leading_to(self, node: NamedNode) -> list[Quad]:
        """The quads of which this node is the object, if something may follow for it or go on from it."""
        if node not in self._to:
            wanted = self._rules.along | self._rules.incoming
            self._to[node] = [quad for quad in self._source.quads(None, None, node) if quad.predicate in wanted]
        return self._to[node]

    def of(self, node: NamedNode) -> list[Quad]:
        """The quads that stand, are read by a rule, and say something of this node."""
        found = [quad for quad in self.about(node) if quad.predicate in self._rules.read]
        found += (quad for quad in self._leading_to(node) if quad.predicate in self._rules.incoming)
        return [quad for quad in found if self._stands(quad)]

    def before(self, node: NamedNode) -> set[NamedNode]:
        """The nodes from which a row of properties, on its way, comes to this node."""
        found = [quad for quad in self._leading_to(node) if quad.predicate in self._rules.along]
        found += (quad for quad in self.about(node) if quad.predicate in self._rules.against)
        return {other for quad in found for other in ends(quad) if other != node and self.is_inner(other)}

    def forget(self) -> None:
        """Lets go of the quads that were looked up, so that memory stays flat over a whole store."""
        self._about.clear()
        self._to.clear()
        self._standing.clear()

    def around(self, about: Iterable[NamedNode]) -> list[Quad]:
        """The same for some nodes, with the nodes to which a row of properties leads from them."""
        found, seen, todo = dict[Quad, None](), set(about), list(about)
        while todo:
            node = todo.pop()
            for quad in self.of(node):
                found[quad] = None
                for other in self._next(node, quad):
                    if other not in seen and self.is_inner(other):
                        seen.add(other)
                        todo.append(other)
        return list(found)

    def _next(self, node: NamedNode, quad: Quad) -> Iterator[NamedNode]:
        if quad.subject == node and quad.predicate in self._rules.along and isinstance(quad.object, NamedNode):
            yield quad.object
        if quad.object == node and quad.predicate in self._rules.against and isinstance(quad.subject, NamedNode):
            yield quad.subject

    def _stands(self, quad: Quad) -> bool:
        graph, subject = quad.graph_name, quad.subject
        if graph in (CURRENT, LINKS):
            return True
        if graph in NEVER or not isinstance(graph, NamedNode) or not isinstance(subject, NamedNode):
            return False
        if graph not in self._newest:
            self._newest[graph] = self._is_newest(graph)
        if subject not in self._standing:
            self._standing[subject] = self._is_standing(subject, graph)
        held = kind_of(subject) == "claim" and quad.predicate in FOR_THE_REPORT
        return self._newest[graph] and self._standing[subject] and not held

    def _is_newest(self, version: NamedNode) -> bool:
        articles = subjects(self._source, cw("newestVersion"), version, CURRENT)
        return any(Literal("retracted") not in values(self._source, a, cw("status"), CURRENT) for a in articles)

    def _is_standing(self, node: NamedNode, version: NamedNode) -> bool:
        claims = subjects(self._source, cw("object"), node, version) if kind_of(node) in VALUES else [node]
        return any(all(quad.predicate != cw("status") for quad in self.about(claim)) for claim in claims)
