"""`crosswire find`, `article`, `claim` and `incident`: what stands in the store, looked up for a person."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from builder.cli.terminal import note, short, show_json, table

if TYPE_CHECKING:
    from builder.graph.find import Found

SHOWN = 50  # lines of a list on a terminal; `--format json` has all


def find_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar="WORDS", help="a name, a place or words, in any case and accents")
    _format(parser)


def article_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="ARTICLE", help="its IRI, an unambiguous start of the IRI's last part, or the input's id"
    )
    _format(parser)


def claim_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("iri", metavar="IRI", help="the claim's IRI, or an unambiguous start of its last part")
    _format(parser)


def incident_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("iri", metavar="IRI", help="the incident's IRI, or an unambiguous start of its last part")
    _format(parser)
    parser.add_argument("--as-of", metavar="DATE", help="as it stood on that day")


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["text", "json"], default="text", help="how it is written")


def find(options: argparse.Namespace) -> int:
    """What a store has under these words, the best first. Nothing found is an answer too."""
    from builder.graph.find import find as look_up
    from builder.graph.find import similar
    from builder.store.embedded import StoreReader

    words = " ".join(options.words)
    with StoreReader.open(options.store) as reader:
        found = look_up(reader, words)
        near = [] if found else similar(reader, words)
    if options.format == "json":
        show_json([{key: value for key, value in asdict(one).items() if key != "fits"} for one in found])
    elif found:
        print(_table(found))
    if not found:
        note("nothing found" + (f"; there is {', '.join(near)}" if near else ""), options.quiet)
    elif len(found) > SHOWN and options.format != "json":
        note(f"{len(found) - SHOWN} more; --format json has all", options.quiet)
    return 0


def _table(found: list[Found]) -> str:
    rows = [(one.kind, one.label, one.articles, short(one.iri), one.detail) for one in found[:SHOWN]]
    return table(("kind", "name", "articles", "iri", "what"), rows, whole=not sys.stdout.isatty())


def article(options: argparse.Namespace) -> int:
    """One article's text with its claims marked."""
    from builder.cli.pages import article_text
    from builder.graph.annotated import article_record

    return _look(options, "article", options.article, article_record, article_text)


def claim(options: argparse.Namespace) -> int:
    """One claim's whole provenance."""
    from builder.cli.pages import claim_text
    from builder.graph.dossier import claim_record

    return _look(options, "claim", options.iri, claim_record, claim_text)


def incident(options: argparse.Namespace) -> int:
    """The dossier of one incident."""
    from builder.cli.pages import incident_text
    from builder.graph.dossier import incident_record

    return _look(options, "incident", options.iri, incident_record, incident_text)


def _look(
    options: argparse.Namespace,
    kind: str,
    given: str,
    record_of: Callable[..., dict[str, object]],
    text_of: Callable[[dict[str, Any]], str],
) -> int:
    from builder.answers import view
    from builder.graph.bind import day
    from builder.graph.lookup import find_node
    from builder.store.embedded import StoreReader

    typed = getattr(options, "as_of", None)
    as_of = day("--as-of", typed) if typed else None
    with StoreReader.open(options.store) as reader:
        source = view(reader, as_of) if as_of else reader
        record = record_of(source, find_node(source, given, (kind,)))
    if options.format == "json":
        show_json(record)
    else:
        print(text_of(record))
    return 0
