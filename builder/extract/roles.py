"""Who takes part in a happening and how: from the grammar of its trigger words, and from the type's `sides`.

In a type whose sides fight each other both are participants. In an attack who does it is the perpetrator, to whom it is
done the victim, to what the physical target. In what is no attack who does it is a participant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.extract.happening import Happening
from builder.extract.kinds import Kinds
from builder.extract.scene import ACTORS, Scene
from builder.extract.sides import company, sides
from builder.extract.slots import attached
from builder.extract.triggers import Sighting
from builder.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

USING = ("use", "fire", "detonate", "throw", "hurl", "launch", "employ", "drop", "lob", "plant", "set")
THINGS = ("Location", "Vehicle", "MilitaryPlatform")


@dataclass(frozen=True, slots=True)
class Party:
    """An entity with a role, and the words from which that was read."""

    role: str
    mention: Mention
    sighting: Sighting

    @property
    def entity(self) -> str:
        return self.mention.entity or ""


def find_parties(scene: Scene, kinds: Kinds, happening: Happening) -> list[Party]:
    """Each role and entity once, where the text says it first."""
    found: dict[tuple[str, str], Party] = {}
    for toll in happening.tolls:
        nobody = toll.bounds.high == 0
        if toll.mention and toll.mention.entity and not nobody and toll.mention.type in ACTORS:
            found.setdefault(("victim", toll.mention.entity), Party("victim", toll.mention, toll.sighting))
    for sighting in happening.sightings:
        voice = scene.voices.at(sighting.span.start, sighting.span.end)
        if sighting.generic or (voice and voice.polarity == "denied"):
            continue  # 'the Taliban denied carrying out the attack'
        for party in _of_sighting(scene, kinds, sighting, happening.type):
            if party.entity and not _is_outlet(scene, party.entity):
                found.setdefault((party.role, party.entity), party)
    return list(found.values())


def _of_sighting(scene: Scene, kinds: Kinds, sighting: Sighting, kind: str) -> list[Party]:
    doers, targets = sides(sighting)
    found = []
    how = kinds.sides(kind)
    if how == "attacker":
        for noun in doers:
            found += _parties(scene, sighting, noun, "perpetrator")
        for noun in targets if sighting.outcome is None else ():
            found += _parties(scene, sighting, noun, "victim")
    else:
        fighting = [*targets, *company(sighting)] if how == "both" and not sighting.outcome else []
        for noun in [*doers, *fighting]:
            found += _parties(scene, sighting, noun, "participant")
    for mention in scene.mentions_in(sighting.sentence, "Weapon"):
        if mention.entity and _is_used(scene, sighting, mention) and attached(scene, sighting, mention.span):
            found.append(Party("weapon", mention, sighting))
    return found


def _is_used(scene: Scene, sighting: Sighting, mention: Mention) -> bool:
    """Whether a weapon does the harm ('with rifles', 'fired rockets'), and is not found, seized or hit."""
    token = scene.token_at(sighting.sentence, mention.span)
    if token is None or token.dep_ in ("nsubj", "compound", "nsubjpass"):
        return token is not None
    if token.dep_ == "pobj":
        return token.head.lower_ in ("with", "by", "using", "from", "of", "in")
    return token.dep_ == "dobj" and token.head.lemma_ in USING


def _parties(scene: Scene, sighting: Sighting, noun: Token, role: str) -> list[Party]:
    mention = scene.mention_of(sighting.sentence, noun, *ACTORS, *THINGS)
    if mention is None or mention.entity is None:
        return []
    if mention.type in THINGS:
        return [Party("physical_target", mention, sighting)] if role == "victim" else []
    if role == "perpetrator":
        role = "perpetrator_individual" if mention.type == "Person" else "perpetrator_organisation"
    return [Party(role, mention, sighting)]


def _is_outlet(scene: Scene, entity: str) -> bool:
    name = (scene.entities[entity].name or "").casefold() if entity in scene.entities else ""
    publisher = (scene.document.article.publisher or "").casefold()
    outlets = {a.speaker for a in scene.attributions if a.source_kind == "outlet"}
    return bool(name and name == publisher) or entity in outlets
