"""Places that a text names, with point and radius; relative places by geodesy ('about 60 km south of Erbil')."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from builder.model import Span
from builder.text.document import Document
from builder.text.gazetteer import Gazetteer, Place
from builder.text.geodesy import KM, bearing_of, destination, distance_km, radius_of_offset
from builder.text.numberwords import value_of
from builder.text.placechoice import choose, contains
from builder.text.placenames import PlaceName, place_names
from builder.text.placewords import PLACES, place_nouns

NEAR_KM = 15.0  # 'near X': within that distance of it, beside its own extent
WIDE_KM = 200.0  # of a larger place 'the north' is not computed: its radius says it
LONGEST_OFFSET = 60  # code points of the words before 'the town'
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
        reference = _plain(document, name, place, following)
        match = _relation(document.text[name.sentence.start : name.start]) if place else None
        if place and match:
            start = name.sentence.start + match.start("basis")
            relative = _relative(reference, place, match, document.text[start : name.end])
            explained = None if match.re is PLACES["part"] else _explained(document, found, names[: i + 1], start)
            # that X is near Y says where X lies only where nothing better does
            if explained is not None and (match.re is PLACES["offset"] or found[explained].lat is None):
                found[explained] = _moved(found[explained], relative)
                reference = replace(reference, kind="anchor")
            else:
                reference = relative
        found.append(reference)
    found += _from_the_town(document, found)
    return tuple(sorted(found, key=lambda reference: reference.span))


def _from_the_town(document: Document, found: Sequence[PlaceReference]) -> Iterator[PlaceReference]:
    """'30 kilometres northwest of the town': reckoned from the town that was named last."""
    for match in PLACES["anaphor"].finditer(document.text):
        kinds = place_nouns()[match["noun"].lower()]
        before = (p for p in found if p.span.end <= match.start() and p.kind in kinds and p.lat is not None)
        near = [p for p in before if not any(c.isdigit() for c in p.basis or "")]
        offset = PLACES["offset"].search(document.text, max(0, match.start() - LONGEST_OFFSET), match.end("of") + 1)
        if near and offset:
            anchor, span = near[-1], document.span(offset.start("basis"), match.end())
            place = Place(anchor.name, anchor.lat or 0.0, anchor.lon or 0.0, anchor.country, "", 0, anchor.kind, None,
                          anchor.radius_km or 0.0)  # fmt: skip
            yield replace(_relative(replace(anchor, span=span), place, offset, span.text), kind="relative")


def _plain(document: Document, name: PlaceName, place: Place | None, container: Place | None) -> PlaceReference:
    """The place itself; an unknown village of a known district lies somewhere in it."""
    span, known = document.span(name.start, name.end), place or container
    if known is None:
        return PlaceReference(span, name.name, None, None, None, None, None, None, "unknown")
    lat, lon, radius, country = round(known.lat, 4), round(known.lon, 4), known.radius_km, known.country
    if place is None:
        basis = f"{name.name}, {known.name}"
        return PlaceReference(span, name.name, lat, lon, radius, country, None, basis, "unknown")
    return PlaceReference(span, name.name, lat, lon, radius, country, place.geonames, None, place.kind)


def _relation(before: str) -> re.Match[str] | None:
    """The relative words before a name: a distance ('60 km south of'), nearness, or a part ('northern')."""
    matches = (PLACES[label].search(before) for label in ("offset", "nearby", "part"))
    return next((match for match in matches if match), None)


def _relative(plain: PlaceReference, place: Place, match: re.Match[str], basis: str) -> PlaceReference:
    """The point and radius that relative words make of a place."""
    bearing = bearing_of(match["direction"]) if match["direction"] else None
    if match.re is PLACES["offset"]:
        km = value_of(match["count"]) * KM[match["unit"].lower()]
        lat, lon = (place.lat, place.lon) if bearing is None else destination(place.lat, place.lon, bearing, km)
        about, anchor_km = match["about"] is not None, min(place.radius_km, NEAR_KM)
        radius = radius_of_offset(km, anchor_km, approximate=about, bearing=bearing)
        return replace(plain, lat=round(lat, 4), lon=round(lon, 4), radius_km=radius, basis=basis, geonames=None)
    if match.re is PLACES["nearby"]:
        return replace(plain, radius_km=round(place.radius_km + NEAR_KM, 1), basis=basis)
    if bearing is None or place.radius_km > WIDE_KM:
        return replace(plain, basis=basis)
    lat, lon = destination(place.lat, place.lon, bearing, place.radius_km / 2)
    return replace(plain, lat=lat, lon=lon, radius_km=round(place.radius_km * 0.6, 1), basis=basis)


def _explained(document: Document, found: list[PlaceReference], names: list[PlaceName], end: int) -> int | None:
    """The place that relative words explain: the nearest before them in the sentence, countries around it apart."""
    for j in range(len(names) - 2, -1, -1):
        between = document.text[names[j].end : end]
        if names[j].sentence is not names[-1].sentence or not PLACES["explained"].fullmatch(between):
            return None
        if found[j].kind not in ("country", "admin1", "province", "anchor"):
            return j
        end = names[j].start
    return None


def _moved(place: PlaceReference, to: PlaceReference) -> PlaceReference:
    """A place that a distance explains: a town keeps its own point where both agree, else it takes the computed one."""
    if to.lat is None or to.lon is None:
        return place
    if place.kind in POINTS and place.lat is not None and place.lon is not None:
        apart = distance_km(place.lat, place.lon, to.lat, to.lon)
        if apart <= max(30.0, 2 * (to.radius_km or 0.0)):
            return place
    country = to.country or place.country
    return replace(
        place, lat=to.lat, lon=to.lon, radius_km=to.radius_km, basis=to.basis, geonames=None, country=country
    )
