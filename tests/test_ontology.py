"""The ontology: small, sound, read fast into plain records, and open to a user's own kinds of incident."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from builder import terms, turtle
from builder.errors import CrosswireError
from builder.lexicon import EVOKES
from builder.model import MENTION_TYPES, OUTCOMES, RELATIONS, ROLES
from builder.ontology import Ontology, load_ontology, ontology_files, render_terms
from builder.resources import PACKAGE
from builder.turtle import CW, OWL, RDF, Facts, local, own

KINDS = {
    "Attack", "AirStrike", "DroneStrike", "Shelling", "RocketAttack", "Bombing", "SuicideBombing", "CarBombing",
    "RoadsideBombing", "Shooting", "Ambush", "Assassination", "Raid", "Kidnapping", "Arson", "Robbery",
    "GroundEngagement", "Killing", "Execution", "Explosion", "Crash", "Capture", "Arrest", "Rescue", "Recovery",
    "Seizure", "Deployment", "Withdrawal", "Evacuation", "Exercise", "Surrender", "Protest", "ForcedWorkStoppage",
}  # fmt: skip
HEAD = (
    "@prefix cw: <https://w3id.org/crosswire/ns#> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    "@prefix lex: <https://w3id.org/crosswire/lexicon/> .\n"
)
RAID = (
    'cw:CattleRaid a owl:Class ; rdfs:subClassOf cw:Raid ; rdfs:label "cattle raid" ;\n'
    '    skos:definition "Cattle is driven off." ; cw:evokedByVerb "rustle" , "drive off" ;'
    ' cw:evokedByNoun "cattle raid" .\n'
)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def facts() -> Facts:
    return turtle.read(ontology_files())


def mine(folder: Path, block: str) -> Path:
    path = folder / "mine.ttl"
    path.write_text(HEAD + block, encoding="utf-8")
    return path


def ours(facts: Facts, *kinds: str) -> set[str]:
    return {local(iri) for iri in facts.statements if own(iri) and set(kinds) & set(facts.all(iri, RDF + "type"))}


def test_it_stays_small(facts: Facts) -> None:
    classes = ours(facts, OWL + "Class")
    kinds = (RDF + "Property", *(OWL + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")))
    assert 50 <= len(classes) <= 60
    assert 80 <= len(ours(facts, *kinds)) <= 90


def test_every_term_is_a_class_a_property_or_a_scheme(facts: Facts) -> None:
    kinds = ours(
        facts, OWL + "Class", RDF + "Property", *(OWL + f"{n}Property" for n in ("Object", "Datatype", "Annotation"))
    )
    assert {local(iri) for iri in facts.statements if own(iri)} - kinds == {"claimPredicates"}


def test_it_says_its_version(ontology: Ontology, facts: Facts) -> None:
    assert ontology.version == facts.one(CW.rstrip("#"), OWL + "versionIRI").rsplit("/", 1)[-1]


def test_it_imports_nothing_and_equates_nothing(facts: Facts) -> None:
    assert not [s for s, found in facts.statements.items() if {OWL + "imports", OWL + "sameAs"} & found.keys()]


def test_the_kinds_of_incident(ontology: Ontology) -> None:
    assert set(ontology.incident_types) == KINDS | {"Incident"}
    assert all(kind.triggers for name, kind in ontology.incident_types.items() if name != "Incident")
    assert ontology.is_a("CarBombing", "Bombing")
    assert ontology.is_a("CarBombing", "Incident")
    assert not ontology.is_a("Bombing", "CarBombing")
    assert not ontology.is_a("Unit", "Incident")
    assert ontology.incident_types["Killing"].outcome == "killed"
    assert ontology.incident_types["GroundEngagement"].sides == "both"


def test_a_word_evokes_one_kind_of_incident(ontology: Ontology) -> None:
    seen: dict[tuple[str, str], str] = {}
    for kind in ontology.incident_types.values():
        for trigger in kind.triggers:
            assert seen.setdefault((trigger.words, trigger.pos), kind.name) == kind.name
            assert (" " in trigger.words) == (trigger.pos == "phrase")


def test_the_records_of_the_model_have_their_terms(facts: Facts) -> None:
    words = [*OUTCOMES, *ROLES, *RELATIONS, "names_withheld", "first_since", "states", "rank", "member_of", "start"]
    for word in words:
        first, *rest = word.split("_")
        name = first + "".join(part.capitalize() for part in rest)
        assert CW + name in facts.statements
        if word not in RELATIONS:
            assert CW + "claimPredicates" in facts.all(CW + name, "http://www.w3.org/2004/02/skos/core#inScheme")


def test_mentions_that_can_play_a_part_have_a_class(ontology: Ontology) -> None:
    without = {"Location", "Temporal", "Nationality", "Quantity", "Money", "CommsIdentifier", "Frequency", "Url"}
    assert all(ontology.is_a(name, "Entity") for name in set(MENTION_TYPES) - without)


def test_terms_are_not_stale() -> None:
    assert (PACKAGE / "terms.py").read_text(encoding="utf-8") == render_terms(), "run: python -m builder.ontology"


def test_terms_are_plain_constants() -> None:
    body = ast.parse((PACKAGE / "terms.py").read_text(encoding="utf-8")).body[1:]
    assert all(isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant) for line in body)
    assert terms.killed == CW + "killed"
    assert terms.oa_hasTarget == "http://www.w3.org/ns/oa#hasTarget"
    assert terms.graph_current == "https://w3id.org/crosswire/graph/current"
    with pytest.raises(AttributeError):
        _ = terms.kiled  # type: ignore[attr-defined]


def test_word_lists(ontology: Ontology) -> None:
    assert len(ontology.word_lists) >= 30
    assert ontology.words("ranks")["staff sgt."] == "Staff Sergeant"
    assert ontology.words("nationalities")["iraqis"] == "IQ"
    assert ontology.words("countries")["u.s."] == "US"
    assert ontology.words("person_nouns")["service member"] == "service member"
    assert {len(code) for name in ("nationalities", "countries") for code in ontology.words(name).values()} == {2}
    assert set(ontology.words("outcome_words").values()) == set(OUTCOMES)
    assert all(words == words.lower() for found in ontology.word_lists.values() for words in found)
    with pytest.raises(CrosswireError, match="no word list 'person_noun' in the ontology"):
        ontology.words("person_noun")


def test_actors_are_classed_and_a_name_leads_to_one(ontology: Ontology) -> None:
    names = {}
    for actor in ontology.actors:
        assert ontology.is_a(actor.class_name, "Entity")
        for name in (actor.name, *actor.aliases):
            assert names.setdefault(name, actor) is actor, name
    assert len(ontology.actors) >= 120
    assert names["ISIS"] is names["ISIL"] is names["Daesh"] is names["Islamic State"]
    assert names["Pentagon"].class_name == "GovernmentBody"


def test_places_are_on_the_globe(ontology: Ontology) -> None:
    for place in ontology.places:
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.radius_km > 0


def test_it_is_read_alike_each_time(ontology: Ontology) -> None:
    assert load_ontology() == ontology


def test_a_new_kind_is_one_block_of_turtle(ontology: Ontology, tmp_path: Path) -> None:
    more = load_ontology((mine(tmp_path, RAID),))
    kind = more.incident_types["CattleRaid"]
    assert (kind.parent, kind.label) == ("Raid", "cattle raid")
    assert [(t.words, t.pos) for t in kind.triggers] == [
        ("cattle raid", "phrase"), ("drive off", "phrase"), ("rustle", "verb"),
    ]  # fmt: skip
    assert more.is_a("CattleRaid", "Incident")
    assert more.digest != ontology.digest


def test_a_user_adds_words_actors_and_places(tmp_path: Path) -> None:
    more = load_ontology(
        (
            mine(
                tmp_path,
                'lex:ranks rdf:value "hetman = Hetman" .\ncw:Arson cw:evokedByVerb "incinerate" .\n'
                'lex:a a cw:ArmedGroup ; cw:name "Grey Foxes" ; skos:altLabel "GF" .\n'
                'lex:b a cw:KnownPlace ; cw:name "Bare Hills" ; cw:latitude 10.5 ; cw:longitude 20.0 ; cw:radiusKm 12 ;'
                ' cw:country "TD" ; cw:placeKind "range" .',
            ),
        )
    )
    assert more.words("ranks")["hetman"] == "Hetman"
    assert "incinerate" in {trigger.words for trigger in more.incident_types["Arson"].triggers}
    assert next(a for a in more.actors if a.name == "Grey Foxes").aliases == ("GF",)
    assert next(p for p in more.places if p.name == "Bare Hills").radius_km == 12.0


@pytest.mark.parametrize(
    ("block", "says"),
    [
        (RAID.replace("cw:Raid", "cw:Riad"), "cw:Riad is no term"),
        (RAID.replace("evokedByVerb", "evokedByVerbs"), "cw:evokedByVerbs is no term"),
        (RAID.replace("rdfs:subClassOf cw:Raid ;", ""), "CattleRaid is no kind of incident"),
        (RAID.replace('rdfs:label "cattle raid" ;', ""), "CattleRaid lacks label"),
        (RAID.replace('"Cattle is driven off."', '"One." , "Two."'), "CattleRaid has more than one definition"),
        (RAID.replace('"rustle"', '"Rustle"'), "'Rustle' is no lemma"),
        (RAID.split("; cw:evokedByVerb")[0] + ".", "no word evokes CattleRaid"),
        (RAID.replace("cw:CattleRaid", "lex:CattleRaid"), "is no term of cw:"),
        (RAID.replace(" .\n", "\n"), "not Turtle"),
        ('lex:CattleRaid a cw:WordList ; rdf:value "Colonel" .', "words are in lower case"),
        ('lex:CattleRaid a cw:WordList ; rdf:value "col. = Colonel" , "col. = Colin" .', "two normal forms"),
        ('lex:CattleRaid a cw:KnownPlace ; cw:name "x" ; cw:latitude "far" .', "latitude 'far' is no number"),
        ('lex:CattleRaid a cw:KnownPlace ; cw:name "x" ; cw:latitude 99 .', "latitude 99 is out of bounds"),
    ],
)
def test_a_faulty_block_is_named_with_its_file_and_line(tmp_path: Path, block: str, says: str) -> None:
    path = mine(tmp_path, "\n" + block)
    with pytest.raises(CrosswireError, match=says) as caught:
        load_ontology((path,))
    file, _, line = caught.value.where.rpartition(":")
    assert file == str(path)
    assert 8 <= int(line) <= 10


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CrosswireError, match="none"):
        load_ontology((tmp_path / "none.ttl",))


def test_evoking_words_stand_only_in_kinds_of_incident(facts: Facts) -> None:
    evoking = {s for s, found in facts.statements.items() if set(EVOKES.values()) & found.keys()}
    assert {local(iri) for iri in evoking} == KINDS
