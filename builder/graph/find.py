"""Names, places and words looked up: what they are in this store, whatever their case and accents, the best first.

Entities of several articles are one row where judgements made them a group; a place is one row for each name.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from builder.errors import UsageError
from builder.graph.read import Quads, local_name, nodes, subjects, values, word
from builder.graph.vocabulary import CURRENT, RDFS_LABEL, cw, term
from builder.identity import fold

KINDS = ("incident", "operation", "unit", "organisation", "person", "place", "article")  # in this order among equals
NAMES = (RDFS_LABEL, cw("name"), cw("description"))
OF_ARTICLES = (cw("articleId"), *(term(f"schema:{name}") for name in ("headline", "publisher", "identifier", "author")))
ATTRIBUTES = ("rank", "position", "unit", "age", "home")
GROUP = term("prov:specializationOf")
# How well a name fits: all of it, its words in a row, its words, beginnings of words, any part; or a text that has it.
WHOLE, PHRASE, WORDS, BEGINNINGS, PART, TEXT = range(6)
SHORTEST_PART = 3  # characters that are looked for in the middle of a word
ALIKE = 0.7  # of two names that are spelt nearly the same (difflib's ratio)
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "ʿ": None, "ʾ": None})
MARKS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing. `iri` is the group's where judgements made one, `also` the IRIs of its members and namesakes;
    `articles`: how many tell of it; `fits`: 0 for the whole name, more for less."""

    kind: str
    iri: str
    label: str
    detail: str
    articles: int
    also: tuple[str, ...]
    fits: int


@dataclass(slots=True)
class _Hit:
    """What becomes one row: its nodes, with the articles that tell of them."""

    kind: str
    fits: int = TEXT
    groups: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)


def find(reader: Quads, words: str, kinds: Collection[str] = ()) -> list[Found]:
    """What stands in the store under these words, the best first. Raises UsageError for words without a letter."""
    wanted = _plain(words)
    if not wanted:
        raise UsageError("there is no word to look for", hint="Names, places or words: crosswire find Qayyarah")
    hits: dict[tuple[str, str], _Hit] = {}
    for node, kind, fits, article in _fitting(reader, wanted, kinds):
        group = next(iter(nodes(reader, node, GROUP, CURRENT)), None)
        label = " ".join((word(reader, node, RDFS_LABEL) or _headline(reader, node)).split())
        key = _plain(label) if kind == "place" else (group or node).value
        hit = hits.setdefault((kind, key), _Hit(kind))
        hit.fits = min(hit.fits, fits)
        if group:
            hit.groups.add(group.value)
        if article:
            hit.articles.add(article)
        if node.value not in hit.members:
            hit.members.add(node.value)
            hit.labels[label] += 1
    order = {kind: number for number, kind in enumerate(KINDS)}
    found = [_found(reader, hit) for hit in hits.values()]
    return sorted(found, key=lambda f: (f.fits, -f.articles, order.get(f.kind, len(order)), f.label, f.iri))


def similar(reader: Quads, words: str, most: int = 5) -> list[str]:
    """Names of what stands in the store that are spelt nearly like these words."""
    labels = {q.object.value for q in reader.quads(None, RDFS_LABEL) if isinstance(q.object, Literal)}
    by_plain = {_plain(label): label for label in sorted(labels)}
    return [by_plain[plain] for plain in difflib.get_close_matches(_plain(words), sorted(by_plain), most, ALIKE)]


def _plain(text: str) -> str:
    return fold(text.casefold().translate(PLAIN))


