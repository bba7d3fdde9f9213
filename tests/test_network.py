"""`open_store(...).network()`: who is tied to whom by the incidents that they share, as a networkx graph."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx
import pytest
from inferring_stories import Story, write

from builder import open_store
from builder.correcting import retract
from builder.exporting import export
from builder.store.embedded import StoreReader


def with_both(name: str, day: str, *victims: str) -> Story:
    """One incident with several victims."""
    story = Story(name).tells("Ambush", day, victims[0])
    for victim in victims[1:]:
        story.adds("victim", "Person", victim)
    return story


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write(
        tmp_path / "store",
        with_both("one", "2021-05-10", "Ann Hale", "Bo Marsh"),
        with_both("other", "2021-08-20", "Ann Hale", "Bo Marsh", "Cy Thorne"),
        with_both("alone", "2021-10-01", "Di Vance"),
    )
    return tmp_path / "store"


def by_label(graph: networkx.Graph) -> dict[str, str]:
    return {data["label"]: node for node, data in graph.nodes(data=True)}


def test_weights_count_shared_incidents(store: Path) -> None:
    with open_store(store) as opened:
        graph = opened.network()
    assert isinstance(graph, networkx.Graph)
    assert not graph.is_directed()
    node = by_label(graph)
    assert set(node) == {"Ann Hale", "Bo Marsh", "Cy Thorne", "Di Vance"}
    both = graph.edges[node["Ann Hale"], node["Bo Marsh"]]
    assert (both["weight"], both["newman"], both["incidents"]) == (2, 1.5, 2)
    assert (both["start"], both["end"]) == ("2021-05-10", "2021-08-20")
    assert graph.edges[node["Ann Hale"], node["Cy Thorne"]]["weight"] == 1
    assert graph.degree[node["Di Vance"]] == 0
    ann = graph.nodes[node["Ann Hale"]]
    assert (ann["kind"], ann["aliases"], ann["articles"], ann["incidents"]) == ("person", ["Ann Hale"], 2, 2)


def test_what_is_retracted_ties_nobody(store: Path) -> None:
    retract(store, "The Northgate Wire/other", "made up", "Kit Rowe")
    with open_store(store) as opened:
        graph = opened.network()
    assert set(by_label(graph)) == {"Ann Hale", "Bo Marsh", "Di Vance"}
    assert [data["weight"] for *_, data in graph.edges(data=True)] == [1]


def test_it_is_the_view_that_is_exported(store: Path, tmp_path: Path) -> None:
    with StoreReader.open(store) as reader:
        export(reader, "graphml", str(tmp_path / "a.graphml"), view="network")
    exported = networkx.read_graphml(tmp_path / "a.graphml")
    with open_store(store) as opened:
        graph = opened.network()
    assert {data["iri"] for _, data in exported.nodes(data=True)} == set(graph)
    iri = dict(exported.nodes(data="iri"))
    pairs = {frozenset((iri[a], iri[b])): weight for a, b, weight in exported.edges(data="weight")}
    assert pairs == {frozenset((a, b)): weight for a, b, weight in graph.edges(data="weight")}


def test_it_is_the_same_each_time(store: Path) -> None:
    with open_store(store) as opened:
        one, other = opened.network(), opened.network()
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))


def test_opening_a_store_loads_no_networkx(store: Path) -> None:
    code = (
        f"import sys, builder\nbuilder.open_store({str(store)!r}).query('incidents')\n"
        "assert 'networkx' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
