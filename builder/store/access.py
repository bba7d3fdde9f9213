"""Reading quads: what the writer and the readers of a store share, the digest of a graph, and a sorted dump."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from builder.errors import UsageError
from builder.store.guard import names_dataset
from builder.store.layout import explain, understood
from builder.store.ledger import Ledger
from builder.store.syntax import check_syntax

Term = NamedNode | BlankNode | Literal | Triple


class Access:
    """Queries over an open store. Iterators hold it open: let go of them before closing."""

    def __init__(self, path: Path, base: str, store: Store, ledger: Ledger) -> None:
        self.path, self.base, self.engine, self.ledger = path, base, store, ledger

    def query(
        self, sparql: str, prefixes: Mapping[str, str] | None = None
    ) -> QuerySolutions | QueryTriples | QueryBoolean:
        """SPARQL; the default graph is the union of all, unless FROM says otherwise. Errors: UsageError (syntax).

        For trusted queries: those of strangers pass `guard.check` first and run in `workers.run_limited`.
        """
        union = not names_dataset(sparql)  # with the union, Oxigraph would pass over FROM
        with understood(self.path):
            try:
                return self.engine.query(sparql, prefixes=dict(prefixes or {}), use_default_graph_as_union=union)
            except SyntaxError as error:
                check_syntax(sparql, prefixes or {})
                raise UsageError(f"the query cannot be read: {error}", where="query") from error

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """The quads that match; None matches all."""
        try:  # not `understood`: this is called very often
            yield from self.engine.quads_for_pattern(subject, predicate, object, graph)
        except (OSError, RuntimeError) as error:
            raise explain(error, self.path) from error

    def graphs(self) -> list[NamedNode]:
        """The names of the graphs, sorted; some may be empty."""
        with understood(self.path):
            return sorted((name for name in self.engine.named_graphs() if isinstance(name, NamedNode)), key=str)

    def has_graph(self, graph: NamedNode) -> bool:
        return self.engine.contains_named_graph(graph)

    def close(self) -> None:
        """Lets go of the store: the engine closes when nobody holds it."""
        self.ledger.close()
        del self.engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def digest_of(quads: Iterable[Quad]) -> tuple[int, str]:
    """How many they are, and the SHA-256 over their sorted N-Quads lines."""
    lines = sorted(f"{quad} .\n" for quad in quads)
    return len(lines), hashlib.sha256("".join(lines).encode()).hexdigest()


def dump(store: Access, without: Collection[str] = ()) -> list[bytes]:
    """Every quad as a line of N-Quads, sorted, but those of the graphs `without`."""
    return sorted(
        f"{quad} .\n".encode()
        for quad in store.quads()
        if isinstance(quad.graph_name, DefaultGraph) or quad.graph_name.value not in without
    )
