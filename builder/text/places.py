"""Places that a text names, with point and radius; relative places by geodesy ('about 60 km south of Erbil')."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder.model import Span
from builder.text.document import Document
from builder.text.gazetteer import Gazetteer, Place
from builder.text.geodesy import KM, bearing_of, destination, distance_km, radius_of_offset
from builder.text.numberwords import value_of
from builder.text.placechoice import choose, contains
from builder.text.placenames import PlaceName, place_names
from builder.text.placewords import DIRECTION, EXPLAINED, NEARBY, OFFSET, UNITS

NEAR_KM = 15.0  # 'near X': within that distance of it, beside its own extent
WIDE_KM = 200.0  # of a larger place 'the north' is not computed: its radius says it
POINTS = ("city", "capital")  # kinds whose own point is better than one reckoned from a neighbour


@dataclass(frozen=True, slots=True)
class PlaceReference:
    """A named place (`span`, `name` as written) and where it lies (degrees, km), None where that is not known.

    `basis`: the relative words that made point or radius, e.g. 'approximately 60 km south of Erbil'. Where they explain
    another place ('the X mountains, 60 km south of Y'), X has basis and point, and Y is of kind 'anchor'.
    """

    span: Span
    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None
    geonames: int | None
    basis: str | None
    kind: str


def find_places(document: Document, gazetteer: Gazetteer) -> tuple[PlaceReference, ...]:
    """The places named in the sentences, in order of the text, none overlapping another."""
    names = place_names(document, gazetteer)
    chosen = choose(document, names)
    found: list[PlaceReference] = []
    for i, (name, place) in enumerate(zip(names, chosen, strict=True)):
        following = chosen[i + 1] if i + 1 < len(names) and contains(document, name, names[i + 1]) else None
        reference = _relative(document, name, _plain(document, name, place, following), place)
        if offset := _offset(document, name, reference):
            explained = _explained(document, found, names, i, offset)
            if explained is not None:
                found[explained] = _moved(found[explained], reference)
                reference = replace(_plain(document, name, place, None), kind="anchor")
        found.append(reference)
    return tuple(found)


def _plain(document: Document, name: PlaceName, place: Place | None, container: Place | None) -> PlaceReference:
    span = document.span(name.start, name.end)
    if place is None and container is not None:  # an unknown village of a known district lies somewhere in it
        basis = document.text[name.start : name.end] + ", " + container.name
        return PlaceReference(
            span,
            name.name,
            container.lat,
            container.lon,
            container.radius_km,
            container.country,
            None,
            basis,
            "unknown",
        )
    if place is None:
        return PlaceReference(span, name.name, None, None, None, None, None, None, "unknown")
    return PlaceReference(
        span,
        name.name,
        round(place.lat, 4),
        round(place.lon, 4),
        place.radius_km,
        place.country,
        place.geonames,
        None,
        place.kind,
    )


def _relative(document: Document, name: PlaceName, plain: PlaceReference, place: Place | None) -> PlaceReference:
    """The place itself, or the point that the relative words before it make."""
    if place is None:
        return plain
    before = document.text[name.sentence.start : name.start]

    def basis(start: int) -> str:
        return document.text[name.sentence.start + start : name.end]

    if match := OFFSET.search(before):
        km = value_of(match["count"]) * KM[UNITS[match["unit"].lower()]]
        bearing = bearing_of(match["direction"]) if match["direction"] else None
        lat, lon = (place.lat, place.lon) if bearing is None else destination(place.lat, place.lon, bearing, km)
        radius = radius_of_offset(
            km, min(place.radius_km, NEAR_KM), approximate=match["about"] is not None, bearing=bearing
        )
        return replace(
            plain,
            lat=round(lat, 4),
            lon=round(lon, 4),
            radius_km=radius,
            basis=basis(match.start("basis")),
            geonames=None,
        )
    if match := NEARBY.search(before):
        return replace(plain, radius_km=round(place.radius_km + NEAR_KM, 1), basis=basis(match.start("basis")))
    if match := DIRECTION.search(before):
        bearing = bearing_of(match["words"])
        if bearing is None or place.radius_km > WIDE_KM:
            return replace(plain, basis=basis(match.start("words")))
        lat, lon = destination(place.lat, place.lon, bearing, place.radius_km / 2)
        return replace(
            plain, lat=lat, lon=lon, radius_km=round(place.radius_km * 0.6, 1), basis=basis(match.start("words"))
        )
    return plain


def _offset(document: Document, name: PlaceName, reference: PlaceReference) -> int | None:
    """Where the words of a distance ('60 km south of') or nearness begin in the text, None if it rests on none."""
    before = document.text[name.sentence.start : name.start]
    match = (OFFSET.search(before) or NEARBY.search(before)) if reference.basis else None
    return name.sentence.start + match.start("basis") if match else None


def _explained(
    document: Document, found: list[PlaceReference], names: list[PlaceName], i: int, offset: int
) -> int | None:
    """The place that a distance explains: the nearest before it in the sentence, countries around it apart."""
    end = offset
    for j in range(i - 1, -1, -1):
        if names[j].sentence is not names[i].sentence or not EXPLAINED.fullmatch(document.text[names[j].end : end]):
            return None
        if found[j].kind not in ("country", "admin1", "province", "anchor"):
            # that X is near Y says where X lies only where nothing better does
            return j if found[j].lat is None or OFFSET.search(document.text[offset : names[i].start]) else None
        end = names[j].start
    return None


def _moved(place: PlaceReference, computed: PlaceReference) -> PlaceReference:
    """A place that a distance explains: a town keeps its own point where both agree, else it takes the computed one."""
    if computed.lat is None or computed.lon is None:
        return place
    if place.kind in POINTS and place.lat is not None and place.lon is not None:
        apart = distance_km(place.lat, place.lon, computed.lat, computed.lon)
        if apart <= max(30.0, 2 * (computed.radius_km or 0.0)):
            return place
    return replace(
        place,
        lat=computed.lat,
        lon=computed.lon,
        radius_km=computed.radius_km,
        basis=computed.basis,
        geonames=None,
        country=computed.country or place.country,
    )
