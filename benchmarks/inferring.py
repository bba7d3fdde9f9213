"""What follows from one new article, derived in stores of 10^2 and of 10^5 articles: milliseconds each.

The stores hold invented articles (three outlets an incident) with people, their units, the units above and operations
that return in thousands of articles. They hold what reasoning reads, without texts, spans and links. A new article is
the first, second or third to tell of an incident; measured is `infer` alone, after linking, in processor time.

python -m benchmarks.inferring [ARTICLES ...]
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import NamedNode, Quad, Store

from benchmarks.queries import EXTRACTOR, OUTLETS, extraction
from benchmarks.timing import show
from builder.graph.article import ArticleGraph, article_graph
from builder.graph.change import Change
from builder.graph.closure import closed
from builder.graph.incidents import incident_quads
from builder.graph.links import group_quads
from builder.graph.read import MemoryQuads, Term
from builder.graph.rows import report_row
from builder.graph.rules import Rules
from builder.graph.schema import ontology_quads
from builder.graph.vocabulary import cw
from builder.identity import DEFAULT_BASE
from builder.inferring import infer
from builder.link.entities import entity_key
from builder.model import Claim, Entity, Extraction
from builder.ontology import load_ontology
from builder.settling import settle

SIZES = (10**2, 10**5)
AT_ONCE = 300  # articles that are made; a larger store holds copies of them
NEW = 60  # articles measured
UNITS, PARENTS, OPERATIONS = 2_000, 100, 40


class Disk:
    """An Oxigraph store as `Change` asks it."""

    def __init__(self, path: str) -> None:
        self.store = Store(path)

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        return self.store.quads_for_pattern(subject, predicate, object, graph)


def told(number: int) -> Extraction:
    """An article of `benchmarks.queries` that also says who serves where, and as part of which operation."""
    made = extraction(number)
    happening = number // OUTLETS
    unit, parent = f"Heron Unit {happening % UNITS}", f"Heron Command {happening % UNITS % PARENTS}"
    entities = (
        Entity("e4", "Unit", "Unit", unit, unit),
        Entity("e5", "Unit", "Unit", parent, parent),
        Entity("e6", "Operation", "Operation", f"Operation Heron {happening % OPERATIONS}", "the operation"),
    )
    evidence = made.claims[0].evidence
    more = tuple(
        Claim(f"d{n}", subject, predicate, {"text": value, "entity": value}, evidence, extractor=EXTRACTOR)
        for n, (subject, predicate, value) in enumerate(
            (("e2", "unit", "e4"), ("e4", "unit", "e5"), ("e5", "member_of", "e1"), ("i1", "operation", "e6"))
        )
    )
    main = replace(made.incidents[0], operation="e6", operation_claim="d3")
    incidents = (main, *made.incidents[1:])
    return replace(made, entities=made.entities + entities, claims=made.claims + more, incidents=incidents)


def _groups(graph: ArticleGraph, made: Extraction) -> Iterator[Quad]:
    for node, entity in zip(graph.entities, made.entities, strict=True):
        key = entity_key(entity.type.lower(), entity.name or "")
        yield from group_quads(DEFAULT_BASE, node, key, EXTRACTOR) if key else ()


def made(disk: Disk, rules: Rules, size: int) -> list[Quad]:
    """Articles as they stand in a store, with what follows from them; only what reasoning reads."""
    kept = rules.read | {cw("newestVersion"), cw("versionOf"), cw("reportedIn"), cw("object"), cw("mode")}
    stories = [told(number) for number in range(size)]
    graphs = [article_graph(one, DEFAULT_BASE) for one in stories]
    quads = [quad for graph in graphs for quad in (*graph.quads, *graph.current)]
    memory = MemoryQuads(quads)
    for graph, one in zip(graphs, stories, strict=True):
        quads += _groups(graph, one)
    for first in range(0, len(graphs), OUTLETS):
        for which in (0, 1):
            rows = [report_row(memory, g.reports[which], lambda _: ()) for g in graphs[first : first + OUTLETS]]
            quads += incident_quads(memory, rows, str)
    change = Change(disk)
    change.add(quad for quad in quads if quad.predicate in kept and not re.search("/(span|link)/", str(quad.subject)))
    infer(change, rules)
    return change.inserts


def copied(quads: list[Quad], number: int) -> Iterator[Quad]:
    """The same articles under other IRIs; their entities join the same groups."""
    names: dict[NamedNode, NamedNode] = {}

    def other(node: NamedNode) -> NamedNode:
        if node not in names:
            ours = node.value.startswith(DEFAULT_BASE) and "/group/" not in node.value
            names[node] = NamedNode(f"{node.value}{number:x}") if ours else node
        return names[node]

    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
            value = other(quad.object) if isinstance(quad.object, NamedNode) else quad.object
            yield Quad(other(quad.subject), quad.predicate, value, other(quad.graph_name))


def fill(disk: Disk, rules: Rules, size: int) -> None:
    """A store of so many articles: AT_ONCE are made, the others are copies of them."""
    quads = made(disk, rules, min(size, AT_ONCE))
    disk.store.bulk_extend(quads)
    for number in range(1, size // AT_ONCE):
        disk.store.bulk_extend(copied(quads, number))
    disk.store.optimize()  # as the engine leaves it by and by, when it is written to article by article


def measure(disk: Disk, rules: Rules, size: int) -> list[float]:
    """Milliseconds of `infer` for new articles, each linked and written before the next."""
    ontology, times = load_ontology(), list[float]()
    for number in range(size - size % OUTLETS, size - size % OUTLETS + NEW):
        one = told(number)
        graph = article_graph(one, DEFAULT_BASE)
        change = Change(disk)
        change.add(graph.quads)
        settle(change, graph.article, graph.version, DEFAULT_BASE, ontology)
        begin = time.process_time()
        infer(change, rules)
        times.append(1000 * (time.process_time() - begin))
        for quad in change.deletes:
            disk.store.remove(quad)
        disk.store.extend(change.inserts)
    return times


def main() -> None:
    sizes = tuple(int(float(word)) for word in sys.argv[1:]) or SIZES
    said = ontology_quads()
    rules = Rules([*said, *closed(said)], DEFAULT_BASE)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            disk = Disk(folder)
            disk.store.extend([*said, *closed(said)])
            fill(disk, rules, size)
            times = sorted(measure(disk, rules, size))
            show(f"a new article in a store of {size:,} ({len(disk.store):,} quads)", times, "ms")
            print(f"{'':<48} 95 of 100 within {times[int(0.95 * len(times))]:.3g} ms")


if __name__ == "__main__":
    main()
