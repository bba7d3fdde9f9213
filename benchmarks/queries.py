"""The saved queries on invented stores of 10^5 and 10^6 quads: milliseconds each, and how they grow with the store.

The stores are written by the same code as real ones: extractions of invented articles (three outlets an incident, some
corrected later, some withdrawn), judgements between neighbours, incidents made of them. An article names a person of a
unit of a command, tells of two unnamed ones (named by another outlet), of an operation and of what it recalls.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, parse

from benchmarks.timing import repeat, show
from builder.graph.article import ArticleGraph, article_graph
from builder.graph.bind import bind
from builder.graph.catalogue import load_catalogue
from builder.graph.incidents import incident_quads
from builder.graph.links import group_quads, link_quads
from builder.graph.read import MemoryQuads
from builder.graph.rows import report_row
from builder.graph.vocabulary import CURRENT, ONTOLOGY, RDF_TYPE, RUNS, cw, moment, term
from builder.identity import DEFAULT_BASE, iri, text_sha256
from builder.model import (
    Article,
    Bounds,
    Casualty,
    Claim,
    Entity,
    Extraction,
    Incident,
    Link,
    PlaceSlot,
    Related,
    Role,
    Span,
    TimeSlot,
)
from builder.ontology import ontology_files
from builder.store.embedded import StoreReader, StoreWriter

SIZES = (10**5, 10**6)
OUTLETS = 3  # that tell of one incident
CORRECTED, WITHDRAWN, TOTALLED = 20, 50, 20  # one article in so many
EXTRACTOR = "bench/1"
AT_ONCE = 60  # articles written at once; whole incidents


class _Teller:
    """Writes one article's text, and with each piece of it the claim that it makes."""

    def __init__(self) -> None:
        self.text, self.claims = "", list[Claim]()

    def say(self, before: str, words: str, subject: str, predicate: str, **more: object) -> str:
        start = len(self.text) + len(before)
        self.text += before + words
        name = f"c{len(self.claims) + 1}"
        speaker, entity = more.pop("speaker", None), more.pop("entity", None)
        target = {"entity": entity} if entity else {}
        self.claims.append(
            Claim(
                name,
                subject,
                predicate,
                {"text": words, **target, **more},
                (Span(start, len(self.text), words),),
                speaker=str(speaker) if speaker else None,
                source_kind="organisation" if speaker else "outlet",
                extractor=EXTRACTOR,
            )
        )
        return name


