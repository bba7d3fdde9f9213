"""The pipeline's part in linking: find candidates by key, have them judged, and make incidents of what is the same.

Every step depends on the reports alone, never on the order in which they came: a pair is compared when its two reports
share a key, and the incidents around a new report are made again from all judgements that reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from builder.graph.anchors import kind_of
from builder.graph.change import Change
from builder.graph.incidents import incident_quads
from builder.graph.links import group_quads, key_quads, link_quads, links_of, read_link
from builder.graph.read import nodes, subjects, word
from builder.graph.rows import report_row
from builder.graph.vocabulary import CURRENT, LINKS, cw, term
from builder.link.block import block_keys, seek_keys
from builder.link.cluster import cluster
from builder.link.decide import DECIDED_BY, judge, worth_keeping
from builder.link.entities import entity_key
from builder.model import Link
from builder.ontology import Ontology
from builder.reviewed import judge_by_review


def unlink(change: Change, owned: Iterable[NamedNode]) -> set[NamedNode]:
    """Takes reports and entities out of all judgements; answers with the reports that shared an incident with them."""
    left_behind: set[NamedNode] = set()
    for node in owned:
        for incident in nodes(change, node, cw("incident"), CURRENT):
            left_behind.update(subjects(change, cw("incident"), incident, CURRENT))
            change.remove(change.quads(incident, None, None, CURRENT))
        for link in links_of(change, node):
            change.remove(change.quads(link, None, None, LINKS))
        change.remove(change.quads(node, None, None, LINKS))
        change.remove(change.quads(node, None, None, CURRENT))
        left_behind.discard(node)
    return left_behind


def link_reports(
    change: Change,
    reports: Sequence[NamedNode],
    entities: Iterable[NamedNode],
    base: str,
    ontology: Ontology,
    left_behind: set[NamedNode],
) -> int:
    """Links these reports and entities with what the store holds; answers with the number of judgements on pairs."""
    made, ancestors = 0, ontology.ancestors
    for report in reports:
        row = report_row(change, report, ancestors)
        keys = [Literal(key) for key in seek_keys(row)]
        found = {other for key in keys for other in subjects(change, term("schema:keywords"), key, LINKS)}
        for other in sorted(found, key=str):
            candidate = report_row(change, other, ancestors)
            link = judge(row, candidate)
            if candidate.article != row.article and worth_keeping(link):
                change.add(link_quads(base, link))
                made += 1
        change.add(key_quads(report, block_keys(row)))
    entities = list(entities)
    group_entities(change, entities, base)
    judge_by_review(change, {*reports, *entities}, base)
    make_incidents(change, {*reports, *left_behind}, ontology)
    return made


def group_entities(change: Change, entities: Iterable[NamedNode], base: str) -> None:
    """Each entity joins the group of its name, where the name says enough."""
    for entity in entities:
        name = word(change, entity, cw("name"))
        key = entity_key(kind_of(entity), name) if name else None
        if key:
            change.add(group_quads(base, entity, key, DECIDED_BY))


def make_incidents(change: Change, reports: Iterable[NamedNode], ontology: Ontology) -> None:
    """Makes the incidents of these reports, and of all that judgements tie to them, again."""
    todo, members = set(reports), set[NamedNode]()
    links: dict[str, Link] = {}
    while todo:
        report = todo.pop()
        members.add(report)
        for node in links_of(change, report):
            link = links.setdefault(node.value, read_link(change, node))
            if link.judgement == "same":
                todo |= {NamedNode(link.left), NamedNode(link.right)} - members
    for report in members:
        for incident in nodes(change, report, cw("incident"), CURRENT):
            change.remove(change.quads(incident, None, None, CURRENT))
        change.remove(change.quads(report, cw("incident"), None, CURRENT))
    rows = {member.value: report_row(change, member, ontology.ancestors) for member in sorted(members, key=str)}
    for group in cluster(links.values(), rows, {report: row.article for report, row in rows.items()}):
        quads = incident_quads(change, [rows[report] for report in group], lambda name: _label(ontology, name))
        change.add(quads)


def _label(ontology: Ontology, name: str) -> str:
    kind = ontology.incident_types.get(name)
    return kind.label if kind else "incident"
