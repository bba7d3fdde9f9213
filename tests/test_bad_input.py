"""Bad input, end to end: each ends as the contract says, and nothing that was stored is lost or half written."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from whole_way import CLASH, STRIKE, Done, article, write_articles

from builder import open_store
from builder.store.check import examine
from builder.store.embedded import StoreReader, StoreWriter

Run = Callable[..., Done]
GOOD = article("good", STRIKE)


def write(name: str, content: bytes | str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return make


def lines(*articles: dict[str, object] | str) -> Callable[[Path], Path]:
    text = "".join((a if isinstance(a, str) else json.dumps(a)) + "\n" for a in articles)
    return write("some.jsonl", text)


def link_that_loops(folder: Path) -> Path:
    (folder / "loop").symlink_to(folder / "loop")
    return folder / "loop"


def named_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


# name -> what makes it, the reason in quarantine
QUARANTINED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a link that loops": (link_that_loops, "no such path|unreadable|not a file"),
    "a named pipe": (named_pipe, "not a file"),
    "broken JSON on line 2": (lines(GOOD | {"id": "x"}, '{"text": "cut of'), "json"),
    "a key that stands twice": (lines('{"text": "One.", "text": "Two."}'), "duplicate-key"),
    "invalid UTF-8": (write("bad.txt", b"A caf\xe9 in Mosul was hit.\n"), "encoding"),
    "a lone surrogate": (lines('{"text": "A \\ud800 in the text."}'), "surrogate"),
    "a binary file named .txt": (write("bin.txt", bytes(range(256)) * 20), "binary"),
    "a single line of 50 MB": (write("long.txt", b"word " * 10_000_000), "too-large"),
    "a page without an article": (
        write("page.html", "<html><body><nav><a href='/'>Home</a></nav></body></html>"),
        "no-text",
    ),
    "a date that does not exist": (lines(GOOD | {"id": "x", "published": "2020-02-30"}), "date"),
    "a date far away": (lines(GOOD | {"id": "x", "published": "9999-01-01"}), "date"),
    "a field of the wrong type": (lines({"text": ["not", "words"]}), "field-type"),
    "a PDF": (write("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), "not in this version"),
    "a feed": (write("feed.xml", "<?xml version='1.0'?><rss version='2.0'><channel/></rss>"), "not in this version"),
}


@pytest.mark.parametrize("name", QUARANTINED)
def test_one_bad_article_harms_itself_alone(crosswire: Run, tmp_path: Path, name: str) -> None:
    make, reason = QUARANTINED[name]
    good = write_articles(tmp_path / "good.jsonl", GOOD)
    (tmp_path / "bad").mkdir()
    bad = make(tmp_path / "bad")
    done = crosswire("build", good, bad, "--store", tmp_path / "store", "--json")
    assert done.status == 1, done.err
    assert done.json["quarantined"] == 1
    with StoreReader.open(tmp_path / "store") as reader:
        rows = reader.ledger.quarantine()
        assert [row.reason in reason.split("|") for row in rows] == [True], rows
    with open_store(tmp_path / "store") as graph:
        assert "The Northgate Wire/good" in [row["id"] for row in graph.query("articles")]
    assert "Traceback" not in done.err


# name -> what makes it: strange, but an article
STORED: dict[str, Callable[[Path], Path]] = {
    "a file name with a newline": write("two\nlines.txt", STRIKE),
    "line ends of Windows": write("crlf.txt", f"A title\r\n\r\n{STRIKE}\r\n"),
    "200,000 combining characters": write("combining.txt", "A" + "\u0301" * 200_000 + f"\n\n{STRIKE}"),
    "a script": lines(article("x", f"<script>alert(1)</script> {STRIKE}")),
    "an IRI and a query": lines(article("x", f"<http://a.example/> ?s ?p ?o }} ; DROP ALL # {STRIKE}")),
    "a title with terminal escapes": lines(article("x", STRIKE, title="\x1b[31mred\x07")),
    "nine good lines of ten": lines(*[article(f"n{n}", f"{STRIKE} Update {n}.") for n in range(9)]),
}


@pytest.mark.parametrize("name", STORED)
def test_strange_articles_are_stored_as_they_are(crosswire: Run, tmp_path: Path, name: str) -> None:
    source = STORED[name](tmp_path)
    done = crosswire("build", source, "--store", tmp_path / "store", "--json")
    assert done.status == 0, done.err
    with StoreReader.open(tmp_path / "store") as reader:
        texts = {q.object.value for q in reader.quads() if q.predicate.value.endswith("ns#text")}
    assert any(STRIKE in text for text in texts)
    assert crosswire("validate", "--store", tmp_path / "store").status == 0
    shown = crosswire("query", "articles", "--store", tmp_path / "store")
    assert "\x1b" not in shown.out
    assert "\x07" not in shown.out


def test_line_ends_are_kept_and_offsets_count_them(crosswire: Run, tmp_path: Path) -> None:
    source = write("crlf.txt", f"A title\r\n\r\n{STRIKE}\r\n")(tmp_path)
    crosswire("build", source, "--store", tmp_path / "store")
    with open_store(tmp_path / "store") as graph:
        (row,) = graph.query("articles")
        assert row["title"] == "A title"
    with StoreReader.open(tmp_path / "store") as reader:
        (text,) = (q.object.value for q in reader.quads() if q.predicate.value.endswith("ns#text"))
    assert text == f"A title\r\n\r\n{STRIKE}\r\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(crosswire: Run, tmp_path: Path) -> None:
    source = write("secret.txt", STRIKE)(tmp_path)
    source.chmod(0)
    assert crosswire("build", source, "--store", tmp_path / "store").status == 1


@pytest.mark.parametrize(
    "make", [lambda f: f, write("empty.txt", b"")], ids=["a folder without articles", "an empty file"]
)
def test_no_article_found_at_all(crosswire: Run, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    (tmp_path / "in").mkdir()
    done = crosswire("build", make(tmp_path / "in"), "--store", tmp_path / "store", "--quiet")
    assert done.status == 3
    assert 1 <= len(done.err.strip().splitlines()) <= 2


def test_a_missing_path_beside_one_that_exists(crosswire: Run, tmp_path: Path) -> None:
    good = write_articles(tmp_path / "good.jsonl", GOOD)
    done = crosswire("build", good, tmp_path / "none.txt", "--store", tmp_path / "store", "--json")
    assert done.status == 1
    assert done.json["new"] == 1
    assert crosswire("build", tmp_path / "none.txt", "--store", tmp_path / "store").status == 3


def test_one_identity_with_two_texts(crosswire: Run, tmp_path: Path) -> None:
    source = write_articles(tmp_path / "a.jsonl", article("a", STRIKE), article("a", CLASH))
    done = crosswire("build", source, "--store", tmp_path / "store", "--json")
    assert done.status == 0
    assert (done.json["new"], done.json["changed"]) == (1, 1)
    with open_store(tmp_path / "store") as graph:
        assert len(graph.query("articles")) == 1


def test_a_store_path_that_is_a_file(crosswire: Run, tmp_path: Path) -> None:
    good = write_articles(tmp_path / "good.jsonl", GOOD)
    done = crosswire("build", good, "--store", good)
    assert done.status == 3
    assert crosswire("query", "articles", "--store", good).status == 3
    assert good.read_text() == json.dumps(GOOD, ensure_ascii=False) + "\n"


def test_strict_stops_and_keeps_what_was_stored(crosswire: Run, tmp_path: Path) -> None:
    bad = '{"text": "cut of'
    source = lines(article("a", STRIKE), bad, article("b", CLASH))(tmp_path)
    done = crosswire("build", source, "--store", tmp_path / "store", "--strict", "--json")
    assert done.status == 1
    assert (done.json["new"], done.json["quarantined"]) == (1, 1)


def test_what_is_in_quarantine_can_be_read_again(crosswire: Run, tmp_path: Path) -> None:
    source = write("late.txt", b"A caf\xe9 in Mosul was hit by an airstrike.\n")(tmp_path)
    assert crosswire("build", source, "--store", tmp_path / "store").status == 1
    source.write_text("A café in Mosul was hit by an airstrike.\n", encoding="utf-8")
    assert crosswire("build", "--retry", "--store", tmp_path / "store", "--json").json["new"] == 1
    with StoreReader.open(tmp_path / "store") as reader:
        assert reader.ledger.quarantine() == ()


def test_two_builds_on_one_store(crosswire: Run, news: Path, tmp_path: Path) -> None:
    with StoreWriter.open(tmp_path / "store"):
        done = crosswire("build", news, "--store", tmp_path / "store")
    assert done.status == 3
    assert "another build" in done.err


def test_a_query_while_a_build_runs(crosswire: Run, news: Path, tmp_path: Path) -> None:
    crosswire("build", news, "--store", tmp_path / "store")
    with StoreWriter.open(tmp_path / "store"):
        done = crosswire("query", "articles", "--store", tmp_path / "store", "--format", "csv")
    assert done.status == 0
    assert len(done.out.strip().splitlines()) == 5


def command(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """`crosswire` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "builder", *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent, **options,
    )  # fmt: skip


