"""`crosswire build` and `crosswire extract`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO

from builder.cli.terminal import note, show, show_json
from builder.errors import Impossible, NotInThisVersion, UsageError
from builder.resources import own_ontology

EVERY = 1.0  # seconds between two lines of progress


def build_arguments(parser: argparse.ArgumentParser) -> None:
    _reading_arguments(parser)
    parser.add_argument("--json", action="store_true", help="one summary object on standard output")
    parser.add_argument("--base", metavar="IRI", help="where the graph's IRIs begin; fixed at the first build")
    parser.add_argument("--strict", action="store_true", help="stop at the first article that must go to quarantine")
    parser.add_argument("--retry", action="store_true", help="read again what is in quarantine")


def extract_arguments(parser: argparse.ArgumentParser) -> None:
    _reading_arguments(parser)
    parser.add_argument("-o", "--output", default="-", metavar="FILE", help="where to write (default: standard output)")


def _reading_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="*", metavar="SOURCE", help="a file, a folder, a glob, or -")
    parser.add_argument("--published", metavar="DATE", help="the date of articles that carry none")
    parser.add_argument("--publisher", metavar="NAME", help="the publisher of articles that carry none")
    parser.add_argument("--encoding", metavar="NAME", help="the encoding of texts that are neither declared nor UTF-8")
    parser.add_argument("--limit", type=_positive, metavar="N", help="only the first N articles read")
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="extract in N processes (default: 1)")
    parser.add_argument("--extractor", choices=["local", "rules", "llm"], default="local", help="what extracts")
    parser.add_argument("--engine", choices=["local", "ray"], default="local", help="where the processes run")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 is wanted")
    return number


def _options(options: argparse.Namespace) -> object:
    """What was typed as BuildOptions; loaded here, since the help needs no pipeline."""
    from builder.pipeline import BuildOptions
    from builder.readers import ReadOptions

    if options.extractor == "llm":
        raise NotInThisVersion("--extractor llm")
    if options.engine == "ray":
        raise NotInThisVersion("--engine ray")
    if not options.source and not getattr(options, "retry", False):
        raise UsageError("no SOURCE was named", hint="A file, a folder, a glob, or - for standard input.")
    return BuildOptions(
        read=ReadOptions(options.published, options.publisher, options.encoding),
        base=getattr(options, "base", None) or _default_base(options.store),
        limit=options.limit,
        jobs=options.jobs,
        strict=getattr(options, "strict", False),
        retry=getattr(options, "retry", False),
        ontology=own_ontology(),
    )


def _default_base(store: Path) -> str | None:
    """$CROSSWIRE_BASE counts at the first build; after that the store keeps its base."""
    return None if store.exists() else os.environ.get("CROSSWIRE_BASE")


def build(options: argparse.Namespace) -> int:
    """Exit 1 if anything went to quarantine, be it everything."""
    from builder.pipeline import build as run

    summary = run(options.source, options.store, _options(options), reporter(options.quiet))  # type: ignore[arg-type]
    if options.json:
        show_json(asdict(summary))
    else:
        show(summary_words(summary))
    for line in _problems(options.store, summary.quarantined):
        note(line, options.quiet)
    return 1 if summary.quarantined else 0


def reporter(quiet: bool) -> Callable[[object], None]:
    """A line of progress now and then."""
    last = time.monotonic()

    def progress(summary: object) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last, counts = time.monotonic(), asdict(summary)  # type: ignore[call-overload]
            note(f"{counts['articles']} articles, {counts['incidents']} incidents, {counts['claims']} claims", quiet)

    return progress


def summary_words(summary: object) -> str:
    counts = asdict(summary)  # type: ignore[call-overload]
    return (
        f"{counts['articles']} articles read in {counts['seconds']} s: {counts['new']} new, "
        f"{counts['changed']} changed, {counts['unchanged']} unchanged, "
        f"{counts['other_language']} in another language, {counts['quarantined']} in quarantine\n"
        f"{counts['incidents']} incidents, {counts['claims']} claims ({counts['set_aside']} set aside), "
        f"{counts['links']} judgements on pairs of reports"
    )


def _problems(store: Path, quarantined: int) -> list[str]:
    return [f"{quarantined} could not be read; 'crosswire doctor --store {store}' lists why"] if quarantined else []


def extract(options: argparse.Namespace) -> int:
    """JSON Lines to a file (as a whole or not at all) or to standard output. Exit 1 if anything could not be read."""
    from builder.pipeline import extract as run
    from builder.readers import Rejected

    status = 0
    out: IO[str] = sys.stdout if options.output == "-" else _draft(Path(options.output))
    for item in run(options.source, _options(options)):  # type: ignore[arg-type]
        if isinstance(item, Rejected):
            status = 1
            where = f"{item.source}, record {item.record}" if item.record else item.source
            note(f"not read: {where}: {item.reason} {item.detail}".rstrip())
        else:
            out.write(json.dumps(item, ensure_ascii=False) + "\n")
    if options.output != "-":
        out.close()
        Path(out.name).replace(options.output)
    return status


def _draft(path: Path) -> IO[str]:
    try:
        return tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
        )
    except OSError as error:
        raise Impossible(f"cannot be written: {error.strerror}", where=str(path)) from None
