"""What the incident side looks up: one article's sentences with mentions, dates, numbers, places and voices."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from builder.extract.attribution import Attribution, Voices
from builder.extract.entities import Reading
from builder.extract.syntax import is_verb, noun_start
from builder.model import Mention, Span
from builder.ontology import Ontology
from builder.text.dates import TimeExpression
from builder.text.document import Document, Sentence
from builder.text.layout import dateline_end
from builder.text.numbers import Quantity
from builder.text.places import PlaceReference

if TYPE_CHECKING:
    from spacy.tokens import Token

ROUND_UP = 3  # paragraphs with a dateline of their own
ACTORS = ("Person", "Organisation", "Unit")


class Scene:
    """All that was read of an article before its incidents. Look-ups go by sentence: cost is linear in length.

    `times`, `quantities`, `places`: by the index of their sentence, without those of a dateline. `owners`: mention ->
    the entity that it belongs to. `bodies`: person -> the organisation in the words for him or her. `speakers`:
    entities that say or pass on something.
    """

    def __init__(
        self,
        document: Document,
        ontology: Ontology,
        reading: Reading,
        times: Iterable[TimeExpression],
        quantities: Iterable[Quantity],
        places: Sequence[PlaceReference],
        attributions: tuple[Attribution, ...],
    ) -> None:
        self.document, self.ontology, self.reading, self.attributions = document, ontology, reading, attributions
        self.voices = Voices(a for a in attributions if not a.stance)
        self.speakers = {e for a in attributions for e in (a.speaker, *a.via) if e}
        self.entities = {e.id: e for e in reading.entities}
        self._mentions: Mapping[int, list[Mention]] = self._by_sentence(reading.mentions)
        self.times: Mapping[int, list[TimeExpression]] = self._by_sentence(times, dateline=False)
        self.quantities: Mapping[int, list[Quantity]] = self._by_sentence(quantities)
        self.places: Mapping[int, list[PlaceReference]] = self._by_sentence(places, dateline=False)
        self._datelines: dict[int, PlaceReference] = {}
        for place in places:
            sentence = self.sentence_at(place.span.start)
            if sentence and place.span.start < self.dateline_end(sentence):
                self._datelines.setdefault(sentence.paragraph, place)
        entity_of = {m.id: m.entity for m in reading.mentions}
        self.bodies: dict[str, str] = {}
        for outer in (m for m in reading.mentions if m.type == "Person" and m.entity):
            sentence = self.sentence_at(outer.span.start)
            for body in self.mentions_in(sentence, "Organisation") if sentence else ():
                inside = outer.span.start <= body.span.start and body.span.end <= outer.span.end
                if inside and body.form == "name" and body.entity:
                    self.bodies.setdefault(outer.entity or "", body.entity)
        self.owners = {r.source: entity_of.get(r.target) for r in reading.relations if r.type == "BelongsTo"}

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that covers a position of the text."""
        at = bisect_right(self.document.sentences, position, key=lambda s: s.start) - 1
        found = self.document.sentences[at] if at >= 0 else None
        return found if found and position < found.end else None

    def _by_sentence(self, items: Iterable[Any], *, dateline: bool = True) -> Mapping[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for item in items:
            sentence = self.sentence_at(item.span.start)
            if sentence and (dateline or item.span.start >= self.dateline_end(sentence)):
                found[sentence.index].append(item)
        return found

    @property
    def is_round_up(self) -> bool:
        """Whether paragraphs have datelines of their own: each tells of another place."""
        return len(self._datelines) >= ROUND_UP

    def datelined(self) -> list[PlaceReference]:
        """The place of the first dateline: what 'here' means."""
        return list(self._datelines.values())[:1]

    def headed(self, sentence: Sentence) -> list[PlaceReference]:
        """The place at the head of the sentence's paragraph, in a round-up."""
        place = self._datelines.get(sentence.paragraph) if self.is_round_up else None
        return [place] if place else []

    def mentions_in(self, sentence: Sentence, *types: str) -> list[Mention]:
        return [m for m in self._mentions[sentence.index] if not types or m.type in types]

    def dateline_end(self, sentence: Sentence) -> int:
        """Where a sentence begins after its dateline ('KABUL, Afghanistan (Sept. 1) -'), if it has one."""
        return dateline_end(self.document.text, sentence.start)

    def mention_of(self, sentence: Sentence, token: Token, *types: str) -> Mention | None:
        """The longest mention that the token is the head of, else the shortest that covers it."""
        start, end = sentence.at(token)
        near = self.mentions_in(sentence, *(types or ACTORS))
        over = sorted((m for m in near if m.span.start <= start and end <= m.span.end), key=lambda m: len(m.span.text))
        ending = [m for m in over if m.span.end == end]
        return ending[-1] if ending else next(iter(over), None)

    def count_of(self, sentence: Sentence, token: Token) -> Quantity | None:
        """The number before a noun ('between 40 and 50 rebels'), or that stands for people ('12')."""
        low, end = sentence.at(sentence.tokens.doc[noun_start(token)])[0], sentence.at(token)[1]
        near = (q for q in self.quantities[sentence.index] if low < q.span.end <= end)
        return next((q for q in near if q.kind == "count"), None)

    def token_at(self, sentence: Sentence, span: Span) -> Token | None:
        """The syntactic head of a span of the sentence: the token whose own head lies outside it."""
        inside = [t for t in sentence.tokens if sentence.at(t)[0] < span.end and span.start < sentence.at(t)[1]]
        return next((t for t in inside if t.head.i == t.i or t.head not in inside), None)

    def says(self, verb: Token | None) -> bool:
        """Whether it is a verb of saying."""
        return verb is not None and is_verb(verb) and verb.lemma_.lower() in self.ontology.words("speech_verbs")
