"""Hand-made reports for the tests of linking: an invented raid near a real base, varied by keyword."""

from __future__ import annotations

from typing import Any

from builder.model import CasualtyFigure, ReportRow

ATTACK = ("Attack", "Incident")


def killed(low: int | None, high: int | None = -1, group: str = "kurdish soldiers", as_of: str | None = None) -> Any:
    return CasualtyFigure("killed", group, low, low if high == -1 else high, as_of)


def wounded(number: int, group: str = "kurdish soldiers") -> CasualtyFigure:
    return CasualtyFigure("wounded", group, number, number)


def report(name: str, **changes: Any) -> ReportRow:
    """A report `name` of an article of its own: a ground engagement, 8 March 2020, at a base near Erbil."""
    values: dict[str, Any] = {
        "report": f"https://example.org/id/report/{name}",
        "article": f"article-{name}",
        "source_group": f"outlet-{name}",
        "published": "2020-03-09",
        "type": "GroundEngagement",
        "ancestors": ATTACK,
        "mode": "actual",
        "main": True,
        "start": "2020-03-08",
        "end": "2020-03-08",
        "precision": "day",
        "lat": 35.85,
        "lon": 43.75,
        "radius_km": 10.0,
        "country": "IQ",
        "place_name": "gwer",
    }
    return ReportRow(**{**values, **changes})


UNTIMED = {"start": None, "end": None, "precision": None}
COUNTRY_ONLY = {"lat": 33.0, "lon": 44.0, "radius_km": 450.0, "place_name": "iraq"}
NOWHERE = {"lat": None, "lon": None, "radius_km": None, "country": None, "place_name": None}
