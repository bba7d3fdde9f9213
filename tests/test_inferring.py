"""What follows by the ontology: the same as owlrl finds, from what stands only, in any order, and gone when it must."""

from __future__ import annotations

import itertools
from pathlib import Path

import owlrl
import pytest
from inferring_stories import Story, ask, inferred, rules_of, write
from pyoxigraph import Quad, Store
from rdflib import Graph, URIRef

from builder.correcting import remove, retract, review
from builder.graph.bind import bind
from builder.graph.catalogue import read_query
from builder.graph.change import Change
from builder.graph.convert import to_rdflib
from builder.graph.premises import Premises
from builder.graph.vocabulary import INFERRED, ONTOLOGY
from builder.inferring import infer_all
from builder.keeping import relink
from builder.resources import data_folder
from builder.store.embedded import StoreReader

BLAST = (
    Story("blast")
    .tells("CarBombing", "2021-05-10", "Ann Hale", "Operation Grey Lantern")
    .serves("Ann Hale", "2nd Lantern Battalion")
)
UNIT = (
    Story("unit", "2021-05-14")
    .serves("2nd Lantern Battalion", "Task Force Harrow")
    .belongs("Task Force Harrow", "Northgate Army")
)
WHOLE = (
    Story("whole", "2021-05-16")
    .serves("Bo Marsh", "4th Quarry Company")
    .serves("4th Quarry Company", "Task Force Harrow")
    .belongs("Task Force Harrow", "Northgate Army")
    .tells("Ambush", "2021-05-15", "Bo Marsh", "Operation Grey Lantern")
)
STORIES = (BLAST, UNIT, WHOLE)
OF_ANN_HALE = """?p cw:name 'Ann Hale' ; prov:specializationOf/org:memberOf ?of .
                 ?some prov:specializationOf ?of ; cw:name ?name"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("inferring") / "store"
    write(path, *STORIES)
    return path


def made_anew(path: Path) -> set[Quad]:
    """What follows when all is derived from the beginning."""
    with StoreReader.open(path) as reader:
        change = Change(reader)
        change.remove(q for q in reader.quads(graph=INFERRED) if str(q.subject).startswith(f"<{reader.base}"))
        infer_all(change, rules_of(path))
        return {q for q in change.quads(graph=INFERRED) if str(q.subject).startswith(f"<{reader.base}")}


def by_owlrl(path: Path) -> set[tuple[str, ...]]:
    """owlrl's own answer on all that stands, as far as it is about our nodes and not true of everything."""
    with StoreReader.open(path) as reader:
        rules = rules_of(path)
        premises = Premises(reader, rules)
        subjects = {q.subject for q in reader.quads() if str(q.subject).startswith(f"<{reader.base}")}
        said = {to_rdflib(quad) for node in subjects for quad in premises.of(node)}
        everywhere = {to_rdflib(q) for node in subjects for q in reader.quads(node) if q.graph_name != INFERRED}
        graph = Graph()
        for triple in (*said, *map(to_rdflib, reader.quads(graph=ONTOLOGY))):
            graph.add(triple)
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
        ours = {t for t in graph if str(t[0]).startswith(reader.base) and isinstance(t[0], URIRef)}
    return {
        tuple(map(str, triple))
        for triple in ours - everywhere
        if "/genid/" not in triple[1]
        and str(triple[1])
        not in ("http://www.w3.org/2002/07/owl#sameAs", "http://www.w3.org/2002/07/owl#differentFrom")
        and not str(triple[2]).startswith(("http://www.w3.org/2002/07/owl#", "http://www.w3.org/2000/01/rdf-schema#"))
    }


def words(quads: set[Quad]) -> set[tuple[str, ...]]:
    return {tuple(str(node) for node in to_rdflib(quad)) for quad in quads}


def test_owlrl_finds_the_same(store: Path) -> None:
    found = words(inferred(store))
    assert len(found) > 100
    assert found == by_owlrl(store)


def test_an_incident_is_of_each_kind_above_its_own(store: Path) -> None:
    kinds = ask(store, "kind", "?i cw:incidentType cw:CarBombing ; a cw:Incident , ?kind")
    assert kinds >= {"CarBombing", "Bombing", "Attack", "Incident", "https://schema.org/Event"}
    assert "SuicideBombing" not in kinds


