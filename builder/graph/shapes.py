"""Shapes as an rdflib graph, read so that a mistake in them cannot make everything pass.

pySHACL takes a misspelt target for one that matches nothing, and passes everything. So each word of SHACL and of ours
must exist, and each rule must be reached. Files are read with Oxigraph's parser: nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from builder.errors import CrosswireError, UsageError
from builder.store.guard import check
from builder.turtle import CW, Facts, local, reading

SHACL = str(SH)
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


def read_shapes(files: Iterable[Path]) -> Graph:
    """All triples of the files. CrosswireError, with file and line, where one cannot be read."""
    graph = Graph(bind_namespaces="none")
    for path in files:
        with reading(path):
            for quad in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True):
                graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return graph


def _node(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    match term:
        case BlankNode():
            return BNode(term.value)
        case Literal():
            if term.language or term.datatype.value == str(XSD.string):  # to rdflib "a" and "a"^^xsd:string are two
                return RdflibLiteral(term.value, lang=term.language)
            return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value))
        case NamedNode():
            return URIRef(term.value)
    raise CrosswireError("a triple stands where a node should be", where=str(term))


def targeted(shapes: Graph) -> set[Node]:
    """The rules that choose their own nodes."""
    return {rule for target in TARGETS for rule in shapes.subjects(target, None)}


def assert_own(files: Iterable[Path], ontology: Facts) -> None:
    """UsageError, with file and line, for shapes of the user's own that could not be applied as they mean it."""
    graph = Graph(bind_namespaces="none")
    files = tuple(files)
    try:
        for path in files:
            found = read_shapes([path])
            if (word := _unknown(found, ontology)) is not None:
                raise CrosswireError(f"there is no {word}", where=_line(path, word), hint="Is it misspelt?")
            for text in (*found.objects(None, SH.select), *found.objects(None, SH.ask)):
                check(str(text))  # no SERVICE: nothing is ever fetched
            graph += found
        if files:
            _assert_reached(graph)
    except CrosswireError as error:
        where = error.where if error.where not in ("", "query") else ", ".join(map(str, files))
        raise UsageError(error.what, where=where, hint=error.hint) from error


def _line(path: Path, word: str) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    name = re.compile(rf"\b{re.escape(word.partition(':')[2])}\b")
    return f"{path}:{next((number for number, line in enumerate(lines, 1) if name.search(line)), 1)}"


def assert_sound(shapes: Graph, ontology: Facts) -> None:
    """CrosswireError for a word that does not exist, and for a rule that nothing reaches."""
    if (word := _unknown(shapes, ontology)) is not None:
        raise CrosswireError(f"the shapes use {word}, which does not exist", hint="Is it misspelt?")
    _assert_reached(shapes)


def _unknown(shapes: Graph, ontology: Facts) -> str | None:
    """The first word of SHACL or of ours that does not exist."""
    for word in sorted({str(node) for triple in shapes for node in triple if isinstance(node, URIRef)}):
        ours = word.startswith(CW)
        if word not in ontology.statements if ours else word.startswith(SHACL) and word not in SH:
            return f"{'cw' if ours else 'sh'}:{local(word)}"
    return None


def _assert_reached(shapes: Graph) -> None:
    named = {rule for kind in (SH.NodeShape, SH.PropertyShape) for rule in shapes.subjects(RDF.type, kind)}
    idle = sorted(local(str(rule)) for rule in named - targeted(shapes) - set(shapes.objects()))
    if idle or not named:
        raise CrosswireError(
            f"nothing reaches the rule {idle[0]}" if idle else "there is no shape in the files",
            hint="Give it a sh:targetClass, or use it in a rule that has one",
        )
