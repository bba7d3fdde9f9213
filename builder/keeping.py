"""What keeps a store sound: linking all of it again, checking it against the shapes, and a doctor's look at it."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QuerySolutions

from builder.copies import group_all
from builder.errors import CrosswireError
from builder.graph.bind import PREFIX_LINES
from builder.graph.change import Change
from builder.graph.faults import Fault, explain
from builder.graph.read import subjects
from builder.graph.rules import Rules
from builder.graph.validate import Validator, Violation
from builder.graph.vocabulary import CURRENT, INFERRED, LINKS, ONTOLOGY, RDF_TYPE, REVIEWS, cw, term
from builder.inferring import infer_all
from builder.linking import link_reports
from builder.ontology import load_ontology
from builder.resources import data_folder
from builder.store.check import Fault as StoreFault
from builder.store.check import examine, repair
from builder.store.embedded import StoreReader, StoreWriter
from builder.text.parser import Parser

AT_ONCE = 500  # links and incidents checked in one go: pySHACL slows down with the size of what it is given


def relink(path: Path, ontology_files: tuple[Path, ...] = ()) -> int:
    """Judges every pair of the store again, in one atomic change; people's reviews stay. The number of judgements."""
    ontology = load_ontology(ontology_files)
    with StoreWriter.existing(path) as store:
        change = Change(store)
        reports = subjects(store, RDF_TYPE, cw("Report"))
        standing = [r for r in reports if next(store.quads(r, cw("mode"), None, CURRENT), None)]
        change.remove(store.quads(graph=LINKS))
        group_all(change)
        for incident in subjects(store, RDF_TYPE, cw("Incident"), CURRENT):
            change.remove(store.quads(incident, None, None, CURRENT))
        change.remove(store.quads(None, cw("incident"), None, CURRENT))
        change.remove(store.quads(None, term("prov:specializationOf"), None, CURRENT))
        entities = [e for e in subjects(store, RDF_TYPE, cw("Entity")) if _stands(store, e)]
        made = link_reports(change, standing, entities, store.base, ontology, set())
        infer_all(change, Rules.load(change, store.base))
        store.apply(change.deletes, change.inserts)
    return made


def _stands(store: StoreWriter, entity: NamedNode) -> bool:
    return next(store.quads(entity, term("prov:specializationOf"), None, CURRENT), None) is not None


def validate(path: Path, shapes: tuple[Path, ...], ontology_files: tuple[Path, ...] = ()) -> list[Fault]:
    """Every violation in the store: article by article, then links and incidents; and every quote that is not the text
    at its offsets (`queries/checks/quote.rq`). Raises UsageError for faulty shapes of the user's own."""
    validator = Validator.load(extra_shapes=shapes, extra_ontology=ontology_files)
    with StoreReader.open(path) as reader:
        found = [v for quads in _parts(reader) for v in validator.check(quads)]
        text = (data_folder("queries") / "checks" / "quote.rq").read_text(encoding="utf-8")
        wrong = reader.query(PREFIX_LINES + text)
        if isinstance(wrong, QuerySolutions):
            found += [
                Violation(
                    row["span"].value, None, "quote.rq", "the quote is not the text at its offsets", row["quote"].value
                )
                for row in wrong
            ]
        return explain(reader, found)


def _parts(reader: StoreReader) -> Iterator[list[Quad]]:
    """The store in parts that can be judged alone: each article's graph with what stands of it, links, incidents."""
    for version in sorted(subjects(reader, RDF_TYPE, cw("ArticleVersion")), key=str):
        own = list(reader.quads(graph=version))
        about = {node for quad in own for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}
        said = (quad for node in about for quad in reader.quads(node) if quad.graph_name != INFERRED)
        yield sorted({*own, *said}, key=str)
    kinds = list(reader.quads(None, term("rdfs:subClassOf"), None, ONTOLOGY))
    for kind, graph in ((cw("Link"), LINKS), (cw("Incident"), CURRENT)):
        found = subjects(reader, RDF_TYPE, kind, graph)
        for begin in range(0, len(found), AT_ONCE):
            # Kinds of a user's own stand in the store, whether or not their file is named today.
            part = found[begin : begin + AT_ONCE]
            own = [quad for node in part for quad in reader.quads(node, None, None, graph)]
            told = [quad for node in part for quad in reader.quads(None, cw("incident"), node, CURRENT)]
            yield [*kinds, *own, *told]
    yield list(reader.quads(graph=REVIEWS))


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the doctor found. `faults` are to be mended; the rest is for information."""

    faults: tuple[StoreFault, ...]
    counts: dict[str, int]
    quarantine: list[dict[str, object]]
    set_aside: list[dict[str, object]]
    parts: dict[str, str]


def diagnose(path: Path, mend: bool = False) -> Diagnosis:
    """A look at the whole store, and at what this installation can do. Raises NotFound where there is no store."""
    faults = repair(path) if mend else examine(path)
    try:
        with StoreReader.open(path) as reader:
            ledger = reader.ledger
            quarantine = [asdict(row) for row in ledger.quarantine()]
            aside = [asdict(row) for row in ledger.set_aside()]
            return Diagnosis(faults, ledger.counts(), quarantine, aside, _parts_of_installation())
    except CrosswireError:
        if not faults:
            raise
        return Diagnosis(faults, {}, [], [], _parts_of_installation())


def _parts_of_installation() -> dict[str, str]:
    """The parts that are not always there, each with what it is or how to get it."""
    found = {"ontology": load_ontology().version}
    try:
        found["parser"] = Parser.load().model
    except CrosswireError as error:
        found["parser"] = f"missing: {error}"
    runtime = importlib.util.find_spec("onnxruntime")
    found["models"] = "not in this version (rules extract)" if runtime is None else "none shipped (rules extract)"
    return found