def extraction(number: int, version: int = 1) -> Extraction:
    """One invented article with a main incident of three outlets, and what followed from it."""
    happening, outlet = divmod(number, OUTLETS)
    day = f"{2005 + happening // 360 % 19}-{happening // 30 % 12 + 1:02}-{happening % 28 + 1:02}"
    place = f"Vale {happening % 400}"
    killed = happening % 9 + (outlet if happening % 3 == 0 else 0) + version
    tell = _Teller()
    told = tell.say(f"Report {number}, version {version}. Raiders ", "ambushed a patrol", "i1", "occurred")
    when = tell.say(" on ", day, "i1", "time")
    where = tell.say(" near ", place, "i1", "place")
    number_of = {"outcome": "killed", "low": killed, "best": killed, "high": killed, "approximate": outlet == 1}
    dead = tell.say(", killing ", f"{killed} wardens", "i1", "killed", group="wardens", speaker="e1", **number_of)
    victim = tell.say(", among them ", f"Col. Ada Vane {happening}", "i1", "victim", entity="e2")
    raider = tell.say(". The ", f"Raiders of {happening % 50}", "i1", "participant", entity="e3")
    hurt_number = {"outcome": "wounded", "low": 3, "best": None, "high": None, "approximate": False}
    hurt = tell.say(" lost nobody; ", "at least 3 villagers", "i1", "wounded", group="villagers", **hurt_number)
    tell.say(" were hurt. She was a ", "colonel", "e2", "rank")
    tell.say(" of ", str(20 + happening % 40), "e2", "age")
    tell.say(" years, from ", f"Vale {happening % 300}", "e2", "home")
    tell.say(", with the ", f"Rifles {happening % 90}", "e2", "unit", entity="e4")
    tell.say(" under the ", f"Command of {happening % 20}", "e4", "memberOf", entity="e1")
    pair = tell.say(". The raiders also took ", "two wardens", "i1", "victim", entity="e5")
    part = tell.say(" during ", f"Operation Slow Tide {happening % 25}", "i1", "operation", entity="e6")
    tell.say(". The command ", "said it would answer", "e1", "states", speaker="e1")
    if number % TOTALLED == 0:
        lost = 40 + happening % 360
        sum_of = {"outcome": "killed", "low": lost, "best": lost, "high": lost, "since": f"{day[:4]}-01-01"}
        tell.say(". It has lost ", f"{lost} wardens", "e1", "total", group="wardens", scope="this year", **sum_of)
    later = tell.say(". Guns ", "shelled the hills", "i2", "occurred")
    later_where = tell.say(" of ", f"{place} North", "i2", "place")
    recalled = tell.say(". Last year they ", "shot a colonel", "i3", "occurred")
    shot = tell.say(", ", f"Ada Vane {happening - 7}", "i3", "victim", entity="e7")
    tell.say(" of the ", f"Rifles {happening % 90}", "e7", "unit", entity="e4")
    text = tell.text + "."
    article = Article(
        f"https://outlet{outlet}.example/{number}",
        text,
        text_sha256(text),
        url=f"https://outlet{outlet}.example/{number}",
        publisher=f"Outlet {outlet}",
        title=f"Ambush at {place}",
        published=f"{day}T1{outlet}:00:00Z",
        language="en",
    )
    span = tell.claims[0].evidence[0]
    spans = {claim.id: claim.evidence[0] for claim in tell.claims}
    later_span, recalled_span = spans[later], spans[recalled]
    spot = (30 + happening % 7, 40 + happening % 11 + outlet / 100)
    return Extraction(
        article,
        entities=(
            Entity("e1", "Organisation", "MilitaryService", f"Command of {happening % 20}", "the command"),
            Entity("e2", "Person", "Person", f"Ada Vane {happening}", f"Col. Ada Vane {happening}"),
            Entity("e3", "Organisation", "ArmedGroup", f"Raiders of {happening % 50}", "the raiders"),
            Entity("e4", "Unit", "Unit", f"Rifles {happening % 90}", "the rifles"),
            Entity("e5", "Person", "Person", None, "two wardens", Bounds(2, 2, 2)),
            Entity("e6", "Operation", "Operation", f"Operation Slow Tide {happening % 25}", "the operation"),
            Entity("e7", "Person", "Person", f"Ada Vane {happening - 7}", "a colonel"),
        ),
        incidents=(
            Incident(
                "i1",
                "Ambush",
                True,
                "actual",
                span,
                (span,),
                TimeSlot(day, day, "day", None, "stated", when),
                PlaceSlot(place, "IQ", *spot, 5.0, None, None, where),
                operation="e6",
                operation_claim=part,
                roles=(
                    Role("victim", "e2", (), victim),
                    Role("victim", "e5", (), pair),
                    Role("participant", "e3", (), raider),
                ),
                casualties=(
                    Casualty("killed", "wardens", "e1", Bounds(killed, killed, killed), dead),
                    Casualty("wounded", "villagers", None, Bounds(3, None, None), hurt),
                ),
                related=(Related("recalls", "i3"),),
                claims=(told, when, where, dead, victim, raider, hurt, pair, part),
            ),
            Incident(
                "i2",
                "Shelling",
                False,
                "actual",
                later_span,
                (later_span,),
                place=PlaceSlot(f"{place} North", "IQ", *spot, 9.0, None, None, later_where),
                related=(Related("follows", "i1"),),
                claims=(later, later_where),
            ),
            Incident(
                "i3",
                "Shooting",
                False,
                "background",
                recalled_span,
                (recalled_span,),
                roles=(Role("victim", "e7", (), shot),),
                claims=(recalled, shot),
            ),
        ),
        claims=tuple(tell.claims),
    )


def articles(start: int, stop: int) -> Iterator[tuple[Extraction, str]]:
    """Versions of articles with their state, the newest version of each last."""
    for number in range(start, stop):
        if number % CORRECTED == 1:
            yield extraction(number, 0), "superseded"
        yield extraction(number), "retracted" if number % WITHDRAWN == 2 else ""


