"""`crosswire link`, `validate`, `export` and `doctor`: what keeps a store sound and carries it elsewhere."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from builder.cli.terminal import note, one_line, show, show_data, show_json
from builder.errors import NotFound, NotInThisVersion, UsageError
from builder.resources import own_ontology

LINK_BASE = "http://127.0.0.1:7878"
SHOWN = 50  # lines of a list on a terminal; `--format json` has all


def link_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="every pair of the store again; 'build' links what it adds")


def link(options: argparse.Namespace) -> int:
    from builder.keeping import relink

    if not options.all:
        raise UsageError("'crosswire link' wants --all", hint="'crosswire build' links what it adds.")
    show(f"{relink(options.store, own_ontology())} judgements on pairs of reports")
    return 0


def validate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--shapes", action="append", default=[], metavar="FILE", help="your own shapes, beside ours")
    parser.add_argument("--format", choices=["text", "json", "ttl"], default="text", help="ttl: a SHACL report")


def validate(options: argparse.Namespace) -> int:
    """Exit 1 if there are faults."""
    from builder.graph.faults import report
    from builder.keeping import validate as check

    shapes = tuple(Path(path) for path in options.shapes)
    for path in shapes:
        if not path.is_file():
            raise NotFound("no such file", where=str(path))
    found = check(options.store, shapes, own_ontology())
    written = report(found, options.format).rstrip()
    if options.format == "text":
        show(written)
    else:
        show_data(written)
    return 1 if found else 0


def export_arguments(parser: argparse.ArgumentParser) -> None:
    from builder.export import FORMATS, LATER, VIEWS

    parser.add_argument("form", metavar="FORMAT", help=f"{' '.join(FORMATS)} (not in this version: {' '.join(LATER)})")
    where = "where to write (default: standard output); csv: a folder"
    parser.add_argument("-o", "--output", default="-", metavar="FILE", help=where)
    parser.add_argument("--view", choices=VIEWS, help="what gexf, graphml and csv show (default: incidents)")
    parser.add_argument("--link-base", default=LINK_BASE, metavar="IRI", help="where links that people click lead")
    parser.add_argument("--no-text", action="store_true", help="RDF without the articles' full texts; quotes stay")
    parser.add_argument("--with-runs", action="store_true", help="RDF with the graph of runs: when what was extracted")
    parser.add_argument("--as-of", metavar="DATE", help="the store as it stood on that day")


def export(options: argparse.Namespace) -> int:
    from builder.answers import view
    from builder.export import FOLDERS, FORMATS, LATER
    from builder.exporting import export as write
    from builder.graph.bind import day
    from builder.store.embedded import StoreReader

    if options.form not in FORMATS and options.form not in LATER:
        raise UsageError(f"no export format '{options.form}'", hint=f"There are: {', '.join((*FORMATS, *LATER))}.")
    if options.form not in FORMATS:
        raise NotInThisVersion(f"export format '{options.form}'")
    as_of = day("--as-of", options.as_of) if options.as_of else None
    if options.form in FOLDERS and options.output == "-":
        raise UsageError(f"{options.form} is two files in a folder", hint=f"Name it: export {options.form} -o FOLDER.")
    if options.view and options.form not in ("gexf", "graphml", "csv"):
        note(f"--view {options.view} is for gexf, graphml and csv: {options.form} has no views", options.quiet)
    with StoreReader.open(options.store) as reader:
        left_out = write(
            view(reader, as_of) if as_of else reader,
            options.form,
            options.output,
            view=options.view or "incidents",
            link_base=options.link_base,
            with_text=not options.no_text,
            with_runs=options.with_runs,
        )
    if left_out:
        note(f"{left_out} incidents have no known point, and are not in it", options.quiet)
    if options.output != "-":
        note(f"{options.output} written", options.quiet)
    return 0


def doctor_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="mend what needs no source")
    parser.add_argument("--format", choices=["text", "json"], default="text")


def doctor(options: argparse.Namespace) -> int:
    """Exit 1 if there is a fault; what is in quarantine is listed, but is none."""
    from builder.keeping import diagnose

    found = diagnose(options.store, options.repair)
    if options.format == "json":
        show_json(asdict(found))
        return 1 if found.faults else 0
    show(", ".join(f"{number} {name}" for name, number in found.counts.items()) or "nothing can be counted")
    for part, words in found.parts.items():
        show(f"{part}: {words}")
    for title, rows in (("quarantine", found.quarantine), ("set aside", found.set_aside)):
        for row in rows[:SHOWN]:
            where = f"{row.get('source', row.get('version'))}" + (
                f", record {row['record']}" if row.get("record") else ""
            )
            show(f"{title}: {one_line(where)}: {one_line(row['reason'])} {one_line(row.get('detail', ''))}".rstrip())
        if len(rows) > SHOWN:
            show(f"{title}: {len(rows) - SHOWN} more; --format json lists all")
    if found.quarantine:
        show("'crosswire build --retry' reads again what is in quarantine")
    for fault in found.faults:
        show(f"FAULT {fault.what} ({fault.where})\n      {fault.mend}")
    if not found.faults:
        show("no fault found")
    return 1 if found.faults else 0
