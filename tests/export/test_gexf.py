"""The file for Gephi: valid, read back by a second parser, and by the rules that no schema checks."""

from __future__ import annotations

import io
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.errors import Impossible
from builder.export.gexf import GexfExporter, export
from builder.export.items import EDGE_COLUMNS, NODE_COLUMNS, Edge, Node, View, page_url, short_id

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "gexf-1.3" / "gexf.rng"))
GEXF = "{http://gexf.net/1.3}"

NODES = [
    Node(
        "inc-1", "Ground engagement, Gwer, 8 March", "incident", iri="https://example.org/id/incident/1",
        url="http://127.0.0.1:7878/id/incident/1", start="2020-03-08T18:00:00Z", end="2020-03-09", lat=35.85, lon=43.75,
        attributes={"killed_low": 17, "killed_high": 19, "disputed": True, "radius_km": 15, "articles": 2},
    ),
    Node("inc-2", "Airstrike", "incident", start="2020-04-01", attributes={"mode": "background"}),
    Node("per-1", "Ana Lind", "person", attributes={"aliases": "A. Lind|Captain Lind"}),
    Node("pla-1", "Gwer", "place", lat=35.85, lon=43.75),
]  # fmt: skip
EDGES = [
    Edge("inc-1", "per-1", "victim", 2, "2020-03-08", "2020-03-09", {"sources": 2}),
    Edge("inc-1", "per-1", "participant"),
    Edge("inc-1", "pla-1", "place"),
    Edge("inc-2", "per-1", "participant", 0.5),
]


def written(nodes=NODES, edges=EDGES) -> bytes:
    stream = io.BytesIO()
    exporter = GexfExporter(stream)
    for item in (*nodes, *edges):
        exporter.write(item)
    exporter.finalize()
    return stream.getvalue()


def to_file(folder: Path, nodes=NODES, edges=EDGES) -> Path:
    export(View(lambda: nodes, lambda: edges), str(folder / "graph.gexf"))
    return folder / "graph.gexf"


def test_it_is_valid_and_a_second_parser_reads_all_of_it(tmp_path):
    path = to_file(tmp_path)
    SCHEMA.assertValid(etree.parse(path))
    graph = networkx.read_gexf(path)
    assert graph.is_directed()
    assert graph.is_multigraph()
    assert {(a, b, data["role"], data["weight"]) for a, b, data in graph.edges(data=True)} == {
        ("inc-1", "per-1", "victim", 2.0), ("inc-1", "per-1", "participant", 1.0),
        ("inc-1", "pla-1", "place", 1.0), ("inc-2", "per-1", "participant", 0.5),
    }  # fmt: skip
    incident = graph.nodes["inc-1"]
    assert incident["label"] == "Ground engagement, Gwer, 8 March"
    assert (incident["killed_low"], incident["killed_high"], incident["disputed"]) == (17, 19, True)
    assert (incident["lat"], incident["lng"], incident["radius_km"]) == (35.85, 43.75, 15.0)
    assert incident["spells"] == [("2020-03-08", "2020-03-09")]
    assert (incident["date_from"], incident["date_to"]) == ("2020-03-08", "2020-03-09")
    assert graph.nodes["inc-2"]["spells"][0][0] == "2020-04-01"
    assert "spells" not in graph.nodes["per-1"]
    assert graph.nodes["per-1"]["aliases"] == "A. Lind|Captain Lind"


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters()), st.text(st.characters()), st.text(st.characters(), min_size=1))
def test_no_text_breaks_the_file(label, alias, kind):
    node = Node("per-1", label, kind, iri=alias, attributes={"aliases": alias})
    data = written([node, NODES[3]], [Edge("per-1", "pla-1", kind)])
    root = etree.fromstring(data)
    SCHEMA.assertValid(root)
    assert root.find(f".//{GEXF}node").get("label")


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("Tom & \"Jerry\" <script>alert('x')</script>", "Tom & \"Jerry\" <script>alert('x')</script>"),
        ("null\x00 bell\x07 escape\x1b[31m", "null bell escape [31m"),
        ("lone \ud83d half", "lone half"),
        ("two\r\nlines\tand\u2028more", "two lines and more"),
        ("القوات 𝔘nicode 🚁", "القوات 𝔘nicode 🚁"),
        ("\x0b \ufffe", "per-1"),
        ("", "per-1"),
    ],
)
def test_a_label_keeps_what_xml_can_hold(label, kept):
    root = etree.fromstring(written([Node("per-1", label, "person")], []))
    assert root.find(f".//{GEXF}node").get("label") == kept


