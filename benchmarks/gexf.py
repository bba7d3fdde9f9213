"""Export of large graphs to GEXF: seconds, size, and the memory that it adds (bound: 64 MB at a million edges); how
much longer networkx takes, which builds the graph first (bound: 2.5 times as long at 10^5 edges)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import networkx

from benchmarks.timing import peak_mb, show
from builder.export.gexf import export
from builder.export.items import Edge, Node, View

EDGES_EACH = 5  # to an incident: four who took part, and its place
PLACES = 500
RUNS = 3


def nodes(edges: int) -> Iterator[Node]:
    """One incident to five edges, one actor to four incidents, 500 places; made as they are asked for."""
    for n in range(PLACES):
        yield Node(f"pla-{n:020x}", f"Place {n}", "place", lat=n % 60, lon=n % 97)
    for n in range(edges // EDGES_EACH // 4):
        yield Node(f"per-{n:020x}", f"Person {n}", "person", iri=f"https://example.org/id/person/{n:020x}")
    for n in range(edges // EDGES_EACH):
        day = f"2016-{n % 12 + 1:02}-{n % 28 + 1:02}"
        spot = n % PLACES
        yield Node(
            f"inc-{n:020x}",
            f"Airstrike, Place {spot}, {day}",
            "incident",
            iri=f"https://example.org/id/incident/{n:020x}",
            start=day,
            end=day,
            lat=spot % 60,
            lon=spot % 97,
            attributes={"killed_low": n % 9, "killed_high": n % 9 + 2, "articles": n % 5 + 1},
        )


def edges(count: int) -> Iterator[Edge]:
    actors = max(4, count // EDGES_EACH // 4)
    for n in range(count // EDGES_EACH):
        day = f"2016-{n % 12 + 1:02}-{n % 28 + 1:02}"
        yield Edge(f"inc-{n:020x}", f"pla-{n % PLACES:020x}", "place", 1, day, day)
        for k in range(EDGES_EACH - 1):
            yield Edge(
                f"inc-{n:020x}", f"per-{(n + k * 7919) % actors:020x}", ("victim", "participant")[k % 2], 1, day, day
            )


def once(count: int) -> None:
    """In a process of its own: seconds, MB added over what Python and its modules take, MB of the file."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "graph.gexf"
        before, start = peak_mb(), time.perf_counter()
        export(View(lambda: nodes(count), lambda: edges(count)), str(target))
        print(time.perf_counter() - start, peak_mb() - before, target.stat().st_size / 1e6)


def against_networkx(count: int) -> float:
    """How many times as long networkx takes for the same nodes and edges, building and writing."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        export(View(lambda: nodes(count), lambda: edges(count)), f"{folder}/ours.gexf")
        ours = time.perf_counter() - start
        start = time.perf_counter()
        graph = networkx.MultiDiGraph(mode="dynamic", timeformat="date")
        for node in nodes(count):
            graph.add_node(node.id, label=node.label, **_known(node))
        for edge in edges(count):
            columns = {"weight": edge.weight, **_known(edge)}
            graph.add_edge(edge.source, edge.target, key=edge.kind, **columns)
        networkx.write_gexf(graph, f"{folder}/theirs.gexf", version="1.3")
        return (time.perf_counter() - start) / ours


def _known(item: Node | Edge) -> dict[str, object]:
    """What networkx can write: it has no empty values."""
    known = {title: cell for title, cell in item.row().items() if cell is not None and cell != ""}
    return {**known, "start": item.start, "end": item.end} if item.start else known


def main() -> None:
    show("gexf, 100,000 edges: networkx takes", [against_networkx(10**5) for _ in range(RUNS)], "times as long")
    for count in (10**5, 10**6):
        command = [sys.executable, "-m", "benchmarks.gexf", str(count)]
        runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(RUNS)]
        seconds, added, size = zip(*([float(word) for word in run.split()] for run in runs), strict=True)
        show(f"gexf, {count:,} edges", seconds, "s")
        show("  memory added", added, "MB")
        show("  file", size, "MB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        once(int(sys.argv[1]))
    else:
        main()
