"""Made extractions for the tests on reasoning: who serves where, in which incident of which operation, and a store of
them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from builder.graph.article import article_iri, version_iri
from builder.graph.rules import Rules
from builder.graph.schema import ontology_quads
from builder.graph.validate import Validator
from builder.graph.vocabulary import INFERRED, PREFIXES
from builder.identity import text_sha256
from builder.model import Article, Claim, Entity, Extraction, Incident, Mention, Role, Span, TimeSlot
from builder.ontology import load_ontology
from builder.store.embedded import StoreReader, StoreWriter
from builder.store.rows import ArticleRow
from builder.writing import ArticleWriter, publish_ontology

CLASSES = {"Person": "Person", "Unit": "Unit", "Organisation": "MilitaryService", "Operation": "Operation"}


class Story:
    """An article as it is extracted, told piece by piece."""

    def __init__(self, name: str, published: str = "2021-05-12", modified: str | None = None) -> None:
        self.name, self.published, self.modified = name, published, modified
        self.text = f"Story {name}."
        self.entities: dict[str, Entity] = {}
        self.claims: list[Claim] = []
        self.incidents: list[Incident] = []

    def entity(self, kind: str, name: str) -> str:
        """The id of the entity of this name."""
        made = Entity(f"e{len(self.entities) + 1}", kind, CLASSES[kind], name, name)
        return self.entities.setdefault(name, made).id

    def say(self, subject: str, predicate: str, words: str, entity: str | None = None) -> str:
        """One claim in words of its own; its id."""
        start = len(self.text) + 1
        self.text += f" {words}"
        span = Span(start, len(self.text), words)
        target = {"entity": entity} if entity else {}
        self.claims.append(
            Claim(
                f"c{len(self.claims) + 1}", subject, predicate, {"text": words, **target}, (span,), extractor="made/1"
            )
        )
        return self.claims[-1].id

    def serves(self, person: str, unit: str) -> Story:
        """A person, or a unit ('2nd …', 'Task …'), is of a unit."""
        self.text += f" {person}."
        kind = "Unit" if person[0].isdigit() or person.startswith("Task") else "Person"
        self.say(self.entity(kind, person), "unit", unit, self.entity("Unit", unit))
        return self

    def belongs(self, unit: str, organisation: str) -> Story:
        self.text += f" {unit}."
        self.say(self.entity("Unit", unit), "member_of", organisation, self.entity("Organisation", organisation))
        return self

    def tells(self, kind: str, day: str, victim: str = "", operation: str = "") -> Story:
        """An incident on a day, with a victim, in an operation."""
        own = f"i{len(self.incidents) + 1}"
        told = self.say(own, "occurred", f"it happened to {self.name} as {kind}")
        when = self.say(own, "time", day)
        roles: tuple[Role, ...] = ()
        claims = [told, when]
        if victim:
            hurt = self.entity("Person", victim)
            claims.append(self.say(own, "victim", victim, hurt))
            roles = (Role("victim", hurt, (), claims[-1]),)
        part, claim = (self.entity("Operation", operation) if operation else None), None
        if part:
            claim = self.say(own, "operation", operation, part)
            claims.append(claim)
        span = self.claims[[c.id for c in self.claims].index(told)].evidence[0]
        slot = TimeSlot(day, day, "day", None, "stated", when)
        self.incidents.append(
            Incident(
                own,
                kind,
                not self.incidents,
                "actual",
                span,
                (span,),
                slot,
                None,
                part,
                claim,
                roles,
                (),
                (),
                tuple(claims),
            )
        )
        return self

    def adds(self, role: str, kind: str, name: str) -> Story:
        """Somebody else plays a part in the last incident."""
        last, entity = self.incidents[-1], self.entity(kind, name)
        claim = self.say(last.id, role, name, entity)
        self.incidents[-1] = replace(
            last, roles=(*last.roles, Role(role, entity, (), claim)), claims=(*last.claims, claim)
        )
        return self

    def extraction(self) -> Extraction:
        article = Article(
            f"The Northgate Wire/{self.name}",
            self.text,
            text_sha256(self.text),
            publisher="The Northgate Wire",
            published=self.published,
            modified=self.modified,
        )
        claims, incidents = tuple(self.claims), tuple(self.incidents)
        return Extraction(article, self._mentions(), tuple(self.entities.values()), (), incidents, claims)

    def _mentions(self) -> tuple[Mention, ...]:
        found = []
        for number, (name, entity) in enumerate(self.entities.items(), 1):
            start = self.text.index(name)
            span = Span(start, start + len(name), name)
            found.append(Mention(f"m{number}", entity.type, "name", span, entity=entity.id))
        return tuple(found)


def write(path: Path, *stories: Story, ontology: tuple[Path, ...] = ()) -> None:
    with StoreWriter.open(path) as store:
        rules = publish_ontology(store, ontology_quads(ontology))
        run = NamedNode(f"{store.base}run/1")
        validator = Validator.load(extra_ontology=ontology)
        writer = ArticleWriter(store, load_ontology(ontology), validator, rules, run, "2021-05-12T12:00:00Z")
        for story in stories:
            extraction = story.extraction()
            article = extraction.article
            version, iri = version_iri(store.base, article).value, article_iri(store.base, article).value
            dates = {"published": article.published, "modified": article.modified}
            written = writer.write(extraction, ArticleRow(version, iri, article.id, article.text_sha256, **dates))
            assert written.set_aside == 0


def inferred(path: Path) -> set[Quad]:
    """What the store holds in the graph `inferred` about its own nodes."""
    with StoreReader.open(path) as store:
        return {quad for quad in store.quads(graph=INFERRED) if str(quad.subject).startswith(f"<{store.base}")}


def rules_of(path: Path) -> Rules:
    with StoreReader.open(path) as store:
        return Rules.load(store, store.base)


def ask(path: Path, name: str, where: str) -> set[str]:
    """The values of one variable of a query's WHERE part; local names of our ontology's terms."""
    with StoreReader.open(path) as store:
        solutions = store.query(f"SELECT DISTINCT ?{name} WHERE {{ {where} }}", prefixes=PREFIXES)
        return {row[name].value.removeprefix(PREFIXES["cw"]) for row in solutions}  # type: ignore[index,union-attr]
