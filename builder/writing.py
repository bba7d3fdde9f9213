"""One extraction into the store: checked, its faulty claims set aside, linked, and written in one atomic change."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Quad

from builder.graph.article import ArticleGraph, article_graph
from builder.graph.aside import without, wrong_quotes
from builder.graph.change import Change
from builder.graph.read import nodes, subjects
from builder.graph.validate import Validator
from builder.graph.vocabulary import CURRENT, ONTOLOGY, RDF_TYPE, RUNS, cw, moment, term
from builder.linking import link_reports, unlink
from builder.model import Extraction
from builder.ontology import Ontology
from builder.serial import claim_to_json
from builder.store.embedded import StoreWriter
from builder.store.rows import ArticleRow, SetAside


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one article: `state` is 'new' or 'changed'; `incidents` counts those that none told before."""

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
    run: NamedNode
    now: str

    def write(self, extraction: Extraction, row: ArticleRow) -> Written:
        """Stores one article under its ledger row; an older version of it stays, marked superseded."""
        graph, checked, aside = self.check(extraction)
        others = [found for found in self.store.ledger.versions_of(row.article) if found.version != row.version]
        newer = [found for found in others if _later(found, row)]
        older = [found for found in others if not _later(found, row)]
        change, links = Change(self.store), 0
        change.add(graph.quads)
        self._share(change, graph, older, newer)
        if newer:
            change.add(_superseded(graph.quads, graph.version))
            row, older = replace(row, state="superseded"), []
        else:
            left_behind = self._supersede(change, graph, older)
            change.add(graph.current)
            links = link_reports(change, graph.reports, graph.entities, self.store.base, self.ontology, left_behind)
            older = [replace(found, state="superseded") for found in older]
        change.add(self._run_quads(graph.version))
        claims = {claim.id: claim for claim in extraction.claims}
        words = {key: json.dumps(claim_to_json(claims[key]), ensure_ascii=False) for key in aside}
        own, rest = change.inserts_by(graph.version)
        self.store.put_article(
            replace(row, claims=len(checked.claims), incidents=len(graph.reports), set_aside=len(aside)),
            own,
            change.deletes,
            rest,
            older,
            [SetAside(row.version, words[key], reason) for key, reason in sorted(aside.items())],
        )
        own_reports = set(graph.reports)
        touched = {i for report in graph.reports for i in nodes(self.store, report, cw("incident"), CURRENT)}
        fresh = [i for i in touched if own_reports.issuperset(subjects(self.store, cw("incident"), i, CURRENT))]
        return Written("changed" if others else "new", len(checked.claims), links, len(aside), len(fresh))

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

    def _supersede(self, change: Change, graph: ArticleGraph, older: Iterable[ArticleRow]) -> set[NamedNode]:
        """Takes the older versions out of what stands now; answers with the reports that they were linked to."""
        for found in older:
            version = NamedNode(found.version)
            change.add(_superseded(self.store.quads(graph=version), version))
        change.remove(self.store.quads(graph.article, None, None, CURRENT))
        return unlink(change, subjects(self.store, cw("reportedIn"), graph.article))

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


def publish_ontology(store: StoreWriter, quads: Iterable[Quad]) -> None:
    """The ontology as the graph `ontology`, written anew only when it has changed."""
    wanted, kept = set(quads), set(store.quads(graph=ONTOLOGY))
    if wanted != kept:
        store.apply(kept - wanted, wanted - kept)


def _superseded(quads: Iterable[Quad], version: NamedNode) -> list[Quad]:
    claims = {quad.subject for quad in quads if quad.predicate == RDF_TYPE and quad.object == cw("Claim")}
    return [Quad(claim, cw("status"), Literal("superseded"), version) for claim in claims]
