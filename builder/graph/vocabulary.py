"""RDF terms as Oxigraph nodes: our ontology's, the ones it aligns to, the named graphs, and typed literals."""

from __future__ import annotations

import re
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from builder import terms

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {
    "cw": "https://w3id.org/crosswire/ns#",
    "graph": "https://w3id.org/crosswire/graph/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": XSD,
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "geo": "http://www.opengis.net/ont/geosparql#",
}

RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
RDFS_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
LINKS, REVIEWS, CURRENT, INFERRED, ONTOLOGY, RUNS = (
    NamedNode(PREFIXES["graph"] + name) for name in ("links", "reviews", "current", "inferred", "ontology", "runs")
)


def cw(name: str) -> NamedNode:
    """A term of our ontology by its local name. Raises AttributeError for one that the ontology lacks."""
    return NamedNode(getattr(terms, name))


def type_class(name: str) -> NamedNode:
    """The class of an incident or entity type. Types are data, a user's own too, so no constant of ours is asked."""
    return NamedNode(PREFIXES["cw"] + name)


def term(curie: str) -> NamedNode:
    """A term of another vocabulary: `term('oa:start')`. Raises KeyError for a prefix that is not ours."""
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def camel(name: str) -> str:
    """`perpetrator_individual` of the JSON is `perpetratorIndividual` in the graph."""
    return re.sub(r"_([a-z])", lambda match: match[1].upper(), name)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


def decimal(value: float) -> Literal:
    """A decimal in its canonical form, without an exponent."""
    text = f"{Decimal(repr(value)):f}"
    return Literal(text if "." in text else f"{text}.0", datatype=NamedNode(XSD + "decimal"))


def boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=NamedNode(XSD + "boolean"))


def moment(value: str) -> Literal:
    """An ISO date or date-time as xsd:date or xsd:dateTime; anything else stays the words that they are."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return Literal(value, datatype=NamedNode(XSD + "date"))
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?", value):
        full = match[1] + (match[2] or ":00") + (match[3] or "")
        return Literal(full, datatype=NamedNode(XSD + "dateTime"))
    return Literal(value)
