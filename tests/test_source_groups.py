"""Source groups in a store: one story in five papers is one source, whatever the order in which the papers come."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from pathlib import Path

from whole_way import CLASH_AGAIN, Done, article, write_articles

from builder import open_store
from builder.graph.vocabulary import CURRENT, LINKS
from builder.store.embedded import StoreReader

Run = Callable[..., Done]
STORY = (
    "RAMADI, Iraq (Fenwick Wire) — Three Iraqi soldiers were killed and two were wounded on Tuesday in a clash with "
    "Islamic State fighters near Ramadi, the Iraqi defense ministry said. The fighters came across the river in three "
    "boats and fired at a guard post for an hour. The post had been built to watch a ford that smugglers use. "
    "A helicopter brought the wounded to Baghdad in the night. The ministry did not name the dead. "
    "Shops in the town were shut on Wednesday, and the governor called for blood donors."
)
HALF = STORY[: STORY.index(" A helicopter")].removeprefix("RAMADI, Iraq (Fenwick Wire) — ")
FIRST, LAST = STORY[: STORY.index(" The post had")], STORY[STORY.index("A helicopter") :]
PAPERS = [
    article("wire", STORY, publisher="Fenwick Wire", published="2021-05-12"),
    article("anvil", f"War in brief\n\n{STORY}", publisher="Anvil Daily", published="2021-05-12"),
    article("brook", HALF, publisher="Brook Gazette", published="2021-05-13"),
    article("carter", STORY.replace(" said", " told reporters"), publisher="Carter Post", published="2021-05-13"),
    article("dale", STORY, publisher="Dale Mercury"),
    article("own", CLASH_AGAIN, publisher="Harbor Ledger", published="2021-05-13"),
]


def sources(store: Path) -> dict[str, str]:
    """Each article's id with its group's IRI."""
    with open_store(store) as graph:
        return {str(row["id"]): str(row["sourceGroup"]) for row in graph.query("articles")}


def of_article(store: Path, name: str) -> str:
    """The IRI of the group that this article would give its name to."""
    with open_store(store) as graph:
        found = {str(row["id"]): str(row["article"]) for row in graph.query("articles")}
    return found[name].replace("/article/", "/source-group/")


def build(crosswire: Run, store: Path, papers: Iterable[dict[str, object]]) -> Path:
    """One build for each paper, so that each comes to a store that has those before it."""
    for number, paper in enumerate(papers):
        source = write_articles(store.with_suffix(f".{number}.jsonl"), paper)
        assert crosswire("build", source, "--store", store, "--quiet").status == 0
    return store


def links(store: Path) -> bytes:
    """What was found of articles together: keys, judgements, groups, incidents."""
    with StoreReader.open(store) as reader:
        return "".join(sorted(f"{q}\n" for graph in (LINKS, CURRENT) for q in reader.quads(graph=graph))).encode()


def test_five_copies_are_one_source_and_a_rewrite_is_another(crosswire: Run, tmp_path: Path) -> None:
    store = build(crosswire, tmp_path / "store", PAPERS)
    found = sources(store)
    # Named by the earliest article: by date, then id.
    assert found.pop("Harbor Ledger/own") == of_article(store, "Harbor Ledger/own")
    assert set(found.values()) == {of_article(store, "Anvil Daily/anvil")}
    assert len(found) == 5
    with open_store(store) as graph:
        assert [row["sourceGroups"] for row in graph.query("incidents") if row["articles"] == 5] == [1]


def test_groups_are_the_same_in_every_order(crosswire: Run, tmp_path: Path) -> None:
    """Two halves, which share nothing, are one source by way of the whole."""
    three = [
        article("first", FIRST, publisher="Anvil Daily", published="2021-05-13"),
        article("last", LAST, publisher="Brook Gazette", published="2021-05-13"),
        article("whole", STORY, publisher="Fenwick Wire", published="2021-05-12"),
    ]
    stores = [
        build(crosswire, tmp_path / f"store-{number}", papers)
        for number, papers in enumerate(itertools.permutations(three))
    ]
    assert len({links(store) for store in stores}) == 1
    assert set(sources(stores[0]).values()) == {of_article(stores[0], "Fenwick Wire/whole")}
    assert crosswire("link", "--all", "--store", stores[-1]).status == 0
    assert links(stores[-1]) == links(stores[0])


def test_the_article_that_held_a_group_together_leaves_it(crosswire: Run, tmp_path: Path) -> None:
    halves = [
        article("first", FIRST, publisher="Anvil Daily", published="2021-05-13"),
        article("last", LAST, publisher="Brook Gazette", published="2021-05-13"),
    ]
    whole = article("whole", STORY, publisher="Fenwick Wire", published="2021-05-12")
    store = build(crosswire, tmp_path / "store", [*halves, whole])
    assert len(set(sources(store).values())) == 1
    another = article("whole", CLASH_AGAIN, publisher="Fenwick Wire", published="2021-05-12", modified="2021-05-14")
    source = write_articles(tmp_path / "changed.jsonl", another)
    assert crosswire("build", source, "--store", store, "--json").json["changed"] == 1
    found = sources(store)
    assert found == {name: of_article(store, name) for name in found}


def test_groups_of_an_earlier_day_and_after_a_removal_are_those_without_the_later_article(
    crosswire: Run, tmp_path: Path
) -> None:
    halves = [
        article("first", FIRST, publisher="Anvil Daily", published="2021-05-12"),
        article("last", LAST, publisher="Brook Gazette", published="2021-05-12"),
    ]
    whole = article("whole", STORY, publisher="Fenwick Wire", published="2021-05-13")
    store = build(crosswire, tmp_path / "store", [*halves, whole])
    assert set(sources(store).values()) == {of_article(store, "Anvil Daily/first")}
    alone = {name: of_article(store, name) for name in ("Anvil Daily/first", "Brook Gazette/last")}
    with open_store(store, as_of="2021-05-12") as graph:
        assert {str(row["id"]): str(row["sourceGroup"]) for row in graph.query("articles")} == alone
    assert crosswire("remove", "Fenwick Wire/whole", "--store", store).status == 0
    assert sources(store) == alone
