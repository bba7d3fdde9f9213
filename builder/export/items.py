"""What an exporter is handed: nodes and edges as plain records, and the columns that they may fill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

Value = str | int | float | bool | None
Period = tuple[str | None, str | None]  # first and last day, ISO, either open

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
    ("incidents", "long"),
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
    ("value", "string"),
    ("quote", "string"),
    ("source_kind", "string"),
    ("certainty", "string"),
    ("polarity", "string"),
    ("confidence", "double"),
)
EDGE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("role", "string"),
    ("date_from", "string"),
    ("date_to", "string"),
    ("incidents", "long"),
    ("articles", "long"),
    ("sources", "long"),
    ("newman", "double"),
)


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the exported graph.

    `kind` is incident, person, organisation, unit, operation, place, claim, …: it gives column `node_type` and the
    colour. `start` and `end` are ISO dates or times, inclusive, either open (None); `lat` and `lon` degrees (WGS 84).
    They fill their columns too; `attributes` fills the others, by title. `near` (lat, lon) is where the drawing starts
    for what has no place of its own.
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
    near: tuple[float, float] | None = None

    def periods(self) -> tuple[Period, ...]:
        """When it is there; nothing: always. Raises ValueError for what is no date, or ends before it starts."""
        return _period(self.start, self.end)

    def row(self) -> dict[str, Value]:
        """What fills its columns, by title."""
        return {
            "node_type": self.kind, "iri": self.iri, "url": self.url, "date_from": _day(self.start),
            "date_to": _day(self.end), "lat": self.lat, "lng": self.lon, **self.attributes,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie, say from an incident to one who took part; `kind` says as what, and fills column `role`.

    `weight` is greater than 0; (source, target, kind) stands once in a file, so that it makes the edge's id. An edge of
    several periods has `spells`, in order and apart; `start` and `end` are then the first and the last day of all.
    """

    source: str
    target: str
    kind: str
    weight: float = 1.0
    start: str | None = None
    end: str | None = None
    attributes: Mapping[str, Value] = field(default_factory=dict)
    spells: tuple[Period, ...] = ()

    def periods(self) -> tuple[Period, ...]:
        """When it is there; nothing: always. Raises ValueError for what is no date, or ends before it starts."""
        if not self.spells:
            return _period(self.start, self.end)
        return tuple(period for spell in self.spells for period in _period(*spell))

    def row(self) -> dict[str, Value]:
        """What fills its columns, by title."""
        return {"role": self.kind, "date_from": _day(self.start), "date_to": _day(self.end), **self.attributes}


Item = Node | Edge


@dataclass(frozen=True, slots=True)
class View:
    """A graph to write. Each function gives its items afresh and in the same order, for they may be read twice: edges
    of one source and kind together, their ends among the nodes; an undirected pair once."""

    nodes: Callable[[], Iterable[Node]]
    edges: Callable[[], Iterable[Edge]]
    directed: bool = True


def short_id(iri: str) -> str:
    """A node's id in exports: three letters of the kind and the hash of its IRI, `inc-3f2a…`; unique as the IRI is."""
    kind, _, digits = iri.rstrip("/").rpartition("/")
    return f"{kind.rpartition('/')[2][:3]}-{digits}"


def page_url(iri: str, link_base: str) -> str:
    """Where a person reads about it: the IRI's path on the explorer's server."""
    return f"{link_base.rstrip('/')}{urlsplit(iri).path}"


@lru_cache(4096)  # dates repeat, and each stands in several places
def _day(iso: str | None) -> str | None:
    """The day of an ISO date or time. Raises ValueError if it is neither."""
    return date.fromisoformat(iso[:10]).isoformat() if iso else None


@lru_cache(4096)
def _period(start: str | None, end: str | None) -> tuple[Period, ...]:
    """One period by its days, none if both are open."""
    first, last = _day(start), _day(end)
    if first and last and first > last:
        raise ValueError(f"starts on {first}, ends on {last}")
    return ((first, last),) if first or last else ()
