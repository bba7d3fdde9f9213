"""The command line: exit statuses, errors of one or two lines, formats, and what this version lacks."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest
from whole_way import Done

from builder import open_store
from builder.cli.main import COMMANDS, NOT_YET
from builder.graph.catalogue import NOT_YET as QUERIES_NOT_YET

Run = Callable[..., Done]


def is_short(err: str) -> bool:
    return 1 <= len(err.strip().splitlines()) <= 2 and "Traceback" not in err


@pytest.mark.parametrize("command", NOT_YET)
def test_commands_of_later_versions(crosswire: Run, command: str) -> None:
    done = crosswire(command, "anything")
    assert done.status == 3
    assert "not in this version" in done.err
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize("name", QUERIES_NOT_YET)
def test_queries_of_later_versions(crosswire: Run, built: Path, name: str) -> None:
    done = crosswire("query", name, "--store", built)
    assert done.status == 3
    assert "not in this version" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "x.txt", "--extractor", "llm"],
        ["build", "x.txt", "--engine", "ray"],
        ["export", "nanopub"],
        ["query", "incidents", "--store", "https://example.org/sparql"],
    ],
    ids=" ".join,
)
def test_options_of_later_versions(crosswire: Run, arguments: list[str]) -> None:
    done = crosswire(*arguments)
    assert done.status == 3
    assert "not in this version" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["build"],
        ["build", "x.txt", "--published", "2020-02-30"],
        ["build", "x.txt", "--limit", "none"],
        ["build", "x.txt", "--colour"],
        ["export", "docx"],
        ["query", "incidence"],
        ["query", "incidents", "--format", "docx"],
        ["query", "incidents", "--param", "colour=red"],
        ["query", "incidents", "--param", "since=yesterday"],
        ["query", "incidents", "--as-of", "2020-02-30"],
        ["query", "incidents", "--param", "since"],
        ["query", "provenance"],
        ["link"],
    ],
    ids=" ".join,
)
def test_what_is_typed_wrong(crosswire: Run, built: Path, arguments: list[str]) -> None:
    done = crosswire(*arguments, "--store", built)
    assert done.status == 2, done.err
    assert is_short(done.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "incidents"],
        ["query", "incidents", "--as-of", "2021-01-01"],
        ["find", "Ramadi"],
        ["article", "x"],
        ["claim", "ab"],
        ["incident", "ab"],
        ["review"],
        ["rebuild"],
        ["retract", "x", "--reason", "none"],
        ["remove", "x"],
        ["link", "--all"],
        ["validate"],
        ["export", "gexf"],
        ["doctor"],
    ],
    ids=" ".join,
)
def test_a_store_without_articles(crosswire: Run, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "bad.jsonl").write_text('{"text": "cut of')
    assert crosswire("build", tmp_path / "bad.jsonl", "--store", tmp_path / "store").status == 1
    done = crosswire(*arguments, "--store", tmp_path / "store")
    of_one_thing = arguments[0] in ("article", "claim", "incident", "retract", "remove")
    assert done.status == (3 if of_one_thing else 0), done.err
    assert ("no article in it" in done.err) == of_one_thing
    missing = crosswire(*arguments, "--store", tmp_path / "none")
    assert missing.status == 3
    assert "there is no store here" in missing.err


def test_no_store_and_no_such_thing(crosswire: Run, built: Path, tmp_path: Path) -> None:
    for arguments in (["query", "incidents"], ["claim", "ab"], ["validate"], ["doctor"], ["export", "gexf"]):
        done = crosswire(*arguments, "--store", tmp_path / "none")
        assert done.status == 3, arguments
        assert is_short(done.err)
    for arguments in (["claim", "zzzz"], ["incident", "https://w3id.org/crosswire/id/incident/0"], ["query", "no.rq"]):
        done = crosswire(*arguments, "--store", built)
        assert done.status == 3, arguments
        assert is_short(done.err)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(crosswire: Run, command: str) -> None:
    with pytest.raises(SystemExit) as ended:
        crosswire(command, "--help")
    assert ended.value.code == 0


def test_formats_of_answers(crosswire: Run, built: Path) -> None:
    def ask(form: str) -> str:
        done = crosswire("query", "incidents", "--format", form, "--store", built)
        assert done.status == 0, done.err
        return done.out

    rows = json.loads(ask("json"))
    columns = rows["head"]["vars"]
    assert (
        columns
        == "incident type label start end placeLabel lat lon radiusKm operationLabel articles sourceGroups".split()
    )
    number = len(rows["results"]["bindings"])
    assert number > 0
    assert next(csv.reader(io.StringIO(ask("csv")))) == columns
    assert len(ask("tsv").splitlines()) == number + 1
    assert len(ET.fromstring(ask("xml")).findall(".//{*}result")) == number
    assert len(ask("table").splitlines()) == number + 2
    assert crosswire("query", "incidents", "--format", "ttl", "--store", built).status == 2


def test_sparql_of_your_own(crosswire: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = tmp_path / "q.rq"
    query.write_text("SELECT (COUNT(*) AS ?n) { ?claim a cw:Claim ; cw:predicate cw:killed }")
    assert crosswire("query", query, "--store", built, "--format", "csv").out.splitlines()[0] == "n"
    query.write_text("CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a cw:Incident ; rdfs:label ?l }")
    assert "rdf-schema#label" in crosswire("query", query, "--store", built, "--format", "nt").out
    query.write_text("ASK { ?claim a cw:Claim }")
    assert crosswire("query", query, "--store", built).out.splitlines()[-1] == "true"
    for bad in ("SELECT ?x WHERE { ?x", "DROP ALL", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"):
        query.write_text(bad)
        done = crosswire("query", query, "--store", built)
        assert done.status == 2, bad
        assert is_short(done.err)


def test_a_query_that_never_ends_is_stopped(crosswire: Run, built: Path, tmp_path: Path) -> None:
    query = tmp_path / "q.rq"
    query.write_text("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    done = crosswire("query", query, "--store", built, "--timeout", 1)
    assert done.status == 3
    assert "longer than" in done.err


def test_queries_lists_all_seventeen(crosswire: Run) -> None:
    listed = json.loads(crosswire("queries", "--format", "json").out)
    assert len(listed) == 17
    assert sum(query["in_this_version"] for query in listed) == 17 - len(QUERIES_NOT_YET)
    assert ("not in this version" in crosswire("queries").out) == bool(QUERIES_NOT_YET)


def test_a_folder_of_your_own_queries(crosswire: Run, built: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(
        "#+ summary: My count\n#+ parameter: at (date): a day\n#+ columns: n\n#+ leaves out: nothing\n"
        "SELECT (COUNT(?claim) AS ?n) { VALUES ?at { UNDEF } ?claim a cw:Claim }\n"
    )
    done = crosswire("query", "mine", "--queries", tmp_path, "--store", built, "--format", "csv")
    assert done.status == 0
    assert int(done.out.splitlines()[1]) > 0
    (tmp_path / "bad.rq").write_text("#+ summary: No columns\n#+ parameter: nonsense\nSELECT * {}")
    (tmp_path / "worse.rq").write_text("SELECT * {\n  ?claim a cw:Claim FILTR(true) }")
    done = crosswire("queries", "--queries", tmp_path)
    assert done.status == 2
    assert "bad.rq, line 2" in done.err
    assert "worse.rq, line 2, column 21" in done.err
    assert "My count" in done.out
    assert "incidents" in done.out
    assert crosswire("query", "mine", "--queries", tmp_path, "--store", built).status == 0
    assert "bad.rq, line 2" in crosswire("query", "bad", "--queries", tmp_path, "--store", built).err
    assert crosswire("query", "worse", "--queries", tmp_path, "--store", built).status == 2


def test_parameters_of_a_query_of_your_own(crosswire: Run, built: Path, tmp_path: Path) -> None:
    query = tmp_path / "q.rq"
    query.write_text(
        "SELECT ?claim ?text { VALUES ?least { UNDEF } VALUES ?words { UNDEF } VALUES ?kind {UNDEF}\n"
        "?claim cw:objectText ?text ; cw:predicate ?kind ; cw:object/cw:low ?low .\n"
        "FILTER(!BOUND(?least) || ?low >= ?least) FILTER(!BOUND(?words) || CONTAINS(?text, ?words)) }"
    )

    def ask(*parameters: str) -> list[dict[str, str]]:
        typed = [word for parameter in parameters for word in ("--param", parameter)]
        done = crosswire("query", query, *typed, "--store", built, "--format", "csv")
        assert done.status == 0, done.err
        return list(csv.DictReader(io.StringIO(done.out)))

    everything = ask()
    assert 0 < len(ask("least=4")) < len(everything)
    assert {row["text"] for row in ask("words=Three Iraqi")} == {"Three Iraqi soldiers"}
    assert 0 < len(ask("kind=cw:killed")) < len(everything)
    assert ask('words=") } DROP ALL #') == []
    done = crosswire("query", query, "--param", "most=3", "--store", built)
    assert done.status == 2
    assert "least, words, kind" in done.err
    assert crosswire("query", query, "--param", "least=1", "--param", "least=2", "--store", built).status == 2


@pytest.mark.parametrize("form", ["FILTER(" + "(" * 10_000, "[ ?p " * 2_000, "{" * 10_000, "?s " + "(" * 10_000])
def test_ten_thousand_brackets_are_refused(crosswire: Run, built: Path, tmp_path: Path, form: str) -> None:
    query = tmp_path / "q.rq"
    query.write_text("SELECT * { ?s ?p " + form)
    done = crosswire("query", query, "--store", built)
    assert done.status == 2
    assert "deep (line 1, column" in done.err
    assert is_short(done.err)


def test_a_claim_and_an_incident_by_the_start_of_their_iri(crosswire: Run, built: Path) -> None:
    with open_store(built) as graph:
        row = next(row for row in graph.query("casualties") if row["outcome"] == "killed")
        (words,) = {str(r["quote"]) for r in graph.query("provenance", claim=row["claim"])}
    claim = str(row["claim"])
    hashed = claim.rsplit("/", 1)[1]
    table = crosswire("query", "casualties", "--store", built).out
    assert f"claim/{hashed[:10]}" in table
    for typed in (claim, hashed, hashed[:12], f"claim/{hashed[:10]}"):
        done = crosswire("claim", typed, "--store", built)
        assert done.status == 0, done.err
        assert claim in done.out
    record = json.loads(crosswire("claim", claim, "--store", built, "--format", "json").out)
    assert [quote["quote"] for quote in record["quotes"]] == [words]
    dossier = crosswire("incident", row["incident"], "--store", built)
    assert claim in dossier.out
    record = json.loads(crosswire("incident", row["incident"], "--store", built, "--format", "json").out)
    assert {r["incident"] for claims in record["slots"].values() for r in claims} == {row["incident"]}


def test_an_incident_answers_to_the_iri_of_any_of_its_reports(crosswire: Run, built: Path) -> None:
    with open_store(built) as graph:
        shared = next(row for row in graph.query("incidents") if int(str(row["articles"])) > 1)
        reports = [str(row["report"]) for row in graph.query("reports", incident=shared["incident"])]
        aliases = [report.replace("/report/", "/incident/") for report in reports]
        assert len(aliases) > 1
        for alias in aliases:
            record = json.loads(crosswire("incident", alias, "--store", built, "--format", "json").out)
            assert record["incident"] == shared["incident"]
            assert len(graph.query("reports", incident=alias)) == len(reports)


def test_export_gexf(crosswire: Run, built: Path, tmp_path: Path) -> None:
    target = tmp_path / "incidents.gexf"
    assert crosswire("export", "gexf", "-o", target, "--store", built).status == 0
    graph = networkx.read_gexf(target)
    kinds = {data["node_type"] for _, data in graph.nodes(data=True)}
    assert {"incident", "place"} <= kinds
    with open_store(built) as store:
        incidents = {str(row["label"]) for row in store.query("incidents")}
    assert {data["label"] for _, data in graph.nodes(data=True) if data["node_type"] == "incident"} == incidents
    to_standard = crosswire("export", "gexf", "-o", "-", "--store", built)
    assert to_standard.out.encode() == target.read_bytes()


def test_doctor_finds_nothing_on_a_sound_store(crosswire: Run, built: Path) -> None:
    done = crosswire("doctor", "--store", built)
    assert done.status == 0, done.out
    assert "no fault found" in done.out
    assert json.loads(crosswire("doctor", "--store", built, "--format", "json").out)["faults"] == []


def test_extract_writes_the_contracts_json(crosswire: Run, news: Path, tmp_path: Path) -> None:
    done = crosswire("extract", news, "-o", tmp_path / "out.jsonl")
    assert done.status == 0, done.err
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 4
    for line in lines:
        text, claims = line["article"]["text"], {claim["id"]: claim for claim in line["claims"]}
        assert all(text[e["start"] : e["end"]] == e["quote"] for c in claims.values() for e in c["evidence"])
        for incident in line["incidents"]:
            slots = [incident["time"], incident["place"], *incident["roles"], *incident["casualties"]]
            assert all(slot["claim"] in claims for slot in slots if slot)
            assert "occurred" in {claims[c]["predicate"] for c in incident["claims"]}
    assert crosswire("extract", news).out == (tmp_path / "out.jsonl").read_text(encoding="utf-8")


def test_the_python_way_in(built: Path) -> None:
    with open_store(built) as graph:
        rows = graph.query("casualties", incident="clash")
        assert all(isinstance(row["low"], int) or row["low"] is None for row in rows)
        assert graph.query("same_incident") == graph.query("same-incident")
        current = graph.graph()
    assert len(current) > 50
