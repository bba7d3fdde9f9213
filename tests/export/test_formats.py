"""GraphML, CSV and GeoJSON of one small graph: what another program reads of each."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.errors import Impossible
from builder.export import geojson, graphml, tables
from builder.export.items import Edge, Node, View

PLACE = {"place": "Gwer", "country": "IQ", "radius_km": 15.0}
NODES = [
    Node("inc-1", "Clash", "incident", start="2020-03-08", end="2020-03-09", lat=35.85, lon=43.75, attributes=PLACE),
    Node("inc-2", "Raid", "incident", start="2020-04-01", attributes={"killed_low": 3, "disputed": True}),
    Node("per-1", 'Ana "Lin" <Lind>, & co', "person", attributes={"aliases": "A. Lind|Lind"}),
    Node("pla-1", "Gwer", "place", lat=35.85, lon=43.75),
]
EDGES = [
    Edge("inc-1", "per-1", "victim", 2, "2020-03-08", "2020-03-09", {"sources": 2}),
    Edge("inc-1", "per-1", "participant", 1, "2020-03-08", None),
    Edge("inc-1", "pla-1", "place", 1),
    Edge("inc-2", "per-1", "victim", 0.5, spells=(("2020-04-01", "2020-04-02"), ("2020-05-01", None))),
]
VIEW = View(lambda: NODES, lambda: EDGES)
EMPTY = View(list, list)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of(*nodes: Node) -> View:
    return View(lambda: nodes, list)


def test_graphml_is_read_back_with_all_that_is_in_it(tmp_path):
    graphml.export(VIEW, str(tmp_path / "a.graphml"))
    graph = networkx.read_graphml(tmp_path / "a.graphml")
    assert graph.is_directed()
    assert sorted(graph) == sorted(node.id for node in NODES)
    assert sorted((a, b, data["role"], data["weight"]) for a, b, data in graph.edges(data=True)) == sorted(
        (edge.source, edge.target, edge.kind, float(edge.weight)) for edge in EDGES
    )
    assert graph.nodes["per-1"]["label"] == 'Ana "Lin" <Lind>, & co'
    assert (graph.nodes["inc-2"]["killed_low"], graph.nodes["inc-2"]["disputed"]) == (3, True)
    assert {"x", "y", "size", "r", "g", "b"} <= set(graph.nodes["inc-1"])


def test_graphml_keys_are_not_those_that_gephi_takes_for_labels_of_yed(tmp_path):
    graphml.export(VIEW, str(tmp_path / "a.graphml"))
    keys = {key.get("id") for key in etree.parse(tmp_path / "a.graphml").iter("{*}key")}
    assert keys
    assert not keys & {"d3", "d7"}


def test_an_undirected_view_is_one_in_every_format(tmp_path):
    view = View(VIEW.nodes, VIEW.edges, directed=False)
    graphml.export(view, str(tmp_path / "a.graphml"))
    assert not networkx.read_graphml(tmp_path / "a.graphml").is_directed()
    tables.export(view, str(tmp_path / "a"))
    assert {row["Type"] for row in rows(tmp_path / "a" / "edges.csv")} == {"Undirected"}


def test_tables_have_the_columns_that_gephi_looks_for(tmp_path):
    tables.export(VIEW, str(tmp_path / "a"))
    nodes, edges = rows(tmp_path / "a" / "nodes.csv"), rows(tmp_path / "a" / "edges.csv")
    assert [(row["Id"], row["Label"]) for row in nodes] == [(node.id, node.label) for node in NODES]
    assert [(row["Source"], row["Target"], row["Kind"], float(row["Weight"])) for row in edges] == [
        (edge.source, edge.target, edge.kind, edge.weight) for edge in EDGES
    ]
    assert {row["Type"] for row in edges} == {"Directed"}
    assert len({row["Id"] for row in edges}) == len(edges)
    assert nodes[1]["disputed"] == "true"


def test_tables_tell_time_in_one_column_of_intervals_and_no_bare_date_elsewhere(tmp_path):
    tables.export(VIEW, str(tmp_path / "a"))
    nodes, edges = rows(tmp_path / "a" / "nodes.csv"), rows(tmp_path / "a" / "edges.csv")
    times = ["<[2020-03-08, 2020-03-09]>", "<[2020-04-01, Infinity]>", "", ""]
    assert [row.pop("Timeset") for row in nodes] == times
    assert [row.pop("Timeset") for row in edges][3] == "<[2020-04-01, 2020-04-02]; [2020-05-01, Infinity]>"
    assert not any(cell.startswith("2020-") for row in (*nodes, *edges) for cell in row.values())


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2+3", "@SUM(A1)", " =cmd", "\x00=1", "\t=1", "＝1", "\r\n@x"])
def test_a_text_is_no_formula_in_a_spreadsheet(tmp_path, text):
    node = Node("per-1", text, "person", attributes={"aliases": text, "quote": f'{text}"\n=2'})
    tables.export(View(lambda: [node, NODES[3]], lambda: [Edge("per-1", "pla-1", text)]), str(tmp_path / "a"))
    cells = [c for name in ("nodes", "edges") for row in rows(tmp_path / "a" / f"{name}.csv") for c in row.values()]
    assert sum(cell.startswith("'") for cell in cells) == 6
    assert not any(cell.lstrip()[:1] in tuple("=+-@＝") for cell in cells if cell)


def test_a_number_below_zero_stays_a_number(tmp_path):
    tables.export(of(Node("pla-1", "Lima", "place", lat=-12.05, lon=-77.04)), str(tmp_path / "a"))
    assert [(row["lat"], row["lng"]) for row in rows(tmp_path / "a" / "nodes.csv")] == [("-12.05", "-77.04")]


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters()), st.text(st.characters()), st.text(st.characters(), min_size=1))
def test_no_text_breaks_a_file(tmp_path_factory, label, alias, kind):
    folder = tmp_path_factory.mktemp("any")
    node = Node("per-1", label, "incident", lat=1.0, lon=2.0, attributes={"quote": alias, "place": alias})
    view = View(lambda: [node, NODES[3]], lambda: [Edge("per-1", "pla-1", kind)])
    graphml.export(view, str(folder / "a.graphml"))
    assert networkx.read_graphml(folder / "a.graphml").number_of_edges() == 1
    tables.export(view, str(folder / "a"))
    assert [len(rows(folder / "a" / name)) for name in ("nodes.csv", "edges.csv")] == [2, 1]
    geojson.export(view, str(folder / "a.geojson"))
    assert len(json.loads((folder / "a.geojson").read_text(encoding="utf-8"))["features"]) == 1


def test_geojson_has_the_incidents_that_have_a_point(tmp_path):
    assert geojson.export(VIEW, str(tmp_path / "a.geojson")) == 1
    found = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    assert set(found) == {"type", "features"}
    (feature,) = found["features"]
    assert set(feature) == {"type", "id", "geometry", "properties"}
    assert feature["geometry"] == {"type": "Point", "coordinates": [43.75, 35.85]}
    assert feature["properties"]["radius_km"] == 15.0
    assert feature["properties"]["date_from"] == "2020-03-08"
    assert feature["properties"]["killed_low"] is None


@pytest.mark.parametrize(("lat", "lon", "kept"), [(90.0, 180.0, 180.0), (0.0, 190.0, -170.0), (0.0, -181.5, 178.5)])
def test_geojson_keeps_to_the_range_of_degrees(tmp_path, lat, lon, kept):
    geojson.export(of(Node("inc-1", "", "incident", lat=lat, lon=lon)), str(tmp_path / "a.geojson"))
    (feature,) = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"]
    assert feature["geometry"]["coordinates"] == [kept, lat]


def test_a_latitude_beyond_the_pole_is_no_point(tmp_path):
    assert geojson.export(of(Node("inc-1", "", "incident", lat=91.0, lon=0.0)), str(tmp_path / "a.geojson")) == 1


def test_nothing_is_a_valid_file_too(tmp_path):
    graphml.export(EMPTY, str(tmp_path / "a.graphml"))
    assert len(networkx.read_graphml(tmp_path / "a.graphml")) == 0
    tables.export(EMPTY, str(tmp_path / "a"))
    assert rows(tmp_path / "a" / "nodes.csv") == []
    assert (tmp_path / "a" / "edges.csv").read_text().startswith("Source,Target,Type,Kind,Id,Label,Weight,Timeset,")
    geojson.export(EMPTY, str(tmp_path / "a.geojson"))
    assert json.loads((tmp_path / "a.geojson").read_text()) == {"type": "FeatureCollection", "features": []}


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("here already")
    for target in (tmp_path / "gone" / "a", tmp_path / "file"):
        with pytest.raises(Impossible) as error:
            tables.export(VIEW, str(target))
        assert error.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_fails_half_way_leaves_the_old_tables(tmp_path):
    tables.export(VIEW, str(tmp_path / "a"))
    before = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    broken = View(VIEW.nodes, lambda: [Edge("inc-1", "per-1", "x", attributes={"colour": "red"})])
    for target in ("a", "new"):
        with pytest.raises(ValueError, match="no such column"):
            tables.export(broken, str(tmp_path / target))
    assert {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
