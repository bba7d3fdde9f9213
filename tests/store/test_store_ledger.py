from __future__ import annotations

from dataclasses import replace

import pytest
from store_articles import make_article

from builder.store.access import Access
from builder.store.embedded import StoreReader, StoreWriter
from builder.store.ledger import Ledger
from builder.store.rows import ArticleRow, Change, QuarantineRow, SetAside


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger.open(tmp_path / "ledger.sqlite")
    yield ledger
    ledger.close()


def put(ledger, *rows):
    ledger.finish(Change(records=rows))


def put_aside(ledger, version, *claims):
    ledger.finish(Change(set_aside={version: tuple(SetAside(version, claim, "why") for claim in claims)}))


ROW = ArticleRow("v1", "a", "https://example.org/1", "00", published="2020-03-09", publisher="P", claims=3, set_aside=1)


def test_a_row_comes_back_as_it_was_and_is_replaced_by_its_version(ledger):
    put(ledger, ROW)
    assert ledger.article("v1") == ROW
    put(ledger, replace(ROW, state="retracted", published=None))
    assert ledger.article("v1") == replace(ROW, state="retracted", published=None)
    assert ledger.counts() == {"retracted": 1, "quarantine": 0, "set_aside": 0, "inputs": 0}
    assert ledger.article("v2") is None


def test_versions_keep_the_order_in_which_they_came(ledger):
    for version in ("v2", "v1", "v3"):
        put(ledger, replace(ROW, version=version))
    put(ledger, replace(ROW, version="v2", state="superseded"))
    put(ledger, replace(ROW, version="w", article="b", id="other"))
    assert [row.version for row in ledger.versions_of("a")] == ["v2", "v1", "v3"]
    assert [row.version for row in ledger.articles()] == ["v2", "v1", "v3", "w"]


def test_an_input_is_known_as_long_as_its_versions_are_there(ledger):
    put(ledger, ROW)
    ledger.record_input("sha", "options", ["v1"])
    ledger.record_input("empty", "options", [])
    assert ledger.known_input("sha", "options") == ("v1",)
    assert ledger.known_input("empty", "options") == ()
    assert ledger.known_input("sha", "other options") is None
    ledger.finish(Change(forgotten=("v1",)))
    assert ledger.known_input("sha", "options") is None


def test_quarantine_is_kept_by_source_and_record(ledger):
    first = QuarantineRow("a.jsonl", 7, "00", "json", "line 7", options='{"encoding": "latin-1"}')
    for row in (first, replace(first, record=9), replace(first, source="b.txt", record=0, sha256="11")):
        ledger.put_quarantine(row)
    ledger.put_quarantine(replace(first, reason="date"))
    assert [(r.source, r.record, r.reason) for r in ledger.quarantine()] == [
        ("a.jsonl", 7, "date"),
        ("a.jsonl", 9, "json"),
        ("b.txt", 0, "json"),
    ]
    ledger.clear_quarantine("a.jsonl", 9)
    assert ledger.counts()["quarantine"] == 2


def test_claims_set_aside_replace_those_of_the_version(ledger):
    put_aside(ledger, "v1", '{"id": "c1"}', '{"id": "c2"}')
    put_aside(ledger, "v2", "{}")
    put_aside(ledger, "v1", '{"id": "c3"}')
    assert [(row.version, row.claim) for row in ledger.set_aside()] == [("v1", '{"id": "c3"}'), ("v2", "{}")]


def test_a_change_is_taken_over_as_a_whole_or_not_at_all(ledger):
    with pytest.raises(AttributeError):
        ledger.finish(Change(records=(ROW,), set_aside={"v1": ("no row",)}))
    assert ledger.article("v1") is None


def test_readers_see_the_ledger_of_their_snapshot_and_cannot_change_it(filled):
    with StoreWriter.open(filled) as writer, StoreReader.open(filled) as reader:
        writer.put_article(*make_article(10), set_aside=[SetAside(make_article(10)[0].version, "{}", "why")])
        assert reader.ledger.set_aside() == ()
        with pytest.raises(Exception, match="readonly"):
            reader.ledger.clear_quarantine("a.txt", 0)
    with StoreReader.open(filled) as reader:
        assert [row.version for row in reader.ledger.set_aside()] == [make_article(10)[0].version]


def test_what_only_the_ledger_knows_is_published_too(filled):
    bad = QuarantineRow("a.jsonl", 7, "00", "json")
    with StoreWriter.open(filled) as writer:
        writer.ledger.put_quarantine(bad)
    with StoreReader.open(filled) as reader:
        assert reader.ledger.quarantine() == (bad,)
        folder = reader.folder
    StoreWriter.open(filled).close()
    with StoreReader.open(filled) as reader:
        assert reader.folder == folder  # nothing was changed, nothing is published
    killed = StoreWriter.open(filled)
    killed.ledger.clear_quarantine("a.jsonl", 7)
    Access.close(killed)
    with StoreWriter.open(filled), StoreReader.open(filled) as reader:
        assert reader.ledger.quarantine() == ()
