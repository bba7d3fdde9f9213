"""Which of the places of a name is meant: by what contains it, the countries of the text, its neighbours, its size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from builder.text.document import Document
from builder.text.gazetteer import Place
from builder.text.geodesy import distance_km
from builder.text.names import strict_key
from builder.text.placenames import PlaceName

# How much a kind is preferred where places of several kinds have one name, in powers of ten of population.
KINDS = {"country": 3.0, "capital": 2.0, "city": 0.5, "admin1": -0.5, "admin2": -3.0}
OWN = 1.0  # kinds of the supplement
NEAR_KM = 200.0
LEVELS = ("country", "admin1")
HOLDERS = ("country", "admin1", "admin2", "province")


def choose(document: Document, names: Sequence[PlaceName]) -> list[Place | None]:
    """One place for each name; a name means the same place throughout, unless another container is said."""
    entries = [name.entry for name in names]
    countries = Counter(e.places[0].country for e in entries if e and e.places[0].kind == "country")
    sure = [e.places[0] for e in entries if e and not e.alike and len({(p.country, p.admin) for p in e.places}) == 1]
    senses: dict[tuple[str, object], Place | None] = {}
    chosen: list[Place | None] = [None] * len(names)
    contained: set[int] = set()
    for i in range(len(names) - 2, -1, -1):  # from the right: 'A, B, C' is A in B in C
        name, outer = names[i], chosen[i + 1] or _best(names[i + 1], countries, sure)
        if name.entry and outer and contains(document, name, names[i + 1]) and not _listed(name, outer):
            within = [place for place in name.entry.places if inside(place, outer)]
            if within or (outer.kind in HOLDERS and document.text[name.end : names[i + 1].start] == ", "):
                chosen[i] = _best(name, countries, sure, within) if within else None
                senses.setdefault((strict_key(name.name), name.wanted), chosen[i])
                contained.add(i)
    for i, name in enumerate(names):
        if i not in contained and name.entry:
            key = (strict_key(name.name), name.wanted)
            if key not in senses:
                senses[key] = _best(name, countries, sure, beside=_neighbours(document, names, i))
            chosen[i] = senses[key]
    return chosen


def _best(
    name: PlaceName,
    countries: Counter[str | None],
    sure: Sequence[Place],
    places: Sequence[Place] = (),
    beside: Sequence[Place] = (),
) -> Place | None:
    candidates = places or (name.entry.places if name.entry else ())
    return max(candidates, key=lambda p: (_score(p, name, countries, sure, beside), -(p.geonames or 0)), default=None)


def _listed(name: PlaceName, outer: Place) -> bool:
    """In 'Oregon, Washington and Idaho' names of one level stand side by side: none holds the other."""
    return name.entry is not None and any(
        place.kind == outer.kind for place in name.entry.places if place.kind in LEVELS
    )


def _neighbours(document: Document, names: Sequence[PlaceName], i: int) -> list[Place]:
    """The likeliest places of the names beside this one in an enumeration."""
    pairs = [(j, min(i, j), max(i, j)) for j in (i - 1, i + 1) if 0 <= j < len(names)]
    return [
        names[j].entry.places[0]  # type: ignore[union-attr]
        for j, left, right in pairs
        if names[j].entry and document.text[names[left].end : names[right].start] in (", ", " and ", ", and ", " or ")
    ]


def contains(document: Document, name: PlaceName, following: PlaceName) -> bool:
    """'X, Y', 'X in Y', 'X (Y)': Y holds X."""
    return name.sentence is following.sentence and document.text[name.end : following.start] in (
        ", ",
        " , ",
        " (",
        ", in ",
        " in ",
    )


def inside(place: Place, outer: Place) -> bool:
    """Whether a place lies in a country or division, by their codes."""
    if outer.country != place.country or place.kind == "country" or place is outer:
        return False
    if outer.kind == "country":
        return True
    if outer.kind in ("admin1", "admin2"):
        return outer.admin == place.admin
    return distance_km(place.lat, place.lon, outer.lat, outer.lon) <= outer.radius_km * 1.2


def _score(
    place: Place, name: PlaceName, countries: Counter[str | None], sure: Sequence[Place], beside: Sequence[Place]
) -> float:
    score = math.log10(place.population + 10) + KINDS.get(place.kind, OWN)
    if name.wanted is not None:
        score += 8.0 if place.kind in name.wanted else 0.0
    if strict_key(place.name) == strict_key(name.name):
        score += 0.7
    if countries:
        score += 2.0 * countries[place.country] / max(countries.values())
    if any(place.kind == other.kind and place.country == other.country for other in beside if other.kind in LEVELS):
        score += 2.0
    near = [p for p in sure if p.name != place.name and p.country == place.country and p.kind != "country"]
    if any(distance_km(place.lat, place.lon, p.lat, p.lon) < NEAR_KM for p in near[:20]):
        score += 1.5
    return score
