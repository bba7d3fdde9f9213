"""The pipeline's part in source groups: articles that print one text are one source, however many papers they are in.

A new article joins the groups of what it copies or what copies it, and may make one group of several; where one leaves
(removed, or changed) the rest of its group is made anew. Both depend on the texts alone, so the groups are the same in
every order of arrival. A group's IRI comes from its earliest article, as an incident's from its earliest report.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from builder.graph.change import Change
from builder.graph.links import KEY, key_quads
from builder.graph.read import Quads, nodes, subjects, word
from builder.graph.standing import SOURCE_GROUP, source_group
from builder.graph.vocabulary import CURRENT, LINKS, RDF_TYPE, cw, term
from builder.link.copies import Printed, earliest, groups, is_copy, seek_text_keys, text_keys


def join(change: Change, article: NamedNode) -> None:
    """Puts an article that stands under its keys, and into one group with its copies."""
    own = _printed(change, article)
    change.add(key_quads(article, text_keys(own)))
    met = {other for key in seek_text_keys(own) for other in subjects(change, KEY, Literal(key), LINKS)}
    members = {article}
    for other in sorted(met, key=str):
        if other not in members and is_copy(own, _printed(change, other)):
            members.update(_group_of(change, other))
    _regroup(change, members)


def leave(change: Change, article: NamedNode) -> None:
    """Takes an article out of its group; the others are grouped anew, for it may have held them together."""
    left = set(_group_of(change, article)) - {article}
    change.remove(change.quads(article, SOURCE_GROUP, None, CURRENT))
    change.remove(change.quads(article, KEY, None, LINKS))
    _group_anew(change, left)


def group_all(change: Change) -> None:
    """Groups all articles that stand again; no text stands under its keys yet."""
    articles = subjects(change, RDF_TYPE, cw("Article"), CURRENT)
    for article in articles:
        change.remove(change.quads(article, SOURCE_GROUP, None, CURRENT))
        change.add([Quad(article, SOURCE_GROUP, source_group(article), CURRENT)])
    for article in articles:
        join(change, article)


def group_again(now: Quads, change: Change, same: set[NamedNode]) -> None:
    """Groups what stands in a view of a store. Articles that are the `same` as in the store `now` are copies of each
    other only if they are in one group now; the rest join them."""
    change.add(quad for article in same for quad in now.quads(article, KEY, None, LINKS))
    for group in {group for article in same for group in nodes(now, article, SOURCE_GROUP, CURRENT)}:
        members = set(subjects(now, SOURCE_GROUP, group, CURRENT))
        _group_anew(change, members & same)
    for article in sorted(set(subjects(change, RDF_TYPE, cw("Article"), CURRENT)) - same, key=str):
        join(change, article)


def _group_of(change: Change, article: NamedNode) -> list[NamedNode]:
    return [a for group in nodes(change, article, SOURCE_GROUP, CURRENT) for a in subjects(change, SOURCE_GROUP, group)]


def _group_anew(change: Change, articles: Iterable[NamedNode]) -> None:
    for group in groups({article.value: _printed(change, article) for article in articles}):
        _regroup(change, map(NamedNode, group))


def _regroup(change: Change, members: Iterable[NamedNode]) -> None:
    texts = {member.value: _printed(change, member) for member in members}
    group = source_group(NamedNode(earliest(texts)))
    for member in map(NamedNode, texts):
        change.remove(change.quads(member, SOURCE_GROUP, None, CURRENT))
        change.add([Quad(member, SOURCE_GROUP, group, CURRENT)])


def _printed(change: Change, article: NamedNode) -> Printed:
    version = nodes(change, article, cw("newestVersion"), CURRENT)[0]
    return Printed(
        word(change, version, cw("articleId")) or article.value,
        word(change, version, cw("text")) or "",
        word(change, version, term("schema:publisher")),
        word(change, version, term("schema:datePublished")),
    )