def test_a_person_is_in_the_unit_above_the_own_and_in_its_service(store: Path) -> None:
    found = ask(store, "name", "?p cw:name 'Bo Marsh' ; org:memberOf/cw:name ?name")
    assert found == {"4th Quarry Company", "Task Force Harrow", "Northgate Army"}


def test_what_one_article_says_of_a_unit_reaches_the_people_of_another(store: Path) -> None:
    assert ask(store, "name", OF_ANN_HALE) == {
        "2nd Lantern Battalion",
        "Task Force Harrow",
        "Northgate Army",
    }


def test_an_operation_involves_whom_its_incidents_involve_with_their_units(store: Path) -> None:
    said = """?o cw:name 'Operation Grey Lantern' ; sem:hasActor/cw:name ?name .
              ?o cw:reportedIn/cw:articleId 'The Northgate Wire/whole'"""
    assert ask(store, "name", said) == {"Bo Marsh", "4th Quarry Company", "Task Force Harrow"}


def test_no_claim_is_an_event(store: Path) -> None:
    assert not ask(store, "claim", "?claim a cw:Claim ; sem:hasActor ?who")


def test_a_triple_stands_in_one_graph_only(store: Path) -> None:
    with StoreReader.open(store) as reader:
        quads = [quad.triple for quad in reader.quads()]
    assert len(quads) == len(set(quads))


def test_saved_terms_say_no_more_than_was_said(store: Path) -> None:
    """The properties that queries ask get nothing inferred, but between groups, which no query takes for entities."""
    ours = {q for q in inferred(store) if str(q.predicate).startswith("<https://w3id.org/crosswire/ns#")}
    assert ours
    assert all("/group/" in str(q.subject) and "/group/" in str(q.object) for q in ours)


@pytest.mark.parametrize("folder", ["", "export"])
def test_saved_queries_answer_as_if_nothing_was_inferred(store: Path, folder: str) -> None:
    with StoreReader.open(store) as reader:
        quads = list(reader.quads())
        claim = next(str(q.subject)[1:-1] for q in quads if "/claim/" in str(q.subject))
    whole, said = Store(), Store()
    whole.extend(quads)
    said.extend(quad for quad in quads if quad.graph_name != INFERRED)
    queries = [read_query(path) for path in sorted((data_folder("queries") / folder).glob("*.rq"))]
    assert len(queries) > 2
    answered = 0
    for query in queries:
        text = bind(query, {p.name: claim for p in query.parameters if p.required})
        answers = [list(map(str, s.query(text, use_default_graph_as_union=True))) for s in (whole, said)]
        assert answers[0] == answers[1], query.name
        answered += bool(answers[0])
    assert answered > 2


def test_the_order_changes_nothing(store: Path, tmp_path: Path) -> None:
    for number, order in enumerate(itertools.permutations(STORIES)):
        write(tmp_path / f"{number}", *order)
        assert inferred(tmp_path / f"{number}") == inferred(store)


def test_step_by_step_is_as_all_at_once(store: Path) -> None:
    assert inferred(store) == made_anew(store)


@pytest.fixture
def changing(tmp_path: Path) -> Path:
    write(tmp_path / "store", *STORIES)
    return tmp_path / "store"


def without(path: Path, *stories: Story) -> set[Quad]:
    write(path / ".." / "less", *stories)
    return inferred(path / ".." / "less")


def test_a_removed_article_takes_along_what_followed(changing: Path) -> None:
    remove(changing, ["The Northgate Wire/unit"])
    assert inferred(changing) == made_anew(changing) == without(changing, BLAST, WHOLE)


def test_a_retracted_article_takes_along_what_followed_until_it_is_undone(changing: Path) -> None:
    before = inferred(changing)
    retract(changing, "The Northgate Wire/unit", "it was made up", "Kit Rowe")
    after = inferred(changing)
    assert after == made_anew(changing)
    article_alone = {q for q in after - without(changing, BLAST, WHOLE) if "/article/" not in str(q.subject)}
    assert not article_alone
    review(changing, "undo", ["The Northgate Wire/unit"], "Kit Rowe", "it was not")
    assert inferred(changing) == before


