"""Incidents from reports: which report stands first, and what the incident shows of its reports in graph `current`.

Policy (docs/architecture.md): nothing is merged. The incident shows the type that most of its reports give (the more
special one of equals), the most precise time, the place with the smallest radius; all claims stay with their reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from builder.graph.read import Quads, nodes, values
from builder.graph.vocabulary import CURRENT, RDF_TYPE, RDFS_LABEL, cw, type_class
from builder.model import MODES, PRECISIONS, ReportRow

WORLD_KM = 20_000.0


def first(rows: Sequence[ReportRow]) -> ReportRow:
    """The earliest report: by publication (undated ones last), then article id."""
    return min(rows, key=lambda row: (row.published or "~", row.article, row.report))


def incident_iri(report: str) -> NamedNode:
    """The IRI that an incident has from a report: the same hash, another kind."""
    return NamedNode(report.replace("/report/", "/incident/"))


def incident_quads(source: Quads, rows: Sequence[ReportRow], label: Callable[[str], str]) -> list[Quad]:
    """The incident of these reports and their membership, for graph `current`. `label` names a type for people."""
    rows = sorted(rows, key=lambda row: (row.published or "~", row.article, row.report))
    incident = incident_iri(rows[0].report)
    votes = Counter(row.type for row in rows)
    depth = {row.type: len(row.ancestors) for row in rows}
    kind = min(votes, key=lambda name: (-votes[name], -depth[name], name))
    timed = min(
        (row for row in rows if row.precision and (row.start or row.end)),
        key=lambda row: (PRECISIONS.index(row.precision or "decade"), row.start is None),
        default=None,
    )
    placed = min(
        (row for row in rows if row.place_name),
        key=lambda row: (row.lat is None, WORLD_KM if row.radius_km is None else row.radius_km),
        default=None,
    )
    mode = min((row.mode for row in rows), key=MODES.index)
    facts: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF_TYPE, cw("Incident")),
        (RDF_TYPE, type_class(kind)),
        (cw("incidentType"), type_class(kind)),
        (cw("mode"), Literal(mode)),
    ]
    place = next(iter(nodes(source, NamedNode(placed.report), cw("place"), CURRENT)), None) if placed else None
    if timed:
        time = nodes(source, NamedNode(timed.report), cw("time"), CURRENT)[0]
        facts += [(cw(p), value) for p in ("start", "end", "precision") for value in values(source, time, cw(p))]
    if place:
        facts.append((cw("place"), place))
    operation = next((o for r in rows for o in nodes(source, NamedNode(r.report), cw("operation"), CURRENT)), None)
    if operation:
        facts.append((cw("operation"), operation))
    name = next(iter(values(source, place, cw("name"))), None) if place else None
    where = f", {name.value}" if name else ""
    when = f", {(timed.start or timed.end or '')[:10]}" if timed else ""
    facts.append((RDFS_LABEL, Literal(f"{label(kind)}{where}{when}")))
    quads = [Quad(incident, predicate, value, CURRENT) for predicate, value in facts]
    return quads + [Quad(NamedNode(row.report), cw("incident"), incident, CURRENT) for row in rows]
