"""The pipeline's part in exports: hands the graph of a store to the module of a format, as a view or as quads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from pyoxigraph import Quad

from builder.errors import NotInThisVersion
from builder.export import FORMATS, RDF, VIEWS, WHOLE_STORE
from builder.export.items import View
from builder.export.output import told
from builder.exporting.collecting import collected
from builder.graph.read import Reader
from builder.graph.vocabulary import CURRENT, RUNS, cw

VIEW_MODULES = {name: f"builder.exporting.{name}" for name in VIEWS}


def export(
    reader: Reader,
    form: str,
    target: str,
    *,
    view: str = "incidents",
    link_base: str = "",
    with_text: bool = True,
    with_runs: bool = False,
) -> int:
    """Writes what `reader` holds, in one of the FORMATS, to a file or folder ('-': standard output, for files alone).

    Answers with the number of incidents that the format could not hold (GeoJSON: those without a point).
    `view` is for the formats of nodes and edges; GeoJSON has the incidents. `with_text`, `with_runs`: whether RDF has
    the articles' full texts, and the graph `runs` (the only times of our own). Raises NotInThisVersion for another
    format, Impossible if the target can't be written.
    """
    if form not in FORMATS:
        raise NotInThisVersion(f"export format '{form}'")
    writer = import_module(FORMATS[form])
    if form in RDF:
        writer.export(form, quads(reader, form in WHOLE_STORE, with_text, with_runs), target)
        return 0
    # The files that a view is kept in fail too where the disk is full, and again when they are closed.
    with told(target), open_view(reader, "incidents" if form == "geojson" else view, link_base) as graph:
        return int(writer.export(graph, target) or 0)


@contextmanager
def open_view(reader: Reader, view: str, link_base: str) -> Iterator[View]:
    """The nodes and edges of a view; the store is asked when they are."""
    module = import_module(VIEW_MODULES[view])
    with collected(lambda add: module.collect(reader, link_base, add), module.DIRECTED) as graph:
        yield graph


def quads(reader: Reader, whole: bool, with_text: bool, with_runs: bool) -> Iterator[Quad]:
    """The whole store or what stands (the graph `current`), in no order."""
    graphs = (None,) if whole else (CURRENT, RUNS) if with_runs else (CURRENT,)
    for graph in graphs:
        for quad in reader.quads(None, None, None, graph):
            if (with_runs or quad.graph_name != RUNS) and (with_text or quad.predicate != cw("text")):
                yield quad
