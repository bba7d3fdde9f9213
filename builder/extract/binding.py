"""What binds two words to one happening, and what keeps them apart, in the grammar of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from builder.extract.casualties import Toll
from builder.extract.scene import Scene
from builder.extract.syntax import AFTER, RESPONSES, climb, is_verb, subjects
from builder.extract.triggers import Sighting

if TYPE_CHECKING:
    from spacy.tokens import Token

BARRIERS = ("since", "until")
CAUSING = ("prompt", "trigger", "spark", "follow", "precede", "cause", "provoke")
LEADING = ("for", "of", "to", "the")  # a cue that ends so stands right before what it recalls ('in response to')


def bound(one: Sighting, other: Sighting) -> bool:
    """True if one stands over the other in the parse, or both under one verb, without a 'since' between them."""
    first, second = one.token, other.token
    for upper, lower in ((first, second), (second, first)):
        path: list[Token] = []
        for step in climb(lower):
            if step.i == upper.i:
                if relation_of(one if upper is first else other, other if upper is first else one) == "responds_to":
                    return False
                return not any(_barrier(t) for t in path) and not (
                    _own_clause(path) and not (one.outcome or other.outcome)
                )
            path.append(step)
    paths = [list(climb(token)) for token in (first, second)]
    verbs = [next((t for t in path if is_verb(t) and t.dep_ not in ("acl", "amod")), None) for path in paths]
    return verbs[0] is not None and verbs[0] == verbs[1]


def _barrier(token: Token) -> bool:
    """Words beyond which another happening is told: 'since …', '…, prompting air strikes'."""
    marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
    return bool(marks & set(BARRIERS)) or token.lower_ in BARRIERS or (is_verb(token) and token.lemma_ in CAUSING)


def _own_clause(path: Sequence[Token]) -> bool:
    """True if the way up leads out of a joined clause with its own subject: '…, but rebels still raid villages'."""
    return any(t.dep_ == "conj" and is_verb(t) and subjects(t, inherited=False) for t in path)


def same_toll(one: Toll, other: Toll) -> bool:
    """The same figure of people with a word in common: 'a major general' and 'Major General X'."""
    words = [set(t.group.casefold().split()) for t in (one, other)]
    same = one.told and one.outcome == other.outcome and one.bounds == other.bounds
    return same and (other.known or bool(words[0] & words[1]))


def relation_of(one: Sighting, other: Sighting) -> str | None:
    """How a happening is told to stand to one below it in the parse: 'X … after Y' follows, 'X … in response to Y'
    responds_to."""
    path: list[Token] = []
    verb = one.token.head if one.token.dep_ in ("nsubj", "nsubjpass", "dobj") else one.token  # 'the blast came after …'
    for step in climb(other.token):
        if step in (one.token, verb):
            words = {t.lower_ for p in path for t in (p, *p.children) if t.i <= p.i}
            return "responds_to" if words & set(RESPONSES) else "follows" if words & set(AFTER) else None
        path.append(step)
    return None


def recalled(sighting: Sighting, scene: Scene) -> bool:
    """Told as background by a word of its clause ('previously', 'in the past')."""
    cues = scene.ontology.words("background_cues")
    verb = next((t for t in climb(sighting.token) if is_verb(t)), None)
    if verb is None:
        return False
    speech = scene.ontology.words("speech_verbs")
    words = " ".join(t.lower_ for t in verb.subtree if is_verb(t) or t.head.lemma_.lower() not in speech)
    near = " ".join(t.lower_ for t in sighting.sentence.tokens if sighting.token.i - 4 <= t.i < sighting.token.i)
    return any(f" {cue} " in f" {near if cue.split()[-1] in LEADING else words} " for cue in cues)
