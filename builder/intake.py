"""One build on one store: what it is told, what each outcome of reading becomes, and the count of it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode

from builder.extracting import Failed
from builder.graph.article import version_iri
from builder.graph.schema import ontology_quads
from builder.graph.validate import Validator
from builder.identity import digest, iri
from builder.model import Article, Extraction
from builder.ontology import Ontology
from builder.readers import Known, Read, ReadOptions, Rejected, Source, find_sources
from builder.store.embedded import StoreWriter
from builder.store.rows import ArticleRow, QuarantineRow
from builder.writing import ArticleWriter, publish_ontology

Outcome = Read | Rejected | Known
REMEMBERED = 10_000  # articles of one input, so that memory stays flat
EMPTY = {"empty", "no such path"}  # reasons that leave nothing to put in quarantine


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build is told. `ontology`: the user's own Turtle files, beside ours."""

    read: ReadOptions = field(default_factory=ReadOptions)
    base: str | None = None
    limit: int | None = None
    jobs: int = 1
    strict: bool = False
    retry: bool = False
    ontology: tuple[Path, ...] = ()


@dataclass(slots=True)
class Summary:
    """What a build did; `incidents`, `claims` and `links` are those of the articles that it stored."""

    articles: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    quarantined: int = 0
    set_aside: int = 0
    other_language: int = 0
    incidents: int = 0
    claims: int = 0
    links: int = 0
    seconds: float = 0.0


class Intake:
    """Takes what was read, one outcome after the other, in the order of reading."""

    def __init__(self, store: StoreWriter, ontology: Ontology, options: BuildOptions) -> None:
        self.store, self.ontology, self.options, self.summary = store, ontology, options, Summary()
        self.writer = article_writer(store, ontology, options)
        self.waiting = {(row.source, row.record) for row in store.ledger.quarantine()}
        self.source = ""  # what is being read, and the hash of its bytes with the options' digest
        self.input: tuple[str, str] | None = None
        self.versions: list[str] = []
        self.whole = True  # whether all of that input was read and stored

    @property
    def must_stop(self) -> bool:
        return self.options.strict and self.summary.quarantined > 0

    def known(self, options: ReadOptions) -> Callable[[str], bool]:
        return lambda sha256: self.store.ledger.known_input(sha256, _key(options)) is not None

    def to_extract(self, outcomes: Iterable[Outcome]) -> Iterator[tuple[Outcome, Article | None]]:
        """Each outcome with the article that is still to be extracted: not one that the store has already."""
        left = None if self.options.limit is None else self.options.limit - self.summary.articles
        if self.must_stop:
            return
        for outcome, article in limited(((o, o.article if isinstance(o, Read) else None) for o in outcomes), left):
            yield outcome, article if article and not self._has(article) else None

    def _has(self, article: Article) -> bool:
        return self.store.ledger.article(version_iri(self.store.base, article).value) is not None

    def take(self, outcome: Outcome, extraction: Extraction | Failed | None, options: ReadOptions) -> None:
        """What one outcome of reading becomes in the store."""
        self._at(outcome.source)
        if isinstance(outcome, Known):
            found = self.store.ledger.known_input(outcome.input_sha256, _key(options)) or ()
            self.summary.articles += len(found)
            self.summary.unchanged += len(found)
        elif isinstance(outcome, Rejected):
            self.whole = False
            self._quarantine(outcome, "read", options)
        else:
            self.input = (outcome.input_sha256, _key(options))
            self.summary.articles += 1
            if isinstance(extraction, Failed):
                self.whole = False
                self._quarantine(failure(outcome, extraction), "extract", options)
                return
            self._remember(version_iri(self.store.base, outcome.article).value)
            if extraction is None or self._has(outcome.article):
                self.summary.unchanged += 1
            else:
                self._store(outcome, extraction)
            if (outcome.source, outcome.record or 0) in self.waiting:
                self.store.ledger.clear_quarantine(outcome.source, outcome.record or 0)

    def _store(self, outcome: Read, extraction: Extraction) -> None:
        article = extraction.article
        row = ArticleRow(
            version=version_iri(self.store.base, article).value,
            article=iri(self.store.base, "article", article.id),
            id=article.id,
            text_sha256=article.text_sha256,
            published=article.published,
            modified=article.modified,
            publisher=article.publisher,
            source=outcome.source,
            extractor=next((claim.extractor for claim in extraction.claims), ""),
            ontology=self.ontology.digest,
            state="other-language" if extraction.other_language else "stored",
        )
        written = self.writer.write(extraction, row)
        setattr(self.summary, written.state, getattr(self.summary, written.state) + 1)
        self.summary.other_language += extraction.other_language
        self.summary.set_aside += written.set_aside
        self.summary.claims += written.claims
        self.summary.links += written.links
        self.summary.incidents += written.incidents

    def _quarantine(self, rejected: Rejected, stage: str, options: ReadOptions) -> None:
        if rejected.reason not in EMPTY:
            self.summary.articles += stage == "read"
        self.summary.quarantined += rejected.reason != "empty"
        row = QuarantineRow(
            rejected.source,
            rejected.record or 0,
            rejected.sha256 or "",
            rejected.reason,
            rejected.detail,
            stage,
            rejected.excerpt,
            json.dumps(asdict(options), sort_keys=True),
        )
        self.store.ledger.put_quarantine(row)

    def _remember(self, version: str) -> None:
        """What an input gave; one that gives very many articles is read again rather than remembered whole."""
        self.whole = self.whole and len(self.versions) < REMEMBERED
        if self.whole:
            self.versions.append(version)

    def _at(self, source: str) -> None:
        """Each outcome says from where it is; with another source the one before is at its end."""
        if source != self.source:
            self.end()
            self.source, self.versions, self.whole = source, [], True

    def end(self) -> None:
        """Remembers an input that was read to its end, so that it need not be read again."""
        if self.input and self.whole and self.options.limit is None:
            self.store.ledger.record_input(*self.input, self.versions)
        self.input = None


def article_writer(store: StoreWriter, ontology: Ontology, options: BuildOptions) -> ArticleWriter:
    """What writes the articles of one run; the ontology of the run becomes the store's."""
    rules = publish_ontology(store, ontology_quads(options.ontology))
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    run = NamedNode(iri(store.base, "run", now, *map(str, options.ontology)))
    return ArticleWriter(store, ontology, Validator.load(extra_ontology=options.ontology), rules, run, now)


def limited(
    items: Iterable[tuple[Outcome, Article | None]], limit: int | None
) -> Iterator[tuple[Outcome, Article | None]]:
    """The items up to the first `limit` articles."""
    read = 0
    for outcome, article in items:
        if limit is not None and read >= limit:
            return
        read += isinstance(outcome, Read)
        yield outcome, article


def _key(options: ReadOptions) -> str:
    return digest(options.published, options.publisher, options.encoding)


def failure(outcome: Read, failed: Failed) -> Rejected:
    return Rejected(
        outcome.source, outcome.record, "extraction failed", failed.detail, outcome.article.text[:200],
        outcome.article.text_sha256,
    )  # fmt: skip


def from_quarantine(store: StoreWriter) -> list[tuple[tuple[list[Source], list[Rejected]], ReadOptions]]:
    """What is in quarantine, to be read again with the options of its time."""
    by_options: dict[str, list[str]] = {}
    for row in store.ledger.quarantine():
        if row.source != "-":  # standard input is gone
            by_options.setdefault(row.options, []).append(row.source)
    return [(find_sources(sorted(set(s))), ReadOptions(**json.loads(o))) for o, s in sorted(by_options.items())]
