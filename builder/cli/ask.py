"""`crosswire query` and `crosswire queries`."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Mapping
from pathlib import Path

from builder.cli.terminal import note, safe, show, show_json, table, width, wrapped
from builder.errors import CrosswireError, NotFound, UsageError
from builder.graph.catalogue import NOT_YET, Parameter, SavedQuery, parse_query, read_library, saved_query

TIMEOUT_S, MEMORY_BYTES = 30.0, 4 << 30
FORMATS = ("table", "json", "csv", "tsv", "xml", "ttl", "nt")
NAME_WIDTH, PARAMETER_WIDTH = 16, 20  # columns of the table of queries


def query_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query", metavar="NAME|FILE|-", help="a saved query, a file with SPARQL, or - for standard input"
    )
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter; bound, never pasted. A query of your own has one for each VALUES ?name { UNDEF }: "
        "what looks like an IRI, a date or a number is one, the rest is words",
    )
    parser.add_argument("--format", choices=FORMATS, default="table", help="how the answer is written")
    parser.add_argument("--timeout", type=float, default=TIMEOUT_S, metavar="SECONDS", help="how long it may take")
    parser.add_argument("--queries", action="append", default=[], metavar="DIR", help="a folder of your own queries")
    parser.add_argument("--as-of", metavar="DATE", help="as it stood on that day")


def queries_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--queries", action="append", default=[], metavar="DIR", help="a folder of your own queries")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="how it is written")


def _folders(options: argparse.Namespace) -> list[Path]:
    folders = [Path(folder) for folder in options.queries]
    for folder in folders:
        if not folder.is_dir():
            raise NotFound("no such folder", where=str(folder))
    return folders


def queries(options: argparse.Namespace) -> int:
    """The library: each query with its parameters, its columns and what it leaves out. Exit 2 if a file of the user's
    is faulty; the others are listed all the same."""
    folders = _folders(options)
    found, faults = read_library(folders)
    listed, wrong = _with_columns(found) if folders else (list(found.values()), {})
    if options.format == "json":
        later = [{"name": name, "in_this_version": False} for name in NOT_YET if name not in found]
        show_json([_described(saved) for saved in listed] + later)
    else:
        print(_library(listed))
        if later_names := [name for name in NOT_YET if name not in found]:
            show(f"\nnot in this version: {' '.join(later_names)}")
    for fault in (*faults.values(), *wrong.values()):
        note(f"crosswire: {fault}")
    return UsageError.exit_status if faults or wrong else 0


def _with_columns(found: Mapping[str, SavedQuery]) -> tuple[list[SavedQuery], dict[str, CrosswireError]]:
    """The queries, with the columns that the text of the user's own ones has; and which of these cannot be read."""
    from dataclasses import replace

    from builder.answers import columns_of
    from builder.resources import data_folder

    listed, wrong = [], dict[str, CrosswireError]()
    for name, saved in found.items():
        if Path(saved.where).parent == data_folder("queries"):
            listed.append(saved)
            continue
        try:
            listed.append(replace(saved, columns=columns_of(saved)))
        except CrosswireError as error:
            wrong[name] = error
    return listed, wrong


def _library(listed: list[SavedQuery]) -> str:
    room = (min(width(), 180) - NAME_WIDTH - PARAMETER_WIDTH - 6) // 2
    rows = [
        (saved.name, "\n".join(_parameter_words(p) for p in saved.parameters), saved.summary, " ".join(saved.columns))
        for saved in listed
    ]
    return wrapped(("query", "parameters", "answers", "columns"), rows, (NAME_WIDTH, PARAMETER_WIDTH, room, room))


def _parameter_words(parameter: Parameter) -> str:
    return f"{parameter.name} ({parameter.kind}{', required' if parameter.required else ''})"


def _described(saved: SavedQuery) -> dict[str, object]:
    parameters = [
        {"name": p.name, "kind": p.kind, "required": p.required, "description": p.description} for p in saved.parameters
    ]
    return {
        "name": saved.name,
        "summary": saved.summary,
        "parameters": parameters,
        "columns": list(saved.columns),
        "leaves_out": saved.leaves_out,
        "in_this_version": True,
    }


def query(options: argparse.Namespace) -> int:
    """Runs in a process of its own with a time limit: a running query cannot be stopped otherwise."""
    from builder.answers import answer  # loads the engine: not for --help
    from builder.graph.bind import day

    as_of = day("--as-of", options.as_of) if options.as_of else None
    if not 0 < options.timeout < math.inf:
        raise UsageError("--timeout wants seconds above 0")
    asked, parameters = _asked(options), _parameters(options.param)
    result = answer(options.store, asked, parameters, options.format, options.timeout, MEMORY_BYTES, as_of)
    if isinstance(result, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(result)
        sys.stdout.buffer.flush()
    else:
        columns, rows = result
        print(safe(table(columns, rows)))
    return 0


def _asked(options: argparse.Namespace) -> SavedQuery:
    """A saved query by its name, else the file of this name, else standard input. What is wrong with other files of the
    user's is told, and stops nothing."""
    typed = options.query
    found, faults = read_library(_folders(options))
    if typed in faults:
        raise faults[typed]
    for fault in faults.values():
        note(f"crosswire: {fault}", options.quiet)
    if typed == "-":
        return parse_query(_sparql(typed), "standard input", "query", in_library=False)
    if typed not in found and Path(typed).is_file():
        return parse_query(_sparql(typed), typed, typed, in_library=False)
    if typed.endswith((".rq", ".sparql")) or "/" in typed:
        raise NotFound("no such file", where=typed)
    return saved_query(typed, found)


def _sparql(path: str) -> str:
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the query cannot be read: {error}", where=path) from None


def _parameters(texts: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"--param {text}: NAME=VALUE is wanted")
        if name in found:
            raise UsageError(f"--param {name} is given twice")
        found[name] = value
    return found
