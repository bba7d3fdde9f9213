"""The mentions of one sentence: its names with their titles, the noun phrases of a listed noun, its pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from builder.extract.draft import Draft
from builder.extract.names import Name, rank_of, strip_possessive
from builder.extract.nominals import Kind, kind_of
from builder.extract.syntax import SUBJECTS
from builder.ontology import Ontology
from builder.text.document import Document, Sentence
from builder.text.numbers import Quantity
from builder.text.places import PlaceReference
from builder.text.placewords import place_nouns

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

# Third persons: what they take up, its gender, whether it is many. 'It' is too often nothing that was told.
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("Person", "m", False)),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("Person", "f", False)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("Person", None, True)),
    **dict.fromkeys(("its", "itself"), ("Organisation", None, False)),
}
DEFINITE = ("the", "this", "that", "these", "those", "both")
OF_TYPES = ("Person", "Organisation", "Location", "DocumentReference")  # 'members of the council' go on after the head
LONGEST_TAIL = 6  # tokens of a description after its head
PLACE_KEYS = ("lat", "lon", "radius_km", "country", "geonames", "basis")


class Phrases:
    """Finds the mentions of one article, a sentence at a time; times and numbers are not among them."""

    def __init__(
        self,
        document: Document,
        ontology: Ontology,
        sorts: Mapping[str, Kind],
        quantities: Sequence[Quantity],
        places: Sequence[PlaceReference],
    ) -> None:
        self.text, self.ontology, self.sorts = document.text, ontology, sorts
        self.demonyms, self.countries = ontology.words("nationalities"), ontology.words("countries")
        self.counted = {at: q for q in quantities if q.kind == "count" for at in range(q.span.start, q.span.end)}
        self.located = {(p.span.start, p.span.end): p for p in places}

    def of(self, sentence: Sentence, names: Sequence[Name]) -> Iterator[Draft]:
        """All mentions of a sentence but times and numbers; they may still cross one another."""
        by_token = {t.i: n for t in sentence.tokens for n in names if n.start <= sentence.at(t)[0] < n.end}
        used: set[Name] = set()
        for chunk in sentence.tokens.noun_chunks:
            tokens, name = _trimmed(chunk), by_token.get(chunk.root.i)
            if name is not None and name not in used:
                used.add(name)
                yield self._named(sentence, name, tokens)
            elif name is None and tokens and chunk.root.pos_ != "PRON":
                kind = kind_of(tokens, self.sorts, self.ontology)
                if kind is None:
                    continue
                last = _last(chunk.root, kind)
                of = by_token.get(last.i)
                if of is not None and kind.type == "Person" and chunk.root.tag_ == "NN":
                    last = chunk.root  # 'the commander of the brigade' is not the brigade
                if of is None or of.type != "Location" or kind.type != "Location":
                    yield self._nominal(sentence, tokens, last, kind)
                elif chunk.root.tag_ == "NN" and of not in used:  # 'the town of Tarin' is the place that it names
                    used.add(of)
                    yield self._named(sentence, of, tokens)
        for name in names:
            if name not in used:
                yield self._named(sentence, name, [])
        for token in sentence.tokens:
            start, end = sentence.at(token)
            if token.lower_ in self.demonyms and token.i not in by_token:
                nation = self.demonyms[token.lower_]
                yield Draft(start, end, "Nationality", "name", "", sentence.index, name=nation, token=token)
            elif token.lower_ in PRONOUNS and token.tag_ in ("PRP", "PRP$"):
                told, gender, plural = PRONOUNS[token.lower_]
                pronoun = Draft(start, end, told, "pronoun", told, sentence.index, token=token)
                pronoun.gender, pronoun.plural = gender, plural
                yield pronoun
            elif token.dep_ in (*SUBJECTS, "dobj", "pobj") and token.tag_ == "CD" and start in self.counted:
                before = token.nbor(-1) if token.i > sentence.tokens.start else token
                if before.lower_ == "the" and before.head == token and self.counted[start].bounds.best != 1:
                    numbered = Draft(
                        sentence.at(before)[0], end, "Person", "pronoun", "Person", sentence.index, token=token
                    )
                    numbered.bounds, numbered.plural = self.counted[start].bounds, True
                    yield numbered  # 'the two were brothers'

    def _named(self, sentence: Sentence, name: Name, chunk: Sequence[Token]) -> Draft:
        """A name with those words of its noun phrase that belong to it: 'the', titles, 'southern' of places."""
        start, end = name.start, strip_possessive(self.text, name.end)
        before = [t for t in chunk if sentence.at(t)[0] < start]
        titled = name.type == "Person" and all(t.pos_ in ("PROPN", "NOUN", "ADJ", "DET") for t in before)
        if before and (titled or name.type == "Location"):
            start = sentence.at(before[0])[0]
        elif before and before[-1].lower_ == "the" and name.type in ("Organisation", "Unit", "Operation"):
            start = sentence.at(before[-1])[0]
        inside = [t for t in sentence.tokens if name.start <= sentence.at(t)[0] < end]
        words = [t.lower_ for t in inside if t.is_alpha]
        draft = Draft(start, end, name.type, "name", name.class_name, sentence.index, name=name.name)
        draft.token = next((t for t in inside if t.head not in inside), None)
        draft.head, draft.modifiers = (words[-1] if words else ""), frozenset(words[:-1])
        draft.nation = self._nation([*before, *inside])
        if name.type == "Person":  # 'the colonel' may take up the rank and office before the name
            title = self.text[start:end].split(name.name.split()[0])[0].strip().lower()
            rank = (rank_of(title, self.ontology) or "").lower().split()
            draft.modifiers |= {*re.findall(r"\w+", title), *rank[-1:]}
            given = self.ontology.words("given_names").get(name.name.split()[0].lower()) if " " in name.name else None
            draft.gender = self._gender(draft.modifiers) or given
        if draft.type == "Location":
            place = self.located.get((name.start, name.end))
            draft.value = {key: getattr(place, key, None) for key in PLACE_KEYS}
            draft.modifiers |= _nouns_of(place.kind) if place is not None else frozenset()
            acts = draft.token is not None and draft.token.dep_ == "nsubj" and draft.token.head.pos_ == "VERB"
            if acts and self._is_country(name):  # the subject of a verb of doing or saying: its government is meant
                draft.type, draft.class_name, draft.value = "Organisation", "GovernmentBody", None
        return draft

    def _is_country(self, name: Name) -> bool:
        words = name.name.casefold()
        return name.type == "Location" and (words in self.countries or words in self.demonyms)

    def _nominal(self, sentence: Sentence, tokens: Sequence[Token], last: Token, kind: Kind) -> Draft:
        start, root = sentence.at(tokens[0])[0], tokens[-1]
        end = strip_possessive(self.text, sentence.at(last)[1])
        draft = Draft(start, end, kind.type, "nominal", kind.class_name, sentence.index, head=kind.head, token=root)
        content = {t.lower_ for t in tokens if t.i < root.i and t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")}
        draft.modifiers = frozenset(content - set(kind.head.split()))
        draft.plural = root.tag_ in ("NNS", "NNPS") or kind.collective
        draft.definite = tokens[0].lower_ in DEFINITE or tokens[0].tag_ == "PRP$"
        draft.nation, draft.gender = self._nation(tokens), self._gender([*content, root.lower_, kind.head])
        # How many they are: a count that stands in the phrase or runs into it ('between 20 and 30 men').
        counted = next((self.counted[at] for at in range(start, sentence.at(root)[1]) if at in self.counted), None)
        if counted is not None:
            draft.bounds, draft.start = counted.bounds, min(start, counted.span.start)
        return draft

    def _nation(self, tokens: Iterable[Token]) -> str | None:
        words = {t.lower_ for t in tokens}
        found = {code for w in words if (code := self.demonyms.get(w) or self.countries.get(w))}
        return found.pop() if len(found) == 1 else None

    def _gender(self, words: Iterable[str]) -> str | None:
        said = {self.ontology.words("gender_words")[w] for w in words if w in self.ontology.words("gender_words")}
        return said.pop() if len(said) == 1 else None


@cache
def _nouns_of(kind: str) -> frozenset[str]:
    """The nouns that may take up a place of a kind: 'the city', 'the country'."""
    nouns = {noun for noun, kinds in place_nouns().items() if kind in kinds}
    return frozenset(nouns | ({"country", "nation"} if kind == "country" else set()))


def _trimmed(chunk: Tokens) -> list[Token]:
    """The tokens of a noun phrase up to its head, without punctuation, prepositions and adverbs before it."""
    tokens = [t for t in chunk if t.i <= chunk.root.i and not t.is_space]
    while tokens and (tokens[0].is_punct or tokens[0].tag_ in ("IN", "CC", "RB")):
        tokens = tokens[1:]
    return tokens


def _last(root: Token, kind: Kind) -> Token:
    """The last token of a description: 'members of the council', 'a source familiar with the raid'."""
    child = next(iter(root.rights), root)
    if child.dep_ == "prep" and child.lower_ == "of" and kind.type in OF_TYPES:
        end = next((noun for noun in child.children if noun.dep_ == "pobj"), root)
    elif kind.type == "Person" and child.pos_ == "ADJ":
        end = child.right_edge
    else:
        return root
    return end if end.i - root.i <= LONGEST_TAIL else root
