"""Mentions in the making and their clusters, and what two must share to be of one referent: name, gender, head noun."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.extract.names import SUFFIX
from builder.extract.nominals import PEOPLE
from builder.model import Bounds

if TYPE_CHECKING:
    from spacy.tokens import Token


# How much a mention stands out, by its part in the clause: Lappin and Leass's weights for its sentence (100), for
# subject (80), object (50) and other complements (40), and for heading a phrase of its own (80).
WEIGHTS = {
    "nsubj": 260, "nsubjpass": 260, "dobj": 230,
    **dict.fromkeys(("poss", "compound", "nmod", "amod", "pobj", "appos", "conj"), 140),
}  # fmt: skip
OTHER_WEIGHT = 220


@dataclass(slots=True, eq=False)
class Draft:
    """`name`: its normal form, None for a description. `head`: its head noun, singular. `modifiers`: its other content
    words, lower case. `nation`: country code of the people or force, if said. `gender`: 'f' or 'm', if said.
    `sentence`: index, -1 for numbers."""

    start: int
    end: int
    type: str
    form: str
    class_name: str = ""
    sentence: int = -1
    name: str | None = None
    head: str = ""
    modifiers: frozenset[str] = frozenset()
    nation: str | None = None
    gender: str | None = None
    plural: bool = False
    definite: bool = False
    bounds: Bounds | None = None
    value: dict[str, object] | None = None
    token: Token | None = None


class Cluster:
    """The mentions so far of one referent, and what they say together. `words`: the first mention's."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.drafts: list[Draft] = []
        self.names: dict[str, None] = {}
        self.heads: set[str] = set()
        self.modifiers: set[str] = set()
        self.gender: str | None = None
        self.bounds: Bounds | None = None
        self.nation: str | None = None
        self._weight, self._seen = 0.0, 0

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        weight = WEIGHTS.get(draft.token.dep_ if draft.token is not None else "", OTHER_WEIGHT)
        self._weight, self._seen = self.salience(draft.sentence) + weight, draft.sentence
        self.modifiers |= draft.modifiers
        self.bounds, self.nation = self.bounds or draft.bounds, self.nation or draft.nation
        self.gender = self.gender or draft.gender
        if draft.form == "nominal":
            self.heads.add(draft.head)
        elif draft.form == "name" and draft.name:
            self.names.setdefault(draft.name)

    def salience(self, sentence: int) -> float:
        """How much it stands out at a sentence: its mentions by their place in the clause, each sentence after them
        halves that (Lappin and Leass, Computational Linguistics 20:4, 1994)."""
        return self._weight * 0.5 ** max(0, sentence - self._seen)

    @property
    def first(self) -> Draft:
        return self.drafts[0]

    @property
    def name(self) -> str | None:
        """The fullest name, the earliest of equals."""
        return max(self.names, key=len, default=None)


def agree(one: str | None, other: str | None) -> bool:
    """Of gender or nation: not two different ones."""
    return not one or not other or one == other


def same_person(known: str, other: str) -> bool:
    """True if the family names are equal and the given names do not differ; an initial stands for a name."""
    one, two = pieces(known), pieces(other)
    if one[-1:] != two[-1:]:
        return False
    first, second = (parts[0].rstrip(".") if parts[1:] else "" for parts in (one, two))
    return not first or not second or first == second or (1 in (len(first), len(second)) and first[0] == second[0])


def pieces(name: str) -> list[str]:
    """The words of a person's name, lower case, without nickname and suffix."""
    return re.sub(r"[“\"][^”\"]*[”\"]", "", SUFFIX.sub("", name)).casefold().split()


def heads_agree(cluster: Cluster, draft: Draft, services: Mapping[str, str]) -> bool:
    """Same noun; or words for those who serve (`services`: noun -> branch or 'any'), of one branch at most."""
    if draft.head in cluster.heads or draft.head in {head.split()[-1] for head in cluster.heads}:
        return True
    heads = cluster.heads | {draft.head}
    branches = {services.get(head, "any") for head in heads} - {"any"}
    people = PEOPLE in heads and not (draft.nation and cluster.nation)
    return bool(cluster.heads) and heads <= {PEOPLE, *services} and not people and len(branches) <= 1


def take_up(clusters: Sequence[Cluster]) -> Cluster | None:
    """The one that fits, none where two fit."""
    return clusters[0] if len(clusters) == 1 else None
