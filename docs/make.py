"""The pages that are made from what they tell of: cli.md from the commands, queries.md from the headers of the saved
queries, ontology.md from the Turtle. `python docs/make.py` writes them; a test fails when one is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from builder import turtle  # noqa: E402
from builder.cli import ask  # noqa: E402
from builder.cli.commands import EXAMPLES, Option, options_of, parsers  # noqa: E402
from builder.cli.main import COMMANDS, COMPLETION, NOT_YET, shared  # noqa: E402
from builder.graph.catalogue import NOT_YET as QUERIES_NOT_YET  # noqa: E402
from builder.graph.catalogue import SavedQuery, load_catalogue  # noqa: E402
from builder.resources import data_folder  # noqa: E402
from builder.turtle import CW, OWL, RDF, RDFS, SKOS, Facts, local, own  # noqa: E402

MADE = "<!-- Made by docs/make.py (make docs): edit what it is made from. -->\n"
STATUSES = """
Exit status: 0 done; 1 done in part (something went to quarantine, `validate` or `doctor` found faults, `--strict`
stopped); 2 what was typed is wrong, and nothing was touched; 3 right, but impossible; 130 interrupted.
"""


def cli_page() -> str:
    lines = [
        "# Commands\n",
        MADE,
        "`crosswire COMMAND [options]`. Results go to standard output, progress to standard error.",
    ]
    lines += [STATUSES, "Options that every command takes:\n", *_table(options_of(shared()))]
    lines += ["\nBesides:\n", "| option | |", "|---|---|", "| `--version` | which version this is |"]
    lines += [f"| `{name} [SHELL]` | {does} |" for name, does in COMPLETION.items()]
    for name, parser in parsers(COMMANDS).items():
        options = list(options_of(parser))
        arguments = " ".join(_argument(one) for one in options if not one.names)
        lines += [
            f"\n## {name}\n",
            f"{_sentence(COMMANDS[name][1])}\n",
            f"`crosswire {name} [options] {arguments}".rstrip() + "`\n",
        ]
        lines += [*_table(options), ""] if options else []
        typed, does = EXAMPLES[name]
        lines.append(f"Example ({does}):\n\n```sh\n{typed}\n```")
    if NOT_YET:
        lines.append(f"\nNot in this version: {', '.join(f'`{name}`' for name in NOT_YET)}.")
    return "\n".join(lines) + "\n"


def _argument(option: Option) -> str:
    return option.value if option.required or option.value.startswith("[") else f"[{option.value}]"


def _table(options: Iterable[Option]) -> list[str]:
    rows = [
        f"| {_cell(' '.join(one.names) + (' ' if one.names and one.value else '') + one.value, code=True)} "
        f"| {_cell(one.help + _choices(one))}{' (required)' if one.names and one.required else ''} |"
        for one in options
    ]
    return ["| option | |", "|---|---|", *rows]


def _choices(option: Option) -> str:
    return f": {' '.join(option.choices)}" if option.choices and option.value != "|".join(option.choices) else ""


def _cell(text: str, code: bool = False) -> str:
    text = text.replace("|", "\\|")
    return f"`{text}`" if code else text.replace("<", "&lt;")


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


QUERIES = """The questions that `crosswire query NAME` and `open_store(...).query(NAME)` answer. A parameter takes, by
its kind: `thing` an IRI or words, which match anywhere without case; `words`; `date` (2021-06-05); `number`. Values are
bound, never pasted.

Your own queries: `crosswire query FILE`, or a folder of `.rq` files with `--queries DIR`. Our prefixes need no PREFIX
line. A place `VALUES ?name { UNDEF }` takes `--param name=VALUE`; if no header line says its kind, what looks like an
IRI (or one of our prefixes with a name), a date or a number is one, and the rest is words. A header makes it like ours:
see `queries/README.md`.

How an answer is written: `--format """


def queries_page() -> str:
    lines = [
        "# The saved queries\n",
        MADE,
        f"{QUERIES}{'|'.join(ask.FORMATS)}` (`ttl` and `nt` for CONSTRUCT and DESCRIBE).\n",
    ]
    catalogue = load_catalogue()
    lines += ["| query | answers |", "|---|---|"]
    lines += [f"| [{saved.name}](#{saved.name}) | {_cell(saved.summary)} |" for saved in catalogue.values()]
    for saved in catalogue.values():
        lines += ["", *_query(saved)]
    later = [name for name in QUERIES_NOT_YET if name not in catalogue]
    lines += [f"\nNot in this version: {', '.join(later)}."] if later else []
    return "\n".join(lines) + "\n"


