from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from store_articles import LINKS, link, make_article

from builder.errors import Impossible, NotFound, UsageError
from builder.store.access import digest_of, dump
from builder.store.embedded import StoreReader, StoreWriter
from builder.store.rows import SetAside

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def count(store) -> int:
    return int(next(iter(store.query(COUNT)))["n"].value)


def test_what_was_written_is_there_after_reopening(filled):
    with StoreWriter.open(filled) as writer:
        assert count(writer) == 500
        row, quads = make_article(3)
        assert set(writer.quads(graph=NamedNode(row.version))) == set(quads)
        kept = writer.ledger.article(row.version)
        assert kept == replace(row, quads=50, digest=digest_of(quads)[1])


def test_the_base_is_kept_and_another_is_refused(path):
    StoreWriter.open(path, "https://example.org/id/").close()
    with StoreWriter.open(path) as writer:
        assert writer.base == "https://example.org/id/"
    with StoreReader.open(path) as reader:
        assert reader.base == "https://example.org/id/"
    with pytest.raises(UsageError, match="base is https"):
        StoreWriter.open(path, "https://example.org/other/")
    with pytest.raises(UsageError, match="absolute IRI"):
        StoreWriter.open(path.with_name("new"), "not an iri")
    assert not path.with_name("new").exists()


def test_a_second_writer_is_told_at_once(filled):
    with StoreWriter.open(filled), pytest.raises(Impossible, match="another build is writing"):
        StoreWriter.open(filled)
    StoreWriter.open(filled).close()


def test_a_second_writer_of_another_process_is_told_at_once(filled):
    with StoreWriter.open(filled):
        child = os.fork()
        if child == 0:
            try:
                StoreWriter.open(filled)
            except Impossible as error:
                os._exit(42 if "another build is writing" in error.what else 1)
            finally:
                os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 42


