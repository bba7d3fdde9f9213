"""`crosswire validate`: each fault says the resource, the rule in words, the words in the article, and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad
from rdflib import Graph
from rdflib.namespace import RDF, SH
from whole_way import CLASH, Done, article, write_articles

from builder.graph.read import subjects
from builder.graph.vocabulary import RDF_TYPE, cw, term
from builder.store.embedded import StoreWriter

Run = Callable[..., Done]
HEAD = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix cw: <https://w3id.org/crosswire/ns#> .\n"
    "@prefix my: <http://example.org/my#> .\n"
)
SURE = (
    "my:Sure a sh:NodeShape ; sh:targetClass cw:Claim ; sh:property [ sh:path cw:confidence ; sh:minExclusive 0.99 ;"
    ' sh:severity sh:Warning ; sh:message "a claim must be sure" ] .\n'
)


def shapes(folder: Path, text: str) -> Path:
    path = folder / "mine.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_a_fault_says_all_that_mends_it(crosswire: Run, tmp_path: Path) -> None:
    store = tmp_path / "store"
    crosswire("build", write_articles(tmp_path / "a.jsonl", article("a", CLASH)), "--store", store)
    with StoreWriter.open(store) as writer:
        claim = next(c for c in subjects(writer, RDF_TYPE, cw("Claim")) if next(writer.quads(c, cw("polarity")), None))
        (old,) = writer.quads(claim, cw("polarity"))
        writer.apply([old], [Quad(claim, cw("polarity"), Literal("maybe"), old.graph_name)])
        spans = [q.object for q in writer.quads(claim, term("oa:hasTarget"))]
        quotes = {
            q.object.value
            for span in spans
            for s in writer.quads(span, term("oa:hasSelector"))
            for q in writer.quads(s.object, term("oa:exact"))
        }
    done = crosswire("validate", "--store", store)
    assert done.status == 1
    for said in (claim.value, "ClaimPolarity", "affirmed or denied", "maybe", "crosswire rebuild article/", "1 fault"):
        assert said in done.out
    assert any(f"“{quote}”" in done.out for quote in quotes)
    told = json.loads(crosswire("validate", "--store", store, "--format", "json").out)
    assert told["conforms"] is False
    (result,) = told["results"]
    assert (result["focus"], result["shape"], result["value"]) == (claim.value, "ClaimPolarity", "maybe")
    assert set(result["quotes"]) <= quotes
    assert result["mend"]


def test_the_report_in_turtle_is_one_of_shacl(crosswire: Run, built: Path, tmp_path: Path) -> None:
    done = crosswire("validate", "--shapes", shapes(tmp_path, SURE), "--format", "ttl", "--store", built)
    assert done.status == 1
    graph = Graph().parse(data=done.out, format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert not graph.value(report, SH.conforms).toPython()
    results = list(graph.objects(report, SH.result))
    assert len(results) > 5
    for result in results:
        for name in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
            assert len(list(graph.objects(result, name))) == 1
        assert graph.value(result, SH.resultSeverity) == SH.Warning
    sound = crosswire("validate", "--format", "ttl", "--store", built)
    assert sound.status == 0
    assert "sh:conforms true" in sound.out


def test_shapes_of_ones_own(crosswire: Run, built: Path, tmp_path: Path) -> None:
    text = SURE + (
        "my:Told a sh:NodeShape ; sh:targetClass cw:Incident ;"
        " sh:property [ sh:path [ sh:inversePath cw:incident ] ; sh:minCount 2 ] .\n"
        "[] a sh:NodeShape ; sh:targetClass cw:Claim ;"
        ' sh:property [ sh:path cw:asOf ; sh:minCount 1 ; sh:message "no day" ] .'
    )
    done = crosswire("validate", "--shapes", shapes(tmp_path, text), "--store", built, "--format", "json")
    assert done.status == 1
    found = json.loads(done.out)["results"]
    by_rule = {rule: [one for one in found if one["shape"] == rule] for rule in {one["shape"] for one in found}}
    assert set(by_rule) == {"Sure", "Told", "a rule without a name"}
    incidents = json.loads(crosswire("query", "incidents", "--store", built, "--format", "json").out)["results"]
    told_once = [row for row in incidents["bindings"] if row["articles"]["value"] == "1"]
    assert len(by_rule["Told"]) >= len(told_once) > 0
    assert all("your own" in one["mend"] for one in found)
    assert all(one["quotes"] for one in by_rule["Sure"])


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("this is no Turtle", "not Turtle", 4),
        (SURE.replace("cw:Claim", "cw:Clam"), "cw:Clam", 4),
        (SURE + "\nmy:B a sh:NodeShape ; sh:tagetClass cw:Claim .", "sh:tagetClass", 6),
        ("my:A a sh:NodeShape ; sh:nodeKind sh:IRI .", "nothing reaches the rule A", None),
        (SURE.replace("sh:minExclusive 0.99", 'sh:pattern "("'), "Sure cannot be applied", None),
        (
            "my:Q a sh:NodeShape ; sh:targetClass cw:Claim ;"
            ' sh:sparql [ sh:select "SELECT $this { SERVICE <http://a/> {} }" ] .',
            "SERVICE",
            None,
        ),
    ],
)
def test_faulty_shapes(crosswire: Run, built: Path, tmp_path: Path, text: str, says: str, line: int | None) -> None:
    path = shapes(tmp_path, text)
    done = crosswire("validate", "--shapes", path, "--store", built)
    assert done.status == 2, done.err
    assert says in done.err
    assert len(done.err.strip().splitlines()) <= 2
    if line:
        assert f"mine.ttl:{line}" in done.err
    assert crosswire("validate", "--shapes", tmp_path / "none.ttl", "--store", built).status == 3