def many(tmp_path: Path, number: int) -> Path:
    return write_articles(tmp_path / "many.jsonl", *[article(f"n{n}", f"{CLASH} Report {n}.") for n in range(number)])


def test_a_full_disk(tmp_path: Path) -> None:
    """A limit on the size of files stands for it."""
    source = many(tmp_path, 40)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    process = command("build", source, "--store", tmp_path / "store", preexec_fn=limit)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 3, err
    assert "space" in err
    assert "Traceback" not in err
    again = command("build", source, "--store", tmp_path / "store", "--json")
    out, err = again.communicate(timeout=120)
    assert again.returncode == 0, err
    assert json.loads(out)["articles"] == 40
    assert examine(tmp_path / "store") == ()


def stored_so_far(store: Path) -> int:
    """Articles in the ledger of a build that runs."""
    try:
        with closing(sqlite3.connect(f"file:{store / 'ledger.sqlite'}?mode=ro", uri=True)) as ledger:
            return int(ledger.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_an_interrupted_build(tmp_path: Path) -> None:
    source = many(tmp_path, 400)
    process = command("build", source, "--store", tmp_path / "store")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and stored_so_far(tmp_path / "store") < 3:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert examine(tmp_path / "store") == ()
    with open_store(tmp_path / "store") as graph:
        stored = len(graph.query("articles"))
    assert 0 < stored < 400


def test_a_file_with_a_bad_record_is_read_again(crosswire: Run, tmp_path: Path) -> None:
    """What could not be read is told again, wherever it stands in its file, until it is mended."""
    for place, order in enumerate((["bad", "good"], ["good", "bad"])):
        store = tmp_path / f"store{place}"
        records = {"bad": '{"text": "cut of', "good": article("good", STRIKE)}
        source = lines(*[records[name] for name in order])(tmp_path)
        assert crosswire("build", source, "--store", store).status == 1
        again = crosswire("build", source, "--store", store, "--json")
        assert again.status == 1
        assert (again.json["new"], again.json["unchanged"], again.json["quarantined"]) == (0, 1, 1)
        with StoreReader.open(store) as reader:
            assert len(reader.ledger.quarantine()) == 1
