"""A claim that violates a shape is set aside with its reason and counted; the article and the rest are stored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from whole_way import CLASH

from builder import open_store
from builder.extracting import extractor_for
from builder.graph.article import article_iri, version_iri
from builder.graph.rules import Rules
from builder.graph.validate import Validator
from builder.identity import text_sha256
from builder.model import Article, Claim, Extraction, Span
from builder.ontology import load_ontology
from builder.store.embedded import StoreReader, StoreWriter
from builder.store.rows import ArticleRow
from builder.writing import ArticleWriter, Written

ARTICLE = Article(
    "The Northgate Wire/a", CLASH, text_sha256(CLASH), publisher="The Northgate Wire", published="2021-05-12"
)


def write(extraction: Extraction, path: Path) -> Written:
    with StoreWriter.open(path) as store:
        run, rules = NamedNode(f"{store.base}run/1"), Rules.load(store, store.base)
        writer = ArticleWriter(store, load_ontology(), Validator.load(), rules, run, "2021-05-12T12:00:00Z")
        version, article = version_iri(store.base, ARTICLE).value, article_iri(store.base, ARTICLE).value
        return writer.write(extraction, ArticleRow(version, article, ARTICLE.id, ARTICLE.text_sha256))


def wrong_quote(claim: Claim) -> Claim:
    first = claim.evidence[0]
    return replace(claim, evidence=(Span(first.start + 1, first.end + 1, first.text),))


def turned_bounds(claim: Claim) -> Claim:
    return replace(claim, object={**claim.object, "low": 9, "best": 3, "high": 1})


FAULTS = {
    "a quote that is not there": ("killed", wrong_quote, "a quote is not the text"),
    "low above high": ("killed", turned_bounds, "Low"),
    "a confidence above one": ("killed", lambda claim: replace(claim, confidence=1.5), "onfidence"),
    "no extractor": ("killed", lambda claim: replace(claim, extractor=""), "xtractor"),
    "a word that no source kind is": ("killed", lambda claim: replace(claim, source_kind="rumour"), "ourceKind"),
    "a person without a speaker": ("time", lambda claim: replace(claim, source_kind="person", speaker=None), "peaker"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_claim_is_set_aside_and_the_rest_is_stored(tmp_path: Path, name: str) -> None:
    predicate, spoil, reason = FAULTS[name]
    sound = extractor_for(()).extract(ARTICLE)
    spoilt = next(claim for claim in sound.claims if claim.predicate == predicate)
    claims = tuple(spoil(claim) if claim is spoilt else claim for claim in sound.claims)
    written = write(replace(sound, claims=claims), tmp_path / "store")
    assert written.set_aside >= 1
    assert written.claims == len(sound.claims) - written.set_aside
    with StoreReader.open(tmp_path / "store") as reader:
        aside = reader.ledger.set_aside()
        assert any(reason in row.reason for row in aside), [row.reason for row in aside]
    with open_store(tmp_path / "store") as graph:
        (article,) = graph.query("articles")
        assert article["claims"] == written.claims
        stored = graph.query("claims")
    assert spoilt.object["text"] not in [r["value"] for r in stored if r["predicate"] == predicate]


def test_an_incident_goes_with_the_claim_that_it_occurred(tmp_path: Path) -> None:
    sound = extractor_for(()).extract(ARTICLE)
    claims = tuple(wrong_quote(claim) if claim.predicate == "occurred" else claim for claim in sound.claims)
    write(replace(sound, claims=claims), tmp_path / "store")
    with open_store(tmp_path / "store") as graph:
        assert graph.query("incidents") == []
        assert len(graph.query("articles")) == 1


def test_a_sound_extraction_is_stored_whole(tmp_path: Path) -> None:
    sound = extractor_for(()).extract(ARTICLE)
    written = write(sound, tmp_path / "store")
    assert (written.set_aside, written.claims) == (0, len(sound.claims))
