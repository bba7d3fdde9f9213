"""Who a cue's subject is: a person, unnamed people, an institution, a document, a data system, an outlet."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.extract.agreement import in_quotation
from builder.extract.names import normal
from builder.extract.speech import Cue
from builder.model import Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from builder.extract.entities import Reading
    from builder.ontology import Ontology
    from builder.text.document import Document

SPEAKING = ("Person", "Organisation", "Unit", "DocumentReference", "Operation")
ISSUED = frozenset({"from", "by", "of"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: `entity` None for the outlet itself. `span`: the words that name it, None if only inferred."""

    entity: str | None
    kind: str
    via: tuple[str, ...] = ()
    span: tuple[int, int] | None = None


class Speakers:
    """Resolves the subjects of cues in text order; remembers who spoke last, for 'it said' and 'the statement said'."""

    def __init__(self, document: Document, reading: Reading, ontology: Ontology) -> None:
        self.document, self.reading, self.ontology = document, reading, ontology
        self.entities = {e.id: e for e in reading.entities}
        self.speaking: dict[int, list[Mention]] = {}
        starts = [sentence.start for sentence in document.sentences]
        for mention in reading.mentions:
            if mention.type in SPEAKING and mention.entity is not None and starts:
                self.speaking.setdefault(bisect_right(starts, mention.span.start) - 1, []).append(mention)
        self.index = {sentence.start: number for number, sentence in enumerate(document.sentences)}
        self.publisher = normal(document.article.publisher or "")
        self.last: Source | None = None
        self.issuer: dict[str, str] = {}

    def of(self, cue: Cue) -> Source | None:
        """The source of a cue; None if nobody can be named, so that no attribution is made."""
        mention = self._mention(cue, cue.source) if cue.source is not None else self._beside(cue)
        if in_quotation(self.document.text, cue.start) and (mention is None or mention.form != "name"):
            return None  # 'people say' within a speech: the speech is its speaker's
        source = self._by_pronoun(cue) if mention is None else self._source(cue, mention)
        self.last = source or self.last
        return source

    def _mention(self, cue: Cue, token: Token) -> Mention | None:
        """The mention around the subject: a name in apposition to it, else the longest that ends with it, else any."""
        for child in token.children:
            if child.dep_ == "appos" and child.ent_type_ == "PERSON":
                named = self._mention(cue, child)
                if named is not None and named.type == "Person":
                    return named
        at = cue.sentence.at(token)
        covering = [m for m in self._near(cue) if m.span.start <= at[0] and at[1] <= m.span.end]
        ending = [m for m in covering if m.span.end == at[1]] or covering or self._whose(cue, token)
        return max(ending, key=lambda m: m.span.end - m.span.start) if ending else None

    def _whose(self, cue: Cue, token: Token) -> list[Mention]:
        """The body whose tweet, account or figures the subject is: 'ministry figures', 'the group's website'."""
        owners = [
            cue.sentence.at(c) for c in token.children if c.dep_ in ("compound", "nmod", "poss") and c.i < token.i
        ]
        bodies = [m for m in self._near(cue) if m.type in ("Organisation", "Unit")]
        return [m for m in bodies if any(m.span.start <= a and b <= m.span.end for a, b in owners)]

    def _beside(self, cue: Cue) -> Mention | None:
        """Where the parser has no subject: the person or body that stands right before the verb, or right after it."""
        if cue.token.dep_ in ("xcomp", "pcomp") or cue.token.tag_ in ("VBG", "VB"):
            return None
        low = cue.sentence.start
        marks = [low + m.end() for m in re.finditer(r"[”\"]", self.document.text[low : cue.start])]
        before = [m for m in self._near(cue) if max([low, *marks]) <= m.span.start and m.span.end <= cue.start]
        near = [m for m in before if not _verb_between(cue, m.span.end, cue.start)]
        named = [m for m in near if m.type == "Person" and m.form == "name"] or near
        if named:
            return named[0]
        after = [m for m in self._near(cue) if 0 <= m.span.start - cue.end <= 1]
        return after[0] if after else None

    def _by_pronoun(self, cue: Cue) -> Source | None:
        token = cue.source
        if token is None or self.last is None or self.last.entity is None:
            return None
        kind = self.last.kind
        fits = {"he": ("person", "anonymous"), "she": ("person", "anonymous"), "it": ("organisation", "document")}
        if kind in fits.get(token.lower_, ()) or (token.lower_ == "they" and kind in ("anonymous", "organisation")):
            return Source(self.last.entity, kind, span=cue.sentence.at(token))
        return None

    def _near(self, cue: Cue) -> list[Mention]:
        """The mentions of the cue's sentence that can speak."""
        return self.speaking.get(self.index[cue.sentence.start], [])

    # --- kinds of source --------------------------------------------------------------------------------------------

    def _source(self, cue: Cue, mention: Mention) -> Source | None:
        entity = self.entities[mention.entity or ""]
        span = (mention.span.start, mention.span.end)
        if self.is_publisher(entity):
            return Source(None, "outlet", span=span)
        via = self._passed_on(cue, mention)
        if entity.type == "DocumentReference" and not self._is_dataset(entity):
            issuer = self._issuer(cue, mention)
            if issuer is not None:
                return Source(issuer, self._kind(self.entities[issuer]), via, span)
            return Source(entity.id, "document", via, span)
        return Source(entity.id, self._kind(entity), via, span)

    def _kind(self, entity: Entity) -> str:
        if self._is_dataset(entity):
            return "dataset"
        if self.is_outlet(entity):
            return "outlet"
        if entity.type == "Person":
            return "person" if entity.name else "anonymous"
        if entity.type == "DocumentReference":
            return "document"
        return "anonymous" if entity.class_name == "Person" else "organisation"

    def _is_dataset(self, entity: Entity) -> bool:
        return entity.class_name != "Person" and self._head_in(entity, "dataset_nouns")

    def is_publisher(self, entity: Entity) -> bool:
        return bool(self.publisher) and entity.name is not None and normal(entity.name) == self.publisher

    def is_outlet(self, entity: Entity) -> bool:
        """True of a newspaper, broadcaster or agency: by its class, or by the last word of its name."""
        named = entity.name is not None and entity.type == "Organisation"
        return entity.class_name == "NewsOutlet" or (named and self._head_in(entity, "outlets_nouns"))

    def _head_in(self, entity: Entity, words: str) -> bool:
        told = re.sub(r"[^\w\s-]", "", (entity.name or entity.description).casefold()).split()
        listed = self.ontology.words(words)
        endings = [" ".join(told[-length:]) for length in (1, 2, 3)]
        return any(form in listed for e in endings for form in (e, e.rstrip("s"), re.sub(r"ies$", "y", e)))

    def _issuer(self, cue: Cue, mention: Mention) -> str | None:
        """The institution that issued a document: 'a statement from X', 'X's statement', or who issued it before."""
        token = cue.source
        own = [m for m in self._near(cue) if m.type in ("Organisation", "Unit", "Person")]
        linked: list[Token] = []
        if token is not None:
            for child in token.children:
                if child.dep_ == "poss":
                    linked.append(child)
                elif child.dep_ == "prep" and child.lower_ in ISSUED:
                    linked += [n for n in child.children if n.dep_ == "pobj"]
        for noun in linked:
            at = cue.sentence.at(noun.left_edge)[0], cue.sentence.at(noun)[1]
            found = [m for m in own if m.span.start < at[1] and at[0] < m.span.end]
            if found and found[0].entity:
                self.issuer[mention.entity or ""] = found[0].entity
                return found[0].entity
        inside = [m for m in own if m.span.start >= mention.span.start and m.span.end <= mention.span.end]
        if inside:
            return inside[0].entity
        if mention.entity in self.issuer:
            return self.issuer[mention.entity]
        if self.last is not None and self.last.kind == "organisation":
            return self.last.entity
        return None

    def _passed_on(self, cue: Cue, speaker: Mention) -> tuple[str, ...]:
        """Outlets other than the article's own that the words came by: 'told X', 'in an interview with X'."""
        found = []
        for mention in self._near(cue):
            inside = cue.low <= mention.span.start and mention.span.end <= cue.high
            entity = self.entities[mention.entity or ""]
            if inside and mention.entity != speaker.entity and self.is_outlet(entity) and not self.is_publisher(entity):
                found.append(entity.id)
        return tuple(dict.fromkeys(found))


def _verb_between(cue: Cue, start: int, end: int) -> bool:
    """Whether a finite verb stands between two positions of the sentence: then the mention belongs to that verb."""
    tokens = [t for t in cue.sentence.tokens if start <= cue.sentence.at(t)[0] < end]
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.i != cue.token.i for t in tokens)