def test_a_file_is_no_store(tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    for opening in (StoreWriter.open, StoreReader.open):
        with pytest.raises(Impossible, match="this is a file"):
            opening(file)
        with pytest.raises((Impossible, NotFound)):
            opening(file / "below")
    assert file.read_text() == "x"


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(Impossible, match="holds other things"):
        StoreWriter.open(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_without_a_store_a_reader_says_how_to_make_one(path):
    with pytest.raises(NotFound, match="crosswire build"):
        StoreReader.open(path)
    assert not path.exists()


@pytest.mark.parametrize(("format_", "word"), [(0, "doctor --repair"), (2, "pip install --upgrade")])
def test_another_format_names_the_command_that_helps(filled, format_, word):
    (filled / "store.json").write_text(json.dumps({"format": format_, "base": "https://example.org/"}))
    for opening in (StoreWriter.open, StoreReader.open):
        with pytest.raises(Impossible, match=word):
            opening(filled)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 1}'])
def test_a_damaged_manifest_is_named(filled, text):
    (filled / "store.json").write_text(text)
    with pytest.raises(Impossible, match=r"store\.json"):
        StoreReader.open(filled)


def test_a_reader_sees_what_was_published_last_and_nothing_half(filled):
    with StoreWriter.open(filled) as writer:
        writer.put_article(*make_article(10))
        with StoreReader.open(filled) as before:
            assert count(before) == 500
            assert before.ledger.counts()["stored"] == 10
            writer.publish()
            assert count(before) == 500
            with StoreReader.open(filled) as after:
                assert count(after) == 550
                assert after.ledger.counts()["stored"] == 11
    with StoreReader.open(filled) as reader:
        assert count(reader) == 550


def test_a_new_store_can_be_read_at_once(path):
    with StoreWriter.open(path), StoreReader.open(path) as reader:
        assert count(reader) == 0


def test_a_long_build_publishes_now_and_then(path, monkeypatch):
    monkeypatch.setattr("builder.store.embedded.PUBLISH_EVERY", 2)
    with StoreWriter.open(path) as writer:
        seen = []
        for number in range(5):
            writer.put_article(*make_article(number))
            with StoreReader.open(path) as reader:
                seen.append(count(reader))
        assert seen == [0, 100, 100, 200, 200]
    with StoreReader.open(path) as reader:
        assert count(reader) == 250


def test_a_snapshot_stays_as_long_as_somebody_reads_it(filled):
    with StoreWriter.open(filled) as writer:
        first, second = StoreReader.open(filled), StoreReader.open(filled)
        folder = first.folder
        writer.put_article(*make_article(10))
        writer.publish()
        first.close()
        writer.put_article(*make_article(11))
        writer.publish()
        assert folder.is_dir()
        assert len(list(second.quads())) == 500
        second.close()
        writer.put_article(*make_article(12))
        writer.publish()
        assert not folder.exists()
        assert [p.name for p in (filled / "snapshots").iterdir()] == [(filled / "published").read_text().strip()]


def test_replacing_a_graph_replaces_all_of_it_and_the_rest_with_it(filled):
    row, _ = make_article(3)
    _, new = make_article(3, size=20, text="new ")
    with StoreWriter.open(filled) as writer:
        writer.apply([], [link("old")])
        writer.put_article(row, new, also_delete=[link("old")], also_insert=[link("new")])
        assert set(writer.quads(graph=NamedNode(row.version))) == set(new)
        assert set(writer.quads(graph=LINKS)) == {link("new")}
        assert writer.ledger.article(row.version).quads == 20
        assert count(writer) == 9 * 50 + 20 + 1


def test_a_graph_that_is_emptied_loses_its_row(filled):
    row, _ = make_article(3)
    with StoreWriter.open(filled) as writer:
        writer.apply([], [], set_aside={row.version: (SetAside(row.version, "{}", "why"),)})
        assert len(writer.ledger.set_aside()) == 1
        writer.apply(writer.quads(graph=NamedNode(row.version)), [])
        assert writer.ledger.article(row.version) is None
        assert writer.ledger.set_aside() == ()
        assert count(writer) == 450


def test_a_change_in_a_version_graph_changes_its_digest_and_states_go_with_it(filled):
    row, quads = make_article(3)
    mark = Quad(
        NamedNode("http://example.org/3/0"),
        NamedNode("http://example.org/status"),
        Literal("superseded"),
        NamedNode(row.version),
    )
    with StoreWriter.open(filled) as writer:
        writer.apply([quads[0]], [mark], records=[replace(row, state="superseded")])
        kept = writer.ledger.article(row.version)
    assert (kept.state, kept.quads) == ("superseded", 50)
    assert kept.digest == digest_of([*quads[1:], mark])[1]


def test_what_is_deleted_and_inserted_stays(filled):
    with StoreWriter.open(filled) as writer:
        writer.apply([], [link("a")])
        writer.apply([link("a")], [link("a"), link("b")])
        assert set(writer.quads(graph=LINKS)) == {link("a"), link("b")}


def test_a_refused_change_changes_nothing(filled):
    row, quads = make_article(3)
    blank = Quad(BlankNode("b"), NamedNode("http://example.org/p"), Literal("x"), LINKS)
    without_graph = Quad(NamedNode("http://example.org/s"), NamedNode("http://example.org/p"), Literal("x"))
    with StoreWriter.open(filled) as writer:
        for bad in (blank, without_graph):
            with pytest.raises(ValueError, match="blank node"):
                writer.apply([quads[0]], [link("a"), bad])
        with pytest.raises(ValueError, match="another graph"):
            writer.put_article(row, [*quads, link("a")])
        assert count(writer) == 500


def test_poisonous_text_comes_back_as_it_was(filled):
    row, _ = make_article(3)
    texts = [
        "".join(map(chr, range(300))),
        '"""',
        "}} ; DROP ALL #",
        "\\",
        "\u2028\ufffe\U0001f600",
        "a\r\nb",
        "x" * 300_000,
    ]
    quads = [
        Quad(NamedNode("http://example.org/s"), NamedNode("http://example.org/p"), Literal(t), NamedNode(row.version))
        for t in texts
    ]
    with StoreWriter.open(filled) as writer:
        writer.put_article(row, quads)  # the graph is there: what is new goes in as text
        assert {q.object.value for q in writer.quads(graph=NamedNode(row.version))} == set(texts)
        assert count(writer) == 450 + len(texts)


def test_from_is_obeyed_and_without_it_all_graphs_are_one(filled):
    one, two = make_article(1)[0].version, make_article(2)[0].version
    with StoreReader.open(filled) as reader:
        assert int(next(iter(reader.query(f"SELECT (COUNT(*) AS ?n) FROM <{one}> {{ ?s ?p ?o }}")))["n"].value) == 50
        named = f"SELECT (COUNT(*) AS ?n) FROM NAMED <{one}> FROM NAMED <{two}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
        assert int(next(iter(reader.query(named)))["n"].value) == 100
        assert count(reader) == 500


def test_a_query_that_cannot_be_read_is_a_usage_error(filled):
    with StoreReader.open(filled) as reader, pytest.raises(UsageError, match="cannot be read"):
        reader.query("SELECT {")


def test_a_reader_cannot_write_and_needs_no_writable_folder(filled):
    with StoreReader.open(filled) as reader, pytest.raises(RuntimeError):
        reader.engine.extend([link("a")])


def test_an_error_in_the_block_keeps_what_was_stored(path):
    def interrupted() -> None:
        with StoreWriter.open(path) as writer:
            writer.put_article(*make_article(1))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with StoreReader.open(path) as reader:
        assert count(reader) == 50


def test_a_dump_is_the_same_for_the_same_quads_in_any_order(tmp_path):
    dumps = []
    for name, order in (("a", range(6)), ("b", reversed(range(6)))):
        with StoreWriter.open(tmp_path / name) as writer:
            for number in order:
                writer.put_article(*make_article(number))
            writer.apply([], [link(name)])
            dumps.append(b"".join(dump(writer, without=[LINKS.value])))
        with StoreReader.open(tmp_path / name) as reader:
            assert b"".join(dump(reader, without=[LINKS.value])) == dumps[-1]
            assert b"".join(dump(reader)).count(b"\n") == 301
    assert dumps[0] == dumps[1]
    lines = dumps[0].splitlines(keepends=True)
    assert lines == sorted(lines)
    assert len(lines) == 300


def test_the_store_is_for_its_owner_alone(path: Path):
    StoreWriter.open(path).close()
    assert path.stat().st_mode & 0o077 == 0
