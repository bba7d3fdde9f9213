"""Who takes part in a happening and how: from the grammar of its trigger words, and from the type's `sides`.

In a type whose sides fight each other both are participants. In an attack who does it is the perpetrator, to whom it is
done the victim, to what the physical target. In what is no attack who does it is a participant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from builder.extract.befallen import befallen
from builder.extract.happening import Happening
from builder.extract.kinds import Kinds
from builder.extract.scene import ACTORS, Scene
from builder.extract.slots import attached
from builder.extract.sought import sought
from builder.extract.syntax import (
    after,
    agents,
    bounds,
    climb,
    coordinated,
    is_passive,
    is_verb,
    noun_start,
    patients,
    subjects,
    words_on,
)
from builder.extract.triggers import Sighting
from builder.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

LIGHT = ("launch", "carry", "conduct", "stage", "mount", "perform", "lead", "execute", "make", "undertake", "commit")
SUFFERING, SUFFERED = ("come", "fall", "step", "drive", "run"), ("under", "into", "on", "over")  # 'came under fire'
AGAINST = ("against", "on", "upon", "at")
WITH = ("with", "against", "between", "alongside", "among")
USING = ("use", "fire", "detonate", "throw", "hurl", "launch", "employ", "drop", "lob", "plant", "set")
THINGS = ("Location", "Vehicle", "MilitaryPlatform")


class Party(NamedTuple):
    """An entity with a role, and the words from which that was read."""

    role: str
    entity: str
    mention: Mention


def find_parties(scene: Scene, kinds: Kinds, happening: Happening) -> list[Party]:
    """Each role and entity once, where the text says it first."""
    victims = [t.mention for t in happening.tolls if t.mention and t.mention.type in ACTORS and t.bounds.high != 0]
    told = [("victim", mention) for mention in victims]
    for sighting in happening.sightings:
        among = (scene.mention_of(sighting.sentence, noun, "Person") for noun in _among_them(scene, sighting))
        told += [("victim", mention) for mention in among if mention is not None]
        voice = scene.voices.at(sighting.span.start, sighting.span.end)
        if not sighting.generic and not (voice and voice.polarity == "denied"):  # 'denied carrying out the attack'
            told += _of_sighting(scene, kinds, happening, sighting)
    if kinds.sides(happening.type) == "attacker":
        told += _said_to_have_done_it(scene, happening)
    publisher = (scene.document.article.publisher or "").casefold()
    outlets = {e.id for e in scene.reading.entities if e.name and e.name.casefold() == publisher}
    found: dict[tuple[str, str], Party] = {}
    for role, mention in told:
        if mention.entity and mention.entity not in outlets:
            found.setdefault((role, mention.entity), Party(role, mention.entity, mention))
    return list(found.values())


def _of_sighting(scene: Scene, kinds: Kinds, happening: Happening, sighting: Sighting) -> Iterator[tuple[str, Mention]]:
    doers, targets, company = sides(sighting)
    against = sought(scene, kinds, sighting, doers)
    how = kinds.sides(happening.type)
    roles = [("perpetrator" if how == "attacker" else "participant", noun) for noun in doers]
    if how == "attacker" and not sighting.outcome:
        roles += [("victim", noun) for noun in targets]
    elif how == "both" and not sighting.outcome:
        roles += [("participant", noun) for noun in [*targets, *company]]
    elif kinds.sides(sighting.type) != "attacker":
        against += [noun for noun in targets if noun not in patients(sighting.token)]
    roles += [("participant", noun) for noun in against]
    for role, noun in roles:
        mention = scene.mention_of(sighting.sentence, noun, *ACTORS, *THINGS)
        if role == "participant" and noun not in doers and (mention is None or mention.type in THINGS):
            mention = _whose(scene, sighting, noun)
        if mention is None:
            continue
        if role == "perpetrator":
            role = "perpetrator_individual" if mention.type == "Person" else "perpetrator_organisation"
        if mention.type not in THINGS:
            yield role, mention
        elif role == "victim":
            yield "physical_target", mention
    for weapon in scene.mentions_in(sighting.sentence, "Weapon"):
        if _is_used(scene, sighting, weapon) and attached(scene, sighting, weapon.span):
            yield "weapon", weapon


def _whose(scene: Scene, sighting: Sighting, noun: Token) -> Mention | None:
    """The body whose thing it is: 'an operation against X's hideouts'."""
    start, end = bounds(sighting.sentence, list(noun.doc[noun_start(noun) : noun.i + 1]))
    bodies = scene.mentions_in(sighting.sentence, "Organisation")
    return next((m for m in bodies if start <= m.span.start and m.span.end <= end and m.form == "name"), None)


