"""Points and radii of relative places on the WGS 84 ellipsoid ('about 60 km south of Erbil')."""

from __future__ import annotations

import math
import re

from geographiclib.geodesic import Geodesic

EARTH = Geodesic.WGS84
KM = {
    "km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "nautical mile": 1.852, "mile": 1.609344, "mi": 1.609344,
    "m": 0.001, "meter": 0.001, "metre": 0.001, "yard": 0.0009144,
}  # fmt: skip
POINTS = {"north": (0.0, 1.0), "east": (1.0, 0.0), "south": (0.0, -1.0), "west": (-1.0, 0.0)}  # east, north
SECTOR = 22.5  # degrees to either side that a compass word leaves open


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point `km` from a point in the direction `bearing` (degrees from north, clockwise), to four decimals."""
    end = EARTH.Direct(lat, lon, bearing, km * 1000)
    return round(end["lat2"], 4), round(end["lon2"], 4)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Length of the geodesic between two points."""
    return float(EARTH.Inverse(lat1, lon1, lat2, lon2)["s12"]) / 1000


def bearing_of(words: str) -> float | None:
    """Degrees of a compass word: 'north-west' 315, 'south-southeasterly' 157.5; None for other words."""
    points = re.findall("|".join(POINTS), words.lower())
    if not points:
        return None
    x, y = POINTS[points.pop()]
    while points:  # each word before turns half the way to its own point
        east, north = POINTS[points.pop()]
        x, y = x / math.hypot(x, y) + east, y / math.hypot(x, y) + north
    return round(math.degrees(math.atan2(x, y)) % 360, 1)


def radius_of_offset(km: float, anchor_km: float, *, approximate: bool, bearing: float | None) -> float:
    """How far the place may lie from the computed point: the compass sector, 'about', and the anchor's own extent.

    Without a direction the place lies anywhere on the circle, so the radius is the distance itself.
    """
    if bearing is None:
        return round(km + anchor_km, 1)
    sector = km * math.tan(math.radians(SECTOR)) / 2
    return round(max(1.0, math.hypot(sector, km * (0.15 if approximate else 0.1)) + min(anchor_km, km) / 8), 1)
