"""The commands as data: each with its parser, an example and its options. Completion and pages are made of it."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# One example a command, and what it does.
EXAMPLES = {
    "build": (
        "crosswire build news/ --publisher 'The Northgate Wire'",
        "reads the folder 'news' into ./crosswire.store",
    ),
    "extract": ("crosswire extract report.txt -o claims.jsonl", "one JSON object an article, no store touched"),
    "query": ("crosswire query incidents --param since=2021-06-01 --format csv", "a saved query as CSV"),
    "queries": ("crosswire queries --queries my-queries/", "our queries and your own"),
    "find": ("crosswire find al-shabaab", "whatever its case and accents"),
    "article": ("crosswire article 257c65", "the article whose IRI's last part begins so"),
    "claim": ("crosswire claim 62e2fa --format json", "one claim's provenance for a program"),
    "incident": ("crosswire incident 4e35e9 --as-of 2021-06-06", "the dossier as it stood on that day"),
    "review": ("crosswire review reject 62e2fa --reason 'misread'", "takes one claim out of every default answer"),
    "retract": ("crosswire retract 257c65 --reason 'withdrawn by its publisher'", "keeps it, marked as withdrawn"),
    "remove": ("crosswire remove 257c65", "takes the article out, with all its versions"),
    "rebuild": ("crosswire rebuild --jobs 2", "extracts all stored texts again"),
    "link": ("crosswire link --all", "judges every pair of reports again"),
    "validate": ("crosswire validate --shapes mine.ttl --format ttl", "a SHACL report, your own shapes included"),
    "export": ("crosswire export gexf -o incidents.gexf", "a file for Gephi"),
    "doctor": ("crosswire doctor --repair", "says what is wrong, and mends what needs no source"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One option or argument: `names` (none for an argument), what is written for its value, what it may be."""

    names: tuple[str, ...]
    value: str
    choices: tuple[str, ...]
    help: str
    required: bool


def fill_parser(parser: argparse.ArgumentParser, command: str, module: str) -> argparse.ArgumentParser:
    """The command's own options, and its example below the help."""
    loaded = importlib.import_module(f"builder.cli.{module}")
    getattr(loaded, f"{command}_arguments")(parser)
    if command in EXAMPLES:
        typed, does = EXAMPLES[command]
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.epilog = f"example:\n  {typed}\n      {does}"
    return parser


def options_of(parser: argparse.ArgumentParser) -> Iterator[Option]:
    """What a parser takes, in the order in which it was said."""
    for action in parser._actions:  # argparse has no public way to ask
        shown = action.metavar if isinstance(action.metavar, str) else ""
        choices = tuple(map(str, action.choices or ()))
        value = "" if action.nargs == 0 else shown or "|".join(choices) or action.dest.upper()
        if action.nargs in ("*", "+"):
            value = f"{value}..." if action.nargs == "+" else f"[{value}...]"
        required = action.required if action.option_strings else action.nargs not in ("*", "?")
        yield Option(tuple(action.option_strings), value, choices, action.help or "", required)


def parsers(commands: Mapping[str, tuple[str, str]]) -> dict[str, argparse.ArgumentParser]:
    """{command: its parser}, without the options that all share."""
    return {
        name: fill_parser(argparse.ArgumentParser(prog=f"crosswire {name}", add_help=False), name, module)
        for name, (module, _) in commands.items()
    }
