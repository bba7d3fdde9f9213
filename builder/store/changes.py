"""One change of the store: what the ledger is to know of it, how the engine does it at once, and whether it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from builder.store.access import Access, digest_of
from builder.store.rows import ArticleRow, Change, SetAside


def plan(
    store: Access,
    delete: Sequence[Quad],
    insert: Sequence[Quad],
    records: Sequence[ArticleRow],
    set_aside: Mapping[str, tuple[SetAside, ...]],
) -> tuple[Change, list[Quad], list[Quad]]:
    """What the ledger takes over (rows with the digests that their graphs are going to have, and a witness), and what
    is really to be deleted and inserted. Error: ValueError, for a blank node, which could never be deleted again, and
    for the default graph, which belongs to no article."""
    wanted = dict.fromkeys(insert)
    delete = [quad for quad in dict.fromkeys(delete) if quad not in wanted and quad in store.engine]
    insert = [quad for quad in wanted if quad not in store.engine]
    for quad in insert:
        if not all(isinstance(term, NamedNode) for term in (quad.subject, quad.graph_name)):
            raise ValueError(f"a blank node, or a quad without a graph: {quad}")
    rows = {row.version: row for row in records}
    forgotten: list[str] = []
    touched = {quad.graph_name.value for quad in (*delete, *insert) if isinstance(quad.graph_name, NamedNode)}
    for graph in sorted(touched | rows.keys()):
        row = rows.get(graph) or store.ledger.article(graph)
        if row is None:
            continue
        name = NamedNode(graph)
        after = set(store.quads(graph=name)).difference(delete).union(q for q in insert if q.graph_name == name)
        if after or graph in rows:
            count, digest = digest_of(after)
            rows[graph] = replace(row, quads=count, digest=digest)
        else:
            forgotten.append(graph)
    witness = next(iter((*insert, *delete)), None)
    written = f"{witness} .\n" if witness else None
    change = Change(written, bool(insert), tuple(rows.values()), tuple(forgotten), set_aside)
    return change, delete, insert


def was_done(store: Access, change: Change) -> bool:
    """Whether the store has made an interrupted change, as its witness shows."""
    if change.witness is None:
        return True
    witness = next(iter(parse(change.witness, RdfFormat.N_QUADS)))
    return (witness in store.engine) == change.present


def write(store: Access, delete: Sequence[Quad], insert: Sequence[Quad]) -> None:
    """Both ways are one transaction of the engine; `add` in a loop would not be."""
    if not delete:
        store.engine.extend(insert)
        return
    steps = []
    for verb, quads in (("DELETE", delete), ("INSERT", insert)):
        data = "".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}\n" for q in quads)
        steps.append(f"{verb} DATA {{\n{data}}}")
    store.engine.update(" ;\n".join(steps))
