"""What stands of an article, made again: which of its claims stand, its direct triples, its judgements, its incidents.

Written after every change of an article, be it a new version or a person's act; it follows from the graph of the newest
version, people's acts and the other articles alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from builder.copies import join, leave
from builder.graph.change import Change
from builder.graph.read import subjects
from builder.graph.reviews import decisions, read_acts
from builder.graph.standing import standing
from builder.graph.vocabulary import CURRENT, RDF_TYPE, cw
from builder.linking import link_reports, unlink
from builder.ontology import Ontology


def settle(change: Change, article: NamedNode, version: NamedNode, base: str, ontology: Ontology) -> int:
    """Makes all that stands of the article again, `version` being its newest; the number of judgements made."""
    left_behind = unsettle(change, article)
    change.add([Quad(article, cw("newestVersion"), version, CURRENT)])  # by which acts find their place
    change.remove(change.quads(None, cw("status"), None, version))
    change.add(statuses(change, article, version, base))
    now = standing(change.quads(graph=version), version)
    change.add(now)
    join(change, article)
    owned = subjects(change, cw("reportedIn"), article)
    reports = [node for node in owned if next(change.quads(node, cw("mode"), None, CURRENT), None)]
    entities = [] if is_retracted(change, article) else subjects(change, RDF_TYPE, cw("Entity"), version)
    return link_reports(change, reports, entities, base, ontology, left_behind)


def unsettle(change: Change, article: NamedNode) -> set[NamedNode]:
    """Takes the article out of all that stands; answers with the reports that shared an incident with its own."""
    leave(change, article)
    change.remove(change.quads(article, None, None, CURRENT))
    return unlink(change, subjects(change, cw("reportedIn"), article))


def is_retracted(change: Change, article: NamedNode) -> bool:
    return any(quad.object == Literal("retracted") for quad in change.quads(article, cw("status"), None, CURRENT))


def superseded(change: Change, version: NamedNode) -> Iterator[Quad]:
    """The marks of an older version's claims."""
    for claim in subjects(change, RDF_TYPE, cw("Claim"), version):
        yield Quad(claim, cw("status"), Literal("superseded"), version)


def statuses(change: Change, article: NamedNode, version: NamedNode, base: str) -> list[Quad]:
    """The marks that people's acts put on the article and on its claims; `newestVersion` must stand."""
    held = decisions(change, base, (act for act in read_acts(change, article) if len(act.targets) == 1))
    quads = [
        Quad(on[0], cw("status"), Literal("rejected"), version) for on, act in held.items() if act.verb == "reject"
    ]
    if any(act.verb == "retract" for act in held.values()):
        claims = subjects(change, RDF_TYPE, cw("Claim"), version)
        quads = [Quad(claim, cw("status"), Literal("retracted"), version) for claim in claims]
        quads.append(Quad(article, cw("status"), Literal("retracted"), CURRENT))
    return quads
