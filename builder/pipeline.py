"""The main path: read, extract, check, link, store. Start here.

`build` takes everything the whole way; `extract` stops after extraction. Stages never import each other, and only the
pipeline knows them all: this module and its parts `intake`, `extracting`, `writing`, `linking`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from builder.errors import NotFound
from builder.extracting import Failed, extract_all
from builder.intake import EMPTY, BuildOptions, Intake, Summary, failure, from_quarantine, limited
from builder.model import Extraction
from builder.ontology import load_ontology
from builder.readers import Read, Rejected, find_sources, read_sources
from builder.serial import Json, extraction_to_json
from builder.store.embedded import StoreWriter

__all__ = ["BuildOptions", "Summary", "build", "extract"]


def extract(arguments: Sequence[str], options: BuildOptions) -> Iterator[Json | Rejected]:
    """Each article's extraction as JSON, in the order of reading; what could not be read is `Rejected`."""
    sources, missing = find_sources(arguments)
    outcomes = chain(missing, read_sources(sources, options.read))
    items = limited(((o, o.article if isinstance(o, Read) else None) for o in outcomes), options.limit)
    nothing = True
    for outcome, extraction in extract_all(items, options.ontology, options.jobs):
        nothing = nothing and isinstance(outcome, Rejected) and outcome.reason in EMPTY
        if isinstance(outcome, Read) and isinstance(extraction, Extraction):
            yield extraction_to_json(extraction)
        elif isinstance(outcome, Read) and isinstance(extraction, Failed):
            yield failure(outcome, extraction)
        elif isinstance(outcome, Rejected):
            yield outcome
    if nothing:
        raise _no_article(arguments)


def build(
    arguments: Sequence[str], path: Path, options: BuildOptions, progress: Callable[[Summary], None] | None = None
) -> Summary:
    """Reads, extracts, checks, links and stores; what was stored stays, whatever happens then."""
    began = time.monotonic()
    ontology = load_ontology(options.ontology)
    readings = [(find_sources(arguments), options.read)] if arguments else []
    with StoreWriter.open(path, options.base) as store:
        if options.retry:
            readings += from_quarantine(store)
        intake = Intake(store, ontology, options)
        for (sources, missing), read_options in readings:
            outcomes = chain(missing, read_sources(sources, read_options, intake.known(read_options)))
            for outcome, extraction in extract_all(intake.to_extract(outcomes), options.ontology, options.jobs):
                intake.take(outcome, extraction, read_options)
                if progress:
                    progress(intake.summary)
                if intake.must_stop:
                    break
        intake.end()
    summary = intake.summary
    if arguments and not summary.articles and not summary.quarantined:
        raise _no_article(arguments)
    summary.seconds = round(time.monotonic() - began, 2)
    return summary


def _no_article(arguments: Sequence[str]) -> NotFound:
    return NotFound("no article found", where=", ".join(arguments), hint="Every file there is empty.")
