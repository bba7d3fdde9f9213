"""Distances on a sphere, and the grid cells that a circle touches: two circles that overlap share a cell."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import ReportRow

EARTH_KM = 6371.0
KM_PER_DEGREE = math.pi * EARTH_KM / 180
CELL_DEGREES = 0.5
DEFAULT_RADIUS_KM = 10.0  # a town whose extent nobody gave
WIDE_KM = 60.0  # beyond this a place is a region: it says little about the spot


@dataclass(frozen=True, slots=True)
class Circle:
    """Where a report's happening can lie: degrees (WGS 84) and kilometres."""

    lat: float
    lon: float
    radius_km: float

    @property
    def wide(self) -> bool:
        return self.radius_km > WIDE_KM

    def distance_km(self, other: Circle) -> float:
        """Between the centres: haversine on a sphere, exact to half a per cent."""
        lat, other_lat = math.radians(self.lat), math.radians(other.lat)
        across = math.sin(math.radians(other.lon - self.lon) / 2) ** 2
        chord = math.sin((other_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * across
        return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))

    def cells(self) -> Iterator[str]:
        """Names of the cells of half a degree that the circle's bounding box touches."""
        tall = self.radius_km / KM_PER_DEGREE
        south, north = max(-90.0, self.lat - tall), min(90.0, self.lat + tall)
        narrowest = max(1e-9, math.cos(math.radians(max(abs(south), abs(north)))))
        broad = min(180.0, tall / narrowest)
        across = int(360 / CELL_DEGREES)
        west, east = (math.floor(lon / CELL_DEGREES) for lon in (self.lon - broad, self.lon + broad))
        for y in range(math.floor(south / CELL_DEGREES), math.floor(north / CELL_DEGREES) + 1):
            for x in range(west, min(east, west + across - 1) + 1):
                yield f"{y},{x % across}"


def circle(row: ReportRow) -> Circle | None:
    if row.lat is None or row.lon is None:
        return None
    return Circle(row.lat, row.lon, DEFAULT_RADIUS_KM if row.radius_km is None else row.radius_km)
