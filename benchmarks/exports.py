"""Exports of the views from a store of many incidents: seconds, and the memory that they add to an open store.

Bounds: 64 MB for `incidents` at a million edges, 600 MB for `network`. The store is invented: four who took part and a
place to an incident, an article to four incidents, a group to sixteen of those who are named.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

from benchmarks.timing import peak_mb, show
from builder.exporting import export
from builder.graph.read import Term
from builder.graph.vocabulary import CURRENT, RDF_TYPE, RDFS_LABEL, cw, decimal, integer, moment, term
from builder.identity import DEFAULT_BASE, iri

EDGES_EACH = 5  # to an incident: four who took part, and its place
EACH_ARTICLE = 4  # incidents
PLACES = 500
CLAIM_EDGES = 2  # of a claim: what it is about, and its outlet


class Held:
    """A bare engine as exports ask it."""

    def __init__(self, path: str) -> None:
        self._store = Store.read_only(path)

    def query(self, sparql: str) -> QuerySolutions | QueryTriples | QueryBoolean:
        return self._store.query(sparql, use_default_graph_as_union=True)

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        return self._store.quads_for_pattern(subject, predicate, object, graph)


def node(kind: str, number: int) -> NamedNode:
    return NamedNode(iri(DEFAULT_BASE, kind, number))


def quads(edges: int, view: str) -> Iterator[Quad]:
    """What the view's queries touch of a store that gives so many edges."""
    incidents = edges // EDGES_EACH if view != "claims" else 1000
    groups = max(4, incidents // EACH_ARTICLE)
    for n in range(incidents):
        article, version = node("article", n // EACH_ARTICLE), node("version", n // EACH_ARTICLE)
        incident, report, place = node("incident", n), node("report", n), node("place", n)
        day = moment(f"{2000 + n % 20}-{n % 12 + 1:02}-{n % 28 + 1:02}")
        if n % EACH_ARTICLE == 0:
            yield Quad(article, cw("newestVersion"), version, CURRENT)
            yield Quad(article, cw("sourceGroup"), node("source-group", n), CURRENT)
            yield Quad(version, cw("versionOf"), article, version)
            yield Quad(version, cw("articleId"), Literal(article.value), version)
            yield Quad(version, term("schema:publisher"), Literal(f"Outlet {n % 97}"), version)
            yield Quad(version, term("schema:datePublished"), day, version)
        yield Quad(report, cw("reportedIn"), article, version)
        yield Quad(report, cw("incident"), incident, CURRENT)
        yield from about_incident(n, incident, day, place)
        yield Quad(place, cw("name"), Literal(f"Place {n % PLACES}"), version)
        yield Quad(place, cw("latitude"), decimal(n % PLACES % 60 + 0.5), version)
        yield Quad(place, cw("longitude"), decimal(n % PLACES % 97 + 0.5), version)
        for k in range(EDGES_EACH - 1):
            entity = node("person", n * EDGES_EACH + k)
            number = (n + k * 7919) % groups
            yield Quad(report, cw(("victim", "participant")[k % 2]), entity, CURRENT)
            yield Quad(entity, RDF_TYPE, cw("Entity"), version)
            yield Quad(entity, RDFS_LABEL, Literal(f"Person {number}"), version)
            yield Quad(entity, cw("reportedIn"), article, version)
            yield Quad(entity, term("prov:specializationOf"), node("group", number), CURRENT)
        yield from claim(n, report, version, "killed")
    for n in range(edges // CLAIM_EDGES if view == "claims" else 0):
        yield from claim(n + incidents, node("report", n % incidents), node("version", n % incidents // EACH_ARTICLE))


def about_incident(n: int, incident: NamedNode, day: Literal, place: NamedNode) -> Iterator[Quad]:
    for predicate, value in (
        (RDF_TYPE, cw("Incident")),
        (cw("incidentType"), cw("Incident")),
        (cw("mode"), Literal("actual")),
        (RDFS_LABEL, Literal(f"raid {n}")),
        (cw("start"), day),
        (cw("end"), day),
        (cw("precision"), Literal("day")),
        (cw("place"), place),
    ):
        yield Quad(incident, predicate, value, CURRENT)


def claim(n: int, report: NamedNode, version: NamedNode, predicate: str = "states") -> Iterator[Quad]:
    subject, casualty, span = node("claim", n), node("casualty", n), node("span", n)
    position, quote = NamedNode(f"{span.value}/position"), NamedNode(f"{span.value}/quote")
    for about, name, value in (
        (subject, RDF_TYPE, cw("Claim")),
        (subject, cw("subject"), report),
        (subject, cw("predicate"), cw(predicate)),
        (subject, cw("objectText"), Literal(f"{n % 9} wardens")),
        (subject, cw("version"), version),
        (subject, cw("sourceKind"), Literal("outlet")),
        (subject, cw("certainty"), Literal("asserted")),
        (subject, cw("polarity"), Literal("affirmed")),
        (subject, cw("confidence"), decimal(0.9)),
        (subject, term("oa:hasTarget"), span),
        (span, term("oa:hasSelector"), position),
        (span, term("oa:hasSelector"), quote),
        (position, term("oa:start"), integer(n % 900)),
        (quote, term("oa:exact"), Literal(f"killing {n % 9} wardens")),
    ):
        yield Quad(about, name, value, version)
    if predicate == "killed":
        yield Quad(subject, cw("object"), casualty, version)
        yield Quad(casualty, cw("group"), Literal("wardens"), version)
        for name in ("low", "best", "high"):
            yield Quad(casualty, cw(name), integer(n % 9), version)


def once(store: str, form: str, view: str, target: str) -> None:
    """In a process of its own: seconds, and MB added to what an open store takes."""
    reader = Held(store)
    sum(1 for _ in zip(range(1000), reader.quads(), strict=False))
    before, start = peak_mb(), time.perf_counter()
    export(reader, form, target, view=view, link_base="http://127.0.0.1:7878")
    print(time.perf_counter() - start, peak_mb() - before)


def made(count: str, view: str, path: str) -> None:
    """In a process of its own: what it takes would count as taken by its parent, and by its parent's children."""
    store = Store(path)
    store.bulk_extend(quads(int(count), view))
    store.optimize()


def apart(*arguments: str) -> list[float]:
    """The numbers that this module prints in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.exports", *arguments]
    return [float(word) for word in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()]


def main() -> None:
    count = int(float(sys.argv[1])) if len(sys.argv) > 1 else 10**5
    for view in sys.argv[2:] or ("incidents", "network", "claims"):
        with tempfile.TemporaryDirectory() as folder:
            apart("--made", str(count), view, f"{folder}/store")
            seconds, added = apart("--once", f"{folder}/store", "gexf", view, f"{folder}/graph.gexf")
            show(f"gexf of the view {view}, {count:,} edges in the store", [seconds], "s")
            show("  memory added", [added], "MB")


if __name__ == "__main__":
    match sys.argv[1:]:
        case "--made", *arguments:
            made(*arguments)
        case "--once", *arguments:
            once(*arguments)
        case _:
            main()
