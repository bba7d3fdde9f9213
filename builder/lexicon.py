"""The records of the ontology, each read from its block of Turtle; a faulty block is named with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.turtle import CW, RDF, RDFS, SKOS, Facts, local, own

EVOKES = {"verb": CW + "evokedByVerb", "noun": CW + "evokedByNoun"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that evoke a kind of incident: lemmas in lower case.

    `pos` is 'verb' or 'noun' of a single word, 'phrase' of several; the longest phrase wins over the words in it.
    """

    words: str
    pos: str


@dataclass(frozen=True, slots=True)
class IncidentType:
    """A kind of incident. `parent`: the kind above it, None for Incident itself. `outcome`: what became of people where
    this kind stands for it ('killed': Killing), else None. `sides`: 'both' where both fight, else None. Where a block
    says nothing of outcome or sides, the one above it counts."""

    name: str
    parent: str | None
    label: str
    definition: str
    triggers: tuple[Trigger, ...]
    outcome: str | None = None
    sides: str | None = None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of general knowledge; `class_name`: a class under Entity; `country`: two letters (ISO 3166-1)."""

    name: str
    class_name: str
    aliases: tuple[str, ...]
    country: str | None


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the gazetteer's supplement: degrees (WGS 84), kilometres; `kind`: range, river, base, province, …"""

    name: str
    aliases: tuple[str, ...]
    lat: float
    lon: float
    radius_km: float
    country: str | None
    kind: str


def read_kind(facts: Facts, iri: str, root: str) -> IncidentType:
    """A kind of incident from its block; `root` is the class above all kinds."""
    if not own(iri):
        raise facts.fault(
            iri, f"{iri} is no term of cw:", "Write kinds of incident with the prefix cw: (same rules as ours)"
        )
    triggers = sorted(
        (
            Trigger(words, "phrase" if " " in words else pos)
            for pos, evokes in EVOKES.items()
            for words in facts.all(iri, evokes)
        ),
        key=lambda trigger: (trigger.words, trigger.pos),
    )
    for trigger in triggers:
        if trigger.words != " ".join(trigger.words.lower().split()) or not trigger.words:
            raise facts.fault(
                iri, f"'{trigger.words}' is no lemma", "Words that evoke are in lower case, one space between"
            )
    if not triggers and local(iri) != root:
        raise facts.fault(iri, f"no word evokes {local(iri)}", "Give it a cw:evokedByVerb or a cw:evokedByNoun")
    parents = sorted(local(p) for p in facts.all(iri, RDFS + "subClassOf") if own(p))
    return IncidentType(
        name=local(iri),
        parent=parents[0] if parents else None,
        label=facts.one(iri, RDFS + "label"),
        definition=facts.one(iri, SKOS + "definition"),
        triggers=tuple(triggers),
        outcome=next(iter(facts.all(iri, CW + "outcome")), None),
        sides=next(iter(facts.all(iri, CW + "side")), None),
    )


def read_actor(facts: Facts, iri: str) -> KnownActor:
    classes = sorted(local(cls) for cls in facts.all(iri, RDF + "type") if own(cls))
    return KnownActor(facts.one(iri, CW + "name"), classes[0], _aliases(facts, iri), _country(facts, iri))


def read_place(facts: Facts, iri: str) -> KnownPlace:
    numbers = {}
    for name, limit in (("latitude", 90.0), ("longitude", 180.0), ("radiusKm", 1000.0)):
        word = facts.one(iri, CW + name)
        try:
            numbers[name] = float(word)
        except ValueError as error:
            raise facts.fault(iri, f"{name} '{word}' is no number") from error
        if not -limit <= numbers[name] <= limit:
            raise facts.fault(iri, f"{name} {word} is out of bounds")
    lat, lon, radius = numbers.values()
    kind = facts.one(iri, CW + "placeKind")
    return KnownPlace(facts.one(iri, CW + "name"), _aliases(facts, iri), lat, lon, radius, _country(facts, iri), kind)


def read_words(facts: Facts, iri: str) -> Mapping[str, str]:
    """{words: normal form} of a word list: each value is 'words', its own normal form, or 'words = normal form'."""
    found: dict[str, str] = {}
    for entry in facts.all(iri, RDF + "value"):
        words, _, normal = (part.strip() for part in entry.partition("="))
        if not words or words != words.lower():
            raise facts.fault(iri, f"'{entry}' in {local(iri)}: words are in lower case")
        if found.setdefault(words, normal or words) != (normal or words):
            raise facts.fault(iri, f"'{words}' has two normal forms in {local(iri)}")
    return dict(sorted(found.items()))


def _aliases(facts: Facts, iri: str) -> tuple[str, ...]:
    return tuple(sorted(facts.all(iri, SKOS + "altLabel")))


def _country(facts: Facts, iri: str) -> str | None:
    return next(iter(facts.all(iri, CW + "country")), None)
