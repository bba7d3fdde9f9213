"""A store as Python users ask it: saved queries as lists of dicts, the graph `current` as an rdflib Graph."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from builder.errors import UsageError
from builder.graph.bind import bind, day, fill
from builder.graph.catalogue import SavedQuery, load_catalogue, saved_query
from builder.graph.lookup import present
from builder.graph.substitute import substitute
from builder.graph.vocabulary import CURRENT, PREFIXES, XSD, moment
from builder.store.access import Access
from builder.store.embedded import StoreReader
from builder.store.guard import check
from builder.store.syntax import check_syntax
from builder.store.workers import MEMORY, run_limited

if TYPE_CHECKING:
    import networkx
    from rdflib import Graph

Value = str | int | float | Decimal | bool | None
RESULT_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}
READERS = {"integer": int, "decimal": Decimal, "double": float, "boolean": lambda text: text == "true"}


class OpenStore:
    """Made by `open_store`. Every answer is of the state that was published when it was opened, or of a day before."""

    def __init__(self, store: StoreReader, as_of: str | None = None) -> None:
        self._store = store
        self._reader = view(store, as_of) if as_of else store
        self._catalogue = load_catalogue()

    @classmethod
    def open(cls, path: str | os.PathLike[str], as_of: str | None = None) -> OpenStore:
        """`as_of` (an ISO date): the store as it stood at the end of that day."""
        return cls(StoreReader.open(Path(path)), day("as_of", as_of) if as_of else None)

    def query(self, name: str, **parameters: object) -> list[dict[str, Value]]:
        """The rows of a saved query, each a dict by column; an unbound cell is None. `same_incident` asks the query
        `same-incident`. Raises UsageError for an unknown query or parameter."""
        saved = saved_query(name if name in self._catalogue else name.replace("_", "-"), self._catalogue)
        given = {key: str(value) for key, value in parameters.items() if value is not None}
        solutions = self._reader.query(bind(saved, _present(self._reader, given)))
        if not isinstance(solutions, QuerySolutions):
            raise UsageError(f"'{name}' is no SELECT query")
        return [dict(zip(saved.columns, (_value(row[c]) for c in saved.columns), strict=True)) for row in solutions]

    def graph(self) -> Graph:
        """What stands now (the graph `current`) as an rdflib Graph of its own."""
        from rdflib import Graph

        from builder.graph.convert import to_rdflib

        graph = Graph()
        for quad in self._reader.quads(None, None, None, CURRENT):
            graph.add(to_rdflib(quad))
        return graph

    def network(self) -> networkx.Graph:
        """Persons, organisations and units, tied by the incidents that they share, as an undirected networkx graph.

        It is the exports' view `network`. Nodes are IRIs (one for a person across articles, where names are judged the
        same) with `label`, `kind` ('person', 'organisation', 'unit'), `aliases`, `articles` and `incidents` (counts);
        edges have `weight` and `incidents` (how many are shared), `newman` (each counted as 1/(n-1) where n took part),
        `start` and `end` (the first and the last day, None if open).
        """
        from builder.networking import network

        return network(self._reader)

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> OpenStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[str]:
        """The names of the saved queries."""
        return iter(self._catalogue)


def view(reader: StoreReader, as_of: str) -> Access:
    """The store as it stood on that day. Loads the linker, which a query of today does not need."""
    from builder.as_of import as_of as stand

    return stand(reader, as_of)


Table = tuple[tuple[str, ...], list[tuple[str | None, ...]]]


def answer(
    store: Path,
    query: SavedQuery,
    parameters: Mapping[str, str],
    form: str,
    timeout_s: float,
    memory_bytes: int,
    as_of: str | None = None,
) -> Table | bytes:
    """A saved query's or a SPARQL text's answer: columns and rows for form 'table', else the bytes of that format.

    `as_of` (an ISO date): as it would have been answered at the end of that day; a text of no library has its `?asOf`
    bound instead. It all runs in a process of its own, with limits; what could reach outside or change anything is
    refused first. Raises UsageError for a query that cannot be read, with line and column in its own text, Impossible
    at a limit.
    """
    own, on_that_day = query, as_of is not None and query.in_library
    fill(query, parameters)  # what is typed wrong is told before anything is opened
    if as_of and not on_that_day:
        query = replace(query, text=substitute(query.text, "asOf", moment(as_of)))

    def run() -> Table | bytes:
        with StoreReader.open(store) as reader:
            _check(own, lambda iri: reader.has_graph(NamedNode(iri)))
            source = view(reader, as_of) if as_of and on_that_day else reader
            text = fill(query, _present(source, parameters))
            check(text, lambda iri: source.has_graph(NamedNode(iri)), PREFIXES)
            return _written(source.query(text, prefixes=PREFIXES), form)

    return run_limited(run, timeout_s, memory_bytes)


def columns_of(query: SavedQuery) -> tuple[str, ...]:
    """The columns that a query has, as its text says; none for one that makes triples. Raises UsageError, with file and
    line, for one that cannot be read."""

    def run() -> tuple[str, ...]:
        _check(query, lambda _: True)
        result = Store().query(query.text, prefixes=PREFIXES)
        return tuple(v.value for v in result.variables) if isinstance(result, QuerySolutions) else ()

    return run_limited(run, memory_bytes=MEMORY)


def _check(query: SavedQuery, graph_exists: Callable[[str], bool]) -> None:
    """Whether the text may be asked, and can be read: told of the text as it was written."""
    check(query.text, graph_exists, PREFIXES)
    check_syntax(query.text, PREFIXES, query.where or "query")


def _present(reader: Access, parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters with an incident's IRI as it is now, whichever of its reports it was made from."""
    incident = parameters.get("incident", "")
    if not incident.startswith(f"{reader.base}incident/"):
        return dict(parameters)
    return {**parameters, "incident": present(reader, incident)}


def _written(result: QuerySolutions | QueryTriples | QueryBoolean, form: str) -> Table | bytes:
    if isinstance(result, QueryTriples):
        wanted = GRAPH_FORMATS.get("ttl" if form == "table" else form)
        if wanted is None:
            raise UsageError(f"--format {form} is for SELECT and ASK; this query makes triples", hint="Use ttl or nt.")
        written = result.serialize(format=wanted)
        return written or b""
    if form == "table":
        if isinstance(result, QueryBoolean):
            return ("answer",), [("true" if result else "false",)]
        columns = tuple(variable.value for variable in result.variables)
        return columns, [tuple(_text(row[column]) for column in columns) for row in result]
    if form not in RESULT_FORMATS:
        raise UsageError(
            f"--format {form} is for CONSTRUCT and DESCRIBE; this query makes rows", hint="Use json or csv."
        )
    written = result.serialize(format=RESULT_FORMATS[form]) or b""
    return written if written.endswith(b"\n") else written + b"\n"


def _text(term: object) -> str | None:
    return term.value if isinstance(term, Literal | NamedNode) else None


def _value(term: object) -> Value:
    if isinstance(term, Literal) and term.datatype.value.startswith(XSD):
        read = READERS.get(term.datatype.value.removeprefix(XSD), str)
        return read(term.value)  # type: ignore[no-any-return,operator]
    return term.value if isinstance(term, Literal | NamedNode) else None
