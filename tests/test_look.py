"""What a person looks up: names in any spelling, an article with its claims marked, a claim, an incident's dossier."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whole_way import CLASH, Done, article, write_articles

from builder import open_store
from builder.cli.marking import marked
from builder.graph.passages import Passage, around

Run = Callable[..., Done]


@pytest.fixture
def look(crosswire: Run, built: Path) -> Callable[..., Any]:
    """What a command gives as JSON."""

    def run(*arguments: object) -> Any:
        done = crosswire(*arguments, "--store", built, "--format", "json")
        assert done.status == 0, done.err
        return json.loads(done.out)

    return run


@pytest.mark.parametrize("words", ["Ramadi", "RAMADI", "rámadi", "  ramadi "])
def test_find_passes_over_case_and_accents(look: Callable[..., Any], words: str) -> None:
    found = look("find", words)
    assert (found[0]["kind"], found[0]["label"]) == ("place", "Ramadi")
    assert {"place", "incident", "article"} <= {one["kind"] for one in found}
    assert all(one["iri"].startswith("https://w3id.org/crosswire/id/") for one in found)


def test_find_shows_a_group_once(look: Callable[..., Any]) -> None:
    found = [one for one in look("find", "islamic state") if one["kind"] == "organisation"]
    assert len([one for one in found if one["label"] == "Islamic State"]) == 1
    assert found[0]["articles"] == 2
    assert "/group/" in found[0]["iri"]
    assert len(found[0]["also"]) == 2


def test_find_puts_the_whole_name_first_and_text_last(look: Callable[..., Any]) -> None:
    found = look("find", "Iraqi soldiers")
    kinds = [one["kind"] for one in found]
    assert found[0]["label"].casefold().endswith("iraqi soldiers")
    assert kinds[-1] == "article"


def test_find_nothing(crosswire: Run, built: Path) -> None:
    done = crosswire("find", "Ramady", "--store", built)
    assert (done.status, done.out) == (0, "")
    assert "Ramadi" in done.err
    assert crosswire("find", "...", "--store", built).status == 2
    assert json.loads(crosswire("find", "xyzzy", "--store", built, "--format", "json").out) == []


def test_find_leaves_out_what_does_not_stand(crosswire: Run, tmp_path: Path) -> None:
    store = tmp_path / "store"
    source = write_articles(tmp_path / "a.jsonl", article("a", CLASH))
    crosswire("build", source, "--store", store)
    assert crosswire("find", "Ramadi", "--store", store).out
    assert crosswire("retract", "a", "--reason", "withdrawn", "--by", "Ada", "--store", store).status == 0
    assert crosswire("find", "Ramadi", "--store", store).out == ""
    assert "retracted" in crosswire("article", "a", "--store", store).out


@pytest.mark.parametrize("name", ["clash-1", "The Northgate Wire/clash-1"])
def test_an_article_by_the_inputs_id(look: Callable[..., Any], name: str) -> None:
    record = look("article", name)
    assert record["text"] == CLASH
    for claim in record["claims"]:
        assert claim["spans"]
        assert all(record["text"][s["start"] : s["end"]] == s["quote"] for s in claim["spans"])
    assert [claim["number"] for claim in record["claims"]] == list(range(1, len(record["claims"]) + 1))
    iri = record["article"]
    assert look("article", iri) == look("article", iri.rsplit("/", 1)[1][:8]) == record


def test_an_articles_text_is_marked_in_place(crosswire: Run, built: Path, look: Callable[..., Any]) -> None:
    out = crosswire("article", "clash-1", "--store", built).out
    record = look("article", "clash-1")
    assert all(one_claim["claim"] in out for one_claim in record["claims"])
    body = out.split("\n\n", 1)[1]
    plain = re.sub(r"\]\([0-9,]+\)|\[(\([0-9,]+\) )?", "", body)
    assert plain.startswith(CLASH)


def test_passages_that_hold_each_other_and_that_cross() -> None:
    assert marked("one two three", {(0, 13): [1], (4, 7): [2]}) == "[one [two](2) three](1)"
    assert marked("one two three", {(0, 7): [1], (4, 13): [2, 3]}) == "[(1) one [(2,3) two](1) three](2,3)"
    assert marked("one two", {(0, 3): [1], (4, 7): [2]}) == "[one](1) [two](2)"
    assert marked("a\tb\x1b[31m", {(0, 3): [1]}) == "[a b](1)\\x1b[31m"


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=6))
def test_marks_change_no_word_and_close_what_they_open(pairs: set[tuple[int, int]]) -> None:
    text = "abcdefghijklmnop"
    spans = {(start, start + length): [number] for number, (start, length) in enumerate(sorted(pairs), 1)}
    found = marked(text, spans)
    assert re.sub(r"\]\(\d+\)|\[(\(\d+\) )?", "", found) == text
    assert found.count("[") == len(re.findall(r"\]\(\d+\)", found)) == len(spans)


def test_a_quote_in_its_sentence() -> None:
    text = "First one. On Sunday Lt. Gen. Ada J. Vane of the U.S. Army spoke of “3.5 tons.” Last one.\n\nMore"
    start = text.index("Vane")
    before, after = around(text, Passage(start, start + 4, "Vane"))
    assert before + "Vane" + after == "On Sunday Lt. Gen. Ada J. Vane of the U.S. Army spoke of “3.5 tons.”"
    assert around(text, Passage(0, 10, text[:10])) == ("", "")
    long = "word " * 400
    before, after = around(long, Passage(1000, 1004, "word"))
    assert before.startswith("… ")
    assert after.endswith(" …")


def test_a_dossier_has_its_sources_side_by_side(crosswire: Run, built: Path, look: Callable[..., Any]) -> None:
    with open_store(built) as graph:
        shared = next(row for row in graph.query("incidents") if int(str(row["articles"])) > 1)
        conflicts = graph.query("conflicts", incident=shared["incident"])
    record = look("incident", shared["incident"])
    assert [source["letter"] for source in record["sources"]] == ["A", "B"]
    assert record["sources"][0]["published"] <= record["sources"][1]["published"]
    assert len(record["conflicts"]) == len(conflicts) > 0
    assert list(record["slots"])[:2] == ["occurred", "time"]
    assert record["links"][0]["judgement"] == "same"
    for claims in record["slots"].values():
        assert all(claim["quotes"] for claim in claims)
    out = crosswire("incident", shared["incident"], "--store", built).out
    row = next(line for line in out.splitlines() if line.startswith("killed  "))
    assert row.count("≠") == 2
    assert "A The Northgate Wire" in out
    assert "B Harbor Ledger" in out
    assert "where they disagree" in out


def test_a_dossier_as_of_a_day_lacks_what_came_later(crosswire: Run, built: Path) -> None:
    with open_store(built) as graph:
        shared = next(row for row in graph.query("incidents") if int(str(row["articles"])) > 1)
    typed = ("incident", shared["incident"], "--store", built, "--format", "json", "--as-of")
    assert len(json.loads(crosswire(*typed, "2021-05-12").out)["sources"]) == 1
    assert len(json.loads(crosswire(*typed, "2021-05-13").out)["sources"]) == 2
    assert crosswire(*typed, "2021-02-30").status == 2


def test_a_claim_says_who_said_it_and_what_stands_against_it(crosswire: Run, built: Path) -> None:
    with open_store(built) as graph:
        conflict = next(row for row in graph.query("conflicts") if row["slot"] == "killed")
    out = crosswire("claim", conflict["claimA"], "--store", built).out
    assert str(conflict["claimB"]) in out
    assert re.search(r"^Said by  .+ \(\w+, \w+, \w+\)$", out, re.MULTILINE)
    assert re.search(r"^Words    .*\[.+\].*$", out, re.MULTILINE)


def test_what_is_not_there_names_the_nearest(crosswire: Run, built: Path) -> None:
    with open_store(built) as graph:
        iri = str(graph.query("incidents")[0]["incident"])
    hashed = iri.rsplit("/", 1)[1]
    typo = hashed[:-1] + ("0" if hashed[-1] != "0" else "1")
    for typed in (typo, iri[:-1] + typo[-1]):
        done = crosswire("incident", typed, "--store", built)
        assert done.status == 3
        assert f"Nearest: incident/{hashed}" in done.err
    assert f"crosswire incident {hashed}" in crosswire("claim", iri, "--store", built).err
    assert "Nearest: incident/" in crosswire("incident", "Ramadi", "--store", built).err
    assert crosswire("article", "\ud800", "--store", built).status == 3


def test_a_start_that_fits_several_names_them(crosswire: Run, built: Path) -> None:
    with open_store(built) as graph:
        claims = [str(row["claim"]).rsplit("/", 1)[1] for row in graph.query("claims")]
    first = next(c[0] for c in claims if sum(other[0] == c[0] for other in claims) > 1)
    done = crosswire("claim", first, "--store", built)
    assert done.status == 2
    named = re.findall(r"claim/([0-9a-f]{20})", done.err)
    assert len(named) > 1
    assert set(named) <= set(claims)


def test_what_could_steer_a_terminal_is_escaped(crosswire: Run, tmp_path: Path) -> None:
    text = CLASH.replace("Adnan Halabi", "Adnan\x9b2J\u202e Halabi")
    source = write_articles(tmp_path / "a.jsonl", article("a", text, title="A \x1b]0;title\x07 story"))
    crosswire("build", source, "--store", tmp_path / "store")
    for form in ("text", "json"):
        for command in (["article", "a"], ["find", "Halabi"], ["find", "story"]):
            done = crosswire(*command, "--format", form, "--store", tmp_path / "store")
            assert done.status == 0
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", done.out + done.err)
    record = json.loads(crosswire("article", "a", "--format", "json", "--store", tmp_path / "store").out)
    assert record["text"] == text
