"""The view `incidents`: incidents, those who took part in them, and their places."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import groupby
from tempfile import TemporaryFile

from builder.export.disk import Sorter
from builder.export.items import Edge, Node, Value, short_id
from builder.exporting.asking import Row, ask, batches, sorted_instances
from builder.exporting.collecting import Add
from builder.exporting.things import actor_nodes, incident_nodes
from builder.graph.read import Reader, local_name
from builder.graph.vocabulary import CURRENT, cw
from builder.identity import digest, fold

DIRECTED = True
MODES = ("actual", "background")  # what happened


def collect(reader: Reader, link_base: str, add: Add) -> None:
    with TemporaryFile() as first, TemporaryFile() as second:
        places, actors = Sorter(first), Sorter(second)
        for batch in batches(sorted_instances(reader, cw("Incident"), CURRENT)):
            roles = defaultdict[str, list[Row]](list)
            for row in ask(reader, "incident-edges", "incident", batch):
                roles[row["incident"]].append(row)
            for node, row in incident_nodes(reader, batch, link_base):
                if row["mode"] not in MODES:
                    continue
                add(node)
                if place := _place(node):
                    places.add(f"{place.id}\t{place.lat is None}\t{node.id}\t{_packed(place)}")
                    add(_edge(node, place.id, "place", row))
                for role in roles[node.iri]:
                    actors.add(role["actor"])
                    add(_edge(node, short_id(role["actor"]), local_name(role["role"]), role))
        for _, same in groupby(places, key=lambda line: line.partition("\t")[0]):
            add(_unpacked(next(same).rsplit("\t", 1)[1]))
        for actor in actor_nodes(reader, actors, link_base):
            add(actor)


def _edge(incident: Node, target: str, kind: str, row: Row) -> Edge:
    counts: dict[str, Value] = {key: int(row[key]) for key in ("articles", "sources")}
    return Edge(incident.id, target, kind, int(row["sources"]), incident.start, incident.end, counts)


def _place(incident: Node) -> Node | None:
    """In this view places of one name and country are one node; the store keeps each article's place apart."""
    columns = incident.attributes
    name, country = columns["place"], columns["country"]
    if not isinstance(name, str):
        return None
    attributes = {"country": country, "radius_km": columns["radius_km"]}
    key = f"pla-{digest(fold(name), country if isinstance(country, str) else None)}"
    return Node(key, name, "place", lat=incident.lat, lon=incident.lon, attributes=attributes)


def _packed(place: Node) -> str:
    return json.dumps([place.id, place.label, place.lat, place.lon, dict(place.attributes)])


def _unpacked(line: str) -> Node:
    key, label, lat, lon, attributes = json.loads(line)
    return Node(key, label, "place", lat=lat, lon=lon, attributes=attributes)
