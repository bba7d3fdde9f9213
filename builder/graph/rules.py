"""What follows from quads by the ontology: the rules of `queries/infer/`, run over a few quads in memory to the end.

The rules are those of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules)
that our ontology needs and a user's may (docs/reasoning.md). Which properties they read is told by the axioms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, Store

from builder.errors import CrosswireError
from builder.graph.closure import CHAINS, HIERARCHY, INVERSE, KINDS, axioms
from builder.graph.read import Quads, Term
from builder.graph.schema import SKOLEM
from builder.graph.vocabulary import CURRENT, INFERRED, ONTOLOGY, PREFIXES, RDF_TYPE, term
from builder.resources import data_folder

AXIOM, FIRST, REST = CHAINS
SUBCLASS, SUBPROPERTY, DOMAIN, RANGE = HIERARCHY
TRANSITIVE, SYMMETRIC = KINDS
TIE = term("prov:specializationOf")  # of an entity to its group
MOST = 3  # properties in a row
Fact = tuple[NamedNode, NamedNode, Term]
Pairs = defaultdict[NamedNode, set[NamedNode]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step along a row of properties: by which properties, as they are said, it goes from subject to object
    (`along`) or from object to subject (`against`)."""

    along: frozenset[NamedNode]
    against: frozenset[NamedNode]


