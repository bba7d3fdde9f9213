"""Exports: one module a format, with `export(nodes, edges, target)`; formats of later versions are named here too."""

from __future__ import annotations

FORMATS: dict[str, str] = {"gexf": "builder.export.gexf"}
LATER = ("graphml", "csv", "geojson", "trig", "nquads", "turtle", "jsonld", "nanopub")
