"""`crosswire query` and `crosswire queries`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.cli.terminal import safe, show, show_json, table
from builder.errors import NotFound, UsageError
from builder.graph.catalogue import NOT_YET, SavedQuery, load_catalogue, saved_query

TIMEOUT_S, MEMORY_BYTES = 30.0, 4 << 30
FORMATS = ("table", "json", "csv", "tsv", "xml", "ttl", "nt")


def query_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query", metavar="NAME|FILE|-", help="a saved query, a file with SPARQL, or - for standard input"
    )
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter; bound, never pasted"
    )
    parser.add_argument("--format", choices=FORMATS, default="table", help="how the answer is written")
    parser.add_argument("--timeout", type=float, default=TIMEOUT_S, metavar="SECONDS", help="how long it may take")
    parser.add_argument("--queries", action="append", default=[], metavar="DIR", help="a folder of your own queries")
    parser.add_argument("--as-of", metavar="DATE", help="as it stood on that day")


def queries_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--queries", action="append", default=[], metavar="DIR", help="a folder of your own queries")
    parser.add_argument("--format", choices=["text", "json"], default="text")


def _folders(options: argparse.Namespace) -> list[Path]:
    folders = [Path(folder) for folder in options.queries]
    for folder in folders:
        if not folder.is_dir():
            raise NotFound("no such folder", where=str(folder))
    return folders


def queries(options: argparse.Namespace) -> int:
    """The library: each query with its parameters, its columns and what it leaves out."""
    catalogue = load_catalogue(_folders(options))
    if options.format == "json":
        show_json(
            [_described(q) for q in catalogue.values()] + [{"name": n, "in_this_version": False} for n in NOT_YET]
        )
        return 0
    for saved in catalogue.values():
        show(f"{saved.name}: {saved.summary}")
        for parameter in saved.parameters:
            kind = f"{parameter.kind}, required" if parameter.required else parameter.kind
            show(f"    --param {parameter.name}=… ({kind}) {parameter.description}")
        show(f"    columns: {' '.join(saved.columns)}")
        show(f"    leaves out: {saved.leaves_out}")
    show(f"not in this version: {' '.join(NOT_YET)}")
    return 0


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
    if options.timeout <= 0:
        raise UsageError("--timeout wants seconds above 0")
    catalogue = load_catalogue(_folders(options))
    typed = options.query
    parameters = dict(_parameter(text) for text in options.param)
    if typed == "-" or (typed not in catalogue and Path(typed).is_file()):
        if parameters:
            raise UsageError("--param goes with a saved query")
        asked: SavedQuery | str = _sparql(typed)
    elif typed.endswith((".rq", ".sparql")) or "/" in typed:
        raise NotFound("no such file", where=typed)
    else:
        asked = saved_query(typed, catalogue)
    result = answer(options.store, asked, parameters, options.format, options.timeout, MEMORY_BYTES, as_of)
    if isinstance(result, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(result)
        sys.stdout.buffer.flush()
    else:
        columns, rows = result
        print(safe(table(columns, rows)))
    return 0


def _sparql(path: str) -> str:
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the query cannot be read: {error}", where=path) from None


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--param {text}: NAME=VALUE is wanted")
    return name, value
