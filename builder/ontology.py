"""The ontology as plain records: kinds of incident with the words that evoke them, known actors and places, word lists.

Read from `ontology/*.ttl` and the user's own Turtle files. Nothing here knows a kind of incident by name: a new kind is
a block of Turtle. Oxigraph's parser reads it, no RDF library is loaded. `python -m builder.ontology` makes terms.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder import turtle
from builder.errors import CrosswireError
from builder.lexicon import (
    EVOKES,
    IncidentType,
    KnownActor,
    KnownPlace,
    Trigger,
    read_actor,
    read_kind,
    read_place,
    read_words,
)
from builder.resources import PACKAGE, data_folder
from builder.turtle import CW, OWL, Facts, local, own

__all__ = ["IncidentType", "KnownActor", "KnownPlace", "Ontology", "Trigger", "load_ontology", "ontology_files"]

ROOT = "Incident"  # the class above all kinds of incident
TERM_FILES = ("core.ttl", "incidents.ttl")


@dataclass(frozen=True)
class Ontology:
    """`word_lists`: name of the list -> {words in lower case: normal form}. `parents`: class -> the classes above it.
    `incident_types` holds the root 'Incident' too, which no word evokes."""

    incident_types: Mapping[str, IncidentType]
    actors: tuple[KnownActor, ...]
    places: tuple[KnownPlace, ...]
    word_lists: Mapping[str, Mapping[str, str]]
    parents: Mapping[str, tuple[str, ...]]
    version: str
    digest: str

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether the class `name` is `ancestor` or stands under it."""
        return name == ancestor or any(self.is_a(parent, ancestor) for parent in self.parents.get(name, ()))

    def ancestors(self, name: str) -> tuple[str, ...]:
        """The classes above `name`, sorted."""
        above = {a for parent in self.parents.get(name, ()) for a in (parent, *self.ancestors(parent))}
        return tuple(sorted(above))

    def words(self, list_name: str) -> Mapping[str, str]:
        """One word list; to ask for one that does not exist is an error, not an empty list."""
        if list_name not in self.word_lists:
            there = ", ".join(sorted(self.word_lists))
            raise CrosswireError(f"no word list '{list_name}' in the ontology", hint=f"There are: {there}")
        return self.word_lists[list_name]


def ontology_files() -> tuple[Path, ...]:
    """Our own Turtle files, in the order of their names."""
    return tuple(sorted(data_folder("ontology").glob("*.ttl")))


def load_ontology(extra: tuple[Path, ...] = ()) -> Ontology:
    """Our ontology with the user's Turtle files. CrosswireError with file and line for a block that is faulty."""
    files = (*ontology_files(), *extra)
    facts = turtle.read(files)
    _check(facts)
    above = {iri: facts.superclasses(iri) for iri in facts.instances(OWL + "Class")}
    kinds = [read_kind(facts, iri, ROOT) for iri in above if CW + ROOT in above[iri]]
    things = {iri for iri in above if CW + "Entity" in above[iri]}
    actors = {iri for thing in sorted(things) for iri in facts.instances(thing)}
    return Ontology(
        incident_types={kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.name)},
        actors=tuple(sorted((read_actor(facts, iri) for iri in actors), key=lambda actor: actor.name)),
        places=tuple(sorted((read_place(facts, i) for i in facts.instances(CW + "KnownPlace")), key=lambda p: p.name)),
        word_lists={local(iri): read_words(facts, iri) for iri in sorted(facts.instances(CW + "WordList"))},
        parents={local(iri): tuple(sorted(local(p) for p in facts.parents(iri))) for iri in sorted(above) if own(iri)},
        version=facts.one(CW.rstrip("#"), OWL + "versionInfo"),
        digest=turtle.digest(files),
    )


def _check(facts: Facts) -> None:
    """A term of ours that is used must be defined: a misspelt one would else be passed over without a word."""
    for subject, properties in facts.statements.items():
        for predicate, values in properties.items():
            for term in (predicate, *values):
                if term.startswith(CW) and term not in facts.statements:
                    raise facts.fault(subject, f"cw:{local(term)} is no term of the ontology", "Is it misspelt?")
        evokes = properties.keys() & set(EVOKES.values())
        if evokes and CW + ROOT not in facts.superclasses(subject):
            raise facts.fault(subject, f"{local(subject)} is no kind of incident", "Give it an rdfs:subClassOf")


def render_terms() -> str:
    """The text of `builder/terms.py`: a constant for each term that core.ttl and incidents.ttl define."""
    facts = turtle.read(data_folder("ontology") / name for name in TERM_FILES)
    version = facts.one(CW.rstrip("#"), OWL + "versionInfo")
    ours = sorted(iri for iri in facts.statements if own(iri))
    others = sorted((facts.prefixed(iri), iri) for iri in facts.statements if not own(iri) and facts.prefixed(iri))
    lines = [
        f'"""The terms of the ontology, version {version}, as constants. Those of others carry their prefix.',
        "",
        "Made from ontology/core.ttl and ontology/incidents.ttl by `python -m builder.ontology`: edit those, not this.",
        '"""',
        "",
        *(f'{local(iri)} = "{iri}"' for iri in ours),
        "",
        *(f'{name} = "{iri}"' for name, iri in others),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (PACKAGE / "terms.py").write_text(render_terms(), encoding="utf-8")
