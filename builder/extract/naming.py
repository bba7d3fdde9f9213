"""All names of an article, sentence by sentence: patterns and known actors first, then the parser's, then places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from builder.extract.names import CALENDAR, SUFFIX, Name, alternatives, find_names, strip_possessive
from builder.extract.nominals import Kind

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from builder.ontology import Ontology
    from builder.text.document import Document, Sentence
    from builder.text.places import PlaceReference

NOT_NAMES = re.compile(rf"(?:{CALENDAR}|\W*|[a-z].*|Mr|Mrs|Ms|Dr|Gen|Col|Sgt|Lt|Maj|Capt)\.?$")
LABELS = {"PERSON": "Person", "ORG": "Organisation", "GPE": "Location", "LOC": "Location", "FAC": "Location"}
IN_PLACE = re.compile(r"\b(?:in|at|near|from|to|outside) $")
NOT_FIRST = frozenset({"the", "a", "an", "near", "in", "at", "from", "of", "by", "for", "with", "against"})


@dataclass(frozen=True)
class Naming:
    document: Document
    ontology: Ontology
    sorts: Mapping[str, Kind]
    places: Sequence[PlaceReference]

    @property
    def demonyms(self) -> Mapping[str, str]:
        return self.ontology.words("nationalities")

    def by_sentence(self) -> Iterator[tuple[Sentence, list[Name]]]:
        """Each sentence with its names; of two that overlap, the one of the surer source holds. A longer name that the
        parser sees swallows the place in it ('University of Mosul')."""
        found, parsed = find_names(self.document.text, self.ontology), list(self._parsed())
        full = [name for name in parsed if name.type == "Person" and " " in name.name]
        located = [Name(p.span.start, p.span.end, "Location", "Place", p.name) for p in self.places]
        ranked = [*enumerate(chain(self._publisher(), found, full, self._families([*found, *full]), parsed, located))]
        ranked.sort(key=lambda item: (item[1].start, item[0]))
        at = 0
        for sentence in self.document.sentences:
            inside = []
            while at < len(ranked) and ranked[at][1].start < sentence.end:
                if ranked[at][1].start >= sentence.start:
                    inside.append(ranked[at])
                at += 1
            kept: list[Name] = []
            for _, name in sorted(inside, key=lambda item: item[0]):
                if not any(other.start < name.end and name.start < other.end for other in kept):
                    kept.append(name)
            yield sentence, sorted(kept, key=lambda name: name.start)

    def _publisher(self) -> Iterator[Name]:
        """The article's own outlet, which no list of names may know."""
        publisher = re.sub(r"^The ", "", self.document.article.publisher or "")
        for match in re.finditer(rf"(?<!\w){re.escape(publisher)}(?!\w)", self.document.text) if publisher else ():
            yield Name(match.start(), match.end(), "Organisation", "NewsOutlet", publisher)

    def _families(self, names: Sequence[Name]) -> Iterator[Name]:
        """The family names of persons who are named in full somewhere; the parser often misses them alone."""
        families = {SUFFIX.sub("", n.name).split()[-1] for n in names if n.type == "Person" and " " in n.name}
        known = sorted(f for f in families if len(f) > 2 and f.lower() not in self.sorts)
        for match in re.finditer(rf"(?<![\w-])(?:{alternatives(known)})(?![\w-])", self.document.text):
            if IN_PLACE.search(self.document.text, max(0, match.start() - 8), match.start()):
                continue  # 'in Houston' is the city, even if Sgt. Houston is in the story
            yield Name(match.start(), match.end(), "Person", "Person", match.group())

    def _parsed(self) -> Iterator[Name]:
        covers = {position for p in self.places for position in range(p.span.start, p.span.end)}
        for sentence in self.document.sentences:
            for ent in sentence.tokens.ents:
                name = self._of_parser(sentence, ent)
                if name is not None and not (name.start in covers and name.end - 1 in covers):
                    yield name

    @cached_property
    def titles(self) -> frozenset[str]:
        words = (*self.ontology.words("titles_civil"), *self.ontology.words("ranks"))
        return frozenset(word.rstrip(".") for word in words)

    def _begins_office(self, tokens: Sequence[Token]) -> bool:
        """True of 'Defence' in 'Defence Secretary': no body is named."""
        last = tokens[-1]
        office = f"{last.lower_} {last.nbor(1).lower_}" if last.i + 1 < len(last.doc) else ""
        return len(tokens) == 1 and office in self.titles

    def _of_parser(self, sentence: Sentence, ent: Tokens) -> Name | None:
        """The parser's name without article, preposition and punctuation at its ends; None for what is none."""
        kind = LABELS.get(ent.label_)
        tokens = [t for t in ent if not t.is_space]
        while tokens and (tokens[0].lower_ in NOT_FIRST or not tokens[0].text[0].isalnum()):
            tokens = tokens[1:]
        while tokens and not tokens[-1].text[-1].isalnum() and not tokens[-1].text.endswith("."):
            tokens = tokens[:-1]
        while kind == "Person" and len(tokens) > 1 and tokens[0].lower_.rstrip(".") in self.titles:
            tokens = tokens[1:]
        if not tokens or kind is None or self._begins_office(tokens):
            return None
        start, end = sentence.at(tokens[0])[0], strip_possessive(self.document.text, sentence.at(tokens[-1])[1])
        words = self.document.text[start:end]
        common = words.lower() in self.sorts or words.lower().rstrip("s") in self.sorts
        common = common or (words.lower() in self.demonyms and words.lower() not in self.ontology.words("countries"))
        if common or "\n" in words or NOT_NAMES.match(words):
            return None
        if tokens[-1].lower_ in self.ontology.words("place_nouns"):
            kind = "Location"  # the parser takes mountains for persons
        return Name(start, end, kind, "Place" if kind == "Location" else kind, words)
