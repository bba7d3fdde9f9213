"""The pipeline's part in people's judgements: a link that a person accepted or rejected is judged so, whatever it was.

Reports are then one incident, or never one. Of two entities that are named, the later joins the group of the earlier,
or leaves it; where one has no name, the link alone says who is meant.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from builder.graph.anchors import kind_of
from builder.graph.change import Change
from builder.graph.links import link_quads
from builder.graph.read import nodes, word
from builder.graph.reviews import Act, decisions, read_acts
from builder.graph.vocabulary import CURRENT, LINKS, cw, term
from builder.identity import iri
from builder.model import Link

JUDGEMENTS = {"accept": ("same", 1.0), "reject": ("different", 0.0)}
PERSON = "person:"  # before the name of who decided


def judge_by_review(change: Change, touched: set[NamedNode], base: str) -> None:
    """Puts people's judgements on pairs in the place of the machine's, where one of the two is among `touched`."""
    for pair, act in sorted(pair_decisions(change, touched, base).items(), key=str):
        left, right = pair
        if not stands(change, left) or not stands(change, right):
            continue
        _replace(change, base, link_of(left, right, act))
        if kind_of(left) != "report":
            _regroup(change, base, left, right, act)


def pair_decisions(change: Change, touched: Iterable[NamedNode], base: str) -> dict[tuple[NamedNode, ...], Act]:
    articles = {article for node in touched for article in nodes(change, node, cw("reportedIn"))}
    acts = {act for article in articles for act in read_acts(change, article) if len(act.targets) == 2}
    found = decisions(change, base, sorted(acts, key=lambda act: (act.date, act.iri(base).value)))
    return {pair: act for pair, act in found.items() if len(pair) == 2 and not set(pair).isdisjoint(touched)}


def stands(change: Change, node: NamedNode) -> bool:
    """Whether a report is told by a claim that stands, or an entity by an article that is not withdrawn."""
    if kind_of(node) == "report":
        return word(change, node, cw("mode"), CURRENT) is not None
    return not any(word(change, article, cw("status"), CURRENT) for article in nodes(change, node, cw("reportedIn")))


def link_of(left: NamedNode, right: NamedNode, act: Act) -> Link:
    judgement, score = JUDGEMENTS[act.verb]
    reason = f"{act.by}, {act.date[:10]}: {act.reason}" if act.reason else f"{act.by}, {act.date[:10]}"
    return Link(left.value, right.value, judgement, score, (reason,), f"{PERSON}{act.by}")


def _replace(change: Change, base: str, link: Link) -> None:
    change.remove(change.quads(NamedNode(iri(base, "link", link.left, link.right)), None, None, LINKS))
    change.add(link_quads(base, link))


def _regroup(change: Change, base: str, left: NamedNode, right: NamedNode, act: Act) -> None:
    if not all(word(change, entity, cw("name")) for entity in (left, right)):
        return
    earlier, later = sorted((left, right), key=lambda entity: _rank(change, entity))
    membership = term("prov:specializationOf")
    ours = next(iter(nodes(change, earlier, membership, CURRENT)), None)
    theirs = next(iter(nodes(change, later, membership, CURRENT)), None)
    if act.verb == "reject" and ours is not None and ours == theirs:
        change.remove(change.quads(later, membership, None, CURRENT))
        _replace(change, base, link_of(ours, later, act))
    elif act.verb == "accept" and (ours is None or ours != theirs):
        group = ours or NamedNode(iri(base, "group", earlier.value))
        change.remove(change.quads(later, membership, None, CURRENT))
        for member in (later,) if ours else (earlier, later):
            _replace(change, base, link_of(group, member, act))
            change.add([Quad(member, membership, group, CURRENT)])


def _rank(change: Change, entity: NamedNode) -> tuple[str, str, str]:
    """Earlier first: by publication (undated last), then the article's id."""
    article = nodes(change, entity, cw("reportedIn"))[0]
    published = word(change, article, term("schema:datePublished"), CURRENT)
    return published or "~", word(change, article, cw("articleId"), CURRENT) or "", entity.value
