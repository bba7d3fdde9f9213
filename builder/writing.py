"""One extraction into the store: checked, its faulty claims set aside, linked, and written in one atomic change."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Quad

from builder.graph.article import ArticleGraph, article_graph
from builder.graph.aside import without, wrong_quotes
from builder.graph.change import Change
from builder.graph.closure import closed
from builder.graph.read import nodes, subjects
from builder.graph.rules import Rules, of_the_ontology
from builder.graph.validate import Validator
from builder.graph.vocabulary import CURRENT, ONTOLOGY, RDF_TYPE, RUNS, cw, moment, term
from builder.inferring import infer, infer_all
from builder.model import Extraction
from builder.ontology import Ontology
from builder.serial import claim_to_json
from builder.settling import is_retracted, settle, superseded
from builder.store.embedded import StoreWriter
from builder.store.rows import ArticleRow, SetAside


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one article (`state`: new, changed, unchanged); `incidents` counts those that none told before."""

    state: str
    claims: int
    links: int
    set_aside: int
    incidents: int


@dataclass(frozen=True, slots=True)
class ArticleWriter:
    store: StoreWriter
    ontology: Ontology
    validator: Validator
    rules: Rules
    run: NamedNode
    now: str

    def write(self, extraction: Extraction, row: ArticleRow) -> Written:
        """Stores one article under its ledger row; an older version of it stays, marked superseded."""
        graph, checked, aside = self.check(extraction)
        stored = self.store.ledger.article(row.version)
        others = [found for found in self.store.ledger.versions_of(row.article) if found.version != row.version]
        newer = self._newer(others, row)
        older = [found for found in others if found not in newer]
        change, links = Change(self.store), 0
        change.remove(self.store.quads(graph=graph.version))
        change.remove(self.store.quads(graph.version, None, None, RUNS))
        change.add(graph.quads)
        self._share(change, graph, older, newer)
        if newer:
            change.add(superseded(change, graph.version))
            row, older = replace(row, state="superseded"), []
        else:
            for found in older:
                change.add(superseded(change, NamedNode(found.version)))
            older = [replace(found, state="superseded") for found in older]
            links = settle(change, graph.article, graph.version, self.store.base, self.ontology)
            row = replace(row, state="retracted") if is_retracted(change, graph.article) else row
        row = replace(row, claims=len(checked.claims), incidents=len(graph.reports), set_aside=len(aside))
        own, _ = change.inserts_by(graph.version)
        if set(own) == set(self.store.quads(graph=graph.version)):
            self.store.apply((), (), [row])  # extracted again, to the same end: no run has made anything
            return Written("unchanged", row.claims, 0, row.set_aside, 0)
        infer(change, self.rules)
        change.add(self._run_quads(graph.version))
        claims = {claim.id: claim for claim in extraction.claims}
        words = {key: json.dumps(claim_to_json(claims[key]), ensure_ascii=False) for key in aside}
        own, rest = change.inserts_by(graph.version)
        self.store.put_article(
            row,
            own,
            change.deletes,
            rest,
            older,
            [SetAside(row.version, words[key], reason) for key, reason in sorted(aside.items())],
        )
        own_reports = set(graph.reports)
        touched = {i for report in graph.reports for i in nodes(self.store, report, cw("incident"), CURRENT)}
        fresh = [i for i in touched if own_reports.issuperset(subjects(self.store, cw("incident"), i, CURRENT))]
        return Written("changed" if others or stored else "new", len(checked.claims), links, len(aside), len(fresh))

    def check(self, extraction: Extraction) -> tuple[ArticleGraph, Extraction, dict[str, str]]:
        """The graph of what holds against the shapes, and {claim id: reason} for what was set aside."""
        aside = wrong_quotes(extraction)
        while True:
            checked = without(extraction, aside) if aside else extraction
            graph = article_graph(checked, self.store.base)
            faults = {
                claim: f"{violation.message} ({violation.shape})"
                for violation in self.validator.check((*graph.quads, *graph.current))
                for claim in graph.claim_of.get(violation.focus, ())
            }
            if not faults:
                return graph, checked, aside
            aside |= faults

    def _share(
        self, change: Change, graph: ArticleGraph, older: Iterable[ArticleRow], newer: Iterable[ArticleRow]
    ) -> None:
        """What two versions say alike stands once, with the newer: the union of graphs would show it twice."""
        mine = {quad.triple for quad in graph.quads}
        for row in older:
            theirs = self.store.quads(graph=NamedNode(row.version))
            change.remove(quad for quad in theirs if quad.triple in mine)
        for row in newer:
            stated = {quad.triple for quad in self.store.quads(graph=NamedNode(row.version))}
            change.remove(quad for quad in graph.quads if quad.triple in stated)

    def _newer(self, others: list[ArticleRow], row: ArticleRow) -> list[ArticleRow]:
        """The versions that stand before this one. One that is extracted again keeps its rank."""
        stored = self.store.ledger.article(row.version)
        if stored:
            return others if stored.state == "superseded" else []
        return [found for found in others if _later(found, row)]

    def _run_quads(self, version: NamedNode) -> list[Quad]:
        """When we read it: the only clock in the store, in a graph of its own."""
        at = moment(self.now)
        return [
            Quad(self.run, RDF_TYPE, cw("Run"), RUNS),
            Quad(self.run, RDF_TYPE, term("prov:Activity"), RUNS),
            Quad(self.run, term("prov:startedAtTime"), at, RUNS),
            Quad(version, term("prov:wasGeneratedBy"), self.run, RUNS),
            Quad(version, term("prov:generatedAtTime"), at, RUNS),
        ]


def _later(found: ArticleRow, row: ArticleRow) -> bool:
    """Whether a stored version is newer: by `modified` where both have it, else the later build is newer."""
    return bool(found.modified and row.modified and found.modified > row.modified)


def publish_ontology(store: StoreWriter, quads: Iterable[Quad]) -> Rules:
    """The ontology as the graph `ontology`, and what follows from it: written anew only when it has changed."""
    wanted, kept = set(quads), set(store.quads(graph=ONTOLOGY))
    if wanted != kept:
        change = Change(store)
        change.remove(kept - wanted)
        change.remove(of_the_ontology(store, store.base))
        change.add(wanted - kept)
        change.add(closed(wanted))
        infer_all(change, Rules.load(change, store.base))
        store.apply(change.deletes, change.inserts)
    return Rules.load(store, store.base)