def _fitting(reader: Quads, wanted: str, kinds: Collection[str]) -> Iterator[tuple[NamedNode, str, int, str | None]]:
    """Node, kind, fit and article, for each name that fits of what stands."""
    standing = _standing(reader)
    known: dict[str, int | None] = {}

    def fits(name: str) -> int | None:
        if name not in known:
            known[name] = _fit(wanted, _plain(name))
        return known[name]

    for predicate in NAMES:
        for quad in reader.quads(None, predicate):
            node, name, graph = quad.subject, quad.object, quad.graph_name
            if not isinstance(node, NamedNode) or not isinstance(name, Literal) or not isinstance(graph, NamedNode):
                continue
            article = standing.get(graph.value)
            if (article is None and graph != CURRENT) or (how := fits(name.value)) is None:
                continue
            kind = _kind(node)
            if not kinds or kind in kinds:
                yield node, kind, how, article
    if kinds and "article" not in kinds:
        return
    for version, article in standing.items():
        names = (name.value for predicate in OF_ARTICLES for name in values(reader, NamedNode(version), predicate))
        found = [how for name in names if (how := fits(name)) is not None]
        if found or _holds(word(reader, NamedNode(version), cw("text")) or "", wanted):
            yield NamedNode(article), "article", min(found, default=TEXT), article


def _standing(reader: Quads) -> Mapping[str, str]:
    """{version: article} of the newest versions of articles that are not retracted."""
    return {
        quad.object.value: quad.subject.value
        for quad in reader.quads(None, cw("newestVersion"), None, CURRENT)
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and Literal("retracted") not in values(reader, quad.subject, cw("status"))
    }


def _kind(node: NamedNode) -> str:
    """'person' of `…/person/HASH`."""
    kind = local_name(node.value.rpartition("/")[0])
    return "place" if kind == "location" else kind


def _fit(wanted: str, name: str) -> int | None:
    padded, words = f" {name} ", wanted.split()
    if name == wanted:
        return WHOLE
    if f" {wanted} " in padded:
        return PHRASE
    if all(f" {one} " in padded for one in words):
        return WORDS
    if all(f" {one}" in padded for one in words):
        return BEGINNINGS
    return PART if len(wanted) >= SHORTEST_PART and wanted in name else None


def _holds(text: str, wanted: str) -> bool:
    """Whether a text holds all the words. It is not folded as names are: that takes a millisecond a text."""
    plain = text.casefold()
    if not plain.isascii():
        plain = MARKS.sub("", unicodedata.normalize("NFKD", plain.translate(PLAIN)))
    return all(one in plain and re.search(rf"\b{re.escape(one)}", plain) for one in wanted.split())


def _found(reader: Quads, hit: _Hit) -> Found:
    iri = min(hit.groups or hit.members)
    label = max(hit.labels, key=lambda name: (hit.labels[name], name))
    if hit.kind == "incident":
        reports = subjects(reader, cw("incident"), NamedNode(iri), CURRENT)
        hit.articles |= {a.value for report in reports for a in nodes(reader, report, cw("reportedIn"))}
    also = tuple(sorted((hit.groups | hit.members) - {iri}))
    return Found(hit.kind, iri, label, _detail(reader, hit), len(hit.articles), also, hit.fits)


def _detail(reader: Quads, hit: _Hit) -> str:
    """What tells one thing from another of its name, in a few words."""
    told = [NamedNode(member) for member in sorted(hit.members)]
    if hit.kind == "incident":
        kind = local_name(word(reader, told[0], cw("incidentType"), CURRENT) or "")
        start = word(reader, told[0], cw("start"), CURRENT)
        return ", ".join(part for part in (kind, start and start[:10]) if part)
    if hit.kind == "article":
        names = (term("schema:publisher"), term("schema:datePublished"))
        return ", ".join(v for name in names if (v := word(reader, told[0], name, CURRENT)))
    if hit.kind == "place":
        return ", ".join(sorted({v.value for node in told for v in values(reader, node, cw("country"))}))
    found = (v.value for name in ATTRIBUTES for node in told for v in _attribute(reader, node, name))
    return ", ".join(dict.fromkeys(found))


def _attribute(reader: Quads, node: NamedNode, name: str) -> list[Literal]:
    """The values of an attribute that stand, as words."""
    found = values(reader, node, cw(name), CURRENT)
    named = [label for v in found if isinstance(v, NamedNode) for label in values(reader, v, RDFS_LABEL)]
    return [v for v in (*found, *named) if isinstance(v, Literal)]


def _headline(reader: Quads, article: NamedNode) -> str:
    for name in (term("schema:headline"), cw("articleId")):
        if found := word(reader, article, name, CURRENT):
            return found
    return ""