def test_a_number_too_large_for_its_column_leaves_the_cell_empty():
    root = etree.fromstring(written([Node("inc-1", "x", "incident", attributes={"killed_low": 10**30})], []))
    assert "killed_low" not in {cell.get("for") for cell in root.iter(f"{GEXF}attvalue")}
    assert len(list(root.iter(f"{GEXF}attvalue"))) == 1


def test_columns_are_what_gephi_takes():
    root = etree.fromstring(written())
    attributes = list(root.iter(f"{GEXF}attribute"))
    assert all(attribute.get("id").isdigit() for attribute in attributes)
    assert {attribute.get("type") for attribute in attributes} <= {"string", "long", "double", "boolean"}
    for columns in (NODE_COLUMNS, EDGE_COLUMNS):
        titles = [title.lower() for title, _ in columns]
        assert len(set(titles)) == len(titles)
        assert not {"id", "label", "weight", "kind", "timeset", "source", "target", "type"} & set(titles)
    assert [a.get("title") for a in etree.fromstring(written([], [])).iter(f"{GEXF}attribute")] == [
        a.get("title") for a in attributes
    ]


def test_time_is_told_in_one_way():
    root = etree.fromstring(written())
    graph = root.find(f"{GEXF}graph")
    expected = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval", "timezone": "UTC"}
    assert expected.items() <= dict(graph.attrib).items()
    assert not any(
        {"start", "end", "timestamp"} & set(e.attrib) for e in root.iter() if not str(e.tag).endswith("spell")
    )
    assert not any(element.get("type") for element in root.iter(f"{GEXF}edge"))


def test_an_edge_of_several_periods_has_a_spell_for_each():
    spells = (("2020-01-01", "2020-01-02"), ("2020-03-01", None))
    edge = Edge("inc-1", "per-1", "victim", 1, "2020-01-01", None, spells=spells)
    data = written(NODES, [edge])
    SCHEMA.assertValid(etree.fromstring(data))
    found = [dict(spell.attrib) for spell in etree.fromstring(data).find(f".//{GEXF}edge").iter(f"{GEXF}spell")]
    assert found == [{"start": "2020-01-01", "end": "2020-01-02"}, {"start": "2020-03-01"}]


def test_an_undirected_view_is_one_throughout(tmp_path):
    export(View(lambda: NODES, lambda: EDGES, directed=False), str(tmp_path / "graph.gexf"))
    SCHEMA.assertValid(etree.parse(tmp_path / "graph.gexf"))
    assert not networkx.read_gexf(tmp_path / "graph.gexf").is_directed()


def test_nothing_depends_on_when_it_is_written(tmp_path):
    assert to_file(tmp_path).read_bytes() == to_file(tmp_path).read_bytes()
    assert b"lastmodified" not in written()


def test_an_empty_graph_is_a_graph(tmp_path):
    path = to_file(tmp_path, [], [])
    SCHEMA.assertValid(etree.parse(path))
    assert len(networkx.read_gexf(path)) == 0