def _said_to_have_done_it(scene: Scene, happening: Happening) -> Iterator[tuple[str, Mention]]:
    """'X claimed responsibility', 'X said it was behind the attack', 'blamed the attack on X', 'accused X'."""
    sentences = {s.sentence.index: s.sentence for s in happening.sightings} | {s.index: s for s in happening.linked}
    for sentence in sentences.values():
        for token in sentence.tokens:
            if "neg" in {c.dep_ for c in token.children}:
                continue
            for noun in _doers_by_word(token):
                mention = scene.mention_of(sentence, noun, *ACTORS)
                voice = scene.voices.at(*sentence.at(noun)) if noun.lower_ in ("it", "they", "we") else None
                if voice is not None and voice.speaker:  # 'X said that it was behind the attack'
                    spoken = (m for m in scene.mentions_in(sentence, *ACTORS) if m.entity == voice.speaker)
                    mention = next(spoken, mention)
                if mention is not None and "no" not in words_on(noun):
                    single = mention.type == "Person"
                    yield "perpetrator_individual" if single else "perpetrator_organisation", mention


def _among_them(scene: Scene, sighting: Sighting) -> list[Token]:
    """'Among the dead is X', 'one of those killed was X': named by the verb to be; 'killed six, including X'."""
    included = [n for people in befallen(scene, sighting) for n in after(people, "including") for n in coordinated(n)]
    if sighting.outcome and included:
        return included
    token = sighting.token if sighting.outcome else None
    steps = climb(token) if token is not None else []
    among = next((t for t in steps[:4] if t.dep_ == "prep" and t.lower_ in ("among", "of")), None)
    verb = next((t for t in steps if t.pos_ in ("VERB", "AUX") and t != token), None)
    if among is None or verb is None or (among.lower_ == "of" and among.head.lower_ not in ("one", "two", "some")):
        return []
    named = [c for c in verb.children if c.dep_ in ("attr", "nsubj", "nsubjpass") and c.i > verb.i]
    return [n for noun in named for n in coordinated(noun)]


def _doers_by_word(token: Token) -> list[Token]:
    """Those whom a word names as having done it."""
    lemma, objects = token.lemma_, [c for c in token.children if c.dep_ == "dobj"]
    if lemma in ("claim", "take", "admit", "assume") and any(c.lemma_ in ("responsibility", "credit") for c in objects):
        return subjects(token)
    if lemma == "blame":
        return [n for t in (token, *objects) for n in after(t, "on")] or objects
    if lemma == "accuse":
        return objects
    if token.lower_ in ("behind", "responsible") and token.head.lemma_ == "be":
        return subjects(token.head)
    return []


def _is_used(scene: Scene, sighting: Sighting, weapon: Mention) -> bool:
    """Whether a weapon does the harm ('with rifles', 'fired rockets'), and is not found, seized or hit."""
    token = scene.token_at(sighting.sentence, weapon.span)
    if token is None or token.dep_ in ("nsubj", "compound", "nsubjpass"):
        return token is not None
    if token.dep_ == "pobj":
        return token.head.lower_ in ("with", "by", "using", "from", "of", "in")
    return token.dep_ == "dobj" and token.head.lemma_ in USING


class Sides(NamedTuple):
    """Head words of those who do it, those it is done to, and those who fight together or each other."""

    doers: list[Token]
    targets: list[Token]
    company: list[Token]


def sides(sighting: Sighting) -> Sides:
    """The parties of a verb, of a noun ('attack by … on …'), of 'launched an attack'."""
    token, verb = sighting.token, sighting.token.head
    if is_verb(token):
        suffers = sighting.outcome is not None and not is_passive(token) and not patients(token)  # 'three men died'
        doers, targets = [] if suffers else agents(token), patients(token) + after(token, "against", "with")
        if token.lemma_ in SUFFERING and after(token, *SUFFERED):
            doers, targets = [], doers  # 'a patrol came under fire'
    else:
        blamed = token.dep_ == "dobj" and verb.lemma_ == "blame"  # 'blamed the attack on X'
        doers, targets = after(token, "by"), [] if blamed else after(token, *AGAINST)
        if token.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in LIGHT:
            doers += agents(verb)
            targets += after(verb, "against", "on")
        if token.dep_ == "nsubj" and verb.lemma_ not in LIGHT:
            targets += patients(verb)
    return Sides(*([n for noun in nouns for n in coordinated(noun)] for nouns in (doers, targets, _company(token))))


def _company(token: Token) -> list[Token]:
    """'a clash between X and Y', 'training X during a raid', 'joined X in a battle'."""
    found = after(token, *WITH)
    if not is_verb(token) and token.dep_ == "pobj" and token.head.lower_ in ("on", "in", "during"):
        verb = token.head.head
        if is_verb(verb) and verb.lemma_ not in ("kill", "die"):
            found += [*subjects(verb), *patients(verb), *after(verb, "with", "alongside")]
        elif verb.dep_ == "acl" or verb.pos_ == "NOUN":
            found += [verb]
    return found
