"""What may have been meant by an IRI, a start of one, or a word that leads to nothing."""

from __future__ import annotations

import heapq
import re
from collections.abc import Collection, Iterable
from itertools import takewhile

from pyoxigraph import NamedNode

from builder.graph.find import find
from builder.graph.read import Quads, local_name, word
from builder.graph.vocabulary import RDFS_LABEL, cw, term
from builder.graph.wording import short

MOST = 3
ALIKE = 4  # digits that two hashes share at both ends together before one is called near
NAMED_BY = (RDFS_LABEL, term("schema:headline"), cw("objectText"))
LONGEST = 40  # characters of a name
COMMANDS = ("article", "claim", "incident")  # kinds that have a command of their name
SEARCH = "'crosswire find WORDS' searches the store"
EMPTY = "There is no article in it: 'crosswire build SOURCE' adds some"


def nearest(source: Quads, given: str, candidates: Iterable[NamedNode], kinds: Collection[str]) -> str:
    """A hint: the candidates with nearly the same hash, or those that the words name, or where to look."""
    if next(source.quads(None, cw("versionOf")), None) is None:
        return EMPTY
    hashed = local_name(given)
    if re.fullmatch(r"[0-9a-f]{2,}", hashed):
        kind = given.rsplit("/", 2)[-2] if given.count("/") > 1 else ""
        if kind in COMMANDS and kind not in kinds and next(source.quads(_node(given)), None):
            return f"It is of another kind: 'crosswire {kind} {hashed}' shows it"
        scored = {(_alike(hashed, local_name(node.value)), node.value) for node in candidates}
        least = min(ALIKE, len(hashed) - 1)
        found = [_named(source, NamedNode(iri)) for alike, iri in heapq.nlargest(MOST, scored) if alike >= least]
    else:
        wanted = set(kinds) & {"article", "incident"}
        hits = find(source, given, wanted) if wanted and any(map(str.isalnum, given)) else []
        found = [f"{short(hit.iri)} ({hit.label[:LONGEST]})" for hit in hits[:MOST]]
    return f"Nearest: {', '.join(found)}" if found else SEARCH


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:  # no IRI after all: then nothing has it
        return NamedNode("urn:none")


def _alike(one: str, other: str) -> int:
    """Characters that two hashes share at their start and, of the rest, at their end."""
    start = _shared(one, other)
    return start + _shared(one[start:][::-1], other[start:][::-1])


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _named(source: Quads, node: NamedNode) -> str:
    name = next((label for predicate in NAMED_BY if (label := word(source, node, predicate))), "")
    return f"{short(node.value)} ({' '.join(name.split())[:LONGEST]})" if name else short(node.value)