def test_of_a_rejected_claim_nothing_follows_until_it_is_undone(changing: Path) -> None:
    before = inferred(changing)
    (claim,) = ask(changing, "claim", "?claim cw:predicate cw:unit ; cw:objectText '2nd Lantern Battalion'")
    review(changing, "reject", [claim], "Kit Rowe", "another unit")
    assert inferred(changing) == made_anew(changing)
    assert not ask(changing, "of", "?p cw:name 'Ann Hale' ; org:memberOf ?of")
    assert not ask(changing, "of", "?p cw:name 'Ann Hale' ; prov:specializationOf/org:memberOf ?of")
    assert not {q for q in inferred(changing) if str(q.subject) == f"<{claim}>"}
    review(changing, "undo", [claim], "Kit Rowe", "the same after all")
    assert inferred(changing) == before


def test_a_new_version_says_what_follows_from_now_on(changing: Path) -> None:
    write(changing, Story("unit", "2021-05-14", "2021-05-20").serves("2nd Lantern Battalion", "Task Force Willow"))
    assert inferred(changing) == made_anew(changing)
    assert ask(changing, "name", OF_ANN_HALE) == {"2nd Lantern Battalion", "Task Force Willow"}


def test_linking_all_again_derives_the_same(changing: Path) -> None:
    before = inferred(changing)
    relink(changing)
    assert inferred(changing) == before


def test_entities_that_a_person_holds_apart_share_nothing(changing: Path) -> None:
    """Rejecting one entity's tie to its group takes what was said of the group by it."""
    units = ask(changing, "unit", "?unit cw:name '2nd Lantern Battalion'")
    review(changing, "reject", sorted(units), "Kit Rowe", "two battalions of one name")
    assert inferred(changing) == made_anew(changing)
    assert ask(changing, "name", OF_ANN_HALE) <= {"2nd Lantern Battalion"}


def test_two_reports_of_one_incident_share_it_and_part_again(tmp_path: Path) -> None:
    one = Story("one").tells("Bombing", "2021-05-10", "Ann Hale")
    two = Story("two").tells("CarBombing", "2021-05-10", "Ann Hale")
    write(tmp_path / "store", one, two)
    reports = sorted(ask(tmp_path / "store", "report", "?report a cw:Report"))
    review(tmp_path / "store", "accept", reports, "Kit Rowe", "one blast")
    involved = "?i a cw:Incident ; sem:hasActor ?who"
    assert len(ask(tmp_path / "store", "i", involved)) == 1
    assert len(ask(tmp_path / "store", "who", involved)) == 2
    assert inferred(tmp_path / "store") == made_anew(tmp_path / "store")
    review(tmp_path / "store", "reject", reports, "Kit Rowe", "two blasts")
    assert len(ask(tmp_path / "store", "i", involved)) == 2
    assert inferred(tmp_path / "store") == made_anew(tmp_path / "store")


LANDSLIDE = """
@prefix cw: <https://w3id.org/crosswire/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/> .
cw:Landslide a owl:Class ; rdfs:subClassOf cw:Incident , ex:NaturalDisaster ; rdfs:label "landslide" ;
    skos:definition "Earth that comes down." ; cw:evokedByNoun "landslide" .
ex:NaturalDisaster rdfs:subClassOf ex:Disaster .
cw:victim rdfs:subPropertyOf ex:harmed .
ex:harmed owl:inverseOf ex:harmedIn ; rdfs:range ex:Harmed ; rdfs:domain ex:Harm .
cw:unit a owl:TransitiveProperty .
"""


def test_a_users_kind_and_axioms_take_part(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(LANDSLIDE, encoding="utf-8")
    story = Story("slide").tells("Landslide", "2021-05-10", "Ann Hale")
    write(tmp_path / "store", story, WHOLE, ontology=(tmp_path / "mine.ttl",))
    assert ask(tmp_path / "store", "i", "?i cw:incidentType cw:Landslide ; a <https://example.org/Disaster>")
    assert ask(tmp_path / "store", "p", "?p cw:name 'Ann Hale' ; <https://example.org/harmedIn> ?report")
    assert words(inferred(tmp_path / "store")) == by_owlrl(tmp_path / "store")


def test_another_ontology_makes_what_follows_anew(changing: Path) -> None:
    before = inferred(changing)
    mine = changing / ".." / "mine.ttl"
    mine.write_text(LANDSLIDE, encoding="utf-8")
    write(changing, ontology=(mine,))
    assert ask(changing, "p", "?p cw:name 'Ann Hale' ; a <https://example.org/Harmed>")
    write(changing)
    assert inferred(changing) == before
