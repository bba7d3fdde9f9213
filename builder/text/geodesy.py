"""Points and radii of relative places on the WGS 84 ellipsoid ('about 60 km south of Erbil')."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geographiclib.geodesic import Geodesic

KM = {"km": 1.0, "mi": 1.609344, "nmi": 1.852, "m": 0.001, "ft": 0.0003048, "yd": 0.0009144}
BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip
SECTOR = 22.5  # degrees to either side that a compass word leaves open


@cache
def _earth() -> Geodesic:
    from geographiclib.geodesic import Geodesic

    return Geodesic.WGS84


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point `km` from a point in the direction `bearing` (degrees from north, clockwise), to four decimals."""
    end = _earth().Direct(lat, lon, bearing, km * 1000)
    return round(end["lat2"], 4), round(end["lon2"], 4)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Length of the geodesic between two points."""
    return float(_earth().Inverse(lat1, lon1, lat2, lon2)["s12"]) / 1000


def bearing_of(words: str) -> float | None:
    """Degrees of a compass word: 'north-west' 315, 'south-southeast' 157.5; None for other words."""
    key = words.lower().replace("-", "").replace(" ", "")
    for ending in ("erly", "ern", "wards", "ward"):
        key = key.removesuffix(ending)
    if key in BEARINGS:
        return BEARINGS[key]
    for first, main in BEARINGS.items():
        rest = key.removeprefix(first)
        if rest != key and rest in BEARINGS:  # 'southsoutheast': half-way between the two
            other = BEARINGS[rest]
            turn = (other - main + 180) % 360 - 180
            return (main + turn / 2) % 360
    return None


def radius_of_offset(km: float, anchor_km: float, *, approximate: bool, bearing: float | None) -> float:
    """How far the place may lie from the computed point: the compass sector, 'about', and the anchor's own extent.

    Without a direction the place lies anywhere on the circle, so the radius is the distance itself.
    """
    if bearing is None:
        return round(km + anchor_km, 1)
    sector = km * math.tan(math.radians(SECTOR)) / 2
    return round(max(1.0, math.hypot(sector, km * (0.15 if approximate else 0.1)) + min(anchor_km, km) / 8), 1)