def _query(saved: SavedQuery) -> list[str]:
    lines = [f"## {saved.name}\n", f"{saved.summary}.\n"]
    if saved.parameters:
        lines += ["| parameter | kind | |", "|---|---|---|"]
        for one in saved.parameters:
            kind = f"{one.kind}, required" if one.required else one.kind
            lines.append(f"| `{one.name}` | {kind} | {_cell(one.description)} |")
        lines.append("")
    return [
        *lines,
        f"Columns: {' '.join(f'`{column}`' for column in saved.columns)}\n",
        f"Leaves out: {saved.leaves_out}.",
    ]


DESCRIPTION = "http://purl.org/dc/terms/description"
NAMED_GRAPH = "http://www.w3.org/ns/sparql-service-description#NamedGraph"
KINDS = {
    OWL + "Class": "Classes",
    OWL + "ObjectProperty": "Properties that lead to a node",
    OWL + "DatatypeProperty": "Properties that lead to a value",
    RDF + "Property": "Properties that lead to a node or a value",
    OWL + "AnnotationProperty": "Words that evoke a kind of incident",
}


def ontology_page() -> str:
    core, incidents = (turtle.read([data_folder("ontology") / name]) for name in ("core.ttl", "incidents.ttl"))
    ontology = CW.rstrip("#")
    lines = [
        "# The ontology\n",
        MADE,
        f"{core.one(ontology, DESCRIPTION)} Version {core.one(ontology, OWL + 'versionInfo')};",
        f"namespace `{CW}`, prefix `cw:`. Terms are deprecated, never renamed.\n",
    ]
    told = set[str]()
    for kind, title in KINDS.items():
        terms = [iri for iri in core.instances(kind) if own(iri) and iri not in told]
        told |= {*terms}
        lines += [f"## {title}\n", *(line for iri in terms for line in _term(core, iri))]
    lines += [
        "## Kinds of incident\n",
        "Each is a block of Turtle with the words that evoke it; CONTRIBUTING.md shows how to add one.\n",
    ]
    kinds = [iri for iri in incidents.instances(OWL + "Class") if own(iri)]
    lines += [line for iri in kinds for line in _term(incidents, iri)]
    lines += ["## Named graphs\n", "| graph | holds |", "|---|---|"]
    for iri in core.instances(NAMED_GRAPH):
        lines.append(f"| `graph:{local(iri)}` | {core.one(iri, RDFS + 'comment')} |")
    return "\n".join(lines) + "\n"


def _term(facts: Facts, iri: str) -> list[str]:
    """Label, definition, example, what it is not, and what it stands under."""
    label = " / ".join(facts.all(iri, RDFS + "label"))
    lines = [f"### cw:{local(iri)}\n", f"*{label}*. {' '.join(facts.all(iri, SKOS + 'definition'))}\n"]
    said = {
        "Example": facts.all(iri, SKOS + "example"),
        "Note": facts.all(iri, SKOS + "scopeNote"),
        "Under": [
            _name(facts, above) for name in ("subClassOf", "subPropertyOf") for above in facts.all(iri, RDFS + name)
        ],
        "Of": [_name(facts, domain) for domain in facts.all(iri, RDFS + "domain")],
        "Leads to": [_name(facts, found) for found in facts.all(iri, RDFS + "range")],
    }
    lines += [f"- {key}: {_plain(', '.join(values) if key in ('Under', 'Of', 'Leads to') else ' '.join(values))}"
              for key, values in said.items() if values]  # fmt: skip
    return [*lines, ""]


def _name(facts: Facts, iri: str) -> str:
    return f"`{facts.prefixed(iri).replace('_', ':', 1) or iri}`"


def _plain(text: str) -> str:
    return text if text.startswith("`") else text.replace("<", "&lt;").replace("*", "\\*")


PAGES: dict[str, Callable[[], str]] = {"cli.md": cli_page, "queries.md": queries_page, "ontology.md": ontology_page}


if __name__ == "__main__":
    for name, page in PAGES.items():
        (ROOT / "docs" / name).write_text(page(), encoding="utf-8")
