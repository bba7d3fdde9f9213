"""The rules of queries/infer on graphs of nothing but letters: the same as owlrl, and none of them idle."""

from __future__ import annotations

from pathlib import Path

import owlrl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad
from rdflib import Graph

from builder.errors import CrosswireError
from builder.graph.closure import closed
from builder.graph.convert import to_rdflib
from builder.graph.rules import Rules
from builder.graph.schema import SKOLEM, ontology_quads
from builder.graph.vocabulary import CURRENT, ONTOLOGY, RDF_TYPE
from builder.resources import data_folder

BASE, EX = "https://example.org/thing/", "https://example.org/"
AXIOMS = """
@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:C .
ex:D owl:equivalentClass ex:A .
ex:p rdfs:subPropertyOf ex:q ; rdfs:domain ex:A ; rdfs:range ex:D .
ex:t a owl:TransitiveProperty . ex:s a owl:SymmetricProperty .
ex:i owl:inverseOf ex:p .
ex:two owl:propertyChainAxiom ( ex:q [ owl:inverseOf ex:s ] ) .
ex:three owl:propertyChainAxiom ( [ owl:inverseOf ex:t ] ex:two ex:p ) .
"""
THINGS = [NamedNode(BASE + letter) for letter in "uvwxy"]
PROPERTIES = [NamedNode(EX + name) for name in ("p", "q", "t", "s", "i", "two")]
TYPES = [NamedNode(EX + name) for name in "ABD"]
STATEMENTS = st.one_of(
    st.builds(Quad, st.sampled_from(THINGS), st.sampled_from(PROPERTIES), st.sampled_from(THINGS), st.just(CURRENT)),
    st.builds(Quad, st.sampled_from(THINGS), st.just(RDF_TYPE), st.sampled_from(TYPES), st.just(CURRENT)),
)


@pytest.fixture(scope="module")
def axioms(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    path = tmp_path_factory.mktemp("axioms") / "axioms.ttl"
    path.write_text(AXIOMS, encoding="utf-8")
    return [quad for quad in ontology_quads((path,)) if "example.org" in str(quad) or SKOLEM in str(quad)]


@pytest.fixture(scope="module")
def rules(axioms: list[Quad]) -> Rules:
    return Rules([*axioms, *closed(axioms)], BASE)


def by_owlrl(quads: list[Quad], axioms: list[Quad]) -> set[tuple[str, ...]]:
    graph = Graph()
    for quad in (*quads, *axioms):
        graph.add(to_rdflib(quad))
    said = set(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    found = {tuple(map(str, triple)) for triple in set(graph) - said if str(triple[0]).startswith(BASE)}
    return {fact for fact in found if fact[1].startswith(EX) or (fact[1] == RDF_TYPE.value and fact[2].startswith(EX))}


@settings(max_examples=40, deadline=None)
@given(quads=st.lists(STATEMENTS, min_size=1, max_size=8, unique=True))
def test_owlrl_finds_the_same(quads: list[Quad], axioms: list[Quad], rules: Rules) -> None:
    found = {tuple(term.value for term in fact) for fact in rules.derive(quads)}
    assert found == by_owlrl(quads, axioms)


RULES = sorted((data_folder("queries") / "infer").glob("*.rq"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_no_rule_is_idle(path: Path, axioms: list[Quad]) -> None:
    """Without any one of them something on this graph no longer follows."""
    u, v, w, x, y = THINGS
    p, _, t, s, i, _ = PROPERTIES
    said = [(u, p, v), (v, s, w), (x, t, u), (u, t, y), (y, t, x), (w, p, y), (w, i, x)]
    alone = Quad(NamedNode(f"{BASE}alone"), RDF_TYPE, TYPES[0], CURRENT)
    quads = [alone, *(Quad(*fact, CURRENT) for fact in said)]
    whole, less = (Rules([*axioms, *closed(axioms)], BASE) for _ in range(2))
    less._queries = [rule for rule in less._queries if rule[1] != path.read_text(encoding="utf-8")]
    assert less.derive(quads) < whole.derive(quads)


def test_a_chain_that_is_too_long_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(
        AXIOMS + "ex:four owl:propertyChainAxiom ( ex:p ex:p ex:p ex:q ) .", encoding="utf-8"
    )
    with pytest.raises(CrosswireError, match=r"example\.org/q"):
        Rules(ontology_quads((tmp_path / "mine.ttl",)), BASE)


def test_a_blank_node_of_a_file_has_the_same_iri_each_time(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(AXIOMS, encoding="utf-8")
    first, second = ontology_quads((tmp_path / "mine.ttl",)), ontology_quads((tmp_path / "mine.ttl",))
    assert first == second
    assert len({q.subject for q in first if SKOLEM in str(q.subject)}) > 5
    assert all(isinstance(node, NamedNode) for q in first for node in (q.subject, q.predicate))
    assert {q.graph_name for q in first} == {ONTOLOGY}
