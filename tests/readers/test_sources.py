"""Which files are read, which are refused, and which are never opened."""

from __future__ import annotations

import io
import os
import socket
import sys
import tempfile
from pathlib import Path

import pytest

from builder.errors import NotFound
from builder.readers import Known, Read, Rejected, Source, find_sources, read_sources


def names(folder: Path, *arguments: str) -> list[str]:
    sources, _ = find_sources(arguments or [str(folder)])
    return [os.path.relpath(source.path, folder) for source in sources]


def write(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"A convoy left {path} at dawn.")


def test_a_folder_is_walked_in_one_order(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "a/B.txt", "no-suffix", "c.html")
    assert names(tmp_path) == ["a/B.txt", "a/z.txt", "b.txt", "c.html", "no-suffix"]


def test_each_file_once_whatever_the_order_of_arguments(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    first, second = str(tmp_path / "a.txt"), str(tmp_path / "b.txt")
    assert find_sources([second, first, second, str(tmp_path)])[0] == [Source(first), Source(second)]


def test_what_keeps_articles_company_is_passed_over_unless_named(tmp_path: Path) -> None:
    write(tmp_path, "README.md", ".hidden.txt", ".git/x.txt", "page.html", "page_files/ad.html", "style.css", "a.txt")
    assert names(tmp_path) == ["a.txt", "page.html"]
    assert names(tmp_path, str(tmp_path / "README.md")) == ["README.md"]


def test_a_glob_is_expanded_unless_a_file_has_that_name(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.json", "x/c.txt", ".d.txt")
    assert names(tmp_path, str(tmp_path / "*.txt")) == ["a.txt"]
    assert names(tmp_path, str(tmp_path / "**" / "*.txt")) == ["a.txt", "x/c.txt"]
    write(tmp_path, "[a].txt")
    assert names(tmp_path, str(tmp_path / "[a].txt")) == ["[a].txt"]


def test_a_glob_does_not_follow_links_that_loop(tmp_path: Path) -> None:
    write(tmp_path, "a/x.txt")
    for name in "lmnop":
        (tmp_path / "a" / name).symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path, str(tmp_path / "**" / "*.txt")) == ["a/x.txt"]


def test_links_that_loop_or_lead_out_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "outside/secret.txt", "news/a.txt")
    news = tmp_path / "news"
    (news / "loop").symlink_to(news, target_is_directory=True)
    (news / "self.txt").symlink_to(news / "self.txt")
    (news / "out").symlink_to(tmp_path / "outside", target_is_directory=True)
    (news / "out.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    sources, rejected = find_sources([str(news)])
    assert [Path(source.path).name for source in sources] == ["a.txt"]
    assert rejected == []


def test_a_link_that_loops_named_itself_is_unreadable(tmp_path: Path) -> None:
    loop = tmp_path / "self.txt"
    loop.symlink_to(loop)
    assert [r.reason for r in find_sources([str(loop)])[1]] == ["unreadable"]


def test_pipes_and_sockets_are_never_opened(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        sources, rejected = find_sources([str(tmp_path), "/dev/zero"])
    assert [Path(source.path).name for source in sources] == ["a.txt"]
    assert [(Path(r.source).name, r.reason) for r in rejected] == [
        ("zero", "not a file"), ("pipe.txt", "not a file"), ("s", "not a file"),
    ]  # fmt: skip


def test_a_pipe_that_takes_a_files_place_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (outcome,) = read_sources([Source(str(tmp_path / "a.txt"))])
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "not a file"


def test_a_missing_path_beside_one_that_is_there(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    sources, rejected = find_sources([str(tmp_path / "a.txt"), str(tmp_path / "none.txt"), str(tmp_path / "*.pdf")])
    assert len(sources) == 1
    assert [r.reason for r in rejected] == ["no such path", "no such path"]


def test_nothing_left_is_an_error_that_says_where(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.txt: no such path"):
        find_sources([str(tmp_path / "none.txt")])
    with pytest.raises(NotFound, match="no article found"):
        find_sources([str(tmp_path)])


def test_a_file_that_may_not_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        write(Path(folder), "a.txt", "shut/b.txt")
        (Path(folder) / "a.txt").chmod(0)
        (Path(folder) / "shut").chmod(0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            sources, rejected = find_sources([folder])
            (outcome,) = read_sources([sources[0]])
        finally:
            if root:
                os.seteuid(0)
    assert [r.reason for r in rejected] == ["unreadable"]
    assert isinstance(outcome, Rejected)
    assert (outcome.reason, outcome.sha256) == ("unreadable", None)


def test_file_names_of_any_bytes(tmp_path: Path) -> None:
    for name in (b"two\nlines.txt", b"bad\xff.txt", b"--help.txt", "\u202etxt.a".encode()):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(b"A convoy left " + name.hex().encode())
    sources, _ = find_sources([str(tmp_path)])
    outcomes = list(read_sources(sources))
    assert all(isinstance(outcome, Read) for outcome in outcomes)
    assert any(outcome.source.endswith(r"bad\xff.txt") for outcome in outcomes)
    for outcome in outcomes:
        outcome.source.encode("utf-8")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(b'{"text": "one"}\n{"text": "two"}\n'))
    monkeypatch.setattr(sys, "stdin", given)
    sources, rejected = find_sources(["-"])
    outcomes = list(read_sources(sources))
    assert rejected == []
    assert [(o.source, o.record, o.article.text) for o in outcomes if isinstance(o, Read)] == [
        ("-", 1, "one"), ("-", 2, "two"),
    ]  # fmt: skip


def test_bytes_that_are_known_are_not_read_again(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    source = Source(str(tmp_path / "a.txt"))
    (first,) = read_sources([source])
    assert isinstance(first, Read)
    assert list(read_sources([source], known={first.input_sha256}.__contains__)) == [
        Known(source.name, first.input_sha256)
    ]
