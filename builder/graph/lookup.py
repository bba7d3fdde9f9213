"""What a person means by a whole IRI, the start of its last part, or an article's id."""

from __future__ import annotations

import re
from collections.abc import Collection

from pyoxigraph import Literal, NamedNode

from builder.errors import NotFound, UsageError
from builder.graph.anchors import kind_of
from builder.graph.dossier import present
from builder.graph.read import Quads, local_name, nodes, subjects
from builder.graph.vocabulary import CURRENT, RDF_TYPE, cw, term
from builder.store.access import Access

MOST = 5  # candidates named where a start is ambiguous
CLASSES = {"article": "Article", "claim": "Claim", "report": "Report", "incident": "Incident"}
ENTITIES = frozenset({"person", "organisation", "unit", "operation", "location", "entity"})


def find_node(source: Access, given: str, kinds: Collection[str]) -> NamedNode:
    """The node of one of these kinds. Raises NotFound, UsageError for what fits several."""
    if "article" in kinds and (found := _articles(source, given)):
        return _only(given, found)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", given):
        found = [NamedNode(given)] if re.fullmatch(r"[^\s<>\"{}|\\^`]+", given) else []
        if found and kind_of(found[0]) == "incident":
            found = [NamedNode(present(source, given))]
        found = [node for node in found if kind_of(node) in kinds and next(source.quads(node), None)]
    else:
        kind, _, start = given.rpartition("/")
        wanted = [name for name in sorted(kinds) if kind in ("", name)]
        stems = tuple(f"{source.base}{name}/{start}" for name in wanted)
        found = [node for name in wanted for node in _of_kind(source, name) if node.value.startswith(stems)]
        found = sorted(set(found), key=str) if re.fullmatch(r"[0-9a-f]+", start) else []
    if not found:
        raise NotFound(f"no {_words(kinds)} '{given}' in this store")
    return _only(given, found)


def _only(given: str, found: list[NamedNode]) -> NamedNode:
    """An incident and the report that it has its IRI from are one thing to who asks."""
    if {kind_of(node) for node in found} == {"incident", "report"} and len({local_name(n.value) for n in found}) == 1:
        return next(node for node in found if kind_of(node) == "incident")
    if len(found) > 1:
        some = ", ".join(f"{kind_of(node)}/{local_name(node.value)}" for node in found[:MOST])
        raise UsageError(f"'{given}' fits {len(found)}", hint=f"Among them: {some}. Give more of it.")
    return found[0]


def _articles(source: Quads, given: str) -> list[NamedNode]:
    """By the article's id, else by the id that the input gave it."""
    for name in (cw("articleId"), term("schema:identifier")):
        if found := [n for n in subjects(source, name, Literal(given), CURRENT) if kind_of(n) == "article"]:
            return found
    return []


def _of_kind(source: Quads, kind: str) -> list[NamedNode]:
    return subjects(source, RDF_TYPE, cw(CLASSES.get(kind, "Entity")))


def _words(kinds: Collection[str]) -> str:
    shown = sorted("entity" if kind in ENTITIES else kind for kind in kinds)
    return " or ".join(dict.fromkeys(shown))


def first_report(source: Quads, incident: NamedNode) -> NamedNode:
    """The report that an incident has its IRI from."""
    report = NamedNode(incident.value.replace("/incident/", "/report/"))
    reports = subjects(source, cw("incident"), incident, CURRENT)
    return report if report in reports else reports[0]


def reports_of(source: Quads, node: NamedNode) -> list[NamedNode]:
    """The standing reports of the incident that a report is in."""
    found = nodes(source, node, cw("incident"), CURRENT)
    return subjects(source, cw("incident"), found[0], CURRENT) if found else []
