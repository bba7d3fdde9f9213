"""Who a cue's subject is: a person, unnamed people, an institution, a document, a data system, an outlet."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.extract.entities import Reading
from builder.extract.names import normal
from builder.extract.quotes import Quote, in_quotation
from builder.extract.speech import Cue
from builder.extract.syntax import after
from builder.model import Entity, Mention
from builder.ontology import Ontology
from builder.text.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEAKING = ("Person", "Organisation", "Unit", "DocumentReference", "Operation")
KNOWN = ("the", "this", "that", "its", "their")  # 'the statement', but not 'a poll', is of who spoke last
# Pronoun and the kinds of source that it may take up.
PRONOUNS = {
    "he": ("person", "anonymous"), "she": ("person", "anonymous"),
    "it": ("organisation", "document", "outlet"), "they": ("anonymous", "organisation"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: `entity` None for the outlet itself. `span`: the words that name it."""

    entity: str | None
    kind: str
    via: tuple[str, ...]
    span: tuple[int, int]


class Speakers:
    """Resolves the subjects of cues in text order; remembers who spoke last, for 'it said' and 'the statement said'."""

    def __init__(self, document: Document, reading: Reading, ontology: Ontology, quotes: Sequence[Quote]) -> None:
        self.ontology, self.quotes, self.text = ontology, quotes, document.text
        self.entities = {e.id: e for e in reading.entities}
        own = normal(document.article.publisher or "")
        self.publisher = next((e.id for e in reading.entities if own and normal(e.name or "") == own), None)
        self.speaking: dict[int, list[Mention]] = {sentence.index: [] for sentence in document.sentences}
        self._ending: dict[int, list[Mention]] = {}
        self._families: dict[str, Mention] = {}
        starts = [sentence.start for sentence in document.sentences]
        for mention in reading.mentions:
            if mention.type in SPEAKING and mention.entity is not None:
                sentence = document.sentences[bisect_right(starts, mention.span.start) - 1]
                self.speaking[sentence.index].append(mention)
                self._ending.setdefault(mention.span.end, []).append(mention)
                if mention.type == "Person" and mention.form == "name":
                    self._families.setdefault(mention.span.text.split()[-1].casefold(), mention)
        self.last: Source | None = None

    def of(self, cue: Cue) -> Source | None:
        """The source of a cue; None if nobody can be named, so that no attribution is made."""
        mention = self._mention(cue, cue.source) if cue.source is not None else None
        if in_quotation(self.quotes, cue.start) and (mention is None or mention.form != "name"):
            return None  # 'people say' within a speech: the speech is its speaker's
        source = self._source(cue, mention) if mention is not None else self._by_pronoun(cue)
        if source is not None and (cited := self._cited(cue)) is not None:
            source = replace(self._source(cue, cited), via=(*source.via, *filter(None, [source.entity])))
        self.last = source or self.last
        return source

    def labelled(self, start: int, end: int) -> Source | None:
        """Who is named by the words before a colon, in a headline or a transcript: 'Police: …', 'HOLM: …'."""
        family = self.text[start:end].split()[-1].casefold()
        here = next((m for m in self._ending.get(end, []) if m.span.start <= start), self._families.get(family))
        if here is None or here.type == "Operation":
            return None
        entity = self.entities[here.entity or ""]
        return Source(None if entity.id == self.publisher else entity.id, self._kind(entity), (), (start, end))

    def _cited(self, cue: Cue) -> Mention | None:
        """Who says what an outlet reports: 'state radio reported, citing a general'."""
        around = [*cue.token.children, *(cue.source.children if cue.source is not None else ())]
        citing = [c for c in around if c.lemma_ in ("cite", "quote") and c.tag_ == "VBG"]
        return next((self._mention(cue, n) for c in citing for n in c.rights if n.dep_ == "dobj"), None)

    def _mention(self, cue: Cue, noun: Token) -> Mention | None:
        """The mention around the subject: a name in apposition to it, else the longest that ends with it, else any,
        else the body whose website or figures it is."""
        for child in noun.children:
            if child.dep_ == "appos" and child.ent_type_ == "PERSON":
                named = self._mention(cue, child)
                if named is not None and named.type == "Person":
                    return named
        start, end = cue.sentence.at(noun)
        covering = [m for m in self.speaking[cue.sentence.index] if m.span.start <= start and end <= m.span.end]
        fitting = [m for m in covering if m.span.end == end] or covering
        if not fitting:
            owner = self._owner(cue, noun)
            return owner if owner is not None and owner.type != "Person" else None
        return max(fitting, key=lambda m: m.span.end - m.span.start)

    def _owner(self, cue: Cue, noun: Token) -> Mention | None:
        """Whose a statement, website or figures are: 'a statement from X', 'X's website', 'ministry figures'."""
        at = cue.sentence.at
        owners = [c for c in noun.lefts if c.dep_ in ("poss", "compound", "nmod")] + after(noun, "from", "by", "of")
        for owner in owners:
            for m in self.speaking[cue.sentence.index]:
                met = m.span.start < at(owner)[1] and at(owner.left_edge)[0] < m.span.end
                if met and m.type in ("Organisation", "Unit", "Person"):
                    return m
        return None

    def _by_pronoun(self, cue: Cue) -> Source | None:
        last, noun = self.last, cue.source
        if noun is None or last is None or last.entity is None or last.kind not in PRONOUNS.get(noun.lower_, ()):
            return None
        return Source(last.entity, last.kind, (), cue.sentence.at(noun))

    def _source(self, cue: Cue, mention: Mention) -> Source:
        entity, span = self.entities[mention.entity or ""], (mention.span.start, mention.span.end)
        if entity.id == self.publisher:
            return Source(None, "outlet", (), span)
        if entity.type == "DocumentReference" and not self._ends_in(entity, "dataset_nouns"):
            entity = self.entities[self._issuer(cue, entity.id)]
        return Source(entity.id, self._kind(entity), self._passed_on(cue, mention), span)

    def _issuer(self, cue: Cue, document: str) -> str:
        """The institution that issued a document: the one said, or the last that spoke; else the document itself."""
        owner = self._owner(cue, cue.source) if cue.source is not None else None
        known = cue.source is None or any(c.dep_ in ("det", "poss") and c.lower_ in KNOWN for c in cue.source.lefts)
        spoke = self.last.entity if known and self.last is not None and self.last.kind == "organisation" else None
        return (owner.entity if owner is not None else spoke) or document

    def _kind(self, entity: Entity) -> str:
        if entity.class_name != "Person" and self._ends_in(entity, "dataset_nouns"):
            return "dataset"
        if self._is_outlet(entity):
            return "outlet"
        if entity.class_name == "Person":
            return "person" if entity.name else "anonymous"
        return "document" if entity.type == "DocumentReference" else "organisation"

    def _is_outlet(self, entity: Entity) -> bool:
        """True of a newspaper, broadcaster or agency: by its class, or by the last word of its name."""
        named = entity.name is not None and entity.type == "Organisation"
        return entity.class_name == "NewsOutlet" or (named and self._ends_in(entity, "outlets_nouns"))

    def _ends_in(self, entity: Entity, list_name: str) -> bool:
        """Whether name or description ends in a listed noun, in singular or plural."""
        told = re.sub(r"[^\w\s-]", "", (entity.name or entity.description).casefold()).split()
        endings = [" ".join(told[-length:]) for length in (1, 2, 3)]
        return any(
            {e, e.removesuffix("s"), re.sub("ies$", "y", e)} & self.ontology.words(list_name).keys() for e in endings
        )

    def _passed_on(self, cue: Cue, speaker: Mention) -> tuple[str, ...]:
        """Outlets other than the article's own that the words came by: 'told X', 'in an interview with X'."""
        inside = [
            self.entities[m.entity or ""]
            for m in self.speaking[cue.sentence.index]
            if cue.low <= m.span.start and m.span.end <= cue.high and m.entity != speaker.entity
        ]
        outlets = [entity.id for entity in inside if self._is_outlet(entity)]
        return tuple(outlet for outlet in dict.fromkeys(outlets) if outlet != self.publisher)
