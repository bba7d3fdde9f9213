"""What a person means by a whole IRI, the start of its last part, or an article's id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pyoxigraph import Literal, NamedNode

from builder.errors import NotFound, UsageError
from builder.graph.anchors import kind_of
from builder.graph.nearest import nearest
from builder.graph.read import Quads, local_name, nodes, subjects
from builder.graph.vocabulary import CURRENT, RDF_TYPE, cw, term
from builder.store.access import Access

MOST = 5  # candidates named where a start is ambiguous
CLASSES = {"article": "Article", "claim": "Claim", "report": "Report", "incident": "Incident"}
ENTITIES = frozenset({"person", "organisation", "unit", "operation", "location", "entity"})
IDS = (cw("articleId"), term("schema:identifier"), term("schema:url"))  # of an article, the surest first
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+")


def find_node(source: Access, given: str, kinds: Collection[str]) -> NamedNode:
    """The node of one of these kinds. Raises NotFound with the nearest ones, UsageError for what fits several."""
    if "article" in kinds and (found := _articles(source, given)):
        return _only(given, found)
    if ABSOLUTE.match(given):
        found = [NamedNode(given)] if ABSOLUTE.fullmatch(given) else []
        if found and kind_of(found[0]) == "incident":
            found = [NamedNode(present(source, given))]
        found = [node for node in found if kind_of(node) in kinds and next(source.quads(node), None)]
    else:
        kind, _, start = given.rpartition("/")
        wanted = [name for name in sorted(kinds) if kind in ("", name)]
        found = _starting(source, wanted, start) if re.fullmatch(r"[0-9a-f]+", start) else []
    if not found:
        hint = nearest(source, given, [node for name in sorted(kinds) for node in _of_kind(source, name)], kinds)
        raise NotFound(f"no {_words(kinds)} '{given}' in this store", hint=hint)
    return _only(given, found)


def _starting(source: Access, kinds: Collection[str], start: str) -> list[NamedNode]:
    """The nodes of these kinds whose last part begins so; an incident by any of its reports."""
    stems = tuple(f"{source.base}{name}/{start}" for name in kinds)
    found = {node for name in kinds for node in _of_kind(source, name) if node.value.startswith(stems)}
    if not found and "incident" in kinds:
        reports = (r for r in _of_kind(source, "report") if local_name(r.value).startswith(start))
        found = {incident for report in reports for incident in nodes(source, report, cw("incident"), CURRENT)}
    return sorted(found, key=str)


def _only(given: str, found: list[NamedNode]) -> NamedNode:
    """An incident and the report that it has its IRI from are one thing to who asks."""
    if {kind_of(node) for node in found} == {"incident", "report"} and len({local_name(n.value) for n in found}) == 1:
        return next(node for node in found if kind_of(node) == "incident")
    if len(found) > 1:
        some = ", ".join(f"{kind_of(node)}/{local_name(node.value)}" for node in found[:MOST])
        raise UsageError(f"'{given}' fits {len(found)}", hint=f"Among them: {some}. Give more of it.")
    return found[0]


def _articles(source: Quads, given: str) -> list[NamedNode]:
    """By the article's id, else by the id that the input gave it, else by its address."""
    if any("\ud800" <= character <= "\udfff" for character in given):
        return []
    for name in IDS:
        if found := [n for n in subjects(source, name, Literal(given), CURRENT) if kind_of(n) == "article"]:
            return found
    return []


def _of_kind(source: Quads, kind: str) -> Iterator[NamedNode]:
    """In no order; some may come twice."""
    for quad in source.quads(None, RDF_TYPE, cw(CLASSES.get(kind, "Entity"))):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _words(kinds: Collection[str]) -> str:
    shown = sorted("entity" if kind in ENTITIES else kind for kind in kinds)
    return " or ".join(dict.fromkeys(shown))


def present(source: Quads, incident: str) -> str:
    """The incident that a report is in now, for the IRI that an incident would have from that report."""
    stem, _, hashed = incident.rpartition("/incident/")
    if not re.fullmatch(r"[0-9a-f]+", hashed):
        return incident
    now = nodes(source, NamedNode(f"{stem}/report/{hashed}"), cw("incident"), CURRENT)
    return now[0].value if now else incident


def first_report(source: Quads, incident: NamedNode) -> NamedNode:
    """The report that an incident has its IRI from."""
    report = NamedNode(incident.value.replace("/incident/", "/report/"))
    reports = subjects(source, cw("incident"), incident, CURRENT)
    return report if report in reports else reports[0]


def reports_of(source: Quads, node: NamedNode) -> list[NamedNode]:
    """The standing reports of the incident that a report is in."""
    found = nodes(source, node, cw("incident"), CURRENT)
    return subjects(source, cw("incident"), found[0], CURRENT) if found else []
