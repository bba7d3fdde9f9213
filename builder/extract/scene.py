"""What the incident side looks up: one article's sentences with mentions, dates, numbers, places and voices."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from builder.extract.attribution import Attribution, Voices
from builder.extract.entities import Reading
from builder.extract.syntax import noun_start
from builder.model import Entity, Mention, Span
from builder.ontology import Ontology
from builder.text.dates import TimeExpression
from builder.text.document import Document, Sentence
from builder.text.numbers import Quantity
from builder.text.places import PlaceReference

if TYPE_CHECKING:
    from spacy.tokens import Token

DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ’'. -]{2,}(?:, [\w. ]+){0,4}(?:,? \([^)\n]{2,40}\)\s*(?:--|[–—_-])?|,? (?:--|[–—_-])) "
)
LONGEST_DATELINE = 90
ACTORS = ("Person", "Organisation", "Unit")


class Located(Protocol):
    @property
    def span(self) -> Span: ...


L = TypeVar("L", bound=Located)


@dataclass(frozen=True)
class Scene:
    """All that was read of an article before its incidents. Look-ups go by sentence: cost is linear in length."""

    document: Document
    ontology: Ontology
    reading: Reading
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    places: tuple[PlaceReference, ...]
    attributions: tuple[Attribution, ...]

    @cached_property
    def voices(self) -> Voices:
        return Voices(self.attributions)

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Entities that say or pass on something."""
        return frozenset(e for a in self.attributions for e in (a.speaker, *a.via) if e)

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        return {e.id: e for e in self.reading.entities}

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.document.sentences]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that covers a position of the text."""
        at = bisect_right(self._starts, position) - 1
        found = self.document.sentences[at] if at >= 0 else None
        return found if found and position < found.end else None

    def _by_sentence(self, items: Iterable[L]) -> Mapping[int, list[L]]:
        found: dict[int, list[L]] = {}
        for item in items:
            at = bisect_right(self._starts, item.span.start) - 1
            if at >= 0:
                found.setdefault(self.document.sentences[at].index, []).append(item)
        return found

    @cached_property
    def _mentions(self) -> Mapping[int, list[Mention]]:
        return self._by_sentence(self.reading.mentions)

    @cached_property
    def _times(self) -> Mapping[int, list[TimeExpression]]:
        return self._by_sentence(self.times)

    @cached_property
    def _quantities(self) -> Mapping[int, list[Quantity]]:
        return self._by_sentence(self.quantities)

    @cached_property
    def _places(self) -> Mapping[int, list[PlaceReference]]:
        return self._by_sentence(self.places)

    def mentions_in(self, sentence: Sentence, *types: str) -> list[Mention]:
        return [m for m in self._mentions.get(sentence.index, []) if not types or m.type in types]

    def times_in(self, sentence: Sentence) -> list[TimeExpression]:
        """The dates and durations of a sentence; the date of a dateline is the publication's, and left out."""
        found = self._times.get(sentence.index, [])
        return [t for t in found if t.span.start >= self.dateline_end(sentence)] if found else []

    def quantities_in(self, sentence: Sentence) -> list[Quantity]:
        return self._quantities.get(sentence.index, [])

    def places_in(self, sentence: Sentence) -> list[PlaceReference]:
        """The places of a sentence, without that of a dateline."""
        found = self._places.get(sentence.index, [])
        return [p for p in found if p.span.start >= self.dateline_end(sentence)] if found else []

    def dateline_end(self, sentence: Sentence) -> int:
        """Where a sentence begins after its dateline ('KABUL, Afghanistan (Sept. 1) -'), if it has one."""
        match = DATELINE.match(self.document.text, sentence.start, min(sentence.end, sentence.start + LONGEST_DATELINE))
        return match.end() if match else sentence.start

    def mention_of(self, sentence: Sentence, token: Token, *types: str) -> Mention | None:
        """The mention that the token is the head of, else the shortest that covers it."""
        start, end = sentence.at(token)
        over = [
            m for m in self.mentions_in(sentence, *(types or ACTORS)) if m.span.start <= start and end <= m.span.end
        ]
        ending = [m for m in over if m.span.end == end]
        if ending:
            return max(ending, key=lambda m: m.span.end - m.span.start)
        return min(over, key=lambda m: m.span.end - m.span.start, default=None)

    def count_of(self, sentence: Sentence, token: Token) -> Quantity | None:
        """The number before a noun ('between 40 and 50 rebels'), or that stands for people ('12')."""
        first, end = sentence.tokens.doc[noun_start(token)], sentence.at(token)[1]
        low = sentence.at(first)[0]
        counts = [
            q for q in self.quantities_in(sentence) if q.kind == "count" and q.span.end > low and q.span.end <= end
        ]
        return counts[0] if counts else None

    def token_at(self, sentence: Sentence, span: Span) -> Token | None:
        """The syntactic head of a span of the sentence: the token whose own head lies outside it."""
        inside = [t for t in sentence.tokens if sentence.at(t)[0] < span.end and span.start < sentence.at(t)[1]]
        return next((t for t in inside if t.head.i == t.i or t.head not in inside), None)

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        entity_of = {m.id: m.entity for m in self.reading.mentions}
        return {
            r.source: owner
            for r in self.reading.relations
            if r.type == "BelongsTo" and (owner := entity_of.get(r.target)) is not None
        }

    def owner_of(self, mention: Mention) -> str | None:
        """The entity that a mention's people belong to, by a relation BelongsTo."""
        return self._owners.get(mention.id)
