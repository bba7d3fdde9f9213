"""What an exporter is handed: nodes and edges as plain records, and the columns that they may fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Value = str | int | float | bool | None

# Titles and types of the columns, in order: a file's columns do not depend on what is in it. No title is one that
# Gephi uses itself (id, label, weight, kind, timeset); lat and lng are what its GeoLayout looks for.
NODE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("node_type", "string"),
    ("class", "string"),
    ("iri", "string"),
    ("url", "string"),
    ("date_from", "string"),
    ("date_to", "string"),
    ("precision", "string"),
    ("lat", "double"),
    ("lng", "double"),
    ("radius_km", "double"),
    ("country", "string"),
    ("place", "string"),
    ("operation", "string"),
    ("mode", "string"),
    ("articles", "long"),
    ("sources", "long"),
    ("claims", "long"),
    ("killed_low", "long"),
    ("killed_best", "long"),
    ("killed_high", "long"),
    ("wounded_low", "long"),
    ("wounded_best", "long"),
    ("wounded_high", "long"),
    ("disputed", "boolean"),
    ("aliases", "string"),
)
EDGE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("role", "string"),
    ("articles", "long"),
    ("sources", "long"),
    ("claims", "long"),
    ("url", "string"),
)


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the exported graph.

    `kind` is incident, person, organisation, unit, operation, place, …: it gives column `node_type` and the colour.
    `start` and `end` are ISO dates or times, inclusive, either open (None); `lat` and `lon` degrees (WGS 84). They fill
    their columns too; `attributes` fills the others, by title.
    """

    id: str
    label: str
    kind: str
    iri: str = ""
    url: str = ""
    start: str | None = None
    end: str | None = None
    lat: float | None = None
    lon: float | None = None
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """A directed tie, say from an incident to one who took part; `kind` says as what, and fills column `role`.

    `weight` is greater than 0; (source, target, kind) stands once in a file, so that it makes the edge's id.
    """

    source: str
    target: str
    kind: str
    weight: float = 1.0
    start: str | None = None
    end: str | None = None
    attributes: Mapping[str, Value] = field(default_factory=dict)


Item = Node | Edge


def short_id(iri: str) -> str:
    """A node's id in exports: three letters of the kind and the hash of its IRI, `inc-3f2a…`; unique as the IRI is."""
    kind, _, digits = iri.rstrip("/").rpartition("/")
    return f"{kind.rpartition('/')[2][:3]}-{digits}"


def page_url(iri: str, link_base: str) -> str:
    """Where a person reads about it: the IRI's path on the explorer's server."""
    return f"{link_base.rstrip('/')}{urlsplit(iri).path}"
