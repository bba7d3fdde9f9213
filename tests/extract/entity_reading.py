"""Reads a text as the pipeline does, up to entities and attributions; ontology, parser and gazetteer load once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from builder.extract.attributes import AttributeClaim, find_attributes
from builder.extract.attribution import Attribution, find_attributions
from builder.extract.entities import Reading, read_entities
from builder.identity import text_sha256
from builder.model import Article, Entity
from builder.ontology import Ontology, load_ontology
from builder.text.dates import find_times
from builder.text.document import Document
from builder.text.numbers import find_quantities
from builder.text.parser import Parser
from builder.text.places import Gazetteer, find_places


@cache
def tools() -> tuple[Ontology, Parser, Gazetteer]:
    ontology = load_ontology()
    return ontology, Parser.load(), Gazetteer.load(ontology.places)


@dataclass(frozen=True)
class Read:
    document: Document
    reading: Reading

    def texts(self, kind: str) -> list[str]:
        """The words of all mentions of a type, in text order."""
        return [m.span.text for m in self.reading.mentions if m.type == kind]

    def entity(self, words: str) -> Entity:
        """The entity that the first mention with exactly these words belongs to."""
        mention = next(m for m in self.reading.mentions if m.span.text == words and m.entity)
        return next(e for e in self.reading.entities if e.id == mention.entity)

    def together(self, *words: str) -> bool:
        return len({self.entity(w).id for w in words}) == 1

    def name(self, identity: str | None) -> str | None:
        """The words of an entity's first mention; for an unknown id an error."""
        return None if identity is None else next(m.span.text for m in self.reading.mentions if m.entity == identity)

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        return find_attributions(self.document, self.reading, tools()[0])

    @cached_property
    def attributes(self) -> tuple[AttributeClaim, ...]:
        return find_attributes(self.document, self.reading, tools()[0])

    def said(self) -> list[tuple[str | None, str, str]]:
        """(speaker's words, source kind, what is said) of each attribution, in text order."""
        text = self.document.text
        return [(self.name(a.speaker), a.source_kind, text[a.start : a.end]) for a in self.attributions]

    def values(self, words: str) -> dict[str, str]:
        """{predicate: value} of the entity with this mention."""
        identity = self.entity(words).id
        return {claim.predicate: claim.value for claim in self.attributes if claim.entity == identity}


def read(text: str, publisher: str | None = "The Northgate Wire", published: str | None = "2021-05-12") -> Read:
    ontology, parser, gazetteer = tools()
    article = Article("a", text, text_sha256(text), publisher=publisher, published=published)
    document = parser.parse(article)
    parts = find_times(document), find_quantities(document), find_places(document, gazetteer)
    return Read(document, read_entities(document, ontology, *parts))