def quads(start: int, stop: int, run: NamedNode) -> Iterator[Quad]:
    """Some whole incidents' articles as they stand in a store, with links and incidents."""
    graphs: list[ArticleGraph] = []
    found: list[Quad] = []
    for one, state in articles(start, stop):
        graph = article_graph(one, DEFAULT_BASE)
        found += graph.quads
        if state:
            claims = {q.subject for q in graph.quads if q.predicate == RDF_TYPE and q.object == cw("Claim")}
            found += [Quad(claim, cw("status"), Literal(state), graph.version) for claim in claims]
        if state == "retracted":
            found.append(Quad(graph.article, cw("status"), Literal(state), CURRENT))
        if state != "superseded":
            graphs.append(graph)
            found += graph.current
        found.append(Quad(graph.version, term("prov:wasGeneratedBy"), run, RUNS))
        found.append(Quad(graph.version, term("prov:generatedAtTime"), moment("2024-01-01T00:00:00Z"), RUNS))
        for entity, told in zip(graph.entities, one.entities, strict=True):
            if told.name:
                found += group_quads(DEFAULT_BASE, entity, ("entity", told.name), EXTRACTOR)
    memory = MemoryQuads(found)
    for first in range(0, len(graphs), OUTLETS):
        group = graphs[first : first + OUTLETS]
        named = [graph.entities[1] for graph in group]
        for left, right in zip([graph.entities[4] for graph in group], named[1:] + named[:1], strict=True):
            reasons = ("+ the same day", "+ two wardens")
            found += link_quads(DEFAULT_BASE, Link(left.value, right.value, "same", 0.8, reasons, EXTRACTOR))
        for which in (0, 1, 2):  # the main incident, what followed, and what is recalled
            rows = [report_row(memory, graph.reports[which], lambda _: ()) for graph in group]
            found += incident_quads(memory, rows, str)
            names = sorted(row.report for row in rows)
            for one_report, other in pairwise(names):
                why = ("+ same day", "+ same place", "= words")
                found += link_quads(DEFAULT_BASE, Link(one_report, other, "same", 0.95, why, EXTRACTOR))
    yield from dict.fromkeys(found)


def build(path: Path, size: int) -> int:
    """A store of at least `size` quads; answers with their number."""
    written, number = 0, 0
    run = NamedNode(iri(DEFAULT_BASE, "run", "bench"))
    with StoreWriter.open(path, DEFAULT_BASE) as store:
        terms = (q for file in ontology_files() for q in parse(path=str(file), format=RdfFormat.TURTLE))
        store.apply((), [Quad(t.subject, t.predicate, t.object, ONTOLOGY) for t in terms if _plain(t)])
        while written < size:
            batch = list(quads(number, number + AT_ONCE, run))
            store.apply((), batch)
            written, number = written + len(batch), number + AT_ONCE
    return written


def _plain(triple: Quad) -> bool:
    return isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal)


def measure(reader: StoreReader, name: str, values: dict[str, str]) -> tuple[list[float], int]:
    """Milliseconds of some runs, and the number of rows."""
    text = bind(load_catalogue()[name], values)
    rows = 0

    def once() -> float:
        nonlocal rows
        start = time.perf_counter()
        solutions = reader.query(text)
        rows = sum(1 for _ in solutions) if isinstance(solutions, QuerySolutions) else 0
        return 1000 * (time.perf_counter() - start)

    once()  # fills the caches
    return repeat(once), rows


def cases(reader: StoreReader) -> list[tuple[str, dict[str, str]]]:
    """Each query whole and narrowed down, to the things of one incident in the middle of the store."""

    def one(query: str) -> dict[str, str]:
        found = reader.query(bind(load_catalogue()[query], {}))
        rows = list(found) if isinstance(found, QuerySolutions) else []
        row = rows[len(rows) // 2]
        return {name: row[name].value for name in load_catalogue()[query].columns if row[name] is not None}

    report = one("reports")
    incident, article = {"incident": report["incident"]}, {"article": report["article"]}
    url = {"article": one("articles")["id"]}
    return [
        ("articles", {}),
        ("incidents", {}),
        ("incidents", {"since": "2005-01-10", "until": "2005-02-10"}),
        ("incidents", {"type": "cw:Attack"}),
        ("incidents", {"type": "shelling", "place": "vale 17"}),
        *((name, {}) for name in ("reports", "casualties", "claims", "conflicts", "same-incident")),
        *((name, incident) for name in ("reports", "casualties", "claims", "conflicts")),
        *((name, article) for name in ("reports", "casualties", "claims")),
        *((name, url) for name in ("reports", "claims")),
        *((name, {"incident": "vale 17,"}) for name in ("reports", "claims", "conflicts")),
        ("claims", {"article": "outlet 1"}),
        *((name, {}) for name in ("timeline", "corroboration", "totals")),
        *((name, {}) for name in ("people", "operations", "units", "unnamed", "related", "background")),
        *((name, incident) for name in ("people", "related")),
        ("people", {"name": "vane 17"}),
        ("timeline", {"since": "2005-01-10", "until": "2005-02-10"}),
        ("corroboration", {"minimum": "3"}),
        ("provenance", {"claim": one("casualties")["claim"]}),
    ]


def main() -> None:
    sizes = tuple(int(float(word)) for word in sys.argv[1:]) or SIZES
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "store"
            written = build(path, size)
            print(f"{written:,} quads")
            with StoreReader.open(path) as reader:
                for name, values in cases(reader):
                    milliseconds, rows = measure(reader, name, values)
                    words = " ".join(f"{key}={value.rsplit('/', 1)[-1][:12]}" for key, value in values.items())
                    show(f"{name} {words} ({rows:,} rows)", milliseconds, "ms")


if __name__ == "__main__":
    main()
