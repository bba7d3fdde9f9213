"""Building a store: what the contract says of new, changed and unchanged articles, order, versions and languages."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from whole_way import CLASH, CLASH_AGAIN, STRIKE, Done, article, write_articles

from builder import open_store
from builder.store.access import dump
from builder.store.embedded import StoreReader

Run = Callable[..., Done]
RUNS = "https://w3id.org/crosswire/graph/runs"


def content(store: Path) -> bytes:
    """Every quad but those of the graph `runs`, sorted."""
    with StoreReader.open(store) as reader:
        return b"".join(dump(reader, {RUNS}))


def test_articles_become_incidents_with_claims(built: Path) -> None:
    with open_store(built) as graph:
        articles = graph.query("articles")
        incidents = graph.query("incidents")
        casualties = graph.query("casualties")
    assert len(articles) == 4
    assert [row["claims"] for row in articles if str(row["id"]).endswith("/dull")] == [0]
    assert {row["type"] for row in incidents} >= {"GroundEngagement", "AirStrike"}
    killed = [(row["group"], row["low"], row["high"]) for row in casualties if row["outcome"] == "killed"]
    assert ("Iraqi soldiers", 3, 3) in [(str(g).removeprefix("Three "), low, high) for g, low, high in killed]
    assert any(low == 5 and high is None for _, low, high in killed)


def test_two_outlets_tell_one_incident(built: Path) -> None:
    with open_store(built) as graph:
        shared = [row for row in graph.query("incidents") if int(str(row["articles"])) == 2]
        links = [row for row in graph.query("same-incident") if row["judgement"] == "same"]
        conflicts = graph.query("conflicts")
    assert [row["type"] for row in shared] == ["GroundEngagement"]
    assert links
    assert all(row["reasons"] and row["decidedBy"] for row in links)
    assert {row["slot"] for row in conflicts if row["kind"] == "conflict"} == {"killed"}


def test_building_again_changes_nothing(crosswire: Run, news: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert crosswire("build", news, "--store", store, "--json").json["new"] == 4
    before = content(store)
    again = crosswire("build", news, "--store", store, "--json")
    assert again.status == 0
    assert _without_seconds(again.json) == _nothing_new(4)
    assert content(store) == before
    with StoreReader.open(store) as reader:
        runs = {
            quad.subject for quad in reader.quads() if quad.graph_name.value == RUNS and "/run/" in quad.subject.value
        }
    assert len(runs) == 1


def _without_seconds(summary: dict[str, int]) -> dict[str, int]:
    return {key: value for key, value in summary.items() if key != "seconds"}


def _nothing_new(articles: int) -> dict[str, int]:
    names = "articles new changed unchanged quarantined set_aside other_language incidents claims links".split()
    return dict.fromkeys(names, 0) | {"articles": articles, "unchanged": articles}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_articles_does_not_matter(crosswire: Run, tmp_path: Path, seed: int) -> None:
    articles = [
        article("a", CLASH),
        article("b", CLASH_AGAIN, publisher="Harbor Ledger", published="2021-05-13"),
        article("c", STRIKE, published="2021-05-11"),
        article("d", STRIKE.replace("five", "six"), publisher="Harbor Ledger", published="2021-05-12"),
    ]
    stores = []
    for name, order in (("one", articles), ("two", random.Random(seed).sample(articles, len(articles)))):
        stores.append(tmp_path / name)
        for number, some in enumerate(order):  # one build an article: what was stored first must not matter
            source = write_articles(tmp_path / f"{name}{number}.jsonl", some)
            assert crosswire("build", source, "--store", stores[-1], "--quiet").status == 0
    assert content(stores[0]) == content(stores[1])


def test_several_processes_give_the_same_graph(crosswire: Run, news: Path, built: Path, tmp_path: Path) -> None:
    assert crosswire("build", news, "--store", tmp_path / "store", "--jobs", 2, "--quiet").status == 0
    assert content(tmp_path / "store") == content(built)


def test_another_text_is_a_new_version(crosswire: Run, tmp_path: Path) -> None:
    store = tmp_path / "store"
    crosswire("build", write_articles(tmp_path / "1.jsonl", article("a", CLASH)), "--store", store)
    changed = CLASH.replace("Three", "Five")
    second = crosswire(
        "build", write_articles(tmp_path / "2.jsonl", article("a", changed)), "--store", store, "--json"
    ).json
    assert (second["new"], second["changed"]) == (0, 1)
    with open_store(store) as graph:
        assert len(graph.query("articles")) == 1
        assert {row["low"] for row in graph.query("casualties") if row["outcome"] == "killed"} == {5}
    with StoreReader.open(store) as reader:
        superseded = [quad for quad in reader.quads() if quad.object.value == "superseded"]
    assert superseded, "the old claims are kept, marked"


def test_the_newest_version_is_the_one_modified_last(crosswire: Run, tmp_path: Path) -> None:
    late = article("a", CLASH.replace("Three", "Five"), modified="2021-05-14")
    early = article("a", CLASH, modified="2021-05-13")
    stores = []
    for name, order in (("one", (early, late)), ("two", (late, early))):
        stores.append(tmp_path / name)
        for number, some in enumerate(order):
            crosswire(
                "build", write_articles(tmp_path / f"{name}{number}.jsonl", some), "--store", stores[-1], "--quiet"
            )
        with open_store(stores[-1]) as graph:
            assert {row["low"] for row in graph.query("casualties") if row["outcome"] == "killed"} == {5}
    assert content(stores[0]) == content(stores[1])


GERMAN = (
    "Bei einem Angriff auf einen Kontrollpunkt nahe der Stadt Mossul sind am Dienstag drei Soldaten getötet und zwei "
    "weitere verletzt worden, wie das Verteidigungsministerium in Bagdad mitteilte. Die Angreifer konnten entkommen, "
    "hieß es weiter."
)
ARABIC = (
    "قتل ثلاثة جنود وأصيب اثنان آخران يوم الثلاثاء في هجوم على نقطة تفتيش قرب مدينة الموصل شمالي العراق بحسب ما أعلنته "
    "وزارة الدفاع العراقية في بيان لها مساء اليوم وقالت الوزارة إن المهاجمين لاذوا بالفرار بعد اشتباك استمر ساعة كاملة"
)


@pytest.mark.parametrize("text", [GERMAN, ARABIC], ids=["German", "Arabic"])
def test_another_language_is_stored_without_claims(crosswire: Run, tmp_path: Path, text: str) -> None:
    source = write_articles(tmp_path / "a.jsonl", article("a", text))
    done = crosswire("build", source, "--store", tmp_path / "store", "--json")
    assert done.status == 0
    assert (done.json["new"], done.json["other_language"], done.json["claims"]) == (1, 1, 0)
    with open_store(tmp_path / "store") as graph:
        assert [row["claims"] for row in graph.query("articles")] == [0]


def test_limit_counts_articles_and_the_rest_can_follow(crosswire: Run, news: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert crosswire("build", news, "--store", store, "--limit", 2, "--json").json["new"] == 2
    rest = crosswire("build", news, "--store", store, "--json").json
    assert (rest["new"], rest["unchanged"]) == (2, 2)


def test_the_base_is_fixed_at_the_first_build(crosswire: Run, news: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert crosswire("build", news, "--store", store, "--base", "https://data.example/kg/").status == 0
    with open_store(store) as graph:
        assert all(
            str(row["article"]).startswith("https://data.example/kg/article/") for row in graph.query("articles")
        )
    assert crosswire("build", news, "--store", store, "--base", "https://other.example/").status == 2
    assert crosswire("build", news, "--store", store).status == 0


def test_every_stored_quote_is_the_text_at_its_offsets(crosswire: Run, built: Path) -> None:
    done = crosswire("validate", "--store", built)
    assert done.status == 0, done.out


def test_linking_everything_again_changes_nothing(crosswire: Run, news: Path, built: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    crosswire("build", news, "--store", store, "--quiet")
    assert crosswire("link", "--all", "--store", store).status == 0
    assert content(store) == content(built)
