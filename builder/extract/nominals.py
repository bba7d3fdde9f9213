"""Descriptions: what a noun phrase without a name is about, by the noun at its head and the ontology's word lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from builder.ontology import Ontology

# Word lists and the type of what their nouns describe; the first list that has the noun decides.
LISTS = (
    ("weapons", "Weapon"),
    ("platforms", "MilitaryPlatform"),
    ("vehicles", "Vehicle"),
    ("person_nouns", "Person"),
    ("anonymous_nouns", "Person"),
    ("positions", "Person"),
    ("titles_civil", "Person"),
    ("group_nouns", "Organisation"),
    ("unit_nouns", "Unit"),
    ("organisation_nouns", "Organisation"),
    ("outlets_nouns", "Organisation"),
    ("place_nouns", "Location"),
    ("target_nouns", "Location"),
    ("document_nouns", "DocumentReference"),
    ("dataset_nouns", "DocumentReference"),
    ("ranks", "Person"),
)
CLASSES = {"outlets_nouns": "NewsOutlet"}
NOT_THINGS = frozenset({"mission", "order", "count", "place", "account"})  # as often an action or an idiom
PEOPLE = "people of a nation"  # the head of 'the Americans'
PERSONS = ("troop", "troops", "personnel")  # listed as groups, but people: '19 troops'
FORCES = frozenset(
    {"army", "navy", "air force", "military", "police", "force", "forces", "armed forces", "special forces"}
)
LONGEST = 3  # words of a listed noun
AGENT = re.compile(r"(?:[^aeiou][eo]r|ist|ian|ant|man|woman|ee|crat)$")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a noun says of its phrase. `collective`: a singular noun for many ('police')."""

    type: str
    class_name: str
    head: str
    collective: bool = False


def kinds(ontology: Ontology) -> dict[str, Kind]:
    """{noun in lower case: what it describes}, from all lists."""
    found = {noun: Kind("Person", "Person", noun) for noun in PERSONS}
    for name, kind in LISTS:
        for noun in ontology.words(name):
            if noun not in NOT_THINGS:
                class_name = CLASSES.get(name, "Place" if kind == "Location" else kind)
                found.setdefault(noun, Kind(kind, class_name, noun, collective=name == "group_nouns"))
    return found


def kind_of(
    tokens: Sequence[Token], sorts: Mapping[str, Kind], demonyms: Mapping[str, str], speech: Mapping[str, str]
) -> Kind | None:
    """The kind of a phrase that ends with its head: the longest listed noun at its end, 'service members' before
    'members', as written or in the singular; the noun of a nation is its people; 'the operation' may be a named one."""
    last = tokens[-1]
    if len(tokens) == 1 and last.tag_ == "NN" and last.lower_ not in FORCES:
        return None  # 'took place', 'on patrol': a singular noun alone refers to nothing
    if last.lower_ == "operation" and tokens[0].lower_ in ("the", "this"):
        return Kind("Operation", "Operation", "operation")
    plural = last.tag_ in ("NNS", "NNPS")
    if plural and last.lower_ in demonyms:
        return Kind("Person", "Person", PEOPLE)
    endings = [last.lower_, last.lemma_.lower(), *([re.sub(r"s$", "", last.lower_)] if plural else [])]
    for length in range(min(LONGEST, len(tokens)), 0, -1):
        words = [t.lower_ for t in tokens[-length:-1]]
        fitting = [sorts[phrase] for ending in endings if (phrase := " ".join([*words, ending])) in sorts]
        if fitting and fitting[0].type == "Weapon" and last.text.istitle() and not last.is_sent_start:
            return None  # 'The Rifles' is a regiment
        if fitting:  # 'marines' are persons rather than a body, if the lists say both
            return next((kind for kind in fitting if kind.type == "Person"), fitting[0])
    return Kind("Person", "Person", last.lemma_.lower()) if _speaks(last, speech) else None


def _speaks(root: Token, speech: Mapping[str, str]) -> bool:
    """True of the subject of a verb of speech that its ending shows to be a person: 'the prosecutor said'."""
    said = root.dep_ == "nsubj" and root.head.lemma_.lower() in speech and root.pos_ == "NOUN"
    return said and AGENT.search(root.lemma_.lower()) is not None
