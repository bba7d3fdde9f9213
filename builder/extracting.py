"""The pipeline's part in extraction: in this process, or in several, always in the order of reading."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from builder.extract.extractor import RuleExtractor
from builder.model import Article, Extraction
from builder.ontology import Ontology, load_ontology
from builder.readers import is_english, language_of
from builder.text.gazetteer import Gazetteer
from builder.text.parser import Parser

T = TypeVar("T")
AHEAD = 4  # articles read ahead for each process, so that memory stays flat however many there are


@dataclass(frozen=True, slots=True)
class Failed:
    """The extractor failed on this article: a fault of ours, which harms this article alone."""

    detail: str


@cache
def extractor_for(ontology_files: tuple[Path, ...]) -> RuleExtractor:
    """The extractor with everything it needs, loaded once a process."""
    ontology: Ontology = load_ontology(ontology_files)
    return RuleExtractor(ontology, Parser.load(), Gazetteer.load(ontology.places))


def extract_one(article: Article, ontology_files: tuple[Path, ...]) -> Extraction | Failed:
    """One article's extraction. English only: another language is kept without claims (contract, section 2)."""
    language = article.language or language_of(article.text)
    if not is_english(language):
        return Extraction(replace(article, language=language), other_language=True)
    try:
        return extractor_for(ontology_files).extract(article)
    except Exception as error:  # one bad article never stops a build; it is reported and goes to quarantine
        return Failed(f"{type(error).__name__}: {error}")


def extract_all(
    items: Iterable[tuple[T, Article | None]], ontology_files: tuple[Path, ...], jobs: int
) -> Iterator[tuple[T, Extraction | Failed | None]]:
    """Each item with its article's extraction, None where it has no article, in the order of the items."""
    if jobs <= 1:
        for item, article in items:
            yield item, extract_one(article, ontology_files) if article else None
        return
    waiting: deque[tuple[T, Future[Extraction | Failed] | None]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn"), _leave_interrupts_to_the_parent) as pool:
        for item, article in items:
            waiting.append((item, pool.submit(extract_one, article, ontology_files) if article else None))
            if len(waiting) >= AHEAD * jobs:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _first(waiting: deque[tuple[T, Future[Extraction | Failed] | None]]) -> tuple[T, Extraction | Failed | None]:
    item, future = waiting.popleft()
    return item, future.result() if future else None
