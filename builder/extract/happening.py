"""An incident in the making: the words that tell it, and what they say of time, place and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.extract.casualties import Toll, find_tolls
from builder.extract.scene import ACTORS, Scene
from builder.extract.slots import Window, places_of, times_of, window_of
from builder.extract.syntax import AFTER, RESPONSES, accused, climb, is_verb, subjects, verb_over, words_on
from builder.extract.triggers import Sighting
from builder.model import MODES
from builder.text.dates import TimeExpression
from builder.text.document import Sentence
from builder.text.places import PlaceReference

if TYPE_CHECKING:
    from spacy.tokens import Token

DAYS = ("day", "week", "month", "year")
BARRIERS = {"since", "until"}
LEADING = ("for", "of", "to", "the")  # a cue that ends so stands right before what it recalls ('in response to')


@dataclass(eq=False)
class Happening:
    """`people`: entities in its sentences, speakers apart; `types`: of its sightings; `linked`: sentences that tell of
    it without a sighting; `related`: relation and other
    happening; `before`: told as what another one came after."""

    sightings: list[Sighting]
    tolls: list[Toll]
    times: list[TimeExpression]
    places: list[PlaceReference]
    people: set[str]
    victims: set[str]
    types: set[str]
    linked: list[Sentence] = field(default_factory=list)
    related: list[tuple[str, Happening]] = field(default_factory=list)
    main: bool = False
    background: bool = False
    before: bool = False
    type: str = ""

    @property
    def window(self) -> Window:
        return window_of(self.times)

    @property
    def mode(self) -> str:
        """What the best of its sightings say; actual outweighs the others."""
        told = {s.mode for s in self.sightings}
        return "background" if self.background else next(mode for mode in MODES if mode in told)

    @property
    def definite(self) -> bool:
        return any(s.definite for s in self.sightings)

    @property
    def generic(self) -> bool:
        return all(s.generic for s in self.sightings)

    @property
    def trigger(self) -> Sighting:
        """The sighting that tells it best: the first that says that it happened, in the text before the headline."""
        return min(self.sightings, key=lambda s: (s.generic, s.mode != "actual", s.headline, s.span.start))

    def absorb(self, other: Happening) -> None:
        """Takes over what another one tells; what is told in general adds no time or place."""
        if not other.generic:
            self.times += [t for t in other.times if t not in self.times]
            self.places += [p for p in other.places if p not in self.places]
        self.tolls += [t for t in other.tolls if t.told or not other.generic]
        self.sightings += other.sightings
        self.people |= other.people
        self.victims |= other.victims
        self.types |= other.types


def happening_of(scene: Scene, sighting: Sighting) -> Happening:
    """What one sighting alone tells."""
    tolls, times, places = find_tolls(scene, sighting), times_of(scene, sighting), places_of(scene, sighting)
    people = {m.entity for m in scene.mentions_in(sighting.sentence, *ACTORS) if m.entity} - scene.speakers
    victims = {t.entity for t in tolls if t.entity}
    return Happening([sighting], tolls, times, places, people, victims, {sighting.type})


# --- what binds two words to one happening, in the grammar of a sentence ----------------------------------------------


def bound(one: Sighting, other: Sighting) -> bool:
    """True if one stands over the other in the parse, without a 'since' between them, or both under one verb."""
    if accused(one.token) != accused(other.token):
        return False  # 'killed a man suspected of last week's bombing'
    for upper, lower in ((one, other), (other, one)):
        steps = climb(lower.token)
        if upper.token in steps:
            between = steps[: steps.index(upper.token)]
            barred = any({t.lower_, *words_on(t, "mark")} & BARRIERS for t in between)
            return not barred and not _days_apart(between) and relation_of(upper, lower) != "responds_to"
    verbs = [_telling_verb(sighting.token) for sighting in (one, other)]
    return verbs[0] is not None and verbs[0] == verbs[1]


def _days_apart(steps: list[Token]) -> bool:
    """'two days after gunmen seized them': another day, so another happening."""
    after = [t for t in steps if t.lower_ in AFTER or words_on(t, "mark") & set(AFTER)]
    return any(c.dep_ == "npadvmod" and c.lemma_ in DAYS for t in after for c in t.children)


def _telling_verb(token: Token) -> Token | None:
    """The verb of the clause; of a participle that goes on with it, its verb: 'a bomb hit a bus, killing 11'."""
    verb = next((t for t in climb(token) if is_verb(t) and t.dep_ not in ("acl", "amod")), None)
    while verb is not None and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj") and is_verb(verb.head):
        if subjects(verb, inherited=False) or words_on(verb, "mark"):
            break
        verb = verb.head
    return verb


def same_toll(one: Toll, other: Toll) -> bool:
    """The same figure of people with a word in common: 'a major general' and 'Major General X'."""
    words = [set(t.group.casefold().split()) for t in (one, other)]
    same = one.told and one.outcome == other.outcome and one.bounds == other.bounds
    return same and (other.known or bool(words[0] & words[1]))


def relation_of(one: Sighting, other: Sighting) -> str | None:
    """How a happening is told to stand to one below it in the parse: 'X … after Y' follows, 'X … in response to Y'
    responds_to."""
    verb = one.token.head if one.token.dep_ in ("nsubj", "nsubjpass", "dobj") else one.token  # 'the blast came after …'
    steps = climb(other.token)
    over = next((n for n, step in enumerate(steps) if step in (one.token, verb)), 0)
    words = {t.lower_ for p in steps[:over] for t in (p, *p.children) if t.i <= p.i}
    return "responds_to" if words & set(RESPONSES) else "follows" if words & set(AFTER) else None


def recalled(scene: Scene, sighting: Sighting, cues_of: str = "background_cues") -> bool:
    """Told as background by a word of its clause ('previously', 'in the past'), or of the one that it describes."""
    token = sighting.token.head if sighting.token.dep_ == "relcl" else sighting.token
    verb = verb_over(token)
    if verb is None:
        return False
    words = " ".join(t.lower_ for t in verb.subtree if is_verb(t) or not scene.says(t.head))
    near = " ".join(t.lower_ for t in sighting.sentence.tokens if sighting.token.i - 4 <= t.i < sighting.token.i)
    cues = scene.ontology.words(cues_of)
    return any(f" {cue} " in f" {near if cue.split()[-1] in LEADING else words} " for cue in cues)
