"""What a killed, filled-up or damaged store still holds, and that it says what it lacks."""

from __future__ import annotations

import random
import shutil
import time
from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, Quad
from store_articles import LINKS, NO_SPACE, all_told, link, make_article, start_building

from builder.errors import Impossible
from builder.store.access import Access, digest_of
from builder.store.check import contents, examine, repair
from builder.store.embedded import StoreReader, StoreWriter


def kill_at_random(path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    told: set[int] = set()
    for _ in range(kills):
        process, ours = start_building(path)
        told.add(ours.recv())
        time.sleep(chance.random() * 0.2)
        process.kill()
        told |= all_told(ours)
        process.join()
        with StoreWriter.open(path) as writer:
            rows = {row.version: row for row in writer.ledger.articles()}
            assert writer.lost == ()
            assert {make_article(number)[0].version for number in told} <= rows.keys()
            for row in rows.values():
                assert digest_of(writer.quads(graph=NamedNode(row.version))) == (row.quads, row.digest)
            versions = {
                graph.value for graph in writer.graphs() if graph != LINKS and next(writer.quads(graph=graph), None)
            }
            assert versions == rows.keys()
        with StoreReader.open(path) as reader:
            assert {row.version for row in reader.ledger.articles()} == rows.keys()
    assert len(told) > kills, f"seed {seed}: too little was written to show anything"
    assert examine(path) == ()


def test_nothing_acknowledged_is_lost_and_nothing_is_half_when_the_writer_is_killed(path):
    kill_at_random(path, kills=10, seed=1)


def test_readers_beside_a_writer_see_whole_articles_only(path):
    process, ours = start_building(path)
    ours.recv()
    seen = set()
    while len(seen) < 5:
        with StoreReader.open(path) as reader:
            rows = tuple(reader.ledger.articles())
            seen.add(len(rows))
            for row in rows:
                assert digest_of(reader.quads(graph=NamedNode(row.version))) == (row.quads, row.digest)
            assert {graph.value for graph in reader.graphs() if graph != LINKS} == {row.version for row in rows}
    process.kill()
    all_told(ours)
    process.join()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_two_hundred_kills(path, seed):
    kill_at_random(path, kills=20, seed=seed)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("kind", ["new", "replaced", "removed", "state"])
def test_a_change_interrupted_beside_the_store_is_decided_by_what_the_store_did(filled, kind, moment, monkeypatch):
    row, quads = make_article(20 if kind == "new" else 3, text="new ")
    version = NamedNode(row.version)

    def stop(*_):
        raise KeyboardInterrupt

    def change(writer):
        if kind == "removed":
            writer.apply(writer.quads(graph=version), [])
        elif kind == "state":
            writer.apply([], [link("gone")], records=[replace(row, state="retracted")])
        else:
            writer.put_article(row, quads)

    with StoreWriter.open(filled) as writer:
        old = writer.ledger.article(row.version)
    writer = StoreWriter.open(filled)
    target = ("builder.store.embedded.write",) if moment == "before" else (writer.ledger, "finish")
    monkeypatch.setattr(*target, stop)
    with pytest.raises(KeyboardInterrupt):
        change(writer)
    monkeypatch.undo()
    Access.close(writer)  # as a killed process does: nothing is settled or published
    with StoreWriter.open(filled) as writer:
        now = writer.ledger.article(row.version)
        assert not [*contents(writer)]
        if moment == "before":
            assert now == old
        elif kind == "removed":
            assert now is None
        else:
            assert (now.state if kind == "state" else now.digest) == (
                "retracted" if kind == "state" else digest_of(quads)[1]
            )
    assert examine(filled) == ()


def test_the_next_change_first_settles_the_one_that_failed(filled, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with StoreWriter.open(filled) as writer:
        with monkeypatch.context() as patch:
            patch.setattr("builder.store.embedded.write", full)
            with pytest.raises(Impossible, match="no space"):
                writer.put_article(*make_article(20))
        writer.put_article(*make_article(21))
        assert writer.ledger.article(make_article(20)[0].version) is None
        assert not [*contents(writer)]


@pytest.mark.parametrize("limit", [40_000, 150_000, 400_000, 1_000_000])
def test_a_full_disk_is_said_and_leaves_nothing_half(path, limit):
    StoreWriter.open(path).close()
    process, ours = start_building(path, limit)
    told = all_told(ours)
    process.join()
    assert process.exitcode == NO_SPACE
    with StoreWriter.open(path) as writer:
        assert {row.id for row in writer.ledger.articles()} >= {f"id-{number}" for number in told}
        assert not [*contents(writer)]
    assert examine(path) == ()


def test_a_store_cannot_be_made_on_a_full_disk_and_it_is_said(path):
    process, ours = start_building(path, 10)
    assert all_told(ours) == set()
    process.join()
    assert process.exitcode == NO_SPACE
    StoreWriter.open(path).close()
    assert examine(path) == ()


def test_a_terminated_writer_leaves_a_store_that_opens(path):
    process, ours = start_building(path)
    ours.recv()
    process.terminate()
    all_told(ours)
    process.join()
    assert examine(path) == ()


def test_articles_that_went_with_an_unsynced_log_are_named_and_may_be_read_again(path):
    """A loss of power: the engine's log is empty, and it opens without an error."""
    process, ours = start_building(path)
    told = {ours.recv() for _ in range(20)}
    process.kill()
    told |= all_told(ours)
    process.join()
    for log in (path / "live").glob("*.log"):
        log.write_bytes(b"")
    with StoreWriter.open(path) as writer:
        assert writer.lost
        assert {row.id for row in (*writer.lost, *writer.ledger.articles())} >= {f"id-{n}" for n in told}
        writer.ledger.record_input("sha", "options", [writer.lost[0].version])
        assert writer.ledger.known_input("sha", "options") is None
        assert {fault.version for fault in contents(writer)} == {row.version for row in writer.lost}
        number = int(writer.lost[0].id.removeprefix("id-"))
        writer.put_article(*make_article(number))
        assert writer.ledger.known_input("sha", "options") is not None
    assert len(examine(path)) == len(writer.lost) - 1


def test_compare_finds_what_is_missing_too_much_and_changed(filled):
    with StoreWriter.open(filled) as writer:
        missing, stray, changed = (NamedNode(make_article(n)[0].version) for n in (1, 30, 2))
        writer.engine.remove_graph(missing)  # behind the ledger's back
        writer.engine.extend([Quad(q.subject, q.predicate, q.object, stray) for q in make_article(30)[1]])
        writer.engine.remove(make_article(2)[1][7])
        found = {fault.where: fault for fault in contents(writer)}
        assert found.keys() == {missing.value, stray.value, changed.value}
        assert "missing" in found[missing.value].what
        assert "does not know" in found[stray.value].what
        assert "(49, not 50)" in found[changed.value].what
        assert all(fault.mend for fault in found.values())
        writer.publish()
    left = {fault.where: fault.what for fault in repair(filled)}
    assert "lost" in left[missing.value]
    with StoreWriter.open(filled) as writer:
        assert {row.version for row in writer.lost} == {missing.value, changed.value}


def test_every_damaged_file_of_a_store_is_noticed_or_does_no_harm(filled, tmp_path):
    with StoreWriter.open(filled) as writer:
        rows = tuple(writer.ledger.articles())
    files = [f for part in ("live", "snapshots") for f in sorted((filled / part).rglob("*")) if f.is_file()]
    files += [filled / "ledger.sqlite", filled / "published"]
    assert sum(f.suffix == ".sst" for f in files) > 2
    unnoticed = []
    for number, file in enumerate(files):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(filled, copy)
        target = copy / file.relative_to(filled)
        data = bytearray(target.read_bytes())
        middle = len(data) // 2
        data[middle : middle + 64] = bytes(b ^ 0xFF for b in data[middle : middle + 64])
        target.write_bytes(data)
        if not examine(copy):
            unnoticed.append(file.name)
            with StoreWriter.open(copy) as writer, StoreReader.open(copy) as reader:
                assert sum(1 for _ in reader.quads()) == sum(1 for _ in writer.quads()) == 500
                assert tuple(reader.ledger.articles()) == tuple(writer.ledger.articles()) == rows
        shutil.rmtree(copy)
    assert not [name for name in unnoticed if name.endswith(".sst") or name in ("published", "CURRENT")]


@pytest.mark.parametrize("target", ["published", "snapshots"])
def test_a_missing_snapshot_is_a_fault_and_the_next_writer_publishes_again(filled, target):
    shutil.rmtree(filled / target) if target == "snapshots" else (filled / target).unlink()
    with pytest.raises(Impossible, match="nothing is published"):
        StoreReader.open(filled)
    assert [fault.what for fault in examine(filled)] == ["nothing is published in this store"]
    with StoreReader.open(filled) as reader:
        assert sum(1 for _ in reader.quads()) == 500


def test_a_live_store_that_does_not_open_goes_on_from_the_snapshot(filled):
    (filled / "live" / "CURRENT").unlink()
    faults = examine(filled)
    assert faults
    assert "repair" in faults[0].mend
    with StoreReader.open(filled) as reader:
        assert sum(1 for _ in reader.quads()) == 500
    assert repair(filled) == ()
    with StoreWriter.open(filled) as writer:
        writer.put_article(*make_article(11))
        assert not [*contents(writer)]


def test_a_ledger_that_cannot_be_read_comes_back_from_the_snapshot(filled):
    (filled / "ledger.sqlite").write_bytes(b"not a database at all" * 1000)
    with pytest.raises(Impossible, match="not a database"):
        StoreWriter.open(filled)
    assert examine(filled)
    assert repair(filled) == ()
    with StoreWriter.open(filled) as writer:
        assert len(tuple(writer.ledger.articles())) == 10


@pytest.mark.parametrize("name", ["ledger.sqlite", "quads/CURRENT"])
def test_a_damaged_snapshot_is_noticed_and_the_repair_publishes_anew(filled, name):
    with StoreReader.open(filled) as reader:
        file = reader.folder / name
    file.write_bytes(b"{")
    assert examine(filled)
    assert repair(filled) == ()


def test_a_lost_live_folder_is_not_replaced_by_an_empty_one(filled):
    shutil.rmtree(filled / "live")
    with pytest.raises(Impossible, match="quads are gone"):
        StoreWriter.open(filled)
    assert repair(filled) == ()


def test_what_an_interrupted_publication_left_is_taken_away(filled, monkeypatch):
    with StoreWriter.open(filled) as writer:
        writer.put_article(*make_article(11))
        (filled / "snapshots" / "7.draft").mkdir()
        (filled / "snapshots" / "8").mkdir()
        writer.publish()
    names = [p.name for p in (filled / "snapshots").iterdir()]
    assert names == [(filled / "published").read_text().strip()]
    assert examine(filled) == ()
