"""A new kind of incident is one block of Turtle: here one is added at run time and goes the whole way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx
import pytest
from whole_way import Done, article, write_articles

from builder import open_store

BLOCK = """
@prefix cw: <https://w3id.org/crosswire/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

cw:Landslide a owl:Class ;
    rdfs:subClassOf cw:Incident ;
    rdfs:label "landslide"@en ;
    skos:definition "Earth or rock that comes down a slope and harms people or things."@en ;
    skos:example "Six villagers were killed when a landslide buried a road near Dersim."@en ;
    cw:evokedByNoun "landslide", "mudslide" .
"""
TEXT = (
    "A mudslide near Mosul on Sunday killed six villagers, the province's governor said. "
    "Rescue teams reached the valley in the evening."
)


def test_a_block_of_turtle_is_enough(
    crosswire: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_articles(tmp_path / "a.jsonl", article("a", TEXT))
    store = tmp_path / "store"
    crosswire("build", source, "--store", tmp_path / "before")
    with open_store(tmp_path / "before") as graph:
        assert "Landslide" not in [row["type"] for row in graph.query("incidents")]

    (tmp_path / "mine.ttl").write_text(BLOCK, encoding="utf-8")
    monkeypatch.setenv("CROSSWIRE_ONTOLOGY", str(tmp_path / "mine.ttl"))
    assert crosswire("build", source, "--store", store).status == 0
    with open_store(store) as graph:
        (row,) = graph.query("incidents", type="https://w3id.org/crosswire/ns#Landslide")
        assert row["type"] == "Landslide"
        assert [r["incident"] for r in graph.query("incidents", type="landslide")] == [row["incident"]]
        assert [(r["outcome"], r["low"]) for r in graph.query("casualties", incident=row["incident"])] == [
            ("killed", 6)
        ]
    assert crosswire("validate", "--store", store).status == 0
    assert crosswire("export", "gexf", "-o", tmp_path / "a.gexf", "--store", store).status == 0
    classes = {data.get("class") for _, data in networkx.read_gexf(tmp_path / "a.gexf").nodes(data=True)}
    assert "Landslide" in classes


def test_a_faulty_block_is_named_with_its_place(
    crosswire: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.ttl").write_text(BLOCK.replace("cw:evokedByNoun", "cw:evokedByNown"), encoding="utf-8")
    monkeypatch.setenv("CROSSWIRE_ONTOLOGY", str(tmp_path / "mine.ttl"))
    done = crosswire("build", write_articles(tmp_path / "a.jsonl", article("a", TEXT)), "--store", tmp_path / "store")
    assert done.status == 3
    assert "mine.ttl" in done.err
