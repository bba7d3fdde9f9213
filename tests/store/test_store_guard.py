"""What strangers' queries may not do. Each refused spelling below was seen to make the engine parse a SERVICE."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from builder.errors import UsageError
from builder.store.guard import MAX_BYTES, check, names_dataset

E = "http://192.0.2.1:9/"  # an address for documentation: nothing answers
CALL = f"SERVICE<{E}>{{?s ?p ?o}}"

HIDDEN = {
    "plain": f"SELECT * {{ SERVICE <{E}> {{ ?s ?p ?o }} }}",
    "lower": f"select * {{ service silent <{E}> {{ ?s ?p ?o }} }}",
    "variable": "SELECT * { VALUES ?u { <http://192.0.2.1/> } SERVICE ?u { ?s ?p ?o } }",
    "comment inside": f"SELECT * {{ SERVICE#x\n<{E}> {{ ?s ?p ?o }} }}",
    "no blank before a prefixed name": f"PREFIX e: <{E}> SELECT * {{ SERVICEe:a {{ ?s ?p ?o }} }}",
    "no blank before SILENT": f"SELECT * {{ SERVICESILENT<{E}> {{ ?s ?p ?o }} }}",
    "glued to true": f"SELECT * {{ ?a ?b true{CALL} }}",
    "glued to a number": f"SELECT * {{ ?a ?b 1{CALL} }}",
    "glued to an exponent": f"SELECT * {{ ?a ?b 1e5{CALL} }}",
    "a local name that makes no IRI": f"PREFIX e: <http://x:> SELECT * {{ ?a ?b e:{CALL} }}",
    "the same by BASE": f"BASE <http://y/> PREFIX e: <//x:> SELECT * {{ ?a ?b e:{CALL} }}",
    "after an empty local name and a dot": f"PREFIX e: <http://x/> SELECT * {{ ?a ?b e:.{CALL} }}",
    "a comparison that looks like an IRI": f"SELECT * {{ FILTER(1<2)SERVICE#>\n<{E}>{{ ?s ?p ?o }} }}",
    "a comment that looks like an IRI's end": f'SELECT * {{ FILTER(1<2)#>"""\n{CALL} #"""\n}}',
    "a string that looks like an IRI's end": f"""SELECT * {{ FILTER("a"<'>\"\"\"'){CALL} #\"\"\"\n}}""",
    "a long string with an escape that is none": f'SELECT * {{ VALUES ?x {{"""a"}} {CALL} #\\q"""\n}}',
    "a long string with half a surrogate pair": f'SELECT * {{ VALUES ?x {{"""a"}} {CALL} #\\uD800"""\n}}',
    "an escaped # in a local name": f"PREFIX e: <http://x/> SELECT * {{ ?a ?b e:a\\# . {CALL}\n }}",
    "an escaped ' in a local name": f"PREFIX e: <http://x/> SELECT * {{ ?a ?b e:a\\' . {CALL} #'\n }}",
    "in a subquery": f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ {CALL} }} }} }} }}",
    "in EXISTS": f"ASK {{ FILTER EXISTS {{ {CALL} }} }}",
    "in CONSTRUCT": f"CONSTRUCT WHERE {{ {CALL} }}",
    "in DESCRIBE": f"DESCRIBE ?s {{ {CALL} }}",
    "other blanks": f"SELECT * {{ SERVICE\u00a0<{E}> {{ ?s ?p ?o }} }}",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_a_service_is_refused_however_it_is_written(text):
    with pytest.raises(UsageError, match="refused"):
        check(text)


