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
KINDS = {"country": 3.0, "capital": 2.0, "city": 0.5, "admin1": 0.3, "admin2": -3.0}
OWN = 2.0  # kinds of the supplement
NEAR_KM = 200.0
LEVELS = ("country", "admin1")
TOWNS = ("city", "capital")
LARGE = 100_000
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
            apart = outer.kind in HOLDERS and document.text[name.end : names[i + 1].start] == ", "
            if within or (apart and name.entry.places[0].population < LARGE):
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
    if name.wanted is None:  # a city stands for the province of its name, where it is a large part of it
        candidates = [place for place in candidates if not any(_heart(city, place) for city in candidates)]
    return max(candidates, key=lambda p: (_score(p, name, countries, sure, beside), -(p.geonames or 0)), default=None)


def _heart(city: Place, division: Place) -> bool:
    held = city.country == division.country and city.admin == division.admin
    return (
        city.kind in TOWNS
        and division.kind in ("admin1", "admin2")
        and held
        and city.population >= division.population / 5
    )


def _listed(name: PlaceName, outer: Place) -> bool:
    """In 'Oregon, Washington and Idaho' names of one level stand side by side: none holds the other."""
    if name.entry is None or outer.kind not in LEVELS:
        return False
    alike = (place for place in name.entry.places if place.kind == outer.kind)
    return any(outer.kind == "country" or place.country == outer.country for place in alike)


def _neighbours(document: Document, names: Sequence[PlaceName], i: int) -> list[Place]:
    """Countries and divisions beside a name in an enumeration, which are no towns too."""
    found: list[Place] = []
    for j, left, right in ((i - 1, i - 1, i), (i + 1, i, i + 1)):
        entry = names[j].entry if 0 <= j < len(names) else None
        listed = entry and document.text[names[left].end : names[right].start] in (", ", " and ", ", and ", " or ")
        if entry and listed and not any(p.kind in TOWNS and p.country == entry.places[0].country for p in entry.places):
            found.append(entry.places[0])
    return found


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
    if place.kind not in KINDS or strict_key(place.name) == strict_key(name.name):
        score += 0.7
    if place.kind not in KINDS and name.after_article:  # 'the Pacific' is no town
        score += 4.0
    if countries:
        score += 2.0 * countries[place.country] / max(countries.values())
    if any(place.kind == other.kind and place.country == other.country for other in beside if other.kind in LEVELS):
        score += 2.0
    near = [p for p in sure if p.name != place.name and p.country == place.country and p.kind != "country"]
    if any(distance_km(place.lat, place.lon, p.lat, p.lon) < NEAR_KM for p in near[:20]):
        score += 1.5
    return score
