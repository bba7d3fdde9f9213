"""What a person corrects holds, can be undone, and outlives every rebuild."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from whole_way import CLASH, CLASH_AGAIN, Done, article, write_articles

from builder import open_store
from builder.graph.anchors import target_of
from builder.graph.read import subjects
from builder.graph.reviews import Act
from builder.graph.vocabulary import RDF_TYPE, cw
from builder.reviewing import act_record, review_list
from builder.store.access import dump
from builder.store.embedded import StoreReader

Run = Callable[..., Done]
OUT_OF_SIGHT = [f"https://w3id.org/crosswire/graph/{name}" for name in ("runs", "reviews")]
PLACES = ["Mosul", "Ramadi", "Fallujah", "Kirkuk", "Tikrit", "Raqqa", "Aleppo", "Homs", "Palmyra", "Kobani"]


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "mine"))


def lines(path: Path) -> list[bytes]:
    with StoreReader.open(path) as reader:
        return dump(reader, OUT_OF_SIGHT)


def rows(path: Path, query: str, **parameters: object) -> list[dict[str, object]]:
    with open_store(path) as graph:
        return [dict(row) for row in graph.query(query, **parameters)]


def reports_of_the_clash(path: Path) -> tuple[str, str]:
    """Two articles tell of one incident: their reports, as the machine joined them."""
    (pair,) = [row for row in rows(path, "same-incident") if row["judgement"] == "same"]
    return str(pair["reportA"]), str(pair["reportB"])


def reviews(path: Path) -> dict[str, list[dict[str, object]]]:
    with StoreReader.open(path) as reader:
        return review_list(reader)


def test_a_rejected_link_parts_two_reports_and_undoing_joins_them(crosswire: Run, store: Path) -> None:
    before, pair = lines(store), reports_of_the_clash(store)
    many = len(rows(store, "incidents"))
    assert crosswire("review", "reject", *pair, "--by", "Ana", "--reason", "others", "--store", store).status == 0
    assert len(rows(store, "incidents")) == many + 1
    (judged,) = [row for row in rows(store, "same-incident") if {row["reportA"], row["reportB"]} == set(pair)]
    assert (judged["judgement"], judged["decidedBy"]) == ("different", "person:Ana")
    assert "others" in str(judged["reasons"])
    assert crosswire("review", "undo", *pair, "--by", "Ana", "--store", store).status == 0
    assert lines(store) == before


def test_an_accepted_link_joins_what_the_machine_kept_apart(crosswire: Run, store: Path) -> None:
    before, incidents = lines(store), [str(row["incident"]) for row in rows(store, "incidents")]
    one, other = incidents[0], incidents[-1]
    assert crosswire("review", "accept", one, other, "--by", "Ana", "--store", store).status == 0
    assert len(rows(store, "incidents")) == len(incidents) - 1
    assert crosswire("link", "--all", "--store", store).status == 0
    assert len(rows(store, "incidents")) == len(incidents) - 1, "linking everything again keeps a person's judgement"
    report = one.replace("/incident/", "/report/"), other.replace("/incident/", "/report/")
    assert crosswire("review", "undo", *report, "--by", "Ana", "--store", store).status == 0
    assert lines(store) == before


def test_of_two_that_contradict_the_later_holds_and_both_stay(crosswire: Run, store: Path) -> None:
    pair, many = reports_of_the_clash(store), len(rows(store, "incidents"))
    for verb in ("reject", "accept"):
        assert crosswire("review", verb, *pair, "--by", "Ana", "--store", store).status == 0
    assert len(rows(store, "incidents")) == many
    found = reviews(store)
    assert [act["verb"] for act in found["held"]] == ["accept"]
    assert [act["verb"] for act in found["past"]] == ["reject"]


def test_a_rejected_claim_leaves_the_answers_and_keeps_its_provenance(crosswire: Run, store: Path) -> None:
    before, claim = lines(store), str(rows(store, "casualties")[0]["claim"])
    assert crosswire("review", "reject", claim, "--by", "Ana", "--reason", "misread", "--store", store).status == 0
    assert claim not in [row["claim"] for query in ("casualties", "claims") for row in rows(store, query)]
    assert [row["claim"] for row in rows(store, "provenance", claim=claim)] == [claim]
    assert json.loads(crosswire("claim", claim, "--format", "json", "--store", store).out)["status"] == "rejected"
    assert crosswire("validate", "--store", store).status == 0
    assert crosswire("doctor", "--store", store).status == 0
    assert crosswire("review", "undo", claim, "--by", "Ana", "--store", store).status == 0
    assert lines(store) == before


def test_an_incident_goes_with_the_claim_that_it_occurred(crosswire: Run, store: Path) -> None:
    (strike,) = [row for row in rows(store, "incidents") if row["type"] == "AirStrike"]
    (told,) = [row for row in rows(store, "claims", incident=strike["incident"]) if row["predicate"] == "occurred"]
    assert crosswire("review", "reject", told["claim"], "--by", "Ana", "--store", store).status == 0
    assert strike["incident"] not in [row["incident"] for row in rows(store, "incidents")]
    assert crosswire("validate", "--store", store).status == 0


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_a_judgement_never_brings_back_what_was_rejected(crosswire: Run, store: Path, verb: str) -> None:
    pair = reports_of_the_clash(store)
    (told,) = [row for row in rows(store, "claims", article="clash-2") if row["predicate"] == "occurred"]
    assert crosswire("review", "reject", told["claim"], "--by", "Ana", "--store", store).status == 0
    before = lines(store)
    assert crosswire("review", verb, *pair, "--by", "Ana", "--store", store).status == 0
    assert lines(store) == before
    assert crosswire("review", "undo", told["claim"], "--by", "Ana", "--store", store).status == 0
    assert [row["judgement"] for row in rows(store, "same-incident") if row["decidedBy"] == "person:Ana"] == [
        "same" if verb == "accept" else "different"
    ]


def test_a_retracted_article_stays_and_its_claims_leave_every_answer(crosswire: Run, store: Path) -> None:
    before = lines(store)
    command = ("retract", "clash-1", "--reason", "it was invented", "--date", "2021-05-20", "--by", "The desk")
    assert crosswire(*command, "--store", store).status == 0
    assert "clash-1" not in " ".join(str(row["id"]) for row in rows(store, "articles"))
    gone = [row for query in ("claims", "casualties", "reports") for row in rows(store, query, article="clash-1")]
    assert gone == []
    assert all(row["articles"] == 1 for row in rows(store, "incidents"))
    assert crosswire("validate", "--store", store).status == 0
    assert "1 retracted" in crosswire("doctor", "--store", store).out
    assert crosswire("rebuild", "--store", store, "--quiet").status == 0
    assert "clash-1" not in " ".join(str(row["id"]) for row in rows(store, "articles")), "a rebuild keeps it withdrawn"
    assert crosswire("review", "undo", "clash-1", "--by", "The desk", "--store", store).status == 0
    assert lines(store) == before


def test_a_new_version_of_a_retracted_article_stays_retracted(crosswire: Run, store: Path, tmp_path: Path) -> None:
    assert crosswire("retract", "clash-1", "--reason", "invented", "--by", "Ana", "--store", store).status == 0
    again = write_articles(tmp_path / "again.jsonl", article("clash-1", CLASH + " More.", modified="2021-06-01"))
    assert crosswire("build", again, "--store", store, "--quiet").status == 0
    assert rows(store, "claims", article="clash-1") == []


def test_a_removed_article_is_gone_and_can_be_built_again(crosswire: Run, store: Path, news: Path) -> None:
    before = lines(store)
    claim = str(rows(store, "casualties", article="clash-2")[0]["claim"])
    assert crosswire("review", "reject", claim, "--by", "Ana", "--store", store).status == 0
    marked = lines(store)
    assert crosswire("remove", "clash-2", "--store", store).status == 0
    assert not any(b"Harbor Ledger" in line for line in lines(store))
    assert len(reviews(store)["loose"]) == 1
    assert crosswire("doctor", "--store", store).status == 0
    assert crosswire("build", news, "--store", store, "--quiet").status == 0
    assert lines(store) == marked != before, "what a person said of it is there again"


def test_rebuilding_with_the_same_version_changes_nothing(crosswire: Run, store: Path) -> None:
    with StoreReader.open(store) as reader:
        before = dump(reader)
    done = crosswire("rebuild", "--json", "--store", store, "--quiet")
    assert (done.status, done.json["unchanged"], done.json["changed"]) == (0, 4, 0)
    with StoreReader.open(store) as reader:
        assert dump(reader) == before, "not even a run is added"


def test_rebuilding_leaves_an_older_version_superseded(crosswire: Run, store: Path, tmp_path: Path) -> None:
    again = write_articles(tmp_path / "again.jsonl", article("clash-1", CLASH_AGAIN, modified="2021-06-01"))
    assert crosswire("build", again, "--store", store, "--quiet").status == 0
    before = lines(store)
    assert crosswire("rebuild", "clash-1", "--json", "--store", store, "--quiet").json["unchanged"] == 2
    assert lines(store) == before


def test_no_judgement_is_lost_when_a_hundred_articles_change(crosswire: Run, tmp_path: Path) -> None:
    """By the quote: every text gets a new first sentence, so that no offset stays."""
    texts = [
        f"A bomb killed {number} soldiers near {place} on {day} May 2021, the army said. It wounded {number + 3} more."
        for number, place in enumerate(PLACES, 2)
        for day in range(1, 11)
    ]
    path, store = tmp_path / "in.jsonl", tmp_path / "store"
    write_articles(path, *(article(f"n{number}", text) for number, text in enumerate(texts)))
    assert crosswire("build", path, "--store", store, "--quiet").status == 0
    killed = {str(row["article"]): str(row["claim"]) for row in rows(store, "casualties") if row["outcome"] == "killed"}
    assert len(killed) == 100
    with StoreReader.open(store) as reader:
        targets = [target_of(reader, NamedNode(claim)) for claim in killed.values()]
    acts = [act_record(Act("2021-05-30", "reject", "Ana", "", (target,))) for target in targets if target]
    file = write_articles(tmp_path / "acts.jsonl", *acts)
    assert crosswire("review", "import", file, "--format", "json", "--store", store).json["new"] == 100
    longer = [f"More was known by noon. {text}" for text in texts]
    write_articles(path, *(article(f"n{n}", text, modified="2021-06-01") for n, text in enumerate(longer)))
    assert crosswire("build", path, "--store", store, "--quiet").status == 0
    assert [row for row in rows(store, "casualties") if row["outcome"] == "killed"] == []
    assert len(reviews(store)["held"]) == 100
    assert reviews(store)["loose"] == []


def test_reviews_are_exchanged_as_a_file(crosswire: Run, store: Path, news: Path, tmp_path: Path) -> None:
    pair, claim = reports_of_the_clash(store), str(rows(store, "casualties")[0]["claim"])
    assert crosswire("review", "reject", *pair, "--by", "Ana", "--store", store).status == 0
    assert crosswire("review", "reject", claim, "--by", "Bo", "--reason", "misread", "--store", store).status == 0
    file, other = tmp_path / "reviews.jsonl", tmp_path / "other"
    assert crosswire("review", "export", file, "--store", store).status == 0
    assert crosswire("build", news, "--store", other, "--base", "https://example.org/id/", "--quiet").status == 0
    done = crosswire("review", "import", file, "--format", "json", "--store", other)
    assert done.json == {"new": 2, "known": 0, "loose": 0}
    assert len(rows(other, "incidents")) == len(rows(store, "incidents"))
    assert len(rows(other, "casualties")) == len(rows(store, "casualties"))
    assert crosswire("review", "import", file, "--format", "json", "--store", other).json["known"] == 2
    back = tmp_path / "back.jsonl"
    assert crosswire("review", "export", back, "--store", other).status == 0
    assert back.read_text(encoding="utf-8") == file.read_text(encoding="utf-8"), "a file that can be compared"


def test_reviews_of_another_store_wait_for_their_articles(crosswire: Run, store: Path, tmp_path: Path) -> None:
    claim = str(rows(store, "casualties")[0]["claim"])
    assert crosswire("review", "reject", claim, "--by", "Ana", "--store", store).status == 0
    file, other = tmp_path / "reviews.jsonl", tmp_path / "other"
    assert crosswire("review", "export", file, "--store", store).status == 0
    write_articles(tmp_path / "one.jsonl", article("else", "The council of Bardwell met on Thursday."))
    assert crosswire("build", tmp_path / "one.jsonl", "--store", other, "--quiet").status == 0
    assert crosswire("review", "import", file, "--format", "json", "--store", other).json["loose"] == 1
    assert "without a place" in crosswire("review", "list", "--store", other).out


def test_it_does_not_matter_whether_the_act_or_the_article_came_first(
    crosswire: Run, store: Path, news: Path, tmp_path: Path
) -> None:
    claim = str(rows(store, "casualties", article="clash-2")[0]["claim"])
    assert crosswire("review", "reject", *reports_of_the_clash(store), "--by", "Ana", "--store", store).status == 0
    assert crosswire("review", "reject", claim, "--by", "Bo", "--store", store).status == 0
    assert crosswire("retract", "strike", "--reason", "invented", "--by", "Bo", "--store", store).status == 0
    file, other = tmp_path / "reviews.jsonl", tmp_path / "other"
    assert crosswire("review", "export", file, "--store", store).status == 0
    assert crosswire("build", news, "--limit", 1, "--store", other, "--quiet").status == 0
    assert crosswire("review", "import", file, "--store", other).status == 0
    assert crosswire("build", news, "--store", other, "--quiet").status == 0
    assert lines(other) == lines(store)


FAULTS = {
    "no JSON": ("nonsense", "line 2"),
    "another shape": ('{"verb": "reject"}', "line 2"),
    "an unknown verb": ('{"date": "2021-05-01", "verb": "like", "by": "A", "reason": "", "on": []}', "line 2"),
    "no date": (
        '{"date": "lately", "verb": "reject", "by": "A", "reason": "",'
        ' "on": [{"kind": "claim", "article": "a", "node": "https://example.org/id/claim/1"}]}',
        "no date",
    ),
    "a number for a text": (
        '{"date": "2021-05-01", "verb": "reject", "by": "A", "reason": "", "on": [{"kind": "claim", "article": 7,'
        ' "node": "https://example.org/id/claim/1"}]}',
        "line 2",
    ),
    "a node that is no IRI": (
        '{"date": "2021-05-01", "verb": "reject", "by": "A", "reason": "", "on": [{"kind": "claim", "article": "a",'
        ' "node": "no iri"}]}',
        "line 2",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_file_changes_nothing(crosswire: Run, store: Path, tmp_path: Path, name: str) -> None:
    line, told = FAULTS[name]
    claim = str(rows(store, "casualties")[0]["claim"])
    assert crosswire("review", "reject", claim, "--by", "Ana", "--store", store).status == 0
    file = tmp_path / "reviews.jsonl"
    assert crosswire("review", "export", file, "--store", store).status == 0
    assert crosswire("review", "undo", claim, "--by", "Ana", "--store", store).status == 0
    before = lines(store)
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    done = crosswire("review", "import", file, "--store", store)
    assert done.status == 2
    assert told in done.err
    assert lines(store) == before


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("review", "reject"), 2),
        (("review", "accept", "one"), 2),
        (("review", "like", "a", "b"), 2),
        (("review", "reject", "nothing-like-this"), 3),
        (("review", "accept", "aaaaaaaa", "bbbbbbbb"), 3),
        (("review", "import", "no-such-file.jsonl"), 3),
        (("review", "export", "no/such/folder/file.jsonl"), 3),
        (("retract", "nothing-like-this", "--reason", "x"), 3),
        (("retract", "clash-1"), 2),
        (("retract", "clash-1", "--reason", "x", "--date", "2021-02-30"), 2),
        (("remove",), 2),
        (("remove", "nothing-like-this"), 3),
        (("rebuild", "nothing-like-this"), 3),
    ],
)
def test_what_cannot_be_done_is_told(crosswire: Run, store: Path, arguments: tuple[str, ...], status: int) -> None:
    before = lines(store)
    done = crosswire(*arguments, "--store", store)
    assert done.status == status, done.err
    assert 0 < len(done.err.strip().splitlines()) <= 2
    assert lines(store) == before


@pytest.mark.parametrize("command", ["review", "rebuild"])
def test_there_is_no_store_to_correct(crosswire: Run, tmp_path: Path, command: str) -> None:
    done = crosswire(command, "--store", tmp_path / "none")
    assert done.status == 3
    assert not (tmp_path / "none").exists()


def test_a_person_leaves_a_group_and_joins_it_again(crosswire: Run, tmp_path: Path) -> None:
    path, store = tmp_path / "in.jsonl", tmp_path / "store"
    said = "Maj. Gen. Tilo Brandauer, a spokesman, said five soldiers were killed near {} on Monday."
    write_articles(path, article("a", said.format("Mosul")), article("b", said.format("Kirkuk"), publisher="B"))
    assert crosswire("build", path, "--store", store, "--quiet").status == 0
    before = lines(store)
    with StoreReader.open(store) as reader:
        people = [p.value for p in subjects(reader, RDF_TYPE, cw("Person")) if next(reader.quads(p, cw("name")), None)]
    assert len(people) == 2
    member = b"specializationOf"
    assert crosswire("review", "reject", *people, "--by", "Ana", "--reason", "two men", "--store", store).status == 0
    apart = [line for line in lines(store) if member in line and b"/person/" in line]
    assert len(apart) == 1
    assert crosswire("review", "accept", *people, "--by", "Ana", "--store", store).status == 0
    joined = {line.split()[2] for line in lines(store) if member in line and b"/person/" in line}
    assert len(joined) == 1
    assert crosswire("review", "undo", *people, "--by", "Ana", "--store", store).status == 0
    assert lines(store) == before
