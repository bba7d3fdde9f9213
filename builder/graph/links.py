"""Judgements in the graph `links`, and the keys by which reports and texts find their candidates."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from builder.graph.read import Quads, subjects, values, word
from builder.graph.vocabulary import CURRENT, LINKS, RDF_TYPE, cw, decimal, term
from builder.identity import iri
from builder.model import Link

KEY = term("schema:keywords")  # under which a report, or a text, is found by those that may be the same


def link_quads(base: str, link: Link) -> list[Quad]:
    """One judgement as a node of its own; the same pair always has the same node."""
    node = NamedNode(iri(base, "link", link.left, link.right))
    facts: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF_TYPE, cw("Link")),
        (cw("left"), NamedNode(link.left)),
        (cw("right"), NamedNode(link.right)),
        (cw("judgement"), Literal(link.judgement)),
        (cw("score"), decimal(link.score)),
        (cw("decidedBy"), Literal(link.decided_by)),
        *((cw("reason"), Literal(reason)) for reason in link.reasons),
    ]
    return [Quad(node, predicate, value, LINKS) for predicate, value in facts]


def key_quads(node: NamedNode, keys: Iterable[str]) -> list[Quad]:
    return [Quad(node, KEY, Literal(key), LINKS) for key in sorted(keys)]


def group_quads(base: str, entity: NamedNode, key: tuple[str, str], decided_by: str) -> list[Quad]:
    """An entity joins the group of its name: a judgement of its own, so that one can leave without the others."""
    group = NamedNode(iri(base, "group", *key))
    reason = f"the same full name and kind: {key[1]} ({key[0]})"
    link = Link(group.value, entity.value, "same", 0.9, (reason,), decided_by)
    return [*link_quads(base, link), Quad(entity, term("prov:specializationOf"), group, CURRENT)]


def links_of(source: Quads, node: NamedNode) -> list[NamedNode]:
    """The judgements that a report or an entity stands in."""
    return [link for side in ("left", "right") for link in subjects(source, cw(side), node, LINKS)]


def read_link(source: Quads, node: NamedNode) -> Link:
    def text(name: str) -> str:
        return word(source, node, cw(name), LINKS) or ""

    reasons = tuple(value.value for value in values(source, node, cw("reason"), LINKS))
    return Link(text("left"), text("right"), text("judgement"), float(text("score")), reasons, text("decidedBy"))
