"""The pipeline's part in exports: the view `incidents` (incident, participants, places) as nodes and edges."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from pyoxigraph import QuerySolutions

from builder.errors import NotInThisVersion
from builder.export import FORMATS
from builder.export.items import Edge, Node, page_url, short_id
from builder.graph.bind import PREFIX_LINES
from builder.graph.read import local_name
from builder.identity import digest, fold
from builder.resources import data_folder
from builder.store.embedded import StoreReader

Row = dict[str, str]


def export(store: Path, form: str, target: str, link_base: str) -> None:
    """Writes the view `incidents` to a file ('-': standard output). Raises NotInThisVersion for another format."""
    if form not in FORMATS:
        raise NotInThisVersion(f"export format '{form}'")
    writer = import_module(FORMATS[form])
    with StoreReader.open(store) as reader:
        writer.export(lambda: _nodes(reader, link_base), lambda: _edges(reader), target)


def _ask(reader: StoreReader, name: str) -> Iterator[Row]:
    """The rows of a query of `queries/export/`; an unbound cell is missing."""
    text = (data_folder("queries") / "export" / f"{name}.rq").read_text(encoding="utf-8")
    solutions = reader.query(PREFIX_LINES + text)
    if isinstance(solutions, QuerySolutions):
        names = [variable.value for variable in solutions.variables]
        for row in solutions:
            yield {name: row[name].value for name in names if row[name] is not None}


def _nodes(reader: StoreReader, link_base: str) -> Iterator[Node]:
    places: dict[str, Node] = {}
    for row in _ask(reader, "incident-nodes"):
        iri, place = row["incident"], _place(row)
        lat, lon = (float(row[key]) if key in row else None for key in ("lat", "lon"))
        if place:
            places.setdefault(place, Node(place, row["placeLabel"], "place", lat=lat, lon=lon))
        columns = {"class": local_name(row["class"]), "mode": row["mode"], "place": row.get("placeLabel")}
        columns["precision"] = row.get("precision")
        counts = {key: int(row[key]) for key in ("articles", "sources")}
        start, end, page = row.get("start"), row.get("end"), page_url(iri, link_base)
        yield Node(short_id(iri), row["label"], "incident", iri, page, start, end, lat, lon, {**columns, **counts})
    yield from places.values()
    for row in _ask(reader, "actor-nodes"):
        example, columns = row["example"], {"aliases": row["aliases"]}
        kind, page = example.rsplit("/", 2)[-2], page_url(example, link_base)
        counts = {"articles": int(row["articles"])}
        yield Node(short_id(row["actor"]), row["label"], kind, row["actor"], page, attributes={**columns, **counts})


def _edges(reader: StoreReader) -> Iterator[Edge]:
    times = {}
    for row in _ask(reader, "incident-nodes"):
        source, place = short_id(row["incident"]), _place(row)
        time = times[row["incident"]] = (row.get("start"), row.get("end"))
        if place:
            counts = {key: int(row[key]) for key in ("articles", "sources")}
            yield Edge(source, place, "place", counts["sources"], *time, counts)
    for row in _ask(reader, "incident-edges"):
        role, source, target = local_name(row["role"]), short_id(row["incident"]), short_id(row["actor"])
        counts = {key: int(row[key]) for key in ("articles", "sources")}
        time = times[row["incident"]]
        yield Edge(source, target, role, counts["sources"], *time, counts)


def _place(row: Row) -> str | None:
    """In this view places of one name and country are one node; the store keeps each article's place apart."""
    if "placeLabel" not in row:
        return None
    return f"pla-{digest(fold(row['placeLabel']), row.get('country'))}"
