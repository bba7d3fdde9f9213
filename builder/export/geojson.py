"""GeoJSON (RFC 7946): the incidents that have a point, one feature each; `radius_km` is how far off it may be.

Coordinates are longitude, latitude in WGS 84; no `crs`, no foreign members that a reader would have to know.
"""

from __future__ import annotations

import json

from builder.export.cells import Table
from builder.export.items import NODE_COLUMNS, Node, View
from builder.export.output import output
from builder.export.xml import NO_CHARACTER

PROPERTIES = (
    "class", "iri", "url", "date_from", "date_to", "precision", "radius_km", "country", "place", "operation", "mode",
    "articles", "sources", "claims", "killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best",
    "wounded_high", "disputed",
)  # fmt: skip
NODES = Table(NODE_COLUMNS)
NUMBERS = {title: number for number, (title, _) in enumerate(NODE_COLUMNS)}


def export(view: View, target: str) -> int:
    """Writes the incidents; answers with how many were left out for want of a point. Raises Impossible if the target
    can't be written."""
    written = left_out = 0
    with output(target) as stream:
        stream.write(b'{"type": "FeatureCollection", "features": [')
        for node in view.nodes():
            if node.kind == "incident" and node.lat is not None and node.lon is not None and abs(node.lat) <= 90:
                stream.write((f"{',' if written else ''}\n{_feature(node, node.lat, node.lon)}").encode())
                written += 1
            elif node.kind == "incident":
                left_out += 1
        stream.write(b"\n]}\n")
    return left_out


def _feature(node: Node, lat: float, lon: float) -> str:
    point = {"type": "Point", "coordinates": [_longitude(lon), lat]}
    feature = {"type": "Feature", "id": node.id, "geometry": point, "properties": _properties(node)}
    return json.dumps(feature, ensure_ascii=False, allow_nan=False)


def _longitude(degrees: float) -> float:
    """Between -180 and 180 (RFC 7946, 3.1.9)."""
    return degrees if abs(degrees) <= 180 else round((degrees + 180) % 360 - 180, 6)


def _properties(node: Node) -> dict[str, object]:
    """Label and columns; an empty one is null, so that every feature has the same ones."""
    filled = dict(NODES.filled(node.row()))
    texts = {"label": node.label or node.id, **{title: filled.get(NUMBERS[title]) for title in PROPERTIES}}
    return {title: NO_CHARACTER.sub("\ufffd", cell) if isinstance(cell, str) else cell for title, cell in texts.items()}
