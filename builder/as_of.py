"""A store as it stood on a day: what was published later is left out, what was corrected later does not apply yet.

Nothing is kept for this: versions, judgements and people's acts are all in the store, and what stands follows from
them. So the view is made when it is asked for: the versions of that day, what stood of them, the judgements on what
stood, and the incidents that these made. What is as it is today is copied. Our own times play no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from pyoxigraph import NamedNode, Quad

from builder.copies import group_again
from builder.graph.anchors import kind_of
from builder.graph.change import Change
from builder.graph.links import links_of
from builder.graph.read import Quads, nodes, subjects, word
from builder.graph.reviews import act_quads, read_acts
from builder.graph.rules import Rules, of_the_ontology
from builder.graph.standing import standing
from builder.graph.vocabulary import CURRENT, LINKS, ONTOLOGY, RDF_TYPE, RUNS, cw, term
from builder.inferring import infer_all
from builder.linking import link_reports
from builder.ontology import load_ontology
from builder.resources import own_ontology
from builder.settling import statuses
from builder.store.access import Access
from builder.store.embedded import StoreReader
from builder.store.memory import MemoryStore
from builder.store.rows import ArticleRow


def as_of(reader: StoreReader, day: str) -> Access:
    """The store as it stood at the end of `day` (an ISO date): a view in memory, or the store itself where nothing
    has come since. An article without a date counts as published before."""
    then: dict[NamedNode, NamedNode] = {}
    others: dict[NamedNode, list[NamedNode]] = {}
    rows = sorted(reader.ledger.articles(), key=lambda row: row.article)  # stable: versions stay in their order
    for iri, group in groupby(rows, key=lambda row: row.article):
        versions = list(group)
        newest = newest_on(versions, day)
        if newest:
            then[NamedNode(iri)] = NamedNode(newest.version)
            others[NamedNode(iri)] = [NamedNode(row.version) for row in versions if row is not newest]
    now = {quad.subject: quad.object for quad in reader.quads(None, cw("newestVersion"), None, CURRENT)}
    acts = read_acts(reader)
    later = [act for act in acts if act.date[:10] > day]
    corrected = {a for a in then if any(target.article == _id(reader, a) for act in later for target in act.targets)}
    same = {article for article, version in then.items() if now.get(article) == version and article not in corrected}
    if len(same) == len(now):
        return reader
    kept = [quad for act in acts if act not in later for quad in act_quads(reader.base, act)]
    texts = (q for article, version in then.items() for q in _version(reader, version, others[article]))
    runs = (quad for version in then.values() for quad in reader.quads(version, None, None, RUNS))
    started = (quad for run in subjects(reader, RDF_TYPE, cw("Run"), RUNS) for quad in reader.quads(run, graph=RUNS))
    ontology = chain(reader.quads(graph=ONTOLOGY), of_the_ontology(reader, reader.base))
    view = MemoryStore(reader, chain(texts, kept, runs, started, ontology))
    _stand(view, then)
    _copy_links(reader, view, same)
    _link_rest(reader, view, same)
    _infer(view)
    return view


def newest_on(versions: Iterable[ArticleRow], day: str) -> ArticleRow | None:
    """The version that stood at the end of the day; `versions` in the order of their coming. A later one counts from
    its `modified`, the first from its `published`, whatever was modified before we first read it."""
    newest: ArticleRow | None = None
    for row in versions:
        date = row.published if newest is None else row.modified or row.published
        if date and date[:10] > day:
            continue
        if newest is None or not (newest.modified and row.modified and newest.modified > row.modified):
            newest = row
    return newest


def _id(source: Quads, article: NamedNode) -> str:
    return word(source, article, cw("articleId"), CURRENT) or ""


def _version(reader: StoreReader, version: NamedNode, others: list[NamedNode]) -> Iterator[Quad]:
    """All that the version says, its own graph and what now stands with another version that says the same."""
    own = [quad for quad in reader.quads(graph=version) if quad.predicate != cw("status")]
    yield from own
    if others:
        said = {(quad.subject, quad.predicate) for quad in own}
        named = {node for quad in own for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}
        for other in others:
            for quad in reader.quads(graph=other):
                if quad.subject in named and (quad.subject, quad.predicate) not in said:
                    yield Quad(quad.subject, quad.predicate, quad.object, version)


def _stand(view: MemoryStore, then: dict[NamedNode, NamedNode]) -> None:
    """What stood of each version."""
    view.apply((), (Quad(article, cw("newestVersion"), version, CURRENT) for article, version in then.items()))
    change = Change(view)
    for article, version in then.items():
        change.add(statuses(change, article, version, view.base))
        change.add(standing(change.quads(graph=version), version))
    view.apply(change.deletes, change.inserts)


def _copy_links(reader: StoreReader, view: MemoryStore, same: set[NamedNode]) -> None:
    """What is as it is today: the judgements between such articles, and the keys and groups of what they tell of."""
    nodes_of_same = {node for article in same for node in subjects(view, cw("reportedIn"), article)}
    membership = term("prov:specializationOf")
    quads: list[Quad] = []
    for node in nodes_of_same:
        quads += reader.quads(node, term("schema:keywords"), None, LINKS)
        quads += reader.quads(node, membership, None, CURRENT)
        for link in links_of(reader, node):
            sides = {side for name in ("left", "right") for side in nodes(reader, link, cw(name), LINKS)}
            if all(side in nodes_of_same or kind_of(side) == "group" for side in sides):
                quads += reader.quads(link, None, None, LINKS)
    view.apply((), dict.fromkeys(quads))


def _link_rest(reader: StoreReader, view: MemoryStore, same: set[NamedNode]) -> None:
    """All else is linked as it was then; incidents are copied where nothing around them was otherwise."""
    reports = [r for r in subjects(view, RDF_TYPE, cw("Report")) if word(view, r, cw("mode"), CURRENT)]
    rest = [report for report in reports if same.isdisjoint(nodes(view, report, cw("reportedIn")))]
    entities = [
        entity
        for article in subjects(view, RDF_TYPE, cw("Article"), CURRENT)
        if article not in same and not word(view, article, cw("status"), CURRENT)
        for entity in subjects(view, cw("reportedIn"), article)
        if kind_of(entity) != "report"
    ]
    untouched = set(reports).difference(rest)
    anew = {report for report in untouched if not _around(reader, report) <= untouched}
    anew |= {mate for report in anew for mate in _mates(reader, report) & untouched}
    change = Change(view)
    group_again(reader, change, same)
    for report in untouched - anew:
        for incident in nodes(reader, report, cw("incident"), CURRENT):
            change.add([Quad(report, cw("incident"), incident, CURRENT)])
            change.add(reader.quads(incident, None, None, CURRENT))
    link_reports(change, rest, entities, view.base, load_ontology(own_ontology()), anew)
    view.apply(change.deletes, change.inserts)


def _infer(view: MemoryStore) -> None:
    """What followed from what stood, by the ontology of today."""
    change = Change(view)
    infer_all(change, Rules.load(change, view.base))
    view.apply(change.deletes, change.inserts)


def _mates(reader: StoreReader, report: NamedNode) -> set[NamedNode]:
    """The reports of the incident that a report is in."""
    incidents = nodes(reader, report, cw("incident"), CURRENT)
    return {mate for incident in incidents for mate in subjects(reader, cw("incident"), incident, CURRENT)}


def _around(reader: StoreReader, report: NamedNode) -> set[NamedNode]:
    """The reports that have a say in which incident a report is in."""
    links = links_of(reader, report)
    judged = {node for link in links for side in ("left", "right") for node in nodes(reader, link, cw(side), LINKS)}
    return judged | _mates(reader, report)
