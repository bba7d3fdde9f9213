"""Descriptions: what a noun phrase without a name is about, by the noun at its head and the ontology's word lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

# Word lists and the type of what their nouns describe; the first list that has the noun decides.
LISTS = {
    "weapons": "Weapon", "platforms": "MilitaryPlatform", "vehicles": "Vehicle", "person_nouns": "Person",
    "anonymous_nouns": "Person", "positions": "Person", "titles_civil": "Person", "group_nouns": "Organisation",
    "unit_nouns": "Unit", "organisation_nouns": "Organisation", "outlets_nouns": "Organisation",
    "place_nouns": "Location", "target_nouns": "Location", "document_nouns": "DocumentReference",
    "dataset_nouns": "DocumentReference", "ranks": "Person",
}  # fmt: skip
CLASSES = {"Location": "Place", "outlets_nouns": "NewsOutlet"}
PEOPLE = "people of a nation"  # the head of 'the Americans'
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
    found: dict[str, Kind] = {}
    for name, kind in LISTS.items():
        class_name = CLASSES.get(name) or CLASSES.get(kind, kind)
        for noun in ontology.words(name).keys() - ontology.words("ambiguous_nouns").keys():
            found.setdefault(noun, Kind(kind, class_name, noun, collective=name == "group_nouns"))
    return found


def kind_of(tokens: Sequence[Token], sorts: Mapping[str, Kind], ontology: Ontology) -> Kind | None:
    """The kind of a phrase that ends with its head: the longest listed noun at its end, 'service members' before
    'members', as written or in the singular; the noun of a nation is its people; 'the operation' may be a named one."""
    last, plural = tokens[-1], tokens[-1].tag_ in ("NNS", "NNPS")
    if (
        len(tokens) == 1
        and last.tag_ == "NN"
        and last.dep_ != "appos"
        and last.lower_ not in ontology.words("force_nouns")
    ):
        return None  # 'took place', 'on patrol': a singular noun alone refers to nothing
    if last.lower_ == "operation" and tokens[0].lower_ in ("the", "this"):
        return Kind("Operation", "Operation", "operation")
    if plural and last.lower_ in ontology.words("nationalities"):
        return Kind("Person", "Person", PEOPLE)
    endings = [last.lower_, last.lemma_.lower(), *([last.lower_.removesuffix("s")] if plural else [])]
    for length in range(min(LONGEST, len(tokens)), 0, -1):
        words = [t.lower_ for t in tokens[-length:-1]]
        for ending in endings:
            if (phrase := " ".join([*words, ending])) in sorts:
                return sorts[phrase]
    return _said_of_a_person(last) or _speaking(last, ontology)


def _said_of_a_person(noun: Token) -> Kind | None:
    """A noun of no list that tells what somebody is: 'Lee, an economist', 'she was a surgeon'."""
    of_whom = [c for c in noun.head.children if c.dep_ == "nsubj"] if noun.dep_ == "attr" else [noun.head]
    person = any(t.ent_type_ == "PERSON" or t.lower_ in ("he", "she", "who") for t in of_whom)
    if noun.dep_ in ("attr", "appos") and person and AGENT.search(noun.lemma_.lower()):
        return Kind("Person", "Person", noun.lemma_.lower())
    return None


def _speaking(noun: Token, ontology: Ontology) -> Kind | None:
    """What a noun of no list is that says or thinks something: 'the prosecutor said', 'rebels want', 'polls show', 'the
    campaign says', 'according to a log'."""
    word, verb, plural = noun.lemma_.lower(), noun.head.lemma_.lower(), noun.tag_ in ("NNS", "NNPS")
    cited = noun.dep_ == "pobj" and noun.head.lower_ == "to" and noun.head.head.lower_ == "according"
    said, shown = verb in ontology.words("speech_verbs"), cited or verb in ontology.words("showing_verbs")
    thought = any(verb in ontology.words(name) for name in ("stance_verbs", "finding_verbs"))
    if not cited and not (noun.dep_ == "nsubj" and (said or thought)):
        return None
    if AGENT.search(word) or (plural and not shown):
        return Kind("Person", "Person", word)
    if cited or plural or word in ontology.words("speech_nouns"):
        return Kind("DocumentReference", "DocumentReference", word)
    return Kind("Organisation", "Organisation", word) if said and not shown else None
