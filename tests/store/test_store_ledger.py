from __future__ import annotations

from dataclasses import replace

import pytest
from store_articles import make_article

from builder.store.embedded import StoreReader, StoreWriter
from builder.store.ledger import Ledger
from builder.store.rows import EXCERPT, ArticleRow, QuarantineRow, SetAside, excerpt


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger.open(tmp_path / "ledger.sqlite")
    yield ledger
    ledger.close()


ROW = ArticleRow("v1", "a", "https://example.org/1", "00", published="2020-03-09", publisher="P", claims=3, set_aside=1)


def test_a_row_comes_back_as_it_was_and_is_replaced_by_its_version(ledger):
    ledger.record_article(ROW)
    assert ledger.article("v1") == ROW
    ledger.record_article(replace(ROW, state="retracted", published=None))
    assert ledger.article("v1") == replace(ROW, state="retracted", published=None)
    assert ledger.counts() == {"retracted": 1, "quarantine": 0, "set_aside": 0, "inputs": 0}
    assert ledger.article("v2") is None


def test_versions_keep_the_order_in_which_they_came(ledger):
    for version in ("v2", "v1", "v3"):
        ledger.record_article(replace(ROW, version=version))
    ledger.record_article(replace(ROW, version="v2", state="superseded"))
    ledger.record_article(replace(ROW, version="w", article="b", id="other"))
    assert [row.version for row in ledger.versions_of("a")] == ["v2", "v1", "v3"]
    assert [row.version for row in ledger.articles_with_id(ROW.id)] == ["v2", "v1", "v3"]
    assert [row.version for row in ledger.articles()] == ["v2", "v1", "v3", "w"]


def test_an_input_is_known_as_long_as_its_versions_are_there(ledger):
    ledger.record_article(ROW)
    ledger.record_input("sha", "options", ["v1"])
    ledger.record_input("empty", "options", [])
    assert ledger.known_input("sha", "options") == ("v1",)
    assert ledger.known_input("empty", "options") == ()
    assert ledger.known_input("sha", "other options") is None
    ledger.forget_article("v1")
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
    assert [r.source for r in ledger.quarantine("11")] == ["b.txt"]
    assert ledger.clear_quarantine("a.jsonl", 9) == 1
    assert ledger.clear_quarantine("a.jsonl") == 1
    assert ledger.counts()["quarantine"] == 1


def test_claims_set_aside_replace_those_of_the_version(ledger):
    ledger.record_set_aside("v1", [SetAside("v1", '{"id": "c1"}', "why"), SetAside("v1", '{"id": "c2"}', "why")])
    ledger.record_set_aside("v2", [SetAside("v2", "{}", "why")])
    ledger.record_set_aside("v1", [SetAside("v1", '{"id": "c3"}', "why")])
    assert [row.claim for row in ledger.set_aside("v1")] == ['{"id": "c3"}']
    assert len(ledger.set_aside()) == 2


def test_an_excerpt_is_short_and_safe_to_show():
    shown = excerpt("\x1b[31mred\x07 \u202e\ud800\n" + "x" * 1000)
    assert shown.startswith(r"\x1b[31mred\x07 \u202e\ud800\nxxx")
    assert shown.isprintable()
    assert excerpt(b"\xff\xfe\x00 abc").startswith(r"\xff\xfe\x00 abc")
    assert len(excerpt("x" * 1000)) == EXCERPT
    assert excerpt("") == ""


def test_a_transaction_is_all_or_nothing(ledger):
    def fail():
        with ledger.transaction():
            ledger.record_article(ROW)
            ledger.record_set_aside("v1", [SetAside("v1", "{}", "why")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert ledger.article("v1") is None
    assert ledger.set_aside() == ()


def test_readers_see_the_ledger_of_their_snapshot_and_cannot_change_it(filled):
    with StoreWriter.open(filled) as writer, StoreReader.open(filled) as reader:
        writer.put_article(*make_article(10), set_aside=[SetAside(make_article(10)[0].version, "{}", "why")])
        assert reader.ledger.set_aside() == ()
        with pytest.raises(Exception, match="readonly"):
            reader.ledger.forget_article(make_article(1)[0].version)
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
    killed.ledger.clear_quarantine("a.jsonl")
    killed._release()
    with StoreWriter.open(filled), StoreReader.open(filled) as reader:
        assert reader.ledger.quarantine() == ()