PER_AGAIN = Edge("inc-1", "per-1", "victim")


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        (NODES, [*EDGES[:3], PER_AGAIN]),
        (NODES, [EDGES[0], EDGES[3], Edge("inc-1", "pla-1", "victim")]),
        (NODES, [EDGES[0], EDGES[3], EDGES[0]]),
        (NODES, [Edge("inc-1", "gone", "victim")]),
        (NODES, [Edge("gone", "per-1", "victim")]),
        (NODES, [Edge("inc-1", "per-1", "victim", 0)]),
        (NODES, [Edge("inc-1", "per-1", "victim", -1)]),
        (NODES, [Edge("inc-1", "per-1", "victim", float("nan"))]),
        (NODES, [Edge("inc-1", "per-1", "victim", float("inf"))]),
        ([NODES[0], NODES[0]], []),
        ([Node("a", "a", "place", lat=float("nan"), lon=1.0)], []),
        ([Node("a", "a", "incident", attributes={"killed_low": "two"})], []),
        ([Node("a", "a", "incident", attributes={"killed_low": True})], []),
        ([Node("a", "a", "incident", attributes={"colour": "red"})], []),
        ([Node("a", "a", "incident", start="2020-03-09", end="2020-03-08")], []),
        ([Node("a", "a", "incident", start="March")], []),
    ],
    ids=[
        "an edge twice", "edges of a kind apart", "an edge twice, apart", "no target", "no source", "weight 0",
        "weight below 0", "weight nan", "weight inf", "a node twice", "nan", "words for a number", "yes for a number",
        "no such column", "ends first", "no date",
    ],
)  # fmt: skip
def test_what_gephi_would_mend_in_silence_is_refused(tmp_path, nodes, edges):
    with pytest.raises(ValueError, match=r"."):
        written(nodes, edges)
    with pytest.raises(ValueError, match=r"."):
        to_file(tmp_path, nodes, edges)
    assert list(tmp_path.iterdir()) == []


def test_a_node_after_the_edges_is_refused():
    exporter = GexfExporter(io.BytesIO())
    for item in (*NODES, *EDGES):
        exporter.write(item)
    with pytest.raises(ValueError, match="after the edges"):
        exporter.write(Node("new", "new", "place"))


def test_edges_of_one_pair_differ_in_kind_and_every_edge_has_an_id_of_its_own():
    edges = list(etree.fromstring(written()).iter(f"{GEXF}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert len({(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges}) == len(edges)


def test_edges_of_one_source_may_come_kind_by_kind():
    SCHEMA.assertValid(etree.fromstring(written(NODES, [EDGES[2], EDGES[3], EDGES[0], EDGES[1]])))


def test_what_failed_leaves_the_old_file(tmp_path):
    before = to_file(tmp_path).read_bytes()
    with pytest.raises(ValueError, match="no such node"):
        to_file(tmp_path, NODES, [Edge("inc-1", "gone", "victim")])
    assert (tmp_path / "graph.gexf").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_a_target_that_cannot_be_written_is_said(tmp_path):
    for target in (tmp_path, tmp_path / "gone" / "graph.gexf"):
        with pytest.raises(Impossible) as error:
            export(View(lambda: NODES, lambda: EDGES), str(target))
        assert error.value.hint


def test_a_symbolic_link_stays_one_and_a_device_a_device(tmp_path):
    real = tmp_path / "real.gexf"
    (tmp_path / "graph.gexf").symlink_to(real)
    to_file(tmp_path)
    assert (tmp_path / "graph.gexf").is_symlink()
    assert real.stat().st_size > 1000
    export(View(lambda: NODES, lambda: EDGES), "/dev/null")
    assert Path("/dev/null").is_char_device()


def test_a_dash_is_standard_output(capfdbinary):
    export(View(lambda: NODES, lambda: EDGES), "-")
    SCHEMA.assertValid(etree.fromstring(capfdbinary.readouterr().out))


def test_ids_and_addresses():
    iri = "https://w3id.org/crosswire/id/incident/3f2a00112233445566ff"
    assert short_id(iri) == "inc-3f2a00112233445566ff"
    assert page_url(iri, "http://127.0.0.1:7878/") == "http://127.0.0.1:7878/crosswire/id/incident/3f2a00112233445566ff"
