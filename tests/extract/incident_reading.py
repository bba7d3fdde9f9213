"""Extracts an invented article with the whole extractor; ontology, parser and gazetteer load once."""

from __future__ import annotations

from functools import cache

from entity_reading import tools

from builder.extract.extractor import RuleExtractor
from builder.identity import text_sha256
from builder.model import Article, Claim, Extraction, Incident


@cache
def extractor() -> RuleExtractor:
    return RuleExtractor(*tools())


@cache
def extract(text: str, published: str | None = "2021-05-12", publisher: str | None = "Harbor Ledger") -> Extraction:
    article = Article("test", text, text_sha256(text), publisher=publisher, published=published)
    return extractor().extract(article)


def main_of(found: Extraction) -> Incident:
    return next(i for i in found.incidents if i.main)


def rows(incident: Incident) -> list[tuple[str, int | None, int | None, int | None, str]]:
    """(outcome, low, best, high, group) of each casualty."""
    return [(c.outcome, c.bounds.low, c.bounds.best, c.bounds.high, c.group) for c in incident.casualties]


def roles(found: Extraction, incident: Incident) -> set[tuple[str, str]]:
    """(role, name or description) of each role."""
    entities = {e.id: e for e in found.entities}
    return {(r.role, entities[r.entity].name or entities[r.entity].description) for r in incident.roles}


def claims(found: Extraction, predicate: str) -> list[Claim]:
    return [c for c in found.claims if c.predicate == predicate]
