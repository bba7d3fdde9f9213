"""The nouns that the grammar of a trigger word makes its parties: who does it, to whom, who fights whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.extract.syntax import after, agents, coordinated, is_passive, is_verb, patients, phrase_head, subjects
from builder.extract.triggers import Sighting

if TYPE_CHECKING:
    from spacy.tokens import Token

LIGHT = ("launch", "carry", "conduct", "stage", "mount", "perform", "lead", "execute", "make", "undertake", "commit")
AGAINST = ("against", "on", "upon", "at")
WITH = ("with", "against", "between", "alongside", "among")


def parties_of(sighting: Sighting) -> list[Token]:
    """All of them."""
    doers, targets = sides(sighting)
    return [*doers, *targets, *company(sighting)]


def sides(sighting: Sighting) -> tuple[list[Token], list[Token]]:
    """(who does it, to whom) of a verb, of a noun ('attack by … on …'), of 'launched an attack'."""
    token = sighting.token
    if is_verb(token):
        suffers = sighting.outcome is not None and not is_passive(token) and not patients(token)  # 'three men died'
        doers, targets = [] if suffers else agents(token), patients(token) + after(token, "against", "with")
    else:
        doers, targets = after(token, "by"), after(token, *AGAINST)
        head = phrase_head(token)
        verb = head.head
        if head.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in LIGHT:
            doers += agents(verb)
            targets += after(verb, "against", "on")
        if head.dep_ == "nsubj" and verb.lemma_ not in LIGHT:
            targets += patients(verb)
    return [t for d in doers for t in coordinated(d)], [t for p in targets for t in coordinated(p)]


def company(sighting: Sighting) -> list[Token]:
    """Those who fight: 'a clash between X and Y', 'training X during a raid', 'joined X in a battle'."""
    token = sighting.token
    found = after(token, *WITH)
    if not is_verb(token) and token.dep_ == "pobj" and token.head.lower_ in ("on", "in", "during"):
        verb = token.head.head
        if is_verb(verb) and verb.lemma_ not in ("kill", "die"):
            found += [*subjects(verb), *patients(verb), *after(verb, "with", "alongside")]
        elif verb.dep_ == "acl" or verb.pos_ == "NOUN":
            found += [verb]
    return [t for noun in found for t in coordinated(noun)]
