"""The view `claims`: each claim tied to who says it, to the outlet that prints it, and to what it is about.

Its time is that of publication: claim and edges are there from that day on.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from tempfile import TemporaryFile

from builder.export.disk import Sorter
from builder.export.items import Edge, Node, Value, page_url, short_id
from builder.exporting.asking import Row, ask, batches, sorted_instances
from builder.exporting.collecting import Add
from builder.exporting.things import actor_nodes, incident_nodes, kind_of
from builder.graph.read import Reader, local_name
from builder.graph.vocabulary import cw
from builder.identity import digest, fold

DIRECTED = True
LEAST = 0.01  # a weight is above 0, a confidence may be 0


def collect(reader: Reader, link_base: str, add: Add) -> None:
    with TemporaryFile() as first, TemporaryFile() as second, TemporaryFile() as third:
        incidents, actors, outlets = Sorter(first), Sorter(second), Sorter(third)
        for batch in batches(sorted_instances(reader, cw("Claim"))):
            for row in ask(reader, "claim-nodes", "claim", batch):
                node = _claim(row, link_base)
                add(node)
                (incidents if _is_incident(row["about"]) else actors).add(row["about"])
                add(_edge(node, short_id(row["about"]), "about"))
                if "speaker" in row:
                    actors.add(row["speaker"])
                    add(_edge(node, short_id(row["speaker"]), "speaker"))
                outlet = _outlet(row)
                outlets.add(f"{outlet.id}\t{outlet.label}")
                add(_edge(node, outlet.id, "outlet"))
        for found in batches(incidents):
            for node, _ in incident_nodes(reader, found, link_base):
                add(replace(node, start=None, end=None))
        for node in actor_nodes(reader, actors, link_base):
            add(node)
        for key, same in groupby(outlets, key=lambda line: line.partition("\t")[0]):
            add(Node(key, next(same).partition("\t")[2], "outlet"))


def _claim(row: Row, link_base: str) -> Node:
    iri, predicate = row["claim"], local_name(row["predicate"])
    attributes: dict[str, Value] = {
        "class": predicate,
        "value": row["value"],
        "quote": row["quote"],
        "source_kind": row["sourceKind"],
        "certainty": row["certainty"],
        "polarity": row["polarity"],
        "confidence": float(row["confidence"]),
    }
    published, page = row.get("published"), page_url(iri, link_base)
    label = f"{predicate}: {row['value']}"
    return Node(short_id(iri), label, "claim", iri, page, published, None, None, None, attributes)


def _edge(claim: Node, target: str, kind: str) -> Edge:
    weight = max(LEAST, float(claim.attributes["confidence"] or 0))
    return Edge(claim.id, target, kind, weight, claim.start)


def _outlet(row: Row) -> Node:
    """Who printed it: the publisher, by its name; the article where none is known."""
    if "publisher" in row:
        return Node(f"out-{digest(fold(row['publisher']))}", " ".join(row["publisher"].split()), "outlet")
    return Node(short_id(row["article"]), " ".join(row["articleId"].split()), "outlet")


def _is_incident(iri: str) -> bool:
    return kind_of(iri) == "incident"
