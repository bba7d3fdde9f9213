"""The values that claims own: times, places and casualties as nodes of the article version's graph."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from builder.graph.vocabulary import RDF_TYPE, RDFS_LABEL, boolean, cw, decimal, integer, moment, term
from builder.model import Claim, PlaceSlot, TimeSlot

WKT = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")


def time_quads(node: NamedNode, graph: NamedNode, time: TimeSlot) -> Iterator[Quad]:
    yield Quad(node, RDF_TYPE, cw("TimeValue"), graph)
    for name, day in (("start", time.start), ("end", time.end)):
        if day:
            yield Quad(node, cw(name), moment(day), graph)
    for name, word in (("precision", time.precision), ("partOfDay", time.part_of_day), ("basis", time.basis)):
        if word:
            yield Quad(node, cw(name), Literal(word), graph)


def place_quads(node: NamedNode, graph: NamedNode, place: PlaceSlot) -> Iterator[Quad]:
    """A GeoSPARQL feature: the point in WGS 84 (longitude first in WKT), the radius as metric accuracy too."""
    yield Quad(node, RDF_TYPE, cw("Place"), graph)
    yield Quad(node, RDFS_LABEL, Literal(place.name), graph)
    yield Quad(node, cw("name"), Literal(place.name), graph)
    for name, word in (("country", place.country), ("basis", place.basis)):
        if word:
            yield Quad(node, cw(name), Literal(word), graph)
    if place.geonames is not None:
        yield Quad(node, cw("geonames"), integer(place.geonames), graph)
    if place.lat is None or place.lon is None:
        return
    geometry = NamedNode(f"{node.value}/geometry")
    yield Quad(node, cw("latitude"), decimal(place.lat), graph)
    yield Quad(node, cw("longitude"), decimal(place.lon), graph)
    yield Quad(node, term("geo:hasGeometry"), geometry, graph)
    yield Quad(geometry, term("geo:asWKT"), Literal(f"POINT({place.lon} {place.lat})", datatype=WKT), graph)
    if place.radius_km is not None:
        yield Quad(node, cw("radiusKm"), decimal(place.radius_km), graph)
        yield Quad(geometry, term("geo:hasMetricSpatialAccuracy"), decimal(place.radius_km * 1000), graph)


def casualty_quads(node: NamedNode, graph: NamedNode, claim: Claim, side: NamedNode | None) -> Iterator[Quad]:
    """A casualty, or a total of casualties, as the claim's object gives it."""
    value = claim.object
    yield Quad(node, RDF_TYPE, cw("Casualty"), graph)
    yield Quad(node, cw("outcome"), Literal(str(value.get("outcome") or claim.predicate)), graph)
    yield Quad(node, cw("group"), Literal(str(value.get("group") or value["text"])), graph)
    if side:
        yield Quad(node, cw("side"), side, graph)
    for name in ("low", "best", "high"):
        number = value.get(name)
        if isinstance(number, int):
            yield Quad(node, cw(name), integer(number), graph)
    for name in ("quantifier", "scope"):
        if value.get(name):
            yield Quad(node, cw(name), Literal(str(value[name])), graph)
    for name, term_name in (("since", "start"), ("until", "end")):  # a total counts over a period
        if value.get(name):
            yield Quad(node, cw(term_name), moment(str(value[name])), graph)
    yield Quad(node, cw("approximate"), boolean(bool(value.get("approximate"))), graph)
