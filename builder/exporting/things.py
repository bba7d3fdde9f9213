"""Incidents, and those who take part or speak, as nodes of any view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from builder.export.items import Node, Value, page_url, short_id
from builder.exporting.asking import Row, ask, ask_saved, batches
from builder.graph.read import Reader, local_name

AT_ONCE = 4  # incidents whose conflicts are asked for together: for many, the engine would go through the whole store


def incident_nodes(reader: Reader, batch: Sequence[str], link_base: str) -> Iterator[tuple[Node, Row]]:
    """Each incident of the batch that stands, in the order of IRIs, with the row that it comes from."""
    figures = defaultdict[str, dict[str, Value]](dict)
    for row in ask(reader, "incident-figures", "incident", batch):
        outcome, low, high = local_name(row["outcome"]), _number(row, "low"), _number(row, "high")
        bounds = {"low": low, "best": low if low == high else None, "high": high}
        figures[row["incident"]] |= {f"{outcome}_{name}": number for name, number in bounds.items()}
    claims = defaultdict[str, list[int]](list)
    for row in ask(reader, "incident-claims", "incident", batch):
        claims[row["incident"]].append(int(row["claims"]))
    disputed = _disputed(reader, [iri for iri in batch if max(claims[iri], default=0) > 1])
    for row in ask(reader, "incident-nodes", "incident", batch):
        iri = row["incident"]
        attributes: dict[str, Value] = {
            "class": local_name(row["class"]),
            "mode": row["mode"],
            "place": row.get("placeLabel"),
            "country": row.get("country"),
            "radius_km": float(row["radiusKm"]) if "radiusKm" in row else None,
            "operation": row.get("operationLabel"),
            "precision": row.get("precision"),
            "articles": int(row["articles"]),
            "sources": int(row["sources"]),
            "claims": sum(claims[iri]),
            "disputed": iri in disputed,
            **figures[iri],
        }
        lat, lon = point(row)
        page = page_url(iri, link_base)
        times = row.get("start"), row.get("end")
        yield Node(short_id(iri), row["label"], "incident", iri, page, *times, lat, lon, attributes), row


def actor_nodes(reader: Reader, actors: Iterable[str], link_base: str) -> Iterator[Node]:
    """Persons, organisations, units and others, each group once; their kind and page are those of an example."""
    for batch in batches(actors):
        for row in ask(reader, "actor-nodes", "actor", batch):
            example = row["example"]
            attributes: dict[str, Value] = {"aliases": row["aliases"], "articles": int(row["articles"])}
            page = page_url(example, link_base)
            yield Node(
                short_id(row["actor"]),
                row["label"],
                kind_of(example),
                row["actor"],
                page,
                None,
                None,
                None,
                None,
                attributes,
            )


def _disputed(reader: Reader, incidents: list[str]) -> set[str]:
    """Those of the incidents on which claims contradict each other."""
    some = (incidents[n : n + AT_ONCE] for n in range(0, len(incidents), AT_ONCE))
    rows = (row for few in some for row in ask_saved(reader, "conflicts", "incident", few))
    return {row["incident"] for row in rows if row["kind"] == "conflict"}


def kind_of(iri: str) -> str:
    """`person` of `…/person/3f2a…`."""
    return iri.rsplit("/", 2)[-2]


def point(row: Row) -> tuple[float | None, float | None]:
    """Latitude and longitude of a row, both or none."""
    if "lat" not in row or "lon" not in row:
        return None, None
    return float(row["lat"]), float(row["lon"])


def _number(row: Row, name: str) -> int | None:
    return int(row[name]) if name in row else None
