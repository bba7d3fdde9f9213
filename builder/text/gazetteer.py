"""The gazetteer: named places by their folded names, from a compact file and the ontology's supplement.

The files (`gazetteer/*.tsv.gz`, made by `training/gazetteer.py`) are kept as sorted lines of bytes and searched by
bisection: they load in a fifth of a second and cost some 40 MB.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from builder.errors import Impossible
from builder.lexicon import KnownPlace
from builder.text.names import loose_key, strict_key

FOLDER = Path(__file__).with_name("gazetteer")
LEAST_LOOSE = 5  # letters of a name below which its sound alone says too little
KNOWN_POPULATION = 300_000  # what a place of the supplement counts as, where places compete for a name


@dataclass(frozen=True, slots=True)
class Place:
    """A place: degrees (WGS 84), km; kind: country capital city admin1 admin2, or a kind of the supplement."""

    name: str
    lat: float
    lon: float
    country: str | None
    admin: str
    population: int
    kind: str
    geonames: int | None
    radius_km: float


@dataclass(frozen=True, slots=True)
class Entry:
    """The places that a name may mean, the most populous first. `alike`: by its sound alone; `common`: also a word."""

    places: tuple[Place, ...]
    alike: bool
    common: bool


@dataclass
class Gazetteer:
    """Finds places by name. `supplement` holds the places of the ontology by their keys."""

    places: list[bytes]
    names: list[bytes]
    supplement: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, supplement: tuple[KnownPlace, ...] = ()) -> Gazetteer:
        """The shipped gazetteer with the ontology's places. Raises `Impossible` when its files are not there."""
        own: dict[str, tuple[Place, ...]] = {}
        for known in supplement:
            place = Place(
                known.name, known.lat, known.lon, known.country, "", KNOWN_POPULATION, known.kind, None, known.radius_km
            )
            for name in (known.name, *known.aliases):
                for key in dict.fromkeys((strict_key(name), "~" + loose_key(name))):
                    own[key] = (*own.get(key, ()), *(() if place in own.get(key, ()) else (place,)))
        return cls(_lines(FOLDER / "places.tsv.gz"), _lines(FOLDER / "names.tsv.gz"), own)

    def find(self, name: str) -> Entry | None:
        """What a name may mean: as it is spelt, else as it sounds; None where nothing has that name."""
        key = strict_key(name)
        # Reports leave out the Arabic article that gazetteers keep: 'Qayyarah' is 'Al Qayyārah'.
        found = self._under(key, alike=False) or self._under(f"al {key}", alike=False)
        if found or len(name) < LEAST_LOOSE:
            return found
        loose = loose_key(name)
        return self._under("~" + loose, alike=True) if len(loose) >= LEAST_LOOSE - 1 else None

    def _under(self, key: str, *, alike: bool) -> Entry | None:
        own = self.supplement.get(key, ())
        prefix = key.encode() + b"\t"
        at = bisect_left(self.names, prefix)
        if at == len(self.names) or not self.names[at].startswith(prefix):
            return Entry(own, alike, common=False) if own else None
        numbers, _, mark = self.names[at][len(prefix) :].partition(b"\t")
        places = (_place(self.places[int(number)]) for number in numbers.split(b","))
        return Entry(
            own + tuple(sorted(places, key=lambda place: -place.population)), alike, common=bool(mark) and not own
        )


@lru_cache(maxsize=4096)
def _place(line: bytes) -> Place:
    name, lat, lon, country, admin, population, kind, geonames, radius = line.decode().split("\t")
    number = int(geonames) or None
    return Place(name, float(lat), float(lon), country or None, admin, int(population), kind, number, float(radius))


def _lines(path: Path) -> list[bytes]:
    try:
        return gzip.decompress(path.read_bytes()).split(b"\n")
    except OSError as error:
        hint = "It is part of the package; from a checkout: make gazetteer"
        raise Impossible("the gazetteer cannot be read", where=str(path), hint=hint) from error
