"""Which words name a place: the longest names of the gazetteer with their generic nouns, outside names of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.text.document import Document, Sentence
from builder.text.gazetteer import Entry, Gazetteer
from builder.text.layout import dateline_end
from builder.text.names import strict_key
from builder.text.placewords import PLACES, place_nouns
from builder.text.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 7  # tokens of a name
LONGEST_UNKNOWN = 5
LOCATIONS = frozenset({"GPE", "LOC", "FAC"})
NAMES_OF_OTHERS = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "FAC"})
FUNCTION = frozenset(words("ADP DET PRON AUX CCONJ SCONJ PART"))
NATIONAL = frozenset(words("country capital admin1 range river province region lake sea base island dam"))
HYPHENS = frozenset(words("- – e i ‘ ’"))  # 'Pul-e ‘Alam'
TOWNS = frozenset(words("city capital admin1 admin2"))
LARGE = 100_000  # a town of that size is known without other evidence
RENOWNED = 1_000_000  # one of that size says which country the text is about


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Words that name a place: tokens `first` to `last` of the sentence. `entry`: what the name may mean, None unknown;
    `wanted`: the kinds that its generic noun asks for."""

    sentence: Sentence
    first: int
    last: int
    start: int
    end: int
    name: str
    entry: Entry | None
    wanted: tuple[str, ...] | None

    @property
    def renowned(self) -> bool:
        """Whether the first place of the name is of national rank or a large town."""
        best = self.entry.places[0] if self.entry else None
        return best is not None and (best.kind in NATIONAL or best.population >= LARGE)

    @property
    def official(self) -> bool:
        """Whether some place is named just so, not by another spelling."""
        key = strict_key(self.name)
        return self.entry is not None and any(strict_key(place.name) == key for place in self.entry.places)


def place_names(document: Document, gazetteer: Gazetteer) -> list[PlaceName]:
    """Names of places in order of the text, none overlapping another."""
    # 'Smith' after 'Jordan Smith' is no place
    entities = (entity for sentence in document.sentences for entity in sentence.tokens.ents)
    surnames = {entity[-1].text for entity in entities if entity.label_ == "PERSON" and len(entity) > 1}
    found: list[PlaceName] = []
    doubtful: list[PlaceName] = []
    for sentence in document.sentences:
        reader = _Reader(document, sentence, gazetteer)
        for name in reader.candidates():
            if reader.is_place(name, surnames):
                found.append(name)
            elif reader.after_direction(name) and name.official and name.name not in surnames:
                doubtful.append(name)
    # The countries that the text is about: those it names, and those of its well-known places.
    sure = [name.entry.places[0] for name in found if name.entry and not name.entry.alike]
    countries = {place.country for place in sure if place.kind in NATIONAL or place.population >= RENOWNED}
    # 'from Gao' in a text about Mali: the parser takes many towns for persons.
    towns = (n for n in doubtful if n.entry and any(place.country in countries for place in n.entry.places))
    checked: list[PlaceName] = []
    for name in sorted([*found, *towns], key=lambda name: name.start):
        if _evident(name, countries):
            checked.append(name)
        elif name.wanted or PLACES["kind_of"].search(document.text[name.sentence.start : name.start]):
            checked.append(replace(name, entry=None))  # its words say that it is a place, if none that we know
    return checked


def _evident(name: PlaceName, countries: set[str | None]) -> bool:
    """A name that only sounds like a place's, or spells a small one's otherwise, needs its country in the text."""
    if name.entry is None:
        return True
    sure = not name.entry.alike and (name.official or name.renowned)
    return sure or any(place.country in countries for place in name.entry.places)


