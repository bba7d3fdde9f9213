"""People's acts on links, claims and articles, in the graph `reviews`: how they are kept, and what they are on now.

An act is an annotation that assesses (Web Annotation 3.3.5). It is kept with the words it is on (article, predicate,
offsets, quote, 32 characters around it), not with a node alone: extraction makes nodes anew, and the act is attached
again by offsets in the same text, by the quote in another (contract, section 3). Of two that contradict, the later
holds; both stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from pyoxigraph import Literal, NamedNode, Quad

from builder.graph.anchors import Target, Words, attach
from builder.graph.read import Quads, Term, nodes, subjects, word
from builder.graph.vocabulary import RDF_TYPE, REVIEWS, integer, moment, term
from builder.identity import iri

VERBS = ("accept", "reject", "undo", "retract")


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a person; `date` is an ISO date or time. One target: a claim or an article; two: a link."""

    date: str
    verb: str
    by: str
    reason: str
    targets: tuple[Target, ...]

    def iri(self, base: str) -> NamedNode:
        anchors = [part for t in self.targets for part in (t.kind, t.article, *astuple(t.words))]
        return NamedNode(iri(base, "review", self.date, self.verb, self.by, self.reason, *anchors))


TEXTS = {  # of the passage, and how they stand in the graph
    "sha256": "schema:sha256",
    "quote": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "predicate": "schema:name",
    "says": "rdf:value",
}


def act_quads(base: str, act: Act) -> list[Quad]:
    node = act.iri(base)
    facts: list[tuple[NamedNode, str, Term]] = [
        (node, "rdf:type", term("oa:Annotation")),
        (node, "oa:motivatedBy", term("oa:assessing")),
        (node, "schema:name", Literal(act.verb)),
        (node, "schema:author", Literal(act.by)),
        (node, "schema:dateCreated", moment(act.date)),
        (node, "oa:bodyValue", Literal(act.reason)),
    ]
    for number, target in enumerate(act.targets, 1):
        part, words = NamedNode(f"{node.value}/{number}"), target.words
        facts += [
            (node, "oa:hasTarget", part),
            (part, "schema:about", NamedNode(target.node)),
            (part, "schema:additionalType", Literal(target.kind)),
            (part, "oa:hasSource", NamedNode(iri(base, "article", target.article))),
            (part, "schema:identifier", Literal(target.article)),
        ]
        facts += [(part, name, Literal(text)) for key, name in TEXTS.items() if (text := getattr(words, key))]
        if words.end:
            facts += [(part, "oa:start", integer(words.start)), (part, "oa:end", integer(words.end))]
    return [Quad(subject, term(name), value, REVIEWS) for subject, name, value in facts]


def read_acts(source: Quads, article: NamedNode | None = None) -> list[Act]:
    """All acts, or those on one article, from the earliest to the latest."""
    if article is None:
        found = set(subjects(source, RDF_TYPE, term("oa:Annotation"), REVIEWS))
    else:
        parts = subjects(source, term("oa:hasSource"), article, REVIEWS)
        found = {act for part in parts for act in subjects(source, term("oa:hasTarget"), part, REVIEWS)}
    acts = [(_act(source, node), node.value) for node in found]
    return [act for act, _ in sorted(acts, key=lambda pair: (pair[0].date, pair[1]))]


def _act(source: Quads, node: NamedNode) -> Act:
    def text(subject: NamedNode, name: str) -> str:
        return word(source, subject, term(name), REVIEWS) or ""

    targets = []
    for part in nodes(source, node, term("oa:hasTarget"), REVIEWS):
        offsets = int(text(part, "oa:start") or 0), int(text(part, "oa:end") or 0)
        words = Words(start=offsets[0], end=offsets[1], **{key: text(part, name) for key, name in TEXTS.items()})
        kind, article = text(part, "schema:additionalType"), text(part, "schema:identifier")
        targets.append(Target(kind, article, text(part, "schema:about"), words))
    date, verb = text(node, "schema:dateCreated"), text(node, "schema:name")
    return Act(date, verb, text(node, "schema:author"), text(node, "oa:bodyValue"), tuple(targets))


def place(source: Quads, base: str, act: Act) -> tuple[NamedNode, ...]:
    """The nodes (sorted) that the act is on now; empty where one of its targets finds no place."""
    attached = [attach(source, base, target) for target in act.targets]
    return tuple(sorted((node for node in attached if node), key=str)) if None not in attached else ()


def decisions(source: Quads, base: str, acts: Iterable[Act]) -> dict[tuple[NamedNode, ...], Act]:
    """What holds of these acts, by what they are on now: of each, the latest, unless undone."""
    found: dict[tuple[NamedNode, ...], Act] = {}
    for act in acts:
        if on := place(source, base, act):
            found[on] = act
    return {on: act for on, act in found.items() if act.verb != "undo"}
