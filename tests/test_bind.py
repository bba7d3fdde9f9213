"""Parameters of saved queries are bound as terms: no text that a user types can become a part of the query."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from builder.errors import NotInThisVersion, UsageError
from builder.graph.bind import PREFIX_LINES, bind
from builder.graph.catalogue import NOT_YET, SavedQuery, load_catalogue, read_query, saved_query
from builder.graph.vocabulary import PREFIXES, RDFS_LABEL

OUR_IRI = "https://w3id.org/crosswire/id/incident/0123456789abcdef0123"
NASTY = [
    '") } DROP ALL #',
    "') } ; DROP ALL",
    "} UNION { ?s ?p ?o }",
    "VALUES ?article { UNDEF }",
    '" } VALUES ?article { UNDEF } #',
    "\\",
    '\\" } #',
    '"""',
    "a\nb\r\tc",
    "\u0000",
    "\u2028\ufeff",
    "?incident",
    "<http://example.org/> } #",
    "http://example.org/> } #",
    "cw:killed } #",
    "cw:",
    "\\u0022 } #",
]


def library(tmp_path: Path, text: str) -> SavedQuery:
    path = tmp_path / "mine.rq"
    path.write_text(text, encoding="utf-8")
    return read_query(path)


QUERY = SavedQuery(
    "words",
    "",
    read_query(Path(__file__).parent.parent / "queries" / "reports.rq").parameters,
    ("thing",),
    "",
    """SELECT ?thing WHERE {
  VALUES ?incidentWords { UNDEF }
  VALUES ?articleWords { UNDEF }
  ?thing rdfs:label ?label .
  FILTER(!BOUND(?incidentWords) || CONTAINS(LCASE(?label), LCASE(?incidentWords)))
  FILTER(!BOUND(?articleWords) || CONTAINS(LCASE(?label), LCASE(?articleWords)))
}""",
)


def found(store: Store, text: str) -> set[str]:
    solutions = store.query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    return {solution["thing"].value for solution in solutions}


def labelled(*labels: str) -> Store:
    store = Store()
    graph = NamedNode("http://example.org/graph")
    for number, label in enumerate(labels):
        store.add(Quad(NamedNode(f"http://example.org/{number}"), RDFS_LABEL, Literal(label), graph))
    return store


def is_words(text: str) -> bool:
    """Neither an IRI nor one of our prefixes with a name."""
    return "://" not in text and text.partition(":")[0] not in PREFIXES


WORDS = st.text(st.characters(exclude_categories=["Cs"])).filter(is_words)


@given(WORDS, WORDS)
def test_any_words_are_harmless_and_find_what_contains_them(first: str, second: str) -> None:
    store = labelled("a plain label", f"before {first} after", f"{second} and {first}")
    size = len(store)
    both = found(store, bind(QUERY, {"incident": first, "article": second}))
    assert "http://example.org/2" in both
    assert found(store, bind(QUERY, {"incident": first})) >= {"http://example.org/1", "http://example.org/2"}
    if first.lower() not in "a plain label":
        assert "http://example.org/0" not in both
    assert len(store) == size


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("other", NASTY)
def test_what_looks_like_sparql_is_words(nasty: str, other: str) -> None:
    store = labelled("a plain label", f"{nasty} {other}")
    assert found(store, bind(QUERY, {"incident": nasty, "article": other})) == {"http://example.org/1"}


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("http://[")
@example("a://%zz")
@example("http://example.org/}")
@example("graph:current")
def test_any_text_at_all_makes_a_query_that_can_be_read(value: str) -> None:
    for name in ("incidents", "casualties", "conflicts", "provenance"):
        query = load_catalogue()[name]
        for parameter in query.parameters:
            if parameter.kind == "thing":
                values = {"claim": OUR_IRI} if name == "provenance" else {}
                Store().query(bind(query, {**values, parameter.name: value}), use_default_graph_as_union=True)


