"""The store as it stood on a day is the store that would have been built that day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from whole_way import CLASH, CLASH_AGAIN, STRIKE, Done, article, write_articles

from builder import open_store
from builder.answers import view
from builder.correcting import retract, review
from builder.errors import UsageError
from builder.graph.read import subjects
from builder.graph.vocabulary import CURRENT, RDF_TYPE, cw
from builder.intake import BuildOptions
from builder.pipeline import build
from builder.store.access import Access, dump
from builder.store.embedded import StoreReader

Run = Callable[..., Done]
RUNS = ["https://w3id.org/crosswire/graph/runs"]
CORRECTED = CLASH.replace("Three", "Four")
TOLD_LATE = "The clash near Ramadi on Tuesday killed three Iraqi soldiers, the ministry said. " + STRIKE
EARLY = [
    article("a", CLASH, published="2021-05-12", modified="2021-05-12"),
    article("b", CLASH_AGAIN, published="2021-05-13", publisher="Harbor Ledger"),
    article("s", STRIKE, published="2021-05-11", publisher="Harbor Ledger"),
]
LATE = [
    article("a", CORRECTED, published="2021-05-12", modified="2021-05-20"),
    article("c", TOLD_LATE, published="2021-05-21", publisher="The Delta Post"),
]


def store_of(folder: Path, articles: Iterable[dict[str, object]]) -> Path:
    folder.mkdir()
    build([str(write_articles(folder / "in.jsonl", *articles))], folder / "store", BuildOptions())
    return folder / "store"


def lines(source: Access) -> list[bytes]:
    return dump(source, RUNS)


def viewed(path: Path, day: str) -> list[bytes]:
    with StoreReader.open(path) as reader:
        return lines(view(reader, day))


def built(path: Path) -> list[bytes]:
    with StoreReader.open(path) as reader:
        return lines(reader)


def some(path: Path, kind: str) -> list[str]:
    with StoreReader.open(path) as reader:
        return [node.value for node in subjects(reader, RDF_TYPE, cw(kind))]


def test_what_came_later_is_left_out(tmp_path: Path) -> None:
    assert viewed(store_of(tmp_path / "all", EARLY + LATE), "2021-05-15") == built(store_of(tmp_path / "then", EARLY))


@pytest.mark.parametrize("day", ["2021-05-11", "2021-05-12", "2021-05-20"])
def test_each_day_has_its_own_articles(tmp_path: Path, day: str) -> None:
    then = [a for a in EARLY + LATE if str(a.get("modified") or a["published"]) <= day]
    path = store_of(tmp_path / "then", then)
    with StoreReader.open(path) as reader:
        older = [row.version.encode() for row in reader.ledger.articles() if row.state == "superseded"]
    standing = [line for line in built(path) if not any(version in line for version in older)]
    assert viewed(store_of(tmp_path / "all", EARLY + LATE), day) == standing


def test_before_the_first_article_there_is_none(tmp_path: Path) -> None:
    path = store_of(tmp_path / "all", EARLY)
    with StoreReader.open(path) as reader:
        assert subjects(view(reader, "2021-05-10"), RDF_TYPE, cw("Article"), CURRENT) == []


def test_today_is_the_store_itself(tmp_path: Path) -> None:
    path = store_of(tmp_path / "all", EARLY + LATE)
    with StoreReader.open(path) as reader:
        assert view(reader, "2021-05-21") is reader


def test_a_later_retraction_does_not_apply_yet(tmp_path: Path) -> None:
    path, then = store_of(tmp_path / "all", EARLY), store_of(tmp_path / "then", EARLY)
    retract(path, "a", "it was invented", "Ana", "2021-06-01")
    assert built(path) != built(then)
    assert viewed(path, "2021-05-31") == built(then)
    assert viewed(path, "2021-06-01") == built(path)


def test_a_later_judgement_does_not_apply_yet(tmp_path: Path) -> None:
    path, then = store_of(tmp_path / "all", EARLY), store_of(tmp_path / "then", EARLY)
    strike = next(i for i in some(path, "Incident") if i not in joined(path))
    review(path, "reject", [next(iter(sorted(joined(path)))), strike], "Ana", "not one", "2021-06-01")
    claim = some(path, "Claim")[0]
    review(path, "reject", [claim], "Ana", "misread", "2021-06-02")
    assert viewed(path, "2021-05-31") == built(then)
    assert viewed(path, "2021-06-02") == built(path)


def joined(path: Path) -> set[str]:
    """The incidents of more than one report."""
    with StoreReader.open(path) as reader:
        incidents = subjects(reader, RDF_TYPE, cw("Incident"))
        return {i.value for i in incidents if len(subjects(reader, cw("incident"), i, CURRENT)) > 1}


def test_a_saved_query_answers_as_of_a_day(crosswire: Run, tmp_path: Path) -> None:
    path = store_of(tmp_path / "all", EARLY + LATE)
    asked = ("query", "articles", "--format", "csv", "--store", path)
    now, then = (crosswire(*asked, *more).out for more in ((), ("--as-of", "2021-05-12")))
    assert ("Delta Post" in now, "Delta Post" in then) == (True, False)
    assert ("Harbor Ledger/b" in now, "Harbor Ledger/b" in then) == (True, False)


def test_python_asks_as_of_a_day_too(built: Path) -> None:
    with open_store(built, as_of="2021-05-11") as then, open_store(built) as now:
        assert (len(then.query("articles")), len(now.query("articles"))) == (1, 4)
        assert 0 < len(then.graph()) < len(now.graph())
    with pytest.raises(UsageError, match="2021-02-30"):
        open_store(built, as_of="2021-02-30")


DAY = "?article cw:newestVersion ?version ; cw:articleId ?id ; schema:datePublished ?day "
OWN = {
    "a filter": "SELECT ?id { " + DAY + "FILTER(STR(?day) <= STR(?asOf)) }",
    "a place that may stay open": "SELECT ?id { VALUES ?asOf { UNDEF } " + DAY + "FILTER(STR(?day) <= STR(?asOf)) }",
    "a group within": "SELECT ?id { { SELECT ?id { " + DAY + "FILTER(STR(?day) <= STR($asOf)) } } }",
    "shown, too": "SELECT ?id ?asOf WHERE { " + DAY + "FILTER(STR(?day) <= STR(?asOf)) }",
    "a comment and a string": "SELECT ?id { # ?asOf, they say\n"
    + DAY
    + 'FILTER("?asOf" != STR(?asOf) && STR(?day) <= STR(?asOf)) }',
}


@pytest.mark.parametrize("text", OWN.values(), ids=OWN.keys())
def test_a_query_of_ones_own_has_its_day_bound(crosswire: Run, built: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "own.rq"
    file.write_text(text, encoding="utf-8")
    done = crosswire("query", file, "--format", "csv", "--as-of", "2021-05-11", "--store", built)
    assert (done.status, len(done.out.splitlines())) == (0, 2), "the column's name, and the one article of that day"


@pytest.mark.parametrize("text", ["SELECT ?id { ?article cw:articleId ?id }", 'SELECT ?id { ?a cw:articleId "?asOf" }'])
def test_a_query_of_ones_own_without_a_day_to_bind_is_told(
    crosswire: Run, built: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "own.rq"
    file.write_text(text, encoding="utf-8")
    done = crosswire("query", file, "--as-of", "2021-05-12", "--store", built)
    assert done.status == 2
    assert "?asOf" in done.err
