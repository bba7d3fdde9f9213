"""A query that is no SPARQL is told with the place where it stops being one, and with what could have stood there."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import UsageError
from builder.store.syntax import check_syntax

PREFIXES = {"cw": "https://w3id.org/crosswire/ns#", "xsd": "http://www.w3.org/2001/XMLSchema#"}


@pytest.mark.parametrize(
    ("text", "line", "column", "says", "expected"),
    [
        ("SELEC * {}", 1, 1, "'SELEC'", "SELECT"),
        ("", 1, 1, "ends too early", "SELECT"),
        ("SELECT * {\n  ?s ?p ?o", 2, 11, "ends too early", "}"),
        ("SELECT * {\n ?x a cw:Claim\n ?y a ?z }", 3, 2, "'?y'", "."),
        ("SELECT * {\n # {{{ ?? \n ?s ?p 'é' , ) }", 3, 14, "')'", "a 'string'"),
        ("SELECT * { ?s ?p ?o FILTER(?o > 1.5 }", 1, 37, "'}'", ")"),
        ("SELECT * { ?s ?p '1'^^xsd:integer , 'a'@en-GB , -1e5 } LIMIT x", 1, 62, "'x'", "a number"),
        ("SELECT (COUNT(?s) ?n) { ?s ?p ?o }", 1, 19, "'?n'", "AS"),
        ("SELECT * { ?s foo:bar ?o }", 1, 15, "the prefix of 'foo:bar' is not declared", ""),
        ("SELECT * {\n ?s ?p 'open }\n", 2, 8, "begins here does not end", ""),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", 1, 35, "unbound", ""),
    ],
)
def test_the_place_and_what_was_expected(text: str, line: int, column: int, says: str, expected: str) -> None:
    with pytest.raises(UsageError) as raised:
        check_syntax(text, PREFIXES, "mine.rq")
    assert raised.value.where == f"mine.rq, line {line}, column {column}"
    assert says in raised.value.what
    assert expected in raised.value.hint.removeprefix("Expected: ").replace(" …", "").split(", ") or not expected


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p '1'^^xsd:integer , 'a'@en-GB , -1e5 , '''a 'b' \n c''' }",
        "ASK { <http://a.example/> !(cw:a|^cw:b)* _:b . FILTER(1.5 > .5 && !BOUND(?x) || ?y <= 3) }",
        "# a comment\nCONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1",
    ],
)
def test_what_can_be_read_passes(text: str) -> None:
    check_syntax(text, PREFIXES)


@given(st.text("SELECT *{}()?x.;,'\"<>:#\n1@^", max_size=40))
def test_no_text_breaks_the_explanation(text: str) -> None:
    with suppress(UsageError):
        check_syntax(text, PREFIXES)
