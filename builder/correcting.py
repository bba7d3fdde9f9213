"""The pipeline's part in corrections: what a person says of links, claims and articles, and what follows from it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from builder.errors import NotFound, UsageError
from builder.graph.anchors import kind_of, target_of
from builder.graph.change import Change
from builder.graph.lookup import ENTITIES, find_node, first_report, reports_of
from builder.graph.read import nodes, subjects
from builder.graph.reviews import Act, act_quads, decisions, place, read_acts
from builder.graph.rules import Rules
from builder.graph.vocabulary import CURRENT, LINKS, RUNS, cw, moment, term
from builder.identity import iri
from builder.inferring import infer
from builder.linking import link_reports, make_incidents
from builder.ontology import Ontology, load_ontology
from builder.resources import own_ontology
from builder.reviewed import stands
from builder.settling import settle, unsettle
from builder.store.embedded import StoreWriter
from builder.store.rows import ArticleRow

PAIRED = ENTITIES | {"report", "incident"}


def now() -> str:
    """When a person acts; to the microsecond, so that two acts in a row have an order."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def review(path: Path, verb: str, given: Sequence[str], by: str, reason: str, date: str | None = None) -> list[Act]:
    """Records a judgement ('accept', 'reject' or 'undo') on a pair, or ('reject', 'undo') on one claim, and applies it.

    Raises NotFound, UsageError for what cannot be judged so.
    """
    with StoreWriter.existing(path) as store:
        nodes_on = [find_node(store, text, PAIRED if len(given) == 2 else {"claim", "article"}) for text in given]
        pairs = _pairs(store, verb, nodes_on) if len(given) == 2 else [tuple(nodes_on)]
        acts = [_act(store, verb, on, by, reason, moment(date or now()).value) for on in pairs]
        if verb == "undo" and not any(_held(store, act) for act in acts):
            raise NotFound("there is no judgement of a person to undo", where=" and ".join(given))
        apply(store, acts, load_ontology(own_ontology()))
    return acts


def retract(path: Path, article: str, reason: str, by: str, date: str | None = None) -> Act:
    """Marks an article as withdrawn; its claims leave every default answer, and it stays as it was."""
    with StoreWriter.existing(path) as store:
        on = find_node(store, article, {"article"})
        act = _act(store, "retract", (on,), by, reason, moment(date or now()).value)
        apply(store, [act], load_ontology(own_ontology()))
    return act


def remove(path: Path, articles: Sequence[str]) -> int:
    """Takes articles out, all their versions; the number of versions. People's acts on them are kept."""
    ontology = load_ontology(own_ontology())
    with StoreWriter.existing(path) as store:
        found = [find_node(store, article, {"article"}) for article in articles]
        removed = 0
        for article in dict.fromkeys(found):
            change = Change(store)
            left_behind = unsettle(change, article)
            for row in store.ledger.versions_of(article.value):
                change.remove(store.quads(graph=NamedNode(row.version)))
                change.remove(store.quads(NamedNode(row.version), None, None, RUNS))
                removed += 1
            make_incidents(change, left_behind, ontology)
            infer(change, Rules.load(store, store.base))
            store.apply(change.deletes, change.inserts)
    return removed


def apply(store: StoreWriter, acts: Iterable[Act], ontology: Ontology) -> None:
    """Writes acts and all that follows from them, article by article and pair by pair, in one atomic change."""
    change, rows = Change(store), dict[str, ArticleRow]()
    acts = list(acts)
    for act in acts:
        change.add(act_quads(store.base, act))
    for act in acts:
        articles = [NamedNode(iri(store.base, "article", target.article)) for target in act.targets]
        if len(articles) == 1:
            rows |= _settle(store, change, articles[0], ontology)
        else:
            _rejudge(store, change, act, ontology)
    infer(change, Rules.load(store, store.base))
    store.apply(change.deletes, change.inserts, rows.values())


def _settle(store: StoreWriter, change: Change, article: NamedNode, ontology: Ontology) -> dict[str, ArticleRow]:
    version = next(iter(nodes(change, article, cw("newestVersion"), CURRENT)), None)
    row = store.ledger.article(version.value) if version else None
    if version is None or row is None:
        return {}  # the act waits for its article
    settle(change, article, version, store.base, ontology)
    withdrawn = next(change.quads(article, cw("status"), Literal("retracted"), CURRENT), None)
    state = "retracted" if withdrawn else "stored" if row.state == "retracted" else row.state
    return {row.version: replace(row, state=state)}


def _rejudge(store: StoreWriter, change: Change, act: Act, ontology: Ontology) -> None:
    """The pair as the machine judges it, then as people do."""
    pair = place(change, store.base, act)
    if len(pair) != 2:
        return  # the act waits for its articles
    left, right = pair
    change.remove(change.quads(NamedNode(iri(store.base, "link", left.value, right.value)), None, None, LINKS))
    if kind_of(left) == "report":
        touched = {report for one in pair for report in reports_of(change, one)}
        link_reports(change, [one for one in pair if stands(change, one)], [], store.base, ontology, touched)
    else:
        for entity in pair:
            change.remove(change.quads(entity, term("prov:specializationOf"), None, CURRENT))
            for link in subjects(change, cw("right"), entity, LINKS):
                if any(kind_of(group) == "group" for group in nodes(change, link, cw("left"), LINKS)):
                    change.remove(change.quads(link, None, None, LINKS))
        link_reports(change, [], [one for one in pair if stands(change, one)], store.base, ontology, set())


def _act(store: StoreWriter, verb: str, on: tuple[NamedNode, ...], by: str, reason: str, date: str) -> Act:
    targets = tuple(target_of(store, node) for node in on)
    for node, target in zip(on, targets, strict=True):
        if target is None:
            raise UsageError("no article tells of it in words of its own", where=node.value)
    return Act(date, verb, by, reason, tuple(target for target in targets if target))


def _pairs(store: StoreWriter, verb: str, on: list[NamedNode]) -> list[tuple[NamedNode, ...]]:
    """The pairs that are judged. An incident stands for its first report; where two incidents are to be one, whatever
    the machine held apart between their reports is judged too."""
    one, other = (first_report(store, node) if kind_of(node) == "incident" else node for node in on)
    if one == other:
        raise UsageError("these two are one already", where=one.value)
    if kind_of(one) != kind_of(other):
        raise UsageError(f"a {kind_of(one)} and a {kind_of(other)} are never the same")
    pairs = [(one, other)]
    if verb == "accept" and all(kind_of(node) == "incident" for node in on):
        apart = {frozenset(pair) for pair in _judged_different(store)}
        crossed = ((a, b) for a in reports_of(store, one) for b in reports_of(store, other))
        pairs += [pair for pair in crossed if frozenset(pair) in apart and pair != (one, other)]
    return [tuple(sorted(pair, key=str)) for pair in pairs]


def _judged_different(store: StoreWriter) -> Iterable[tuple[NamedNode, ...]]:
    for link in subjects(store, cw("judgement"), Literal("different"), LINKS):
        yield tuple(node for side in ("left", "right") for node in nodes(store, link, cw(side), LINKS))


def _held(store: StoreWriter, act: Act) -> bool:
    """Whether a person's judgement holds on what the act is on."""
    article = NamedNode(iri(store.base, "article", act.targets[0].article))
    return place(store, store.base, act) in decisions(store, store.base, read_acts(store, article))
