"""Asking a store for much, a batch of things at a time: each query's memory is that of its batch, not of the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from tempfile import TemporaryFile

from pyoxigraph import NamedNode, QuerySolutions

from builder.export.disk import Sorter
from builder.graph.bind import PREFIX_LINES
from builder.graph.catalogue import PLACE, load_catalogue, read_query
from builder.graph.read import Reader
from builder.graph.vocabulary import RDF_TYPE
from builder.resources import data_folder

BATCH = 256  # things asked about at once
Row = dict[str, str]


def batches(iris: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(iris)
    while some := list(islice(rest, BATCH)):
        yield some


def sorted_instances(reader: Reader, kind: NamedNode, graph: NamedNode | None = None) -> Iterator[str]:
    """The IRIs of a class's instances, sorted; on disk if they are many."""
    with TemporaryFile() as file:
        found = Sorter(file)
        for quad in reader.quads(None, RDF_TYPE, kind, graph):
            if isinstance(quad.subject, NamedNode):
                found.add(quad.subject.value)
        yield from found


def ask(reader: Reader, name: str, place: str, iris: Sequence[str]) -> Iterator[Row]:
    """The rows of a query of `queries/export/` about some things, put where it holds the place `VALUES ?place`; an
    unbound cell is missing."""
    return _rows(reader, read_query(data_folder("queries") / "export" / f"{name}.rq").text, place, iris)


def ask_saved(reader: Reader, name: str, place: str, iris: Sequence[str]) -> Iterator[Row]:
    """The same for one of the library's queries."""
    return _rows(reader, load_catalogue()[name].text, place, iris)


def _rows(reader: Reader, text: str, place: str, iris: Sequence[str]) -> Iterator[Row]:
    terms = " ".join(str(NamedNode(iri)) for iri in iris)
    bound = PLACE.sub(lambda found: f"VALUES ?{place} {{ {terms} }}" if found[1] == place else found[0], text)
    solutions = reader.query(PREFIX_LINES + bound)
    if isinstance(solutions, QuerySolutions):
        names = [variable.value for variable in solutions.variables]
        for row in solutions:
            yield {name: row[name].value for name in names if row[name] is not None}
