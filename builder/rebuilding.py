"""The pipeline's part in extracting stored texts again, with this version of the program and of the ontology."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode

from builder.extracting import Failed, extract_all
from builder.graph.lookup import find_node
from builder.graph.stored import stored_article
from builder.intake import BuildOptions, Summary, article_writer
from builder.model import Article
from builder.ontology import load_ontology
from builder.store.embedded import StoreWriter
from builder.store.rows import ArticleRow


def rebuild(
    path: Path, articles: Sequence[str], options: BuildOptions, progress: Callable[[Summary], None] | None = None
) -> tuple[Summary, list[str]]:
    """Extracts these articles again (none named: all), every version of each, and links them; people's acts are
    attached again. What comes out as it was counts as unchanged. Where extraction fails, what was stored stays; the
    article counts as quarantined, and the second value says which and why."""
    began, summary, failures = time.monotonic(), Summary(), list[str]()
    ontology = load_ontology(options.ontology)
    with StoreWriter.existing(path) as store:
        writer = article_writer(store, ontology, options)
        wanted = {find_node(store, article, {"article"}).value for article in articles}
        rows = [row for row in store.ledger.articles() if not wanted or row.article in wanted]
        for row, extraction in extract_all(_texts(store, rows), options.ontology, options.jobs):
            summary.articles += 1
            if extraction is None or isinstance(extraction, Failed):
                summary.quarantined += 1
                failures.append(f"{row.id}: {extraction.detail if extraction else 'no text'}")
                continue
            extractor = next((claim.extractor for claim in extraction.claims), "")
            stored = store.ledger.article(row.version) or row
            written = writer.write(extraction, replace(stored, extractor=extractor, ontology=ontology.digest))
            setattr(summary, written.state, getattr(summary, written.state) + 1)
            summary.other_language += extraction.other_language
            summary.set_aside += written.set_aside
            summary.claims += written.claims
            summary.links += written.links
            summary.incidents += written.incidents
            if progress:
                progress(summary)
    summary.seconds = round(time.monotonic() - began, 2)
    return summary, failures


def _texts(store: StoreWriter, rows: list[ArticleRow]) -> Iterator[tuple[ArticleRow, Article]]:
    for row in rows:
        yield row, stored_article(store, NamedNode(row.version))