class Rules:
    """The axioms of one ontology, ready to be used again and again, for the nodes whose IRIs begin with `base`.

    `read`: the properties from which something follows. `incoming`: those from which something follows for the object.
    `along`, `against`: those by which a row of properties goes on, from subject to object or back; but for rows from
    group to group. `lifted`: the properties of those, which hold of groups when they hold of members.
    """

    def __init__(self, ontology: Iterable[Quad], base: str) -> None:
        self.base = base
        self._axioms = axioms(ontology)
        self._store = Store()
        self._store.extend(self._axioms)
        self._queries = list(self._needed())
        self._below = self._pairs(SUBPROPERTY, turned=True)
        self._inverses = self._pairs(INVERSE)
        for one, other in [(a, b) for a, found in self._inverses.items() for b in found]:
            self._inverses[other].add(one)
        self._read_axioms()

    @classmethod
    def load(cls, source: Quads, base: str) -> Rules:
        """The rules of the ontology that a store holds, with what `closure.closed` found when it was published."""
        return cls([*source.quads(graph=ONTOLOGY), *of_the_ontology(source, base)], base)

    def _needed(self) -> Iterator[tuple[NamedNode, str]]:
        """The rules for whose kind of axiom there is one, each with that kind (the line `axiom` of its header)."""
        there = {node for quad in self._axioms for node in (quad.predicate, quad.object)}
        for path in sorted((data_folder("queries") / "infer").glob("*.rq")):
            text = path.read_text(encoding="utf-8")
            axiom = term(text.partition("#+ axiom: ")[2].partition("\n")[0])
            if axiom in there:
                yield axiom, text

    def _read_axioms(self) -> None:
        rows = list(self._rows())
        transitive, symmetric = self._of_kind(TRANSITIVE), self._of_kind(SYMMETRIC)
        up = [row for row in rows if len(row) == MOST and row[-1] == TIE and row[0] in self._inverses[TIE]]
        inner = {prop for row in rows if row not in up for prop in row[:-1]} | transitive
        within = [self._step(prop) for prop in inner]
        last = [self._step(prop) for prop in {row[-1] for row in rows}]
        named = {p for p, others in self._inverses.items() if _is_named(p) and any(map(_is_named, others))}
        backwards = [self._step(p) for p in symmetric | named | set(self._pairs(RANGE))]
        above = set(self._pairs(SUBPROPERTY)) | set(self._pairs(DOMAIN))
        self.lifted = frozenset(p for row in up for p in self._step(row[1]).along)
        self.along = frozenset(p for step in within for p in step.along)
        self.against = frozenset(p for step in within for p in step.against)
        self.incoming = self.against.union(*(step.along for step in backwards))
        ends = {p for step in last for p in (*step.along, *step.against)}
        self.read = frozenset({RDF_TYPE, *above, *self.incoming, *self.along, *self.lifted, *ends})

    def derive(self, quads: Iterable[Quad]) -> set[Fact]:
        """All that follows from the quads and is not among them."""
        known = {fact for quad in quads if (fact := _fact(quad))}
        if not known:
            return set()
        store = Store()  # a new one: an engine in memory keeps what is removed, and is slowed by it
        store.extend(self._axioms)
        store.extend(Quad(*fact, CURRENT) for fact in known)
        found, new = set[Fact](), known
        while new:
            kinds = {fact[1] == RDF_TYPE for fact in new}
            new = set(self._follows(store, kinds)) - known - found
            found |= new
            store.extend(Quad(*fact, CURRENT) for fact in new)
        return {fact for fact in found if _is_named(fact[1])}

    def _follows(self, store: Store, of_types: set[bool]) -> Iterator[Fact]:
        """What follows in one round. A rule is asked only if there is something new for it: classes for the one on
        classes, other facts for all others."""
        for axiom, query in self._queries:
            if (axiom == SUBCLASS) in of_types:
                triples = store.query(query, use_default_graph_as_union=True, prefixes=PREFIXES)
                if isinstance(triples, QueryTriples):
                    yield from (fact for triple in triples if (fact := _fact(triple)))

    def _pairs(self, predicate: NamedNode, turned: bool = False) -> Pairs:
        """Subjects with their objects; `turned`: objects with their subjects."""
        found: Pairs = defaultdict(set)
        for quad in self._store.quads_for_pattern(None, predicate, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                one, other = (quad.object, quad.subject) if turned else (quad.subject, quad.object)
                found[one].add(other)
        return found

    def _of_kind(self, kind: NamedNode) -> set[NamedNode]:
        found = (quad.subject for quad in self._store.quads_for_pattern(None, RDF_TYPE, kind))
        return {prop for prop in found if isinstance(prop, NamedNode)}

    def _step(self, prop: NamedNode) -> Step:
        """A step by a property: it and what is below it; backwards, what is inverse to any of these."""
        along = {prop, *self._below[prop]}
        against = {inverse for p in along for inverse in self._inverses[p]}
        against |= {below for p in against for below in self._below[p]}
        return Step(frozenset(filter(_is_named, along)), frozenset(filter(_is_named, against)))

    def _rows(self) -> Iterator[tuple[NamedNode, ...]]:
        """The properties of each chain. CrosswireError for one that is longer than the rules go."""
        firsts, rests = self._pairs(FIRST), self._pairs(REST)
        for lists in list(self._pairs(AXIOM).values()):
            for rest in sorted(lists, key=str):
                row, at = list[NamedNode](), [rest]
                while at and len(row) <= MOST:
                    row += firsts[at[0]]
                    at = [node for node in rests[at[0]] if node != term("rdf:nil")]
                if len(row) not in range(2, MOST + 1):
                    names = ", ".join(prop.value for prop in row)
                    raise CrosswireError(
                        f"a chain of other than 2 or {MOST} properties: {names}", hint="Take it apart."
                    )
                yield tuple(row)


def of_the_ontology(source: Quads, base: str) -> Iterator[Quad]:
    """What the graph `inferred` holds on the ontology's own terms."""
    for predicate in (*HIERARCHY, RDF_TYPE):
        for quad in source.quads(None, predicate, None, INFERRED):
            if isinstance(quad.subject, NamedNode) and not quad.subject.value.startswith(base):
                yield quad


def _is_named(prop: NamedNode) -> bool:
    """Not an inverse without a name, by which nothing is to be told."""
    return not prop.value.startswith(SKOLEM)


def _fact(triple: object) -> Fact | None:
    subject, predicate, value = (getattr(triple, part) for part in ("subject", "predicate", "object"))
    if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
        return subject, predicate, value
    return None
