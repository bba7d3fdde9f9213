"""Whom an operation is for: 'detained two men while pursuing X', 'a raid in search of X', 'targeted X'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.extract.kinds import Kinds
from builder.extract.scene import Scene
from builder.extract.syntax import accused, climb, is_noun, is_verb, patients, subjects, verb_over
from builder.extract.triggers import Sighting

if TYPE_CHECKING:
    from spacy.tokens import Token


def sought(scene: Scene, kinds: Kinds, sighting: Sighting, doers: list[Token]) -> list[Token]:
    """Head words of those whom the doers of a sighting seek in its sentence."""
    if kinds.sides(sighting.type) == "attacker" or sighting.mode != "actual":
        return []
    words, verb = scene.ontology.words("seeking_words"), verb_over(sighting.token)
    found: list[Token] = []
    for token in sighting.sentence.tokens:
        lemma = token.lemma_.lower()
        whom = patients(token) if is_verb(token) and lemma in words else []
        for step in (p for p in token.children if p.dep_ == "prep" and f"{lemma} {p.lower_}" in words):
            for noun in step.children:  # 'aimed at capturing X'
                whom += patients(noun) if noun.dep_ == "pcomp" else [noun] if noun.dep_ == "pobj" else []
        if whom and _by(scene, kinds, token, verb, doers):
            found += whom
    return found


def _by(scene: Scene, kinds: Kinds, token: Token, verb: Token | None, doers: list[Token]) -> bool:
    """Whether a word of seeking is said of the doers, or of an operation, in the clause of the sighting's verb."""
    own = subjects(token, inherited=False) if is_verb(token) else []
    if accused(token) or not all(_serves(scene, noun) or noun in doers for noun in own):
        return False
    steps = climb(token)
    if verb not in steps:
        return verb is not None and token in climb(verb)  # 'targeted X, killing three'
    between = steps[1 : steps.index(verb)]
    operations = (kinds.word_at(noun)[0] for noun in between if is_noun(noun) and noun not in doers)
    return all(name is not None and kinds.sides(name) != "attacker" for name in operations)


def _serves(scene: Scene, noun: Token) -> bool:
    """Whether a noun names a force: 'as the patrol pursued X'."""
    forces = {**scene.ontology.words("force_nouns"), **scene.ontology.words("service_nouns")}
    return noun.lower_ in forces or noun.lemma_.lower() in forces
