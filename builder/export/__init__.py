"""Exports: one module a format; formats of later versions are named here too.

The formats of `VIEWED` take a view, nodes and edges: `export(view, target)`. Those of `RDF` take quads:
`export(form, quads, target)`.
"""

from __future__ import annotations

VIEWED: dict[str, str] = {
    "gexf": "builder.export.gexf",
    "graphml": "builder.export.graphml",
    "csv": "builder.export.tables",
    "geojson": "builder.export.geojson",
}
WHOLE_STORE, WHAT_STANDS = ("trig", "nquads"), ("turtle", "jsonld")
RDF: dict[str, str] = dict.fromkeys((*WHOLE_STORE, *WHAT_STANDS), "builder.export.rdf")
FORMATS = {**VIEWED, **RDF}
FOLDERS = ("csv",)  # formats of several files
VIEWS = ("incidents", "network", "claims")
LATER = ("nanopub",)
