"""The pages that are made: none is stale, and what they are made of is whole."""

from __future__ import annotations

import importlib.util
import shlex
from pathlib import Path
from types import ModuleType

import pytest

from builder import turtle
from builder.cli.commands import EXAMPLES, fill_parser, options_of, parsers
from builder.cli.main import COMMANDS, Parser, shared
from builder.resources import data_folder
from builder.turtle import OWL, RDF, local, own

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_make", DOCS / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["cli.md", "queries.md", "ontology.md"])
def test_no_made_page_is_stale(make: ModuleType, name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == make.PAGES[name](), "run 'make docs'"


def test_the_pages_are_whole(make: ModuleType) -> None:
    commands, ontology = make.cli_page(), make.ontology_page()
    assert all(f"\n## {name}\n" in commands for name in COMMANDS)
    assert "`--format text\\|json\\|ttl`" in commands
    facts = turtle.read(data_folder("ontology") / name for name in ("core.ttl", "incidents.ttl"))
    kinds = (OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty", RDF + "Property")
    terms = {local(iri) for kind in kinds for iri in facts.instances(kind) if own(iri)}
    blocks = {block.split()[0]: block for block in ontology.split("\n### cw:")[1:]}
    assert terms <= set(blocks)
    assert [name for name, block in blocks.items() if "\n- Example: " not in block] == []


def test_every_command_has_an_example_that_its_parser_takes() -> None:
    assert set(EXAMPLES) == set(COMMANDS)
    for command, (typed, does) in EXAMPLES.items():
        assert does
        program, name, *rest = shlex.split(typed)
        assert (program, name) == ("crosswire", command)
        parser = Parser(prog="crosswire", parents=[shared()])
        fill_parser(parser, command, COMMANDS[command][0]).parse_args(rest)


def test_every_option_says_what_it_is() -> None:
    silent = [
        (command, one)
        for command, parser in parsers(COMMANDS).items()
        for one in options_of(parser)
        if not one.help and not one.choices
    ]
    assert silent == []
