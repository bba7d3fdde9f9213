"""One change of the store: what is asked for, what the ledger is to know of it, and how the engine does it at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from builder.store.access import Access, digest_of, line
from builder.store.rows import ArticleRow, Change, SetAside


@dataclass(frozen=True, slots=True)
class Wish:
    """Drop a graph, then delete, then insert; and what the ledger is told beside it."""

    dropped: NamedNode | None
    delete: tuple[Quad, ...]
    insert: tuple[Quad, ...]
    records: tuple[ArticleRow, ...] = ()
    set_aside: Mapping[str, tuple[SetAside, ...]] = field(default_factory=dict)

    def check(self) -> None:
        """Error: ValueError. A blank node could never be deleted again, the default graph belongs to no article."""
        for quad in (*self.delete, *self.insert):
            if not all(isinstance(term, NamedNode) for term in (quad.subject, quad.graph_name)):
                raise ValueError(f"a blank node, or a quad without a graph: {quad}")


def plan(store: Access, wish: Wish) -> Change:
    """What the ledger takes over: rows with the digests that their graphs are going to have, and a witness."""
    rows = {row.version: row for row in wish.records}
    forgotten: list[str] = []
    touched = {quad.graph_name for quad in (*wish.delete, *wish.insert)} | {wish.dropped}
    for graph in sorted({name.value for name in touched if isinstance(name, NamedNode)} | rows.keys()):
        row = rows.get(graph) or store.ledger.article(graph)
        if row is None:
            continue
        name = NamedNode(graph)
        kept = set() if name == wish.dropped else set(store.quads(graph=name))
        after = kept.difference(wish.delete).union(quad for quad in wish.insert if quad.graph_name == name)
        if after or graph in rows:
            count, digest = digest_of(after)
            rows[graph] = replace(row, quads=count, digest=digest)
        else:
            forgotten.append(graph)
    witness, present = _witness(store, wish)
    return Change(line(witness) if witness else None, present, tuple(rows.values()), tuple(forgotten), wish.set_aside)


def _witness(store: Access, wish: Wish) -> tuple[Quad | None, bool]:
    """A quad that is there after the change and not before (True), or before and not after (False)."""
    new = next((quad for quad in wish.insert if quad not in store.engine), None)
    if new is not None:
        return new, True
    going: Iterable[Quad] = (*wish.delete, *(store.quads(graph=wish.dropped) if wish.dropped else ()))
    stays = set(wish.insert)
    return next((quad for quad in going if quad not in stays and quad in store.engine), None), False


def was_done(store: Access, change: Change) -> bool:
    """Whether the store has made an interrupted change, as its witness shows."""
    witness = next(iter(parse(change.witness, RdfFormat.N_QUADS)), None) if change.witness else None
    return witness is None or (witness in store.engine) == change.present


def write(store: Access, wish: Wish) -> None:
    """Both ways are one transaction of the engine; `add` in a loop would not be."""
    dropped = wish.dropped if wish.dropped and store.has_graph(wish.dropped) else None
    if not wish.delete and dropped is None:
        store.engine.extend(wish.insert)
        return
    steps = [f"DROP GRAPH {dropped}"] if dropped else []
    for verb, quads in (("DELETE", wish.delete), ("INSERT", wish.insert)):
        data = "".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}\n" for q in quads)
        steps += [f"{verb} DATA {{\n{data}}}"] if data else []
    store.engine.update(" ;\n".join(steps))
