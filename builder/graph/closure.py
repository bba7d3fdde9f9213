"""What follows within the ontology, by owlrl (OWL 2 RL): each class and property above another, domains and ranges.

It is closed once, when it is published; the rules on data (`queries/infer/`) then need to look one step up.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from builder.graph.vocabulary import INFERRED, PREFIXES, RDF_TYPE, term

HIERARCHY = tuple(term(f"rdfs:{name}") for name in ("subClassOf", "subPropertyOf", "domain", "range"))
EQUIVALENT = (term("owl:equivalentClass"), term("owl:equivalentProperty"))
CHAINS = (term("owl:propertyChainAxiom"), term("rdf:first"), term("rdf:rest"))
INVERSE = term("owl:inverseOf")
CLASSES = (term("owl:Class"), term("rdfs:Class"))
KINDS = (term("owl:TransitiveProperty"), term("owl:SymmetricProperty"))
TRIVIAL = (term("owl:Thing"), term("owl:Nothing"), term("rdfs:Resource"))  # true of everything, or of nothing


def axioms(quads: Iterable[Quad]) -> list[Quad]:
    """What the rules and owlrl read of an ontology: its axioms, without labels, words and matches."""
    read = {*HIERARCHY, *EQUIVALENT, *CHAINS, INVERSE}
    return [q for q in quads if q.predicate in read or (q.predicate == RDF_TYPE and q.object in (*CLASSES, *KINDS))]


def closed(ontology: Iterable[Quad]) -> list[Quad]:
    """What follows from the ontology's axioms on its own terms and is not said there, for the graph `inferred`."""
    import owlrl
    from rdflib import Graph, URIRef

    from builder.graph.convert import to_rdflib

    said = axioms(ontology)
    graph = Graph(bind_namespaces="none")
    for quad in said:
        graph.add(to_rdflib(quad))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    known, found = {quad.triple for quad in said}, []
    for subject, predicate, value in graph:
        if isinstance(subject, URIRef) and isinstance(value, URIRef) and subject != value:
            quad = Quad(NamedNode(subject), NamedNode(str(predicate)), NamedNode(value), INFERRED)
            worth = quad.predicate in HIERARCHY or (quad.predicate == RDF_TYPE and quad.object in KINDS)
            if worth and quad.triple not in known and not _trivial(quad):
                found.append(quad)
    return sorted(found, key=str)


def _trivial(quad: Quad) -> bool:
    """Of everything there is, or of owlrl's own datatypes and annotation properties."""
    of_itself = any(str(quad.subject)[1:].startswith(PREFIXES[name]) for name in ("owl", "rdf", "rdfs", "xsd"))
    return of_itself or quad.object in TRIVIAL or quad.subject in TRIVIAL
