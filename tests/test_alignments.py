"""ontology/alignments.ttl: each kind of incident has a match in each codebook, or says why it has none."""

from __future__ import annotations

import pytest

from builder import turtle
from builder.ontology import load_ontology
from builder.resources import data_folder
from builder.turtle import CW, RDF, SKOS, Facts, own

ALIGNMENT = "https://w3id.org/crosswire/alignment/"
MATCHES = [SKOS + f"{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")]
NOTE, SOURCE = SKOS + "editorialNote", "http://purl.org/dc/terms/source"
BOOKS = ("acled", "ucdp", "plover")
KINDS = sorted(set(load_ontology().incident_types) - {"Incident"})


@pytest.fixture(scope="module")
def facts() -> Facts:
    return turtle.read([data_folder("ontology") / "alignments.ttl"])


def matches(facts: Facts, subject: str) -> list[str]:
    return [value for match in MATCHES for value in facts.all(subject, match)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("book", BOOKS)
def test_a_kind_of_incident_has_a_match_or_a_reason(facts: Facts, kind: str, book: str) -> None:
    found = [value for value in matches(facts, CW + kind) if value.startswith(f"{ALIGNMENT}{book}/")]
    reasons = [note for note in facts.all(CW + kind, NOTE) if note.startswith(f"{book.upper()}: ")]
    assert found or reasons
    assert not found or not any(": none" in reason for reason in reasons)
    assert found or any(": none" in reason for reason in reasons)
    assert len(reasons) <= 1


def test_a_loose_match_says_how(facts: Facts) -> None:
    """One that is only related, in a codebook that has no nearer one."""
    for kind in KINDS:
        for book in BOOKS:
            nearer = [v for m in MATCHES[:-1] for v in facts.all(CW + kind, m) if v.startswith(f"{ALIGNMENT}{book}/")]
            related = [v for v in facts.all(CW + kind, MATCHES[-1]) if v.startswith(f"{ALIGNMENT}{book}/")]
            noted = any(note.startswith(f"{book.upper()}: ") for note in facts.all(CW + kind, NOTE))
            assert nearer or not related or noted, (kind, book)


def test_every_match_is_defined_and_every_concept_used(facts: Facts) -> None:
    concepts = set(facts.instances(SKOS + "Concept"))
    used = {v for s in facts.statements if own(s) for v in matches(facts, s) if v.startswith(ALIGNMENT)}
    assert used <= concepts
    wider = {broader for concept in concepts for broader in facts.all(concept, SKOS + "broader")}
    assert concepts <= used | wider


def test_a_concept_says_its_code_and_its_codebook(facts: Facts) -> None:
    for concept in facts.instances(SKOS + "Concept"):
        (scheme,) = facts.all(concept, SKOS + "inScheme")
        assert concept.startswith(f"{scheme}/")
        assert RDF + "type" in facts.statements[scheme]
        if scheme.removeprefix(ALIGNMENT) in BOOKS:
            assert len(facts.all(concept, SKOS + "notation")) == 1
            assert facts.all(concept, SOURCE) == facts.all(scheme, SOURCE)


def test_no_two_of_a_scheme_share_a_code(facts: Facts) -> None:
    codes = [
        (facts.one(concept, SKOS + "inScheme"), *facts.all(concept, SKOS + "notation"))
        for concept in facts.instances(SKOS + "Concept")
        if facts.all(concept, SKOS + "notation")
    ]
    assert len(codes) == len(set(codes)) > 35


def test_only_terms_of_ours_that_exist(facts: Facts) -> None:
    whole = turtle.read([data_folder("ontology") / name for name in ("core.ttl", "incidents.ttl")])
    ours = {s for s in facts.statements if own(s)} | {v for s in facts.statements for v in matches(facts, s) if own(v)}
    assert ours <= whole.statements.keys()


def test_nothing_both_matches_exactly_and_is_wider_or_related(facts: Facts) -> None:
    """SKOS Reference, S46: exactMatch is disjoint with broadMatch and relatedMatch."""
    for subject in facts.statements:
        exact = set(facts.all(subject, MATCHES[0]))
        assert exact.isdisjoint(v for m in (*MATCHES[2:],) for v in facts.all(subject, m))
