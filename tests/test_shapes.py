"""The shapes: each rule has data that conforms and data that breaks it; no slip in a shape makes everything pass."""

from __future__ import annotations

import json
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store
from rdflib import Graph

from builder import turtle
from builder.errors import CrosswireError
from builder.graph.faults import explain, report
from builder.graph.read import MemoryQuads
from builder.graph.shapes import read_shapes
from builder.graph.validate import Validator, Violation
from builder.graph.vocabulary import PREFIXES
from builder.ontology import ontology_files
from builder.resources import data_folder

EXAMPLES = Path(__file__).parent / "shapes"
SHAPES = data_folder("ontology") / "shapes"
PREFIX_LINES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + (
    "PREFIX : <https://example.org/id/>\n"
)


def faults(name: str) -> dict[str, str]:
    """{rule: the update that breaks it}."""
    blocks = (EXAMPLES / name).read_text(encoding="utf-8").split("#+ ")[1:]
    found = dict(block.split("\n", 1) for block in blocks)
    assert len(found) == len(blocks), "a rule stands twice"
    return found


def data(name: str, update: str = "") -> list[Quad]:
    store = Store()
    store.load(path=EXAMPLES / name, format=RdfFormat.TURTLE)
    if update:
        before = set(store)
        store.update(PREFIX_LINES + update)
        assert set(store) != before, "the update changes nothing"
    return list(store)


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.load()


@pytest.fixture(scope="module")
def style() -> Validator:
    return Validator(read_shapes([SHAPES / "style.ttl"]), turtle.read(ontology_files()))


def broken(violations: tuple[Violation, ...]) -> set[str]:
    return {violation.shape for violation in violations}


def test_examples_conform_and_every_rule_looks_at_them(validator: Validator, style: Validator) -> None:
    assert validator.check(data("conforms.ttl")) == ()
    assert style.check(data("style-conforms.ttl")) == ()
    assert validator.idle_rules(data("conforms.ttl")) == ()
    assert (
        style.idle_rules(
            [*data("style-conforms.ttl"), *data("style-conforms.ttl", faults("style-faults.ru")["NoImports"])]
        )
        == ()
    )


def test_every_rule_has_an_example_that_breaks_it(validator: Validator, style: Validator) -> None:
    assert set(validator.rules) == set(faults("faults.ru"))
    assert set(style.rules) == set(faults("style-faults.ru"))
    assert len(validator.rules) >= 75
    assert len(style.rules) == 9


@pytest.mark.parametrize("rule", sorted(faults("faults.ru")))
def test_data_rule_is_broken(validator: Validator, rule: str) -> None:
    found = validator.check(data("conforms.ttl", faults("faults.ru")[rule]))
    assert rule in broken(found)
    assert all(len(violation.message.split()) >= 4 for violation in found)


@pytest.mark.parametrize("rule", sorted(faults("style-faults.ru")))
def test_style_rule_is_broken(style: Validator, rule: str) -> None:
    assert broken(style.check(data("style-conforms.ttl", faults("style-faults.ru")[rule]))) == {rule}


def test_the_ontology_keeps_its_own_style(style: Validator) -> None:
    core = [q for name in ("core.ttl", "incidents.ttl") for q in _quads(data_folder("ontology") / name)]
    assert style.check(core) == ()


def _quads(path: Path) -> list[Quad]:
    store = Store()
    store.load(path=path, format=RdfFormat.TURTLE)
    return list(store)


def test_a_violation_says_where_and_what(validator: Validator) -> None:
    (found,) = validator.check(data("conforms.ttl", faults("faults.ru")["LowToBest"]))
    assert (found.focus, found.value) == ("https://example.org/id/guards", "13")
    assert found.path == PREFIXES["cw"] + "low"
    assert found.message == "low is more than best"


def test_the_shapes_are_valid_shacl() -> None:
    for name in ("graph.ttl", "style.ttl"):
        conforms, _, text = pyshacl.validate(Graph(), shacl_graph=read_shapes([SHAPES / name]), meta_shacl=True)
        assert conforms, text


def test_only_core_components_are_used() -> None:
    for name in ("graph.ttl", "style.ttl"):
        words = {str(node) for triple in read_shapes([SHAPES / name]) for node in triple}
        assert not {word for word in words if "shacl#sparql" in word or word.endswith(("#js", "#rule", "#expression"))}


