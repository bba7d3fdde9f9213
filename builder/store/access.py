"""Reading quads: what the writer and the readers of a store share, the digest of a graph, and a sorted dump."""

from __future__ import annotations

import hashlib
import heapq
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

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
    Variable,
)

from builder.errors import UsageError
from builder.store.guard import names_dataset
from builder.store.layout import explain, understood
from builder.store.ledger import Ledger

Term = NamedNode | BlankNode | Literal | Triple
SORTED_AT_ONCE = 500_000  # lines: about 150 MB


class Access:
    """Queries over an open store. Iterators hold it open: let go of them before closing."""

    def __init__(self, path: Path, base: str, store: Store, ledger: Ledger) -> None:
        self.path, self.base, self.ledger = path, base, ledger
        self._store: Store | None = store

    @property
    def engine(self) -> Store:
        if self._store is None:
            raise ValueError("the store is closed")
        return self._store

    def query(
        self,
        sparql: str,
        substitutions: Mapping[Variable, Term] | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> QuerySolutions | QueryTriples | QueryBoolean:
        """SPARQL; the default graph is the union of all, unless FROM says otherwise. Errors: UsageError (syntax).

        For trusted queries: those of strangers pass `guard.check` first and run in `workers.run_limited`.
        """
        union = not names_dataset(sparql)  # with the union, Oxigraph would pass over FROM
        with understood(self.path):
            try:
                return self.engine.query(
                    sparql,
                    prefixes=dict(prefixes or {}),
                    use_default_graph_as_union=union,
                    substitutions=dict(substitutions or {}),
                )
            except SyntaxError as error:
                # Of what follows 'expected' the engine lists every character that would do.
                what = " ".join(str(error).split(": expected")[0].split())
                raise UsageError(f"the query cannot be read: {what}", where="query") from error

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

    def graphs(self) -> Iterator[NamedNode]:
        """The names of the graphs, in no order; some may be empty."""
        with understood(self.path):
            for graph in self.engine.named_graphs():
                if isinstance(graph, NamedNode):
                    yield graph

    def has_graph(self, graph: NamedNode) -> bool:
        return self.engine.contains_named_graph(graph)


def line(quad: Quad) -> str:
    """A quad as a line of N-Quads."""
    return f"{quad} .\n"


def digest_of(quads: Iterable[Quad]) -> tuple[int, str]:
    """How many they are, and the SHA-256 over their sorted N-Quads lines."""
    lines = sorted(line(quad) for quad in quads)
    return len(lines), hashlib.sha256("".join(lines).encode()).hexdigest()


def dump(store: Access, without: Collection[str] = ()) -> Iterator[bytes]:
    """Every quad as a line of N-Quads, sorted, but those of the graphs `without`. Memory stays bounded."""
    lines = (
        line(quad).encode()
        for quad in store.quads()
        if isinstance(quad.graph_name, DefaultGraph) or quad.graph_name.value not in without
    )
    with ExitStack() as files:
        runs: list[Iterable[bytes]] = []
        while run := sorted(islice(lines, SORTED_AT_ONCE)):
            if len(run) < SORTED_AT_ONCE:
                runs.append(run)
                break
            spill = files.enter_context(tempfile.TemporaryFile())
            spill.writelines(run)
            spill.seek(0)
            runs.append(spill)
        yield from heapq.merge(*runs)