class _Reader:
    """Reads the names of one sentence."""

    def __init__(self, document: Document, sentence: Sentence, gazetteer: Gazetteer) -> None:
        self.document, self.sentence, self.gazetteer = document, sentence, gazetteer
        self.tokens: list[Token] = list(sentence.tokens)
        self.dateline = dateline_end(document.text, sentence.start) >= sentence.end

    def candidates(self) -> Iterator[PlaceName]:
        """What could name a place, the longest first at each word."""
        first = 0
        while first < len(self.tokens):
            name = (self._known(first) or self._unknown(first)) if self._begins(first) else None
            if name:
                yield name
            first = name.last if name else first + 1

    def _begins(self, i: int) -> bool:
        word, connectors = self.tokens[i], PLACES.words("connector")
        if self.dateline:
            return _capital(word)
        if _capital(word):
            particle = word.lower_ in connectors - PLACES.words("link")
            return word.lower_ not in PLACES.words("calendar") and (word.pos_ not in FUNCTION or particle)
        following = [token.text for token in self.tokens[i + 1 : i + 3]]  # 'al-Hasakah'
        return len(word) == 2 and word.lower_ in connectors and following[:1] == ["-"] and following[-1][:1].isupper()

    def _known(self, first: int) -> PlaceName | None:
        fitting = first
        while fitting < min(len(self.tokens), first + LONGEST) and (
            _capital(self.tokens[fitting])
            or self.tokens[fitting].lower_ in PLACES.words("connector")
            or self.tokens[fitting].lower_ in place_nouns()
        ):
            fitting += 1
        for last in range(fitting, first, -1):
            if _capital(self.tokens[last - 1]) or self.tokens[last - 1].lower_ in place_nouns():
                surface = self._made(first, last, None, None).name
                bare = surface.lower() in place_nouns() or (len(surface) < 3 and surface not in ("US", "UK"))
                entry = None if bare else self.gazetteer.find(surface)  # 'Valley' alone is no town
                following = self._at(last)
                glued = following is not None and following.pos_ == "PROPN" and _capital(following)
                if entry and not (entry.alike and glued):
                    wanted, length = self._noun(last)
                    return self._made(first, last + length, entry, wanted)
        return None

    def _unknown(self, first: int) -> PlaceName | None:
        """A name that the gazetteer lacks, where a noun ('Dagh mountains', 'village of …') or the parser says place."""
        last = first
        while last < min(len(self.tokens), first + LONGEST_UNKNOWN) and (
            _capital(self.tokens[last]) or (last > first and self.tokens[last].text in HYPHENS)
        ):
            last += 1
        if last == first or not _capital(self.tokens[last - 1]):
            return None
        wanted, length = self._noun(last)
        # 'In Sabari district': the parser takes many names that it never saw for adjectives
        divided = first > 0 and wanted is not None and "admin2" in wanted
        if self.tokens[first].pos_ != "PROPN" and not divided:
            return None
        labels = {token.ent_type_ for token in self.tokens[first:last]}
        if (length and (divided or not labels & {"PERSON", "NORP"})) or PLACES["kind_of"].search(self._before(first)):
            return self._made(first, last + length, None, wanted)
        locative = first > 0 and self.tokens[first - 1].lower_ in PLACES.words("locative")
        return self._made(first, last, None, None) if locative and labels <= LOCATIONS else None

    def _made(self, first: int, last: int, entry: Entry | None, wanted: tuple[str, ...] | None) -> PlaceName:
        start, end = self.sentence.at(self.tokens[first])[0], self.sentence.at(self.tokens[last - 1])[1]
        return PlaceName(self.sentence, first, last, start, end, self.document.text[start:end], entry, wanted)

    def _noun(self, i: int) -> tuple[tuple[str, ...] | None, int]:
        """The kinds that the generic noun at a token asks for, and its number of tokens: 'mountain range' has 2."""
        token, following = self._at(i), self._at(i + 1)
        if token is None:
            return None, 0
        if token.lower_ in PLACES.words("before_noun") and following and following.lower_ in place_nouns():
            return place_nouns()[following.lower_], 2
        if token.lower_ not in place_nouns() or token.text == "state":
            return None, 0
        return place_nouns()[token.lower_], 1

    def _of_body(self, name: PlaceName) -> bool:
        """Whether a known place begins the name of a body that stands there: 'Leeds Crown Court'."""
        before, last = self._at(name.first - 1), name.last
        while (following := self._at(last)) is not None and _capital(following) and following.pos_ == "PROPN":
            last += 1
        known = name.entry is not None and name.official and not (name.entry.common or name.entry.alike)
        alone = before is None or not _name_like(before)
        ends = self._at(last - 1) if last > name.last else None
        return known and alone and name.renowned and ends is not None and ends.lower_ in PLACES.words("body")

    def after_direction(self, name: PlaceName) -> bool:
        """Whether a word of place or direction stands right before a name that is all there is of it."""
        before, after = self._at(name.first - 1), self._at(name.last)
        words_of_place = PLACES.words("locative") | PLACES.words("direction")
        return before is not None and before.lower_ in words_of_place and not _glued(None, after)

    def _before(self, first: int) -> str:
        return self.document.text[self.sentence.start : self.sentence.at(self.tokens[first])[0]]

    def _at(self, i: int) -> Token | None:
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def is_place(self, name: PlaceName, surnames: set[str]) -> bool:
        """Whether words that could name a place do so here."""
        named, before, after = self.tokens[name.first : name.last], self._at(name.first - 1), self._at(name.last)
        if self.dateline:
            return name.entry is not None
        if name.entry and self._of_body(name):
            return True
        left, previous = self._before(name.first), before.lower_ if before is not None else ""
        if name.entry and _facility(named, after, name):
            return False
        if name.wanted and after is not None and after.lower_ == "of":
            return False  # 'the Somali town of Jowhar': the noun belongs to the name that follows
        generic = len(named) > 1 and named[-1].lower_ in place_nouns()
        said = (
            name.wanted
            or generic
            or PLACES["offset"].search(left)
            or PLACES["kind_of"].search(left)
            or PLACES["named_before"].search(left)
        )
        if name.entry is None or said:
            return True
        if previous.rstrip(".") in PLACES.words("title") or name.name.lower() in PLACES.words("compass"):
            return False
        labels = {token.ent_type_ for token in named} - {""}
        location = bool(labels) and labels <= LOCATIONS
        country = name.entry.places[0].kind == "country" and not name.entry.alike
        if labels & NAMES_OF_OTHERS and _inside_larger(named, before, after):
            return False
        if not location and _glued(before, after):
            return False
        if country:
            return True
        # 'the Centre', but 'a Durban court'
        modifier = after is not None and after.pos_ == "NOUN" and name.renowned and not name.entry.common
        determined = previous in PLACES.words("determiner") and name.entry.places[0].kind in TOWNS and not modifier
        if labels == {"NORP"} or (determined and (name.entry.common or not location)):
            return False  # 'in Canadian waters'
        if location:
            return True
        locative = previous in PLACES.words("locative")
        if name.entry.common or name.entry.alike:
            return locative
        if "PERSON" in labels or name.name in surnames:
            return locative or (len(named) > 1 and name.renowned)
        return locative or previous in PLACES.words("direction") or name.renowned


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _facility(named: list[Token], after: Token | None, name: PlaceName) -> bool:
    """'Franklin Street' and 'White House' are no towns, whatever town has the name."""
    if after is not None and after.lower_ in PLACES.words("facility") and _capital(after):
        return True
    return named[-1].lower_ in PLACES.words("facility") and not (name.official and name.renowned)


def _inside_larger(named: list[Token], before: Token | None, after: Token | None) -> bool:
    """Whether the parser's named entity goes on beyond the words, articles apart."""
    starts = named[0].ent_iob_ == "I" and before is not None and before.lower_ != "the"
    return starts or (after is not None and after.ent_iob_ == "I" and after.text not in ("'s", "’s", "-", "–"))


def _glued(before: Token | None, after: Token | None) -> bool:
    """A capitalised neighbour makes a longer name: 'Jordan Smith', 'Washington Post', 'New Mosul'."""
    left = before is not None and _name_like(before) and before.ent_type_ not in LOCATIONS
    return left or (after is not None and _name_like(after) and after.lower_.rstrip(".") not in PLACES.words("title"))


def _name_like(token: Token) -> bool:
    return _capital(token) and token.pos_ == "PROPN" and token.lower_ not in PLACES.words("calendar")
