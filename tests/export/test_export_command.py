"""`crosswire export`: every format from a store, what it leaves out, and what goes wrong."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
from lxml import etree
from pyoxigraph import Store
from rdflib import Dataset, Graph, URIRef

from builder.cli.main import main
from builder.export import FORMATS, VIEWS
from builder.exporting import export
from builder.graph.vocabulary import CURRENT, PREFIXES, RUNS
from builder.store.embedded import StoreReader

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
TEXT, RUN = URIRef(PREFIXES["cw"] + "text"), URIRef(RUNS.value)
GRAPHS = {"trig": "trig", "nquads": "nquads"}
TRIPLES = {"turtle": "turtle", "jsonld": "json-ld"}


def written(store: Path, form: str, folder: Path, *options: str) -> Path:
    target = folder / f"a.{form}"
    assert main(["export", form, "-o", str(target), "--store", str(store), "--quiet", *options]) == 0
    return target


def dataset(path: Path, form: str) -> set[tuple]:
    found = Dataset()
    found.parse(path, format=GRAPHS[form])
    return set(found.quads())


def held(store: Path, form: str = "nquads") -> Dataset:
    """The same quads as rdflib reads them from Oxigraph's own dump."""
    with StoreReader.open(store) as reader:
        lines = "".join(f"{quad} .\n" for quad in reader.quads())
    found = Dataset()
    found.parse(data=lines, format="nquads")
    return found


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    """A store that was made, with nothing in it."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "bad.jsonl").write_text('{"title": "no text"}\n')
    assert main(["build", str(folder / "bad.jsonl"), "--store", str(folder / "store"), "--quiet"]) == 1
    return folder / "store"


@pytest.mark.parametrize("form", GRAPHS)
def test_the_whole_store_is_read_back_by_another_library(built, tmp_path, form):
    whole = {quad for quad in held(built).quads() if str(quad[3]) != RUNS.value}
    assert dataset(written(built, form, tmp_path), form) == whole
    assert any(quad[1] == TEXT for quad in whole)
    everything = dataset(written(built, form, tmp_path, "--with-runs"), form)
    assert everything == set(held(built).quads())
    assert everything > whole


@pytest.mark.parametrize("form", GRAPHS)
def test_without_text_the_quotes_stay(built, tmp_path, form):
    whole, less = dataset(written(built, form, tmp_path), form), None
    less = dataset(written(built, form, tmp_path, "--no-text"), form)
    assert {quad[1] for quad in whole - less} == {TEXT}
    assert any(str(quad[1]).endswith("#exact") for quad in less)


@pytest.mark.parametrize("form", TRIPLES)
def test_what_stands_is_read_back_by_another_library(built, tmp_path, form):
    current = set(held(built).graph(URIRef(CURRENT.value)))
    found = Graph().parse(written(built, form, tmp_path), format=TRIPLES[form])
    assert set(found) == current
    assert len(current) > 50


def test_json_ld_has_its_context_inline(built, tmp_path):
    found = json.loads(written(built, "jsonld", tmp_path).read_text(encoding="utf-8"))
    assert found["@context"] == PREFIXES
    assert all("@type" in node or len(node) > 1 for node in found["@graph"])
    assert any("cw:Incident" in node.get("@type", ()) for node in found["@graph"])


@pytest.mark.parametrize("form", [*GRAPHS, *TRIPLES])
def test_rdf_is_sorted_and_the_same_every_time(built, tmp_path, form):
    data = written(built, form, tmp_path).read_bytes()
    assert written(built, form, tmp_path).read_bytes() == data
    if form == "nquads":
        lines = data.decode().splitlines()
        graphs = [line.rsplit(" ", 2)[1] for line in lines]
        assert graphs == sorted(graphs)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_store_gives_a_valid_empty_file(empty, tmp_path, form, view):
    path = written(empty, form, tmp_path, "--view", view)
    match form:
        case "gexf":
            assert len(networkx.read_gexf(path)) == 0
            etree.RelaxNG(etree.parse(Path(__file__).parent / "gexf-1.3" / "gexf.rng")).assertValid(etree.parse(path))
        case "graphml":
            assert len(networkx.read_graphml(path)) == 0
        case "csv":
            assert [len((path / f"{name}.csv").read_text().splitlines()) for name in ("nodes", "edges")] == [1, 1]
        case "geojson":
            assert json.loads(path.read_text())["features"] == []
        case "turtle" | "jsonld":
            assert len(Graph().parse(path, format=TRIPLES[form])) == 0
        case _:
            ours = {PREFIXES["graph"] + name for name in ("ontology", "inferred")}
            assert {str(quad[3]) for quad in dataset(path, form)} <= ours


def test_a_store_in_memory_does_as_well(built, tmp_path):
    """What `--as-of` asks has the same two ways in."""
    held_in_memory = Store()

    class Memory:
        def query(self, sparql):
            return held_in_memory.query(sparql, use_default_graph_as_union=True)

        def quads(self, subject=None, predicate=None, object=None, graph=None):
            return held_in_memory.quads_for_pattern(subject, predicate, object, graph)

    with StoreReader.open(built) as reader:
        held_in_memory.extend(reader.quads())
        for form in FORMATS:
            for source, name in ((reader, "disk"), (Memory(), "memory")):
                export(source, form, str(tmp_path / f"{name}.{form}"), link_base="http://127.0.0.1:7878")
    for form in FORMATS:
        one, other = tmp_path / f"disk.{form}", tmp_path / f"memory.{form}"
        for left, right in (
            zip(sorted(one.iterdir()), sorted(other.iterdir()), strict=True) if one.is_dir() else [(one, other)]
        ):
            assert left.read_bytes() == right.read_bytes()


def test_links_lead_where_they_are_told_to(built, tmp_path):
    graph = networkx.read_gexf(written(built, "gexf", tmp_path, "--link-base", "https://desk.example/"))
    urls = [data["url"] for _, data in graph.nodes(data=True) if "url" in data]
    assert urls
    assert all(url.startswith("https://desk.example/crosswire/id/") for url in urls)


def test_geojson_says_how_many_incidents_it_lacks(crosswire, built, tmp_path):
    done = crosswire("export", "geojson", "-o", tmp_path / "a.geojson", "--store", built, "--view", "network")
    assert done.status == 0
    assert "geojson has no views" in done.err
    features = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"]
    assert all(feature["properties"]["radius_km"] > 0 for feature in features)
    incidents = len(
        json.loads(crosswire("query", "incidents", "--format", "json", "--store", built).out)["results"]["bindings"]
    )
    missing = incidents - len(features)
    assert f"{missing} incidents have no known point" in done.err if missing else "no known point" not in done.err


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("docx",), 2, "There are: gexf, graphml, csv, geojson, trig, nquads, turtle, jsonld, nanopub."),
        (("nanopub",), 3, "not in this version"),
        (("csv",), 2, "-o FOLDER"),
        (("csv", "-o", "-"), 2, "-o FOLDER"),
        (("gexf", "--view", "map"), 2, "claims"),
        *(((form, "-o", "gone/here"), 3, "cannot write") for form in FORMATS),
    ],
)
def test_what_goes_wrong(crosswire, built, tmp_path, monkeypatch, arguments, status, words):
    monkeypatch.chdir(tmp_path)
    done = crosswire("export", *arguments, "--store", built)
    assert done.status == status
    assert words in done.err
    assert len(done.err.strip().splitlines()) <= 2
    assert list(tmp_path.iterdir()) == []


def few_bytes() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_leaves_no_half_file(built, tmp_path, form):
    """A limit on the size of files stands for it."""
    (tmp_path / "store").symlink_to(built)
    folder = tmp_path / "out"
    folder.mkdir()
    command = [sys.executable, "-m", "builder", "export", form, "-o", folder / "a", "--store", built]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, preexec_fn=few_bytes, capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 3, done.stderr
    assert "cannot write: File too large" in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
    assert list(folder.iterdir()) == []


def test_standard_output_onto_a_full_disk_ends_with_3(built, tmp_path):
    command = [sys.executable, "-m", "builder", "export", "trig", "--store", built]
    root = Path(__file__).resolve().parents[2]
    with (tmp_path / "a.trig").open("wb") as file:
        done = subprocess.run(
            command, preexec_fn=few_bytes, stdout=file, stderr=subprocess.PIPE, text=True, cwd=root, check=False
        )
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not shutil.which("head"), reason="needs head")
def test_a_reader_that_has_gone_is_no_fault(built):
    root = Path(__file__).resolve().parents[2]
    line = f"'{sys.executable}' -m builder export trig --store '{built}' | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 0
    assert done.stderr == ""