HARMLESS = [
    "SELECT ?service { ?service ?p $SERVICE }",
    'SELECT * { ?s ?p "SERVICE <http://x/>", \'service\', """a "SERVICE" \\n""" }',
    "SELECT * { ?s <http://example.org/service#SERVICE> ?o } # SERVICE <http://x/> {}",
    "PREFIX e: <http://example.org/> SELECT * { ?s e:service ?o ; e:SERVICE_member [] }",
    "PREFIX e: <http://example.org/ns#> SELECT * { ?s e:serviceMember/e:inService ?o }",
    "PREFIX : <#> PREFIX e: <urn:x:> BASE <http://example.org/> SELECT * { ?s e:p <a/b.c> }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o <= 4 || ?o>5 || ?o<6) } ORDER BY DESC(?o) LIMIT 5",
    'SELECT * { ?s ?p "Київ 🇺🇦"@uk-UA, -1.5e3, "x"^^<http://www.w3.org/2001/XMLSchema#string>, _:b }',
    "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s (<http://e.org/a>|^<http://e.org/b>)*/<http://e.org/c>? ?o } GROUP BY ?o",
    "SELECT * { ?s ?drop ?insert . ?s ?p ?load }",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_queries_pass(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://e.org/a> <http://e.org/a> <http://e.org/a> }",
        "PREFIX e: <http://e.org/> delete where { ?s ?p ?o }",
        "WITH <http://e.org/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "LOAD SILENT <http://192.0.2.1/> INTO GRAPH <http://e.org/g>",
        "CLEAR ALL",
        "drop all",
        "CREATE GRAPH <http://e.org/g>",
        "ADD DEFAULT TO <http://e.org/g>",
        "MOVE DEFAULT TO <http://e.org/g>",
        "COPY DEFAULT TO <http://e.org/g>",
        "SELECT * {} ; DROP ALL",
    ],
)
def test_updates_are_refused(text):
    with pytest.raises(UsageError, match="update"):
        check(text)


def test_from_may_name_graphs_of_the_store_only():
    def known(iri: str) -> bool:
        return iri == "http://e.org/g"

    check("SELECT * FROM <http://e.org/g> { ?s ?p ?o }", known)
    check("PREFIX e: <http://e.org/> SELECT * FROM NAMED e:g from e:g { GRAPH ?g { ?s ?p ?o } }", known)
    check("SELECT * FROM e:g { ?s ?p ?o }", known, {"e": "http://e.org/"})
    for other in ("<http://e.org/h>", "<file:///etc/passwd>", "NAMED <http://192.0.2.1/>", "e:g", "<g>"):
        with pytest.raises(UsageError, match="not in the store"):
            check(f"BASE <http://e.org/> SELECT * FROM {other} {{ ?s ?p ?o }}", known)


def test_dataset_clauses_are_seen_and_nothing_else_is_taken_for_one():
    assert names_dataset("SELECT *FROM<http://e.org/g>{ ?s ?p ?o }")
    assert names_dataset("select * from named <http://e.org/g> { ?s ?p ?o }")
    assert not names_dataset("SELECT ?from { ?from ?p 'FROM <http://e.org/g>' } # FROM <http://e.org/g>")


def test_a_query_of_great_length_is_refused():
    with pytest.raises(UsageError, match="longer than 64 KiB"):
        check("ASK {} #" + "x" * MAX_BYTES)


def test_letters_written_as_escapes_make_no_keyword_for_the_engine():
    with pytest.raises(SyntaxError):
        Store().query(f"SELECT * {{ \\u0053ERVICE <{E}> {{ ?s ?p ?o }} }}")


PIECES = [
    "<",
    ">",
    "'",
    '"',
    '"""',
    "#",
    "\n",
    "\\",
    "{",
    "}",
    "(",
    ")",
    ".",
    ":",
    "?",
    " ",
    "e",
    "1",
    "2",
    "=",
    "FILTER(",
    "<http://e.org/>",
    "e:a",
    "true",
    "<2)",
    "BIND(1 AS ?z)",
]


def calls(text: str) -> bool:
    """Whether the engine, asked, calls a service (none that exists)."""
    try:
        list(Store().query(text))
    except SyntaxError:
        return False
    except OSError:
        return True
    return False


def test_no_random_arrangement_hides_a_call():
    """The call stands in the middle of random pieces; what passes the check must not be one to the engine."""
    chance = random.Random(7)
    passed = called = missed = 0
    for _ in range(20_000):
        before = "".join(chance.choices(PIECES, k=chance.randrange(4)))
        after = "".join(chance.choices(PIECES, k=chance.randrange(4)))
        text = f"PREFIX e: <http://e.org/> SELECT * {{ {before}SERVICE<x:y>{{}}{after} }}"
        try:
            check(text)
        except UsageError:
            called += calls(text)
            continue
        passed += 1
        missed += calls(text)
    assert missed == 0
    assert passed > 50
    assert called > 50


@given(st.text(max_size=60))
def test_any_text_is_refused_or_passed_without_another_error(text):
    with contextlib.suppress(UsageError):
        check(text)
