"""What validation found, for whoever mends it: resource, rule in words, words in the article, and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from pyoxigraph import NamedNode
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from builder.graph.anchors import kind_of
from builder.graph.passages import passage, passages
from builder.graph.read import Quads, nodes, subjects, word
from builder.graph.validate import Violation
from builder.graph.vocabulary import CURRENT, RDFS_LABEL, cw, term
from builder.graph.wording import short

OUR_RULES = "https://w3id.org/crosswire/shapes#"
QUOTES = 2  # of the words on which a node rests
EXTRACT = "'crosswire rebuild {article}' extracts the article again"
REJECT = "'crosswire review reject {claim} --reason TEXT' takes the claim out of every default answer"
LINK = "'crosswire link --all' judges all pairs again"
REVIEW = "'crosswire review export FILE' writes people's judgements, to be mended and imported"
BUILD = "build the article again from its source: 'crosswire build SOURCE'"
LOOK = "the rule is your own: mend the shape, or what it finds"


@dataclass(frozen=True, slots=True)
class Fault:
    """A violation with the name of its node, the article (IRI) and the words that the node rests on, and what to do."""

    violation: Violation
    label: str | None
    article: str | None
    quotes: tuple[str, ...]
    mend: str


def explain(source: Quads, violations: Iterable[Violation]) -> list[Fault]:
    """Each violation once, in the order of resources and rules."""
    ordered = sorted(set(violations), key=lambda v: (v.focus, v.shape, v.path or "", v.value or "", v.message))
    return [_fault(source, violation) for violation in ordered]


def _fault(source: Quads, violation: Violation) -> Fault:
    focus = violation.focus.split("/geometry")[0].split("/position")[0].split("/quote")[0]
    node = NamedNode(focus) if "://" in focus else None
    if node is None:  # a node without a name, which nothing of ours has
        return Fault(violation, None, None, (), LOOK)
    claims = list(_claims(source, node))
    quotes = dict.fromkeys(quote for claim in claims for quote in _quotes(source, node, claim))
    article = _article(source, node, claims)
    label = next((name for n in (RDFS_LABEL, cw("objectText")) if (name := word(source, node, n))), None)
    mend = _mend(violation, node, claims, article)
    return Fault(violation, label, article.value if article else None, tuple(quotes)[:QUOTES], mend)


def _claims(source: Quads, node: NamedNode) -> Iterator[NamedNode]:
    """The claims that a node is, or rests on."""
    if kind_of(node) == "claim":
        yield node
    elif kind_of(node) == "span":
        yield from subjects(source, term("oa:hasTarget"), node)
    elif kind_of(node) == "incident":
        for report in subjects(source, cw("incident"), node, CURRENT):
            yield from _claims(source, report)
    else:
        yield from subjects(source, cw("object"), node)
        yield from (c for c in subjects(source, cw("subject"), node) if not word(source, c, cw("status")))


def _quotes(source: Quads, node: NamedNode, claim: NamedNode) -> list[str]:
    if kind_of(node) == "span":
        return [passage(source, node).quote]
    return [place.quote for place in passages(source, claim)]


def _article(source: Quads, node: NamedNode, claims: Sequence[NamedNode]) -> NamedNode | None:
    if kind_of(node) == "article":
        return node
    versions = [node, *nodes(source, node, term("oa:hasSource"))]
    versions += [version for claim in claims[:1] for version in nodes(source, claim, cw("version"))]
    found = [article for version in versions for article in nodes(source, version, cw("versionOf"))]
    return next(iter((*found, *nodes(source, node, cw("reportedIn")))), None)


def _mend(violation: Violation, node: NamedNode, claims: Sequence[NamedNode], article: NamedNode | None) -> str:
    ours = violation.rule.startswith(OUR_RULES) or violation.shape.endswith(".rq")  # or a check of ours
    if kind_of(node) in ("link", "group", "incident") and ours:
        return LINK
    if kind_of(node) == "review":
        return REVIEW
    if kind_of(node) in ("article", "version") and ours:
        return BUILD
    extract = EXTRACT.format(article=short(article.value)) if article and ours else ""
    reject = REJECT.format(claim=short(claims[0].value)) if len(claims) == 1 else ""
    return "; ".join(part for part in ("" if ours else LOOK, extract, reject) if part) or LOOK


def report(faults: Sequence[Fault], form: str) -> str:
    """The faults as `text`, as `json`, or as a SHACL validation report in Turtle (`ttl`)."""
    if form == "json":
        results = [{**asdict(f.violation), **{k: v for k, v in asdict(f).items() if k != "violation"}} for f in faults]
        return json.dumps({"conforms": not faults, "results": results}, indent=1, ensure_ascii=False) + "\n"
    if form == "ttl":
        return _turtle([fault.violation for fault in faults])
    lines = [line for fault in faults for line in _lines(fault)]
    return "\n".join([*lines, f"{len(faults)} fault{'s' * (len(faults) != 1)}" if faults else "no faults"]) + "\n"


def _lines(fault: Fault) -> Iterator[str]:
    found = fault.violation
    yield f"{found.focus}{f'  ({_one_line(fault.label)})' if fault.label else ''}"
    severity = "" if found.severity == str(SH.Violation) else f" [{found.severity.rpartition('#')[2].lower()}]"
    yield f"  rule   {found.shape}{severity}: {_one_line(found.message)}"
    if found.value:
        yield f"  found  {_one_line(found.value)}"
    for quote in fault.quotes:
        yield f"  words  “{_one_line(quote)}”"
    if fault.article:
        yield f"  in     {fault.article}"
    yield f"  mend   {fault.mend}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _turtle(violations: Sequence[Violation]) -> str:
    """https://www.w3.org/TR/shacl/#validation-report"""
    graph, top = Graph(bind_namespaces="core"), BNode("report")
    graph.bind("sh", SH)
    graph.add((top, RDF.type, SH.ValidationReport))
    graph.add((top, SH.conforms, Literal(not violations)))
    for number, fault in enumerate(violations):
        node = BNode(f"fault{number:06}")
        graph.add((top, SH.result, node))
        graph.add((node, RDF.type, SH.ValidationResult))
        graph.add((node, SH.resultSeverity, URIRef(fault.severity)))
        graph.add((node, SH.focusNode, URIRef(fault.focus)))
        graph.add((node, SH.resultMessage, Literal(f"{fault.shape}: {fault.message}")))
        graph.add((node, SH.sourceConstraintComponent, URIRef(fault.component or SH.SPARQLConstraintComponent)))
        for name, iri in ((SH.resultPath, fault.path), (SH.sourceShape, fault.rule)):
            if iri:
                graph.add((node, name, URIRef(iri)))
        if fault.value:
            graph.add((node, SH.value, Literal(fault.value)))
    return graph.serialize(format="turtle")