HEAD = (
    PREFIX_LINES.replace("PREFIX", "@prefix").replace(">\n", "> .\n") + "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
)


@pytest.mark.parametrize(
    ("shape", "says"),
    [
        (
            ":a a sh:NodeShape ; sh:targetClass cw:Claimm ; sh:property [ sh:path cw:subject ; sh:minCount 1 ] .",
            "cw:Claimm",
        ),
        (
            ":a a sh:NodeShape ; sh:targetClass cw:Claim ; sh:property [ sh:path cw:subjct ; sh:maxCount 1 ] .",
            "cw:subjct",
        ),
        (
            ":a a sh:NodeShape ; sh:targetclass cw:Claim ; sh:property [ sh:path cw:subject ; sh:minCount 1 ] .",
            "sh:targetclass",
        ),
        (":a a sh:NodeShape ; sh:property [ sh:path cw:subject ; sh:minCount 1 ] .", "nothing reaches"),
        (":a a sh:NodeShap ; sh:targetClass cw:Claim .", "sh:NodeShap"),
        ("this is no Turtle", "not Turtle"),
    ],
)
def test_a_slip_in_a_shape_is_an_error_not_a_pass(tmp_path: Path, shape: str, says: str) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(HEAD + shape, encoding="utf-8")
    with pytest.raises(CrosswireError, match=says):
        Validator.load(extra_shapes=(path,))


def test_claims_that_no_rule_looks_at_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "only.ttl"
    path.write_text(HEAD + ":a a sh:NodeShape ; sh:targetClass cw:Link ; sh:nodeKind sh:IRI .", encoding="utf-8")
    alone = Validator(read_shapes([path]), turtle.read(ontology_files()))
    with pytest.raises(CrosswireError, match="no rule looks at the claims"):
        alone.check(data("conforms.ttl"))


def test_shapes_of_the_user_count_too(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        HEAD + ":sure a sh:NodeShape ; sh:targetClass cw:Claim ; sh:property [ sh:path cw:confidence ; "
        'sh:minExclusive 0.6 ; sh:message "too unsure for us" ] .',
        encoding="utf-8",
    )
    (found,) = Validator.load(extra_shapes=(path,)).check(data("conforms.ttl"))
    assert (found.focus, found.shape, found.value) == ("https://example.org/id/where", "sure", "0.5")


def test_a_kind_of_incident_of_the_user_is_one_for_the_shapes(validator: Validator, tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        HEAD + "@prefix owl: <http://www.w3.org/2002/07/owl#> .\ncw:CattleRaid a owl:Class ; rdfs:subClassOf cw:Raid ;"
        ' rdfs:label "cattle raid" ; skos:definition "Cattle is driven off." ; cw:evokedByNoun "cattle raid" .',
        encoding="utf-8",
    )
    update = "DELETE DATA { :occurred cw:object cw:Ambush } ; INSERT DATA { :occurred cw:object cw:CattleRaid }"
    assert broken(validator.check(data("conforms.ttl", update))) == {"ClaimOccurred"}
    assert Validator.load(extra_ontology=(path,)).check(data("conforms.ttl", update)) == ()


def test_check_changes_nothing_and_answers_alike(validator: Validator) -> None:
    quads = data("conforms.ttl", faults("faults.ru")["ClaimSpeaker"])
    assert validator.check(quads) == validator.check(reversed(quads))


def test_links_alone_need_no_claims(validator: Validator) -> None:
    link = NamedNode("https://example.org/id/link")
    assert validator.check(quad for quad in data("conforms.ttl") if quad.subject == link) == ()


def test_reports_in_three_forms(validator: Validator) -> None:
    quads = data("conforms.ttl", faults("faults.ru")["ClaimPolarity"])
    found = explain(MemoryQuads(quads), validator.check(quads))
    assert "ClaimPolarity: a claim has one polarity" in report(found, "text")
    told = json.loads(report(found, "json"))
    assert told["conforms"] is False
    assert told["results"][0]["focus"] == "https://example.org/id/hurt"
    graph = Graph().parse(data=report(found, "ttl"), format="turtle")
    assert graph.query("ASK { ?r a <http://www.w3.org/ns/shacl#ValidationReport> }").askAnswer
    assert json.loads(report((), "json")) == {"conforms": True, "results": []}
