"""The words by which a node is found again after its article was extracted anew (contract, section 3).

By offsets in the same text, by the quote and 32 characters around it in another. A claim stands where its evidence
does, a report where its `occurred` does, an entity where it is first mentioned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from builder.graph.read import Quads, local_name, nodes, subjects, word
from builder.graph.vocabulary import CURRENT, cw, term
from builder.identity import iri

HALF = 0.5  # of the characters of both, so many must be shared where the words of a claim were cut anew


@dataclass(frozen=True, slots=True)
class Words:
    """A passage: code points of the text with `sha256`; `predicate` is a claim's; `says`: its value, or a name."""

    sha256: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    predicate: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What an act is on. `kind`: article, claim, report, or that of an entity's IRI; `node`: what it was then."""

    kind: str
    article: str
    node: str
    words: Words = Words()


def target_of(source: Quads, node: NamedNode) -> Target | None:
    """None for a node that no article version holds."""
    kind = kind_of(node)
    if kind == "article":
        name = word(source, node, cw("articleId"), CURRENT)
        return Target(kind, name, node.value) if name else None
    for version, found in _occurrences(source, node, kind):
        if article := word(source, version, cw("articleId")):
            return Target(kind, article, node.value, found)
    return None


def kind_of(node: NamedNode) -> str:
    """The kind in an IRI of ours: `base/KIND/hash`."""
    parts = node.value.rsplit("/", 2)
    return parts[-2] if len(parts) == 3 else ""


def attach(source: Quads, base: str, target: Target) -> NamedNode | None:
    """The node that the target is in the newest version of its article; None where it finds no place."""
    article = NamedNode(iri(base, "article", target.article))
    version = next(iter(nodes(source, article, cw("newestVersion"), CURRENT)), None)
    if version is None or target.kind == "article":
        return article if version else None
    ranked = [
        (nearness, found.says == target.words.says, node.value == target.node, node.value)
        for node in _candidates(source, article, version, target)
        for at, found in _occurrences(source, node, target.kind)
        if at == version and (nearness := _nearness(target.words, found))
    ]
    return NamedNode(max(ranked)[-1]) if ranked else None


def _nearness(sought: Words, found: Words) -> float:
    """How well a passage fits, 0 for not at all: in the same text what both share, else what is alike around it."""
    if found.predicate != sought.predicate:
        return 0.0
    if found.sha256 == sought.sha256:
        shared = min(found.end, sought.end) - max(found.start, sought.start)
        part = shared / (max(found.end, sought.end) - min(found.start, sought.start))
        return part if part >= HALF else 0.0
    if found.quote != sought.quote:
        return 0.0
    before = _alike(found.prefix[::-1], sought.prefix[::-1])
    return 1.0 + before + _alike(found.suffix, sought.suffix)


def _alike(one: str, other: str) -> int:
    """How many characters are the same from the start on."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _candidates(source: Quads, article: NamedNode, version: NamedNode, target: Target) -> list[NamedNode]:
    if target.kind == "claim":
        return subjects(source, cw("version"), version)
    return [node for node in subjects(source, cw("reportedIn"), article) if kind_of(node) == target.kind]


def _occurrences(source: Quads, node: NamedNode, kind: str) -> Iterator[tuple[NamedNode, Words]]:
    """Each version and passage in which the node stands, in order."""
    if kind in ("claim", "report"):
        about = [node] if kind == "claim" else subjects(source, cw("subject"), node)
        for claim in about:
            predicate = word(source, claim, cw("predicate")) or ""
            if kind == "claim" or predicate == cw("occurred").value:
                says = word(source, claim, cw("objectText")) or ""
                for span in nodes(source, claim, term("oa:hasTarget")):
                    yield from _at(source, span, local_name(predicate), says)
    else:
        says = word(source, node, cw("name")) or word(source, node, cw("description")) or ""
        for span in nodes(source, node, cw("mention")):
            yield from _at(source, span, "", says)


def _at(source: Quads, span: NamedNode, predicate: str, says: str) -> Iterator[tuple[NamedNode, Words]]:
    found: dict[str, str] = {}
    for selector in nodes(source, span, term("oa:hasSelector")):
        for name in ("start", "end", "exact", "prefix", "suffix"):
            if value := word(source, selector, term(f"oa:{name}")):
                found[name] = value
    for version in nodes(source, span, term("oa:hasSource")):
        sha256 = word(source, version, term("schema:sha256")) or ""
        offsets = int(found["start"]), int(found["end"])
        around = found.get("prefix", ""), found.get("suffix", "")
        yield version, Words(sha256, *offsets, found["exact"], *around, predicate, says)
