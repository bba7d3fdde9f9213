"""The views of a built store in GEXF, held to what Gephi's importer checks and no schema does; what each view shows;
and that every format has the same."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import networkx
import pytest
from lxml import etree

from builder import open_store
from builder.cli.main import main
from builder.export import VIEWS
from builder.export.items import short_id
from builder.exporting.network import merged

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "gexf-1.3" / "gexf.rng"))
GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"


def exported(store: Path, form: str, view: str, target: Path) -> Path:
    assert main(["export", form, "--view", view, "-o", str(target), "--store", str(store), "--quiet"]) == 0
    return target


@pytest.fixture(scope="module", params=VIEWS)
def path(request, built, tmp_path_factory) -> Path:
    return exported(built, "gexf", request.param, tmp_path_factory.mktemp("views") / f"{request.param}.gexf")


@pytest.fixture(scope="module")
def root(path):
    return etree.parse(path).getroot()


def cells(element, root) -> dict[str, str]:
    owner = "node" if element.tag == f"{GEXF}node" else "edge"
    titles = {a.get("id"): a.get("title") for a in root.find(f".//{GEXF}attributes[@class='{owner}']")}
    return {titles[cell.get("for")]: cell.get("value") for cell in element.iter(f"{GEXF}attvalue")}


def spells(element) -> list[tuple[str, str]]:
    return [(spell.get("start", ""), spell.get("end", "9999")) for spell in element.iter(f"{GEXF}spell")]


def test_it_is_valid(root):
    SCHEMA.assertValid(root)
    assert root.findall(f".//{GEXF}node")
    assert root.findall(f".//{GEXF}edge")


def test_nodes_stand_before_edges_and_each_has_an_id_of_its_own(root):
    graph = root.find(f"{GEXF}graph")
    assert [child.tag.removeprefix(GEXF) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    ids = [node.get("id") for node in root.iter(f"{GEXF}node")]
    assert len(set(ids)) == len(ids)


def test_every_node_has_a_label(root):
    assert all(node.get("label") for node in root.iter(f"{GEXF}node"))


def test_every_edge_ends_at_nodes(root):
    ids = {node.get("id") for node in root.iter(f"{GEXF}node")}
    assert all({edge.get("source"), edge.get("target")} <= ids for edge in root.iter(f"{GEXF}edge"))


def test_edges_are_told_apart_by_their_ends_and_kind_and_by_their_id(root):
    edges = list(root.iter(f"{GEXF}edge"))
    undirected = root.find(f"{GEXF}graph").get("defaultedgetype") == "undirected"
    ends = [[edge.get("source"), edge.get("target")] for edge in edges]
    keys = [(*(sorted(pair) if undirected else pair), edge.get("kind")) for pair, edge in zip(ends, edges, strict=True)]
    assert len(set(keys)) == len(keys) == len({edge.get("id") for edge in edges})


def test_weights_are_above_0(root):
    assert all(float(edge.get("weight")) > 0 for edge in root.iter(f"{GEXF}edge"))


def test_no_edge_has_a_direction_of_its_own(root):
    assert not any(edge.get("type") for edge in root.iter(f"{GEXF}edge"))


def test_no_column_has_a_type_or_a_title_that_gephi_refuses(root):
    columns = list(root.iter(f"{GEXF}attribute"))
    assert {column.get("type") for column in columns} <= {"string", "long", "double", "boolean"}
    titles = {column.get("title").lower() for column in columns}
    assert not titles & {"id", "label", "weight", "kind", "timeset", "source", "target", "type"}


def test_no_cell_is_empty_and_none_is_declared_twice(root):
    for element in root.iter(f"{GEXF}node", f"{GEXF}edge"):
        found = [cell.get("for") for cell in element.iter(f"{GEXF}attvalue")]
        assert len(set(found)) == len(found)
        assert all(cell.get("value") for cell in element.iter(f"{GEXF}attvalue"))


def test_there_is_no_hierarchy(root):
    assert not [node for node in root.iter(f"{GEXF}node") if node.get("pid") or node.find(f"{GEXF}nodes") is not None]


def test_time_is_told_by_intervals_alone_and_in_a_known_zone(root):
    graph = root.find(f"{GEXF}graph")
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("timezone")) == ("dynamic", "date", "UTC")
    assert graph.get("timerepresentation") == "interval"
    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"timestamp", "timestamps", "startopen", "endopen"}


def test_spells_do_not_overlap(root):
    for element in root.iter(f"{GEXF}node", f"{GEXF}edge"):
        assert all(start <= end for start, end in spells(element))
        assert all(one[1] < other[0] for one, other in pairwise(spells(element)))


def test_an_edge_is_there_while_its_ends_are(root):
    times = {node.get("id"): spells(node) for node in root.iter(f"{GEXF}node")}
    for edge in root.iter(f"{GEXF}edge"):
        for end in (times[edge.get("source")], times[edge.get("target")]):
            for start, last in spells(edge) if end else ():
                assert any(first <= start and last <= until for first, until in end)


def test_something_has_a_time(root):
    assert any(spells(edge) for edge in root.iter(f"{GEXF}edge"))


def test_every_node_is_placed_coloured_and_of_a_size(root):
    spots = set()
    for node in root.iter(f"{GEXF}node"):
        size, position = node.find(f"{VIZ}size"), node.find(f"{VIZ}position")
        assert float(size.get("value")) > 0
        assert node.find(f"{VIZ}color") is not None
        spots.add((position.get("x"), position.get("y")))
    assert len(spots) == len(list(root.iter(f"{GEXF}node")))


def test_three_formats_have_the_same_nodes_and_edges(path, root, built, tmp_path):
    view = path.stem
    gexf = networkx.read_gexf(path)
    graphml = networkx.read_graphml(exported(built, "graphml", view, tmp_path / "a.graphml"))
    folder = exported(built, "csv", view, tmp_path / "a")
    nodes, edges = (list(csv.DictReader((folder / f"{name}.csv").open())) for name in ("nodes", "edges"))
    assert {row["Id"] for row in nodes} == set(gexf) == set(graphml)
    ends = Counter((row["Source"], row["Target"], row["role"]) for row in edges)
    written = Counter((e.get("source"), e.get("target"), cells(e, root)["role"]) for e in root.iter(f"{GEXF}edge"))
    assert ends == written
    assert len(edges) == gexf.number_of_edges() == graphml.number_of_edges()


def test_it_is_byte_identical_when_it_is_written_again(path, built, tmp_path):
    assert exported(built, "gexf", path.stem, tmp_path / "again.gexf").read_bytes() == path.read_bytes()


def test_tolls_are_those_of_the_timeline_and_conflicts_show(built, tmp_path):
    graph = networkx.read_gexf(exported(built, "gexf", "incidents", tmp_path / "a.gexf"))
    with open_store(built) as store:
        tolls = {short_id(str(r["incident"])): (r["killedLow"], r["killedHigh"]) for r in store.query("timeline")}
        conflicts = {short_id(str(r["incident"])) for r in store.query("conflicts") if r["kind"] == "conflict"}
    assert (3, 4) in tolls.values()
    for node, toll in tolls.items():
        assert (graph.nodes[node].get("killed_low"), graph.nodes[node].get("killed_high")) == toll
    assert {node for node, data in graph.nodes(data=True) if data.get("disputed")} == conflicts


def test_network_ties_those_who_share_incidents(built, tmp_path):
    bipartite = networkx.read_gexf(exported(built, "gexf", "incidents", tmp_path / "a.gexf"))
    network = networkx.read_gexf(exported(built, "gexf", "network", tmp_path / "b.gexf"))
    roles = {"perpetratorIndividual", "perpetratorOrganisation", "participant", "victim"}
    parts: dict[str, set[str]] = {}
    for incident, actor, data in bipartite.edges(data=True):
        if data["role"] in roles and bipartite.nodes[actor]["node_type"] in ("person", "organisation", "unit"):
            parts.setdefault(actor, set()).add(incident)
    assert set(network) == set(parts)
    shared = {
        frozenset((a, b)): len(parts[a] & parts[b]) for a in parts for b in parts if a < b and parts[a] & parts[b]
    }
    assert shared
    assert {frozenset((a, b)): data["weight"] for a, b, data in network.edges(data=True)} == shared


def test_claims_lead_from_their_source_to_what_they_are_about(built, tmp_path):
    graph = networkx.read_gexf(exported(built, "gexf", "claims", tmp_path / "a.gexf"))
    with open_store(built) as store:
        claims = {short_id(str(row["claim"])): row for row in store.query("claims")}
    nodes = dict(graph.nodes(data=True))
    assert {node for node, data in nodes.items() if data["node_type"] == "claim"} == set(claims)
    for claim, row in claims.items():
        ties = {data["role"]: target for _, target, data in graph.out_edges(claim, data=True)}
        assert {"about", "outlet"} <= set(ties)
        assert nodes[ties["outlet"]]["node_type"] == "outlet"
        if row["incident"]:
            assert ties["about"] == short_id(str(row["incident"]))
        if row["sourceKind"] != "outlet":
            assert nodes[ties["speaker"]]["label"]
        assert nodes[claim]["quote"] == row["quote"]
        assert nodes[claim]["date_from"] in ("2021-05-11", "2021-05-12", "2021-05-13")


@pytest.mark.parametrize(
    ("periods", "one"),
    [
        ([("2020-01-01", "2020-01-03"), ("2020-01-03", "2020-01-05")], [("2020-01-01", "2020-01-05")]),
        ([("2020-02-01", "2020-02-01"), ("2020-01-01", "2020-01-02")], None),
        ([("2020-01-01", None), ("2020-02-01", "2020-02-02")], [("2020-01-01", None)]),
        ([("2020-02-01", "2020-02-02"), (None, "2020-01-01")], [(None, "2020-01-01"), ("2020-02-01", "2020-02-02")]),
        ([(None, "2020-03-01"), ("2020-02-01", "2020-04-01")], [(None, "2020-04-01")]),
        ([(None, "2020-01-01"), (None, "2020-02-01")], [(None, "2020-02-01")]),
        ([(None, None), ("2020-01-01", "2020-01-01")], [("2020-01-01", "2020-01-01")]),
        ([(None, None)], []),
    ],
)
def test_periods_that_share_a_day_are_one(periods, one):
    assert list(merged(periods)) == (sorted(periods) if one is None else one)
