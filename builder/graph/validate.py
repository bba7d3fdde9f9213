"""Data against the shapes: pySHACL over one article's quads, or another part of the store that can be judged alone.

Shapes are W3C SHACL core (https://www.w3.org/TR/shacl/). Nothing is inferred, nothing fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Quad
from pyshacl.errors import ReportableRuntimeError
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH, SKOS
from rdflib.term import Node

from builder import terms, turtle
from builder.errors import CrosswireError, UsageError
from builder.graph.convert import to_rdflib
from builder.graph.shapes import assert_own, assert_sound, read_shapes, targeted
from builder.ontology import ontology_files
from builder.resources import data_folder
from builder.turtle import Facts, local, own

UNNAMED = "a rule without a name"
Result = Iterable[tuple[Node, Node, Node | tuple[Graph, Node]]]  # the triples of a SHACL result


@dataclass(frozen=True, slots=True)
class Violation:
    """One fault: the node, the property (None for the node as a whole), the rule's name, what is wrong, the value; and,
    as SHACL has them, the rule's IRI (empty for one without a name), the component that it breaks, and how severe."""

    focus: str
    path: str | None
    shape: str
    message: str
    value: str | None
    rule: str = ""
    component: str = ""
    severity: str = str(SH.Violation)


class Validator:
    """Shapes and ontology, read once; CrosswireError where they could pass what they should not."""

    def __init__(self, shapes: Graph, ontology: Facts) -> None:
        assert_sound(shapes, ontology)
        self._shapes, own_targets = shapes, targeted(shapes)
        # The engine's own entry would read the shapes anew for each article.
        self._rules = [rule for rule in ShapesGraph(shapes).shapes if rule.node in own_targets]
        if len(self._rules) != len(own_targets):
            raise CrosswireError(
                "pySHACL does not know all of the shapes", hint="Say of each that it is a sh:NodeShape"
            )
        # Kinds of incident and claim predicates: little, since it joins the data of each article.
        self._ontology = [
            (URIRef(subject), predicate, URIRef(value))
            for subject in filter(own, ontology.statements)
            for predicate in (RDFS.subClassOf, SKOS.inScheme)
            for value in ontology.all(subject, str(predicate))
        ]

    @classmethod
    def load(cls, extra_shapes: tuple[Path, ...] = (), extra_ontology: tuple[Path, ...] = ()) -> Validator:
        """Ours for data and our ontology, with the user's own Turtle files. UsageError: faulty shapes of theirs."""
        ontology = turtle.read((*ontology_files(), *extra_ontology))
        assert_own(extra_shapes, ontology)
        shapes = (data_folder("ontology") / "shapes" / "graph.ttl", *extra_shapes)
        return cls(read_shapes(shapes), ontology)

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules in force, sorted."""
        return tuple(sorted(local(str(rule.node)) for rule in self._rules))

    def idle_rules(self, quads: Iterable[Quad]) -> tuple[str, ...]:
        """The rules that find no node of theirs in the quads, sorted: whoever tests shapes wants none."""
        data = self._data(map(to_rdflib, quads))
        return tuple(sorted(local(str(rule.node)) for rule in self._rules if not rule.focus_nodes(data)))

    def check(self, quads: Iterable[Quad]) -> tuple[Violation, ...]:
        """The violations in quads that are judged as one graph, sorted."""
        return self.check_graph(map(to_rdflib, quads))

    def check_graph(self, triples: Iterable[tuple[Node, Node, Node]]) -> tuple[Violation, ...]:
        """The same for rdflib triples."""
        data = self._data(triples)
        executor, found, seen = SHACLExecutor(validator=self), set(), set()
        for rule in self._rules:
            focus = rule.focus_nodes(data)
            seen |= focus
            if focus:
                found |= {self._violation(result) for result in _results(rule, executor, data, focus)}
        if not set(data.subjects(RDF.type, URIRef(terms.Claim))) <= seen:
            raise CrosswireError("no rule looks at the claims", hint="The shapes are at fault: see ontology/shapes")
        return tuple(sorted(found, key=lambda v: (v.focus, v.shape, v.path or "", v.value or "", v.message)))

    def _data(self, triples: Iterable[tuple[Node, Node, Node]]) -> Graph:
        data = Graph(bind_namespaces="none")
        for triple in (*triples, *self._ontology):
            data.add(triple)
        return data

    def _violation(self, result: Result) -> Violation:
        """From the triples of a SHACL result; pySHACL gives some of their objects as (graph, node)."""
        parts: dict[Node, Node] = {p: value[1] if isinstance(value, tuple) else value for _, p, value in result}
        rule, path, value = parts[SH.sourceShape], parts.get(SH.resultPath), parts.get(SH.value)
        while not isinstance(rule, URIRef):  # a rule without a name inside another one: the name of that
            above = next(self._shapes.subjects(None, rule), None)
            if above is None:
                break
            rule = above
        return Violation(
            focus=str(parts[SH.focusNode]),
            path=str(path) if isinstance(path, URIRef) else None,
            shape=local(rule) if isinstance(rule, URIRef) else UNNAMED,
            message=str(parts[SH.resultMessage]),
            value=None if value is None or value == parts[SH.focusNode] else str(value),
            rule=str(rule) if isinstance(rule, URIRef) else "",
            component=str(parts.get(SH.sourceConstraintComponent, "")),
            severity=str(parts.get(SH.resultSeverity, SH.Violation)),
        )


def _results(rule: Shape, executor: SHACLExecutor, data: Graph, focus: Any) -> list[Result]:
    """The results of one rule. Raises UsageError for a rule that cannot be applied: ours can."""
    try:
        return [result for _, _, result in rule.validate(executor, data, focus)[1]]
    except (ReportableRuntimeError, re.error, TypeError, ValueError) as error:
        name = local(str(rule.node)) if isinstance(rule.node, URIRef) else UNNAMED
        what = " ".join(str(getattr(error, "message", error)).split())
        raise UsageError(f"the rule {name} cannot be applied: {what}", where="shapes") from error
