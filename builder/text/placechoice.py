"""Which of the places of a name is meant: by what contains it, the countries of the text, its neighbours, its size."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from typing import TypeAlias

from builder.text.document import Document
from builder.text.gazetteer import Place
from builder.text.geodesy import distance_km
from builder.text.names import strict_key
from builder.text.placenames import PlaceName
from builder.text.placewords import place_nouns

# How much a kind is preferred where places of several kinds have one name, in powers of ten of population.
KINDS = {"country": 3.0, "capital": 2.0, "city": 0.5, "admin1": 0.3, "admin2": -3.0}
OWN = 2.0  # kinds of the supplement
NEAR_KM = 200.0
TOWNS = ("city", "capital")
LISTED = (", ", " and ", ", and ", " or ", ", or ")
LEVELS = {"country": "country", "admin1": "admin1", "province": "admin1"}
Levels: TypeAlias = Set[tuple[str, str | None]]
JOINTS = (", ", " , ", " (", ", in ", " in ", ", in the ", " in the ")


def choose(document: Document, names: Sequence[PlaceName]) -> list[Place | None]:
    """One place for each name; a name means the same place throughout, unless another container is said."""
    entries = [name.entry for name in names if name.entry]
    countries = Counter(e.places[0].country for e in entries if e.places[0].kind == "country")
    sure = [e.places[0] for e in entries if not e.alike and len({(p.country, p.admin) for p in e.places}) == 1]
    senses: dict[tuple[str, object], Place | None] = {}
    chosen: list[Place | None] = [None] * len(names)
    contained: set[int] = set()
    for i in range(len(names) - 2, -1, -1):  # from the right: 'A, B, C' is A in B in C
        name, outer = names[i], chosen[i + 1] or _best(names[i + 1], _places(names[i + 1]), countries, sure)
        if outer and contains(document, name, names[i + 1]) and not _listed(name, outer):
            within = [place for place in _places(name) if inside(place, outer)]
            if within:
                chosen[i] = _best(name, within, countries, sure)
                senses.setdefault((strict_key(name.name), name.wanted), chosen[i])
                contained.add(i)
    levels: dict[tuple[str, object], set[tuple[str, str | None]]] = defaultdict(set)
    for i, name in enumerate(names):
        levels[strict_key(name.name), name.wanted] |= _levels(document, names, i)
    for i, name in enumerate(names):
        if i not in contained:
            key = (strict_key(name.name), name.wanted)
            if key not in senses:
                listed = name.entry.places if name.entry and levels[key] and not name.wanted else _places(name)
                senses[key] = _best(name, listed, countries, sure, levels[key])
            chosen[i] = senses[key]
    return chosen


def _places(name: PlaceName) -> Sequence[Place]:
    """What the name may mean. A county is no town of its name; a city stands for the province of its name, where it is
    a large part of it."""
    places = name.entry.places if name.entry else ()
    if name.wanted == ("admin2",):
        return [place for place in places if place.kind == "admin2"]
    if name.wanted:
        return places
    return [place for place in places if not any(_heart(city, place) for city in places)]


def _heart(city: Place, division: Place) -> bool:
    held = (city.country, city.admin) == (division.country, division.admin) and city.kind in TOWNS
    return held and division.kind in ("admin1", "admin2") and city.population >= division.population / 5


def _listed(name: PlaceName, outer: Place) -> bool:
    """In 'Oregon, Washington and Idaho' names of one level stand side by side: none holds the other."""
    alike = [place for place in _places(name) if place.kind == outer.kind in ("country", "admin1")]
    return any(outer.kind == "country" or place.country == outer.country for place in alike)


def contains(document: Document, name: PlaceName, following: PlaceName) -> bool:
    """'X, Y', 'X in Y', 'X (Y)', 'X district of Y': Y holds X."""
    between = document.text[name.end : following.start]
    held = between in JOINTS or (between == " of " and name.wanted == place_nouns()["district"])
    return name.sentence is following.sentence and held


def inside(place: Place, outer: Place) -> bool:
    """Whether a place lies in a country or division, by their codes."""
    if outer.country != place.country or place.kind == "country" or place is outer:
        return False
    if outer.kind in ("country", "admin1", "admin2"):
        return outer.kind == "country" or outer.admin == place.admin
    return distance_km(place.lat, place.lon, outer.lat, outer.lon) <= outer.radius_km * 1.2


def _levels(document: Document, names: Sequence[PlaceName], i: int) -> Levels:
    """(kind, country) of the countries and states that a name is listed with: 'Texas and Georgia' are of one level."""
    found: set[tuple[str, str | None]] = set()
    for left, right in ((i - 1, i), (i, i + 1)):
        if left >= 0 and right < len(names) and names[left].sentence is names[right].sentence:
            between = document.text[names[left].end : names[right].start]
            other = names[left if right == i else right].entry
            level = _level(other.places[0]) if other else None
            if between in LISTED and level:
                found.add(level)
    return found


def _level(place: Place) -> tuple[str, str | None] | None:
    """(kind, country) of a country or state; None for what is smaller."""
    kind = LEVELS.get(place.kind)
    return (kind, place.country if kind == "admin1" else None) if kind else None


def _best(
    name: PlaceName,
    places: Sequence[Place],
    countries: Counter[str | None],
    sure: Sequence[Place],
    levels: Levels = frozenset(),
) -> Place | None:
    """The place of the highest score: its size and kind, its country in the text, sure places near it, its level."""

    def score(place: Place) -> float:
        total = 3.0 * (_level(place) in levels)
        total += math.log10(place.population + 10) + KINDS.get(place.kind, OWN)
        if name.wanted and place.kind in name.wanted:
            total += 8.0
        if countries:
            total += 2.0 * countries[place.country] / max(countries.values())
        near = [p for p in sure if p.name != place.name and p.country == place.country and p.kind != "country"]
        if any(distance_km(place.lat, place.lon, p.lat, p.lon) < NEAR_KM for p in near[:20]):
            total += 1.5
        return total

    return max(places, key=lambda place: (score(place), -(place.geonames or 0)), default=None)
