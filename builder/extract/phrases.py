"""The mentions of one sentence: its names with their titles, the noun phrases of a listed noun, its pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.extract.draft import Draft
from builder.extract.names import Name, normal, strip_possessive
from builder.extract.nominals import FORCES, Kind, kind_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from builder.ontology import Ontology
    from builder.text.document import Document, Sentence
    from builder.text.numbers import Quantity
    from builder.text.places import PlaceReference

PRONOUNS = frozenset({"he", "she", "him", "her"})  # others are too often unclear
# Words before a number that belong to its phrase: 'at least 40 civilians'.
COUNTING = frozenset(
    {"at", "least", "most", "about", "over", "between", "around", "up", "nearly", "almost", "some", "more", "no"}
)
OF_TYPES = ("Person", "Organisation", "Location", "DocumentReference")  # 'members of the council' go on after the head
LONGEST_TAIL = 6  # tokens of a description after its head
PLACE_KEYS = ("lat", "lon", "radius_km", "country", "geonames", "basis")
STATIVE = frozenset({"have", "remain", "lie", "see", "become", "border", "experience"})  # countries do these as places


class Phrases:
    def __init__(
        self,
        document: Document,
        ontology: Ontology,
        sorts: Mapping[str, Kind],
        quantities: Sequence[Quantity],
        places: Sequence[PlaceReference],
    ) -> None:
        self.text, self.sorts = document.text, sorts
        self.publisher = normal(document.article.publisher or "")
        self.demonyms, self.countries = ontology.words("nationalities"), ontology.words("countries")
        self.speech, self.outlets = ontology.words("speech_verbs"), ontology.words("outlets_nouns")
        self.ranks = {surface.replace(".", ""): rank for surface, rank in ontology.words("ranks").items()}
        self.titles = {**ontology.words("ranks"), **ontology.words("titles_civil"), **self.demonyms, **self.countries}
        self.counted = {at: q for q in quantities if q.kind == "count" for at in range(q.span.start, q.span.end)}
        self.located = {(p.span.start, p.span.end): p for p in places}

    def of(self, sentence: Sentence, names: Sequence[Name]) -> Iterator[Draft]:
        """All mentions of a sentence but times and numbers; they may still cross one another."""
        by_token = {t.i: n for t in sentence.tokens for n in names if n.start <= sentence.at(t)[0] < n.end}
        used: set[Name] = set()
        for chunk in sentence.tokens.noun_chunks:
            tokens, name = _trimmed(list(chunk), chunk.root), by_token.get(chunk.root.i)
            if name is not None and name not in used:
                used.add(name)
                yield self._named(sentence, name, tokens)
            elif name is None and tokens and chunk.root.pos_ != "PRON":
                kind = kind_of(tokens, self.sorts, self.demonyms, self.speech)
                if kind is not None:
                    yield self._nominal(sentence, tokens, chunk.root, kind)
                elif chunk.root.pos_ == "PROPN" and len(tokens) == 1 and chunk.root.dep_ == "nsubj":
                    yield from self._unknown_speaker(sentence, chunk.root)
        for name in names:
            if name not in used and not self._says_whose(sentence, name):
                yield self._named(sentence, name, [])
        for token in sentence.tokens:
            start, end = sentence.at(token)
            if token.lower_ in self.demonyms and token.i not in by_token:
                name_of = self.demonyms[token.lower_]
                yield Draft(start, end, "Nationality", "name", "", sentence.index, name=name_of, token=token)
            elif token.lower_ in PRONOUNS and token.tag_ == "PRP":
                yield Draft(start, end, "Person", "pronoun", "Person", sentence.index, head=token.lower_, token=token)

    def _unknown_speaker(self, sentence: Sentence, token: Token) -> Iterator[Draft]:
        """A capitalised word that speaks is a name, though nobody knows it: of a person, or of what reports."""
        verb = token.head.lemma_.lower()
        if verb in self.speech and len(token) > 2 and token.text[0].isupper() and token.text.isalpha():
            kind = "Organisation" if token.text.isupper() or verb in ("report", "publish", "broadcast") else "Person"
            yield self._named(sentence, Name(*sentence.at(token), kind, kind, token.text), [])

    # --- names ------------------------------------------------------------------------------------------------------

    def _named(self, sentence: Sentence, name: Name, chunk: Sequence[Token]) -> Draft:
        """A name with those words of its noun phrase that belong to it: 'the', titles, 'southern' of places."""
        start, end = name.start, strip_possessive(self.text, name.end)
        before = [t for t in chunk if sentence.at(t)[0] < start]
        if name.type == "Person" and " " not in name.name and before and self._is_given(before[-1]):
            name = replace(name, start=sentence.at(before[-1])[0], name=f"{before[-1].text} {name.name}")
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
        if name.type == "Person":
            self._with_title(draft, name)
            if " " not in name.name and draft.token is not None and draft.token.dep_ == "compound" and not before:
                draft.type = draft.class_name = "Organisation"  # 'the Danab commandos'
        if draft.class_name == "Organisation" and self._prints_news(name, words):
            draft.class_name = "NewsOutlet"
        if draft.type == "Location":
            place = self.located.get((name.start, name.end))
            draft.value = {key: getattr(place, key, None) for key in PLACE_KEYS}
            if self._is_country(name) and draft.token is not None and _acts(draft.token):
                draft.type, draft.class_name, draft.value = "Organisation", "GovernmentBody", None
        return draft

    def _with_title(self, draft: Draft, name: Name) -> None:
        """What 'the colonel' may take up: the words of rank and office before the name."""
        title = self.text[draft.start : draft.end].split(name.name.split()[0])[0].strip().lower()
        rank = self.ranks.get(title.replace(".", "").replace("-", " "), "")
        draft.modifiers |= frozenset({*re.findall(r"\w+", title), *rank.lower().split()[-1:]})

    def _is_given(self, token: Token) -> bool:
        """True of a capitalised word that is no title: a given name that the parser left out."""
        known = token.lower_ in self.sorts or token.lower_.rstrip(".") in self.titles or token.lower_ in self.titles
        return token.pos_ == "PROPN" and token.text.istitle() and token.text.isalpha() and not known

    def _prints_news(self, name: Name, words: Sequence[str]) -> bool:
        """True of the article's own publisher and of a name that ends as newspapers' names do."""
        own = bool(self.publisher) and self.publisher == normal(name.name)
        return own or (len(words) > 1 and (words[-1] in self.outlets or " ".join(words[-2:]) in self.outlets))

    def _is_country(self, name: Name) -> bool:
        words = name.name.casefold()
        return name.type == "Location" and (words in self.countries or words in self.demonyms)

    def _says_whose(self, sentence: Sentence, name: Name) -> bool:
        """True of a country's name that only says whose: 'U.S. officials', 'the Mali media office'."""
        inside = [t for t in sentence.tokens if name.start <= sentence.at(t)[0] < name.end]
        heads = [t.head for t in inside if t.head not in inside]
        heads += [h.head for h in heads if h.dep_ == "nmod"]  # 'the French and Malian forces'
        qualifying = any(h.i > inside[-1].i and h.pos_ in ("NOUN", "PROPN") for h in heads)
        return qualifying and self._is_country(name)

    # --- descriptions -----------------------------------------------------------------------------------------------

    def _nominal(self, sentence: Sentence, tokens: Sequence[Token], root: Token, kind: Kind) -> Draft:
        start = sentence.at(tokens[0])[0]
        end = strip_possessive(self.text, sentence.at(_last(root, kind))[1])
        draft = Draft(start, end, kind.type, "nominal", kind.class_name, sentence.index, head=kind.head, token=root)
        content = [t for t in tokens if t.i < root.i and t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")]
        draft.modifiers = frozenset(t.lower_ for t in content) - frozenset(kind.head.split())
        draft.plural = root.tag_ in ("NNS", "NNPS") or kind.collective
        draft.definite = tokens[0].lower_ in ("the", "this", "that", "these", "those", "both")
        draft.nation = self._nation(tokens)
        self._count(draft, sentence.at(root)[1])
        if kind.type == "Organisation":
            self._as_body(sentence, tokens, draft)
        return draft

    def _as_body(self, sentence: Sentence, tokens: Sequence[Token], draft: Draft) -> None:
        """A nation's force is a service; a phrase in capitals ('Samarra Traffic Police') is a name."""
        if draft.nation and draft.head in FORCES:
            draft.class_name = "MilitaryService"
        words = [t for t in tokens if t.pos_ not in ("DET", "ADP", "CCONJ")]
        if len(words) > 1 and all(t.text[0].isupper() for t in words):
            draft.form, draft.name = "name", self.text[sentence.at(words[0])[0] : draft.end]

    def _nation(self, tokens: Iterable[Token]) -> str | None:
        words = {t.lower_ for t in tokens}
        found = {code for w in words if (code := self.demonyms.get(w) or self.countries.get(w))}
        return found.pop() if len(found) == 1 else None

    def _count(self, draft: Draft, end: int) -> None:
        """How many they are: a count that stands in the phrase or runs into it ('between 20 and 30 men')."""
        counted = next((self.counted[at] for at in range(draft.start, end) if at in self.counted), None)
        if counted is not None:
            draft.bounds = counted.bounds
            if " and " in counted.span.text:
                draft.start = min(draft.start, counted.span.start)


def _trimmed(tokens: list[Token], root: Token) -> list[Token]:
    """The tokens of a noun phrase up to its head, without quotation marks, dashes and prepositions before it."""
    tokens = [t for t in tokens if t.i <= root.i and not t.is_space]
    marks = [n for n, t in enumerate(tokens) if t.text in '“”"‘—–' or (t.is_punct and t.text not in "$#-'’.,")]
    tokens = tokens[marks[-1] + 1 :] if marks else tokens
    while tokens and (tokens[0].is_punct or _leads(tokens[0])):
        tokens = tokens[1:]
    return tokens


def _leads(token: Token) -> bool:
    return token.tag_ in ("IN", "CC", "RB") and token.lower_ not in COUNTING


def _acts(token: Token) -> bool:
    """True of a place that is the subject of a verb of doing or saying: there its government is meant."""
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ not in STATIVE


def _last(root: Token, kind: Kind) -> Token:
    """The last token of a description: 'members of the council', 'a source familiar with the raid'."""
    child = next((c for c in root.children if c.i > root.i), None)
    if child is None:
        return root
    if child.dep_ == "prep" and child.lower_ == "of" and kind.type in OF_TYPES:
        noun = next((n for n in child.children if n.dep_ == "pobj"), root)
        return noun if noun.i - root.i <= LONGEST_TAIL else root
    adjective = kind.type == "Person" and child.pos_ == "ADJ" and child.right_edge.i - root.i <= LONGEST_TAIL
    return child.right_edge if adjective else root
