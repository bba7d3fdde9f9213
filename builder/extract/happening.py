"""An incident in the making: the words that tell it, and what they say of time, place and people."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.extract.casualties import Toll, find_tolls
from builder.extract.scene import ACTORS, Scene
from builder.extract.slots import Window, places_of, times_of, window_of
from builder.extract.triggers import Sighting
from builder.model import MODES
from builder.text.dates import TimeExpression
from builder.text.document import Sentence
from builder.text.places import PlaceReference


@dataclass(eq=False)
class Happening:
    """`people`: entities in its sentences, speakers apart; `types`: of its sightings; `linked`: sentences that tell of
    it without a sighting; `related`: relation and other happening."""

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
    before: bool = False  # told as what another one came after
    type: str = ""

    @property
    def window(self) -> Window:
        return window_of(self.times)

    @property
    def mode(self) -> str:
        """What the best of its sightings say; actual outweighs the others."""
        if self.background:
            return "background"
        told = {s.mode for s in self.sightings}
        return next((mode for mode in MODES if mode in told), "actual")

    @property
    def definite(self) -> bool:
        return any(s.definite for s in self.sightings)

    @property
    def trigger(self) -> Sighting:
        """The sighting that tells it best: the first that says that it happened, in the text before the headline."""
        return min(self.sightings, key=lambda s: (s.generic, s.mode != "actual", s.headline, s.key))

    def absorb(self, other: Happening) -> None:
        self.sightings += other.sightings
        general = all(s.generic for s in other.sightings)
        self.tolls += [t for t in other.tolls if t.told or not general]
        if not general:
            self.times += [t for t in other.times if t not in self.times]
            self.places += [p for p in other.places if p not in self.places]
        self.people |= other.people
        self.victims |= other.victims
        self.types |= other.types


def happening_of(scene: Scene, sighting: Sighting) -> Happening:
    """What one sighting alone tells."""
    tolls = find_tolls(scene, sighting)
    people = {m.entity for m in scene.mentions_in(sighting.sentence, *ACTORS) if m.entity} - scene.speakers
    victims = {t.entity for t in tolls if t.entity}
    return Happening(
        [sighting], tolls, times_of(scene, sighting), places_of(scene, sighting), people, victims, {sighting.type}
    )
