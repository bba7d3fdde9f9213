"""Each saved query on a small graph of its own: what it answers, and what changes when one thing in the graph changes.

`tests/queries/NAME/` holds `data.trig` (the graph), `expected.json` (`ask`: parameters, `rows`: the answer, unbound
cells left out, `narrowed`: other parameters, each with the first column of its answer) and `changes.json` (quads taken
out of the graph or put into it, and the rows that go and come with that). IRIs of ours are written without their base.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store, parse
from rdflib import Dataset
from rdflib.query import ResultRow

from builder.graph.bind import bind
from builder.graph.catalogue import NOT_YET, SavedQuery, load_catalogue, read_query
from builder.graph.vocabulary import PREFIXES
from builder.identity import DEFAULT_BASE
from builder.resources import data_folder

CASES = Path(__file__).parent / "queries"
CHECKS = ("quote",)
IRI_COLUMNS = set(
    """incident report article claim person operation unit parent entity run sourceGroup background namedBy other
    claimA claimB articleA articleB reportA reportB""".split()
)
CONTRACT = {
    "articles": ("", "article id url title publisher published claims incidents sourceGroup"),
    "incidents": (
        "since until type place",
        "incident type label start end placeLabel lat lon radiusKm operationLabel articles sourceGroups",
    ),
    "reports": ("incident article", "incident report article main"),
    "casualties": (
        "incident article",
        "incident claim article outcome group side low best high quantifier approximate asOf speaker sourceKind "
        "certainty",
    ),
    "claims": (
        "incident article",
        "claim incident predicate value article speaker sourceKind certainty polarity quote",
    ),
    "provenance": (
        "claim",
        "claim article title publisher published url start end quote speaker sourceKind certainty polarity extractor "
        "run generated",
    ),
    "same-incident": ("", "reportA reportB judgement score reasons decidedBy"),
    "conflicts": ("incident", "incident slot kind claimA valueA articleA claimB valueB articleB"),
    "people": ("incident name", "person name rank unit age home role incident article"),
    "operations": ("", "operation label incidents start end"),
    "units": ("", "unit label parent incidents"),
    "unnamed": ("", "entity description cardinality incident namedBy names"),
    "related": ("incident", "incident relation other reasons"),
    "background": ("", "article incident background sharedPeople sharedUnits"),
    "corroboration": ("minimum", "incident slot value sourceGroups articles"),
    "totals": ("", "claim scope stated computed difference status"),
    "timeline": ("since until operation", "start incident label type killedLow killedHigh"),
}
TO_COME: set[str] = set()

Row = dict[str, str]
NAMES = (*CONTRACT, *CHECKS)


def saved(name: str) -> SavedQuery:
    if name in CHECKS:
        return read_query(data_folder("queries") / "checks" / f"{name}.rq")
    return load_catalogue()[name]


def read(name: str, what: str) -> Any:
    return json.loads((CASES / name / f"{what}.json").read_text(encoding="utf-8"))


def header(name: str) -> str:
    """The prefixes of the data, for the quads of `changes.json`."""
    return "".join(re.findall(r"^@.*\n", (CASES / name / "data.trig").read_text(encoding="utf-8"), re.MULTILINE))


def graph(name: str) -> Store:
    store = Store()
    store.load(path=str(CASES / name / "data.trig"), format=RdfFormat.TRIG)
    return store


def asked(query: SavedQuery, parameters: dict[str, str]) -> str:
    whole = {key: DEFAULT_BASE + value[1:-1] if value[:1] == "<" else value for key, value in parameters.items()}
    return bind(query, whole)


def ask(store: Store, text: str) -> list[Row]:
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = []
    for solution in found:
        cells = {name: solution[name] for name in names if solution[name] is not None}
        for name, cell in cells.items():
            assert isinstance(cell, NamedNode) == (name in IRI_COLUMNS | {"span"}), f"{name}: {cell}"
        rows.append({name: short(cell.value) for name, cell in cells.items()})
    return rows


def short(value: str) -> str:
    return value.removeprefix(DEFAULT_BASE)


def change(store: Store, name: str, step: dict[str, Any]) -> None:
    """Takes quads out and puts quads in; a change that changes nothing is a mistake in the test."""
    for quad in parse(header(name) + step.get("remove", ""), RdfFormat.TRIG):
        assert quad in store, f"not there: {quad}"
        store.remove(quad)
    for quad in parse(header(name) + step.get("add", ""), RdfFormat.TRIG):
        assert quad not in store, f"there already: {quad}"
        store.add(quad)


def without(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    left = list(rows)
    for row in others:
        if row in left:
            left.remove(row)
    return left


def fits(row: Row, wanted: dict[str, str | None]) -> bool:
    return all(row.get(column) == value for column, value in wanted.items())


CHANGES = [(name, step) for name in NAMES for step in read(name, "changes")]
NARROWED = [(name, *pair) for name in NAMES for pair in read(name, "expected")["narrowed"]]


def test_every_saved_query_and_check_has_its_graph_and_its_answer() -> None:
    assert sorted(load_catalogue()) == sorted(CONTRACT)
    assert sorted(path.stem for path in (data_folder("queries") / "checks").glob("*.rq")) == sorted(CHECKS)
    assert sorted(path.parent.name for path in CASES.glob("*/data.trig")) == sorted((*NAMES, "export"))
    assert len(NAMES) == len(CONTRACT) + 1
    assert set(NOT_YET) == TO_COME


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_and_parameters_are_the_contracts(name: str) -> None:
    query = saved(name)
    parameters, columns = CONTRACT[name]
    assert " ".join(query.columns) == columns
    assert " ".join(parameter.name for parameter in query.parameters) == parameters
    assert query.summary
    assert query.leaves_out


@pytest.mark.parametrize("name", NAMES)
def test_the_answer(name: str) -> None:
    query, expected = saved(name), read(name, "expected")
    text = asked(query, expected["ask"])
    solutions = graph(name).query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    assert tuple(variable.value for variable in solutions.variables) == query.columns
    assert ask(graph(name), text) == expected["rows"]


@pytest.mark.parametrize(("name", "parameters", "first"), NARROWED)
def test_parameters_narrow_it_down(name: str, parameters: dict[str, str], first: list[str]) -> None:
    query = saved(name)
    rows = ask(graph(name), asked(query, parameters))
    assert [row.get(query.columns[0]) for row in rows] == first


@pytest.mark.parametrize(
    ("name", "step"), CHANGES, ids=lambda value: value if isinstance(value, str) else value["when"]
)
def test_a_change_of_the_graph(name: str, step: dict[str, Any]) -> None:
    text = asked(saved(name), read(name, "expected")["ask"])
    store = graph(name)
    before = ask(store, text)
    change(store, name, step)
    after = ask(store, text)
    gone, new = without(before, after), without(after, before)
    assert len(gone) == len(step["gone"])
    assert len(new) == len(step["new"])
    assert all(any(fits(row, wanted) for row in gone) for wanted in step["gone"])
    assert all(any(fits(row, wanted) for row in new) for wanted in step["new"])


def statements(query: SavedQuery) -> list[str]:
    """Each FILTER and OPTIONAL of the query, to its closing bracket; and the word DISTINCT, all of them at once."""
    found = []
    body = query.text.index("WHERE")
    for match in re.finditer(r"\b(?:FILTER|OPTIONAL)\b[^({]*", query.text[body:]):
        start, end = body + match.start(), body + match.end()
        depth = 0
        while depth or end == body + match.end():
            depth += (query.text[end] in "({") - (query.text[end] in ")}")
            end += 1
        found.append(query.text[start:end])
    return found + ["DISTINCT"] * ("DISTINCT" in query.text)


@pytest.mark.parametrize("name", NAMES)
def test_no_part_is_idle(name: str) -> None:
    """Without any one of them, an answer on one of the graphs is another: else nothing would show its loss."""
    query, expected = saved(name), read(name, "expected")
    graphs = [graph(name)]
    for step in read(name, "changes"):
        graphs.append(graph(name))
        change(graphs[-1], name, step)
    asks = [expected["ask"], *(parameters for parameters, _ in expected["narrowed"])]
    for statement in statements(query):
        less = replace(query, text=query.text.replace(statement, ""))
        questions = [(asked(query, parameters), asked(less, parameters)) for parameters in asks]
        assert any(ask(g, whole) != ask(g, part) for g in graphs for whole, part in questions), statement


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_answers(name: str) -> None:
    """rdflib, whose default graph is the union of all as a set, as a second reading of SPARQL 1.1."""
    query, expected = saved(name), read(name, "expected")
    dataset = Dataset(default_union=True)
    dataset.parse(CASES / name / "data.trig", format="trig")
    asks = [expected["ask"], *(parameters for parameters, _ in expected["narrowed"])]
    for parameters in asks:
        text = asked(query, parameters)
        found = [
            # rdflib writes the time zone Z anew as +00:00
            {
                str(name): short(str(cell).replace("+00:00", "Z"))
                for name, cell in row.asdict().items()
                if cell is not None
            }
            for row in dataset.query(text)
            if isinstance(row, ResultRow)
        ]
        assert sorted(map(str, found)) == sorted(map(str, ask(graph(name), text))), parameters


# Each with the column that tells its rows apart.
EXPORTS = {
    "incident-nodes": "incident", "incident-edges": "actor", "actor-nodes": "actor", "incident-claims": "predicate",
    "incident-figures": "outcome", "claim-nodes": "claim",
}  # fmt: skip


def exported(store: Store, name: str) -> list[Row]:
    query = read_query(data_folder("queries") / "export" / f"{name}.rq")
    solutions = store.query(bind(query, {}), use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    assert tuple(variable.value for variable in solutions.variables) == query.columns
    return [{c: short(row[c].value) for c in query.columns if row[c] is not None} for row in solutions]


def test_there_are_these_queries_for_export() -> None:
    assert sorted(path.stem for path in (data_folder("queries") / "export").glob("*.rq")) == sorted(EXPORTS)


@pytest.mark.parametrize("name", EXPORTS)
def test_what_is_exported(name: str) -> None:
    assert exported(graph("export"), name) == read("export", "expected")[name]


@pytest.mark.parametrize("step", read("export", "changes"), ids=lambda step: step["when"])
def test_what_is_exported_changes_together(step: dict[str, Any]) -> None:
    """Nodes and edges leave out the same, so that no edge ends at a node that is not there."""
    store = graph("export")
    change(store, "export", step)
    rows = {name: exported(store, name) for name in EXPORTS}
    ids = {name: [row[key].replace(PREFIXES["cw"], "cw:") for row in rows[name]] for name, key in EXPORTS.items()}
    assert ids == {name: step[name] for name in EXPORTS}
    for edge in rows["incident-edges"]:
        assert edge["incident"] in {row["incident"] for row in rows["incident-nodes"]}
        assert edge["actor"] in {row["actor"] for row in rows["actor-nodes"]}