def test_an_iri_is_bound_as_an_iri_and_an_address_as_an_id() -> None:
    reports = load_catalogue()["reports"]
    assert f"VALUES ?incident {{ <{OUR_IRI}> }}" in bind(reports, {"incident": OUR_IRI})
    article = OUR_IRI.replace("incident", "article")
    assert f"VALUES ?article {{ <{article}> }}" in bind(reports, {"article": article})
    assert 'VALUES ?articleId { "https://news.example/1" }' in bind(reports, {"article": "https://news.example/1"})
    assert "VALUES ?typeIs { <https://w3id.org/crosswire/ns#AirStrike> }" in bind(
        load_catalogue()["incidents"], {"type": "cw:AirStrike"}
    )


def test_what_is_not_given_stays_open() -> None:
    reports = load_catalogue()["reports"]
    assert bind(reports, {}) == PREFIX_LINES + reports.text


@pytest.mark.parametrize(
    "value", ["2020-02-30", "20200308", "2020-W10-7", "8 March", "2020-3-8", "٢٠٢٠-٠٣-٠٨", "", "2020-03-08T10:00"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="no date"):
        bind(load_catalogue()["incidents"], {"since": value})


def test_a_date_is_bound_as_a_date() -> None:
    text = bind(load_catalogue()["incidents"], {"until": "2020-02-29"})
    assert 'VALUES ?until { "2020-02-29"^^<http://www.w3.org/2001/XMLSchema#date> }' in text


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("reports", {"when": "now"}, "no parameter 'when'"),
        ("articles", {"article": "x"}, "Its parameters: none"),
        ("provenance", {}, "needs --param claim"),
        ("reports", {"incident": "a\ud800b"}, "no Unicode text"),
        ("incidents", {"since": "\ud800"}, "no Unicode text"),
    ],
)
def test_a_wrong_parameter_is_refused(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        bind(load_catalogue()[name], values)


def test_numbers_and_words_of_a_users_own_query(tmp_path: Path) -> None:
    head = "#+ summary: mine\n#+ parameter: least (number): a number\n#+ parameter: name (words): words\n"
    query = library(tmp_path, head + "SELECT * { VALUES ?least { UNDEF } VALUES ?nameWords { UNDEF } }")
    assert '"12"^^<http://www.w3.org/2001/XMLSchema#integer>' in bind(query, {"least": "12"})
    assert 'VALUES ?nameWords { "cw:killed" }' in bind(query, {"name": "cw:killed"})
    for value in ("1.5", "x", "١", "1 }"):
        with pytest.raises(UsageError, match="no whole number"):
            bind(query, {"least": value})


def test_a_query_without_a_place_for_a_value_says_so(tmp_path: Path) -> None:
    query = library(tmp_path, "#+ summary: mine\n#+ parameter: x (thing): a thing\nSELECT * { VALUES ?x { UNDEF } }")
    assert "<http://example.org/a>" in bind(query, {"x": "http://example.org/a"})
    with pytest.raises(UsageError, match="no such value for 'x'"):
        bind(query, {"x": "words"})


@pytest.mark.parametrize("line", ["#+ summary", "#+ parameter: x: words", "#+ parameter: x (colour): words"])
def test_a_header_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(UsageError, match=r"mine\.rq, line 2"):
        library(tmp_path, f"#+ summary: mine\n{line}\nSELECT * {{}}")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_bytes(b"#+ summary: \xff")
    with pytest.raises(UsageError, match=r"mine\.rq"):
        read_query(tmp_path / "mine.rq")


def test_a_users_own_query_needs_no_header_and_replaces_ours(tmp_path: Path) -> None:
    (tmp_path / "articles.rq").write_text("SELECT ?x { ?x a cw:Article }", encoding="utf-8")
    catalogue = load_catalogue([tmp_path])
    assert catalogue["articles"].text.startswith("SELECT ?x")
    assert set(catalogue) == set(load_catalogue())


def test_a_query_to_come_and_one_that_is_none() -> None:
    for name in NOT_YET:
        with pytest.raises(NotInThisVersion):
            saved_query(name, load_catalogue())
    with pytest.raises(UsageError, match="There are: articles, "):
        saved_query("nothing", load_catalogue())
