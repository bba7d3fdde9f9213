"""Which words name a place: the longest names of the gazetteer with their generic nouns, outside names of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.text import placewords as near
from builder.text.document import Document, Sentence
from builder.text.gazetteer import Entry, Gazetteer
from builder.text.names import strict_key
from builder.text.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 7  # tokens of a name
LONGEST_UNKNOWN = 5
LOCATIONS = frozenset({"GPE", "LOC", "FAC"})
NAMES_OF_OTHERS = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "FAC"})
CONNECTORS = frozenset(
    words("of the and al el ad ar as at az an ash es ez ul de la le du des del di da dos do upon on sur am ou - ' ’")
)
LINKS = frozenset(words("of the and de la do upon on as at an"))
FUNCTION = frozenset(words("ADP DET PRON AUX CCONJ SCONJ PART"))
TOWNS = frozenset(words("city capital admin1 admin2"))
NATIONAL = frozenset(words("country capital admin1 range river province region lake sea base island dam"))
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
    def official(self) -> bool:
        """Whether some place is named just so, not by another spelling."""
        key = strict_key(self.name)
        return self.entry is not None and any(strict_key(place.name) == key for place in self.entry.places)

    @property
    def after_article(self) -> bool:
        """Whether 'the' stands before the name."""
        return self.first > 0 and self.sentence.tokens[self.first - 1].lower_ == "the"


def place_names(document: Document, gazetteer: Gazetteer) -> list[PlaceName]:
    """Names of places in order of the text, none overlapping another."""
    people = _surnames(document)
    found: list[PlaceName] = []
    for sentence in document.sentences:
        reader = _Reader(document, sentence, gazetteer)
        found.extend(reader.joined([name for name in reader.candidates() if reader.is_place(name, people)]))
    countries = evident_countries(found)
    checked = (name if _evident(name, countries) else _unresolved(document, name) for name in found)
    return [name for name in checked if name is not None]


def evident_countries(names: list[PlaceName]) -> frozenset[str | None]:
    """Countries that the text is about: those it names, and those of its well-known places."""
    sure = [name.entry.places[0] for name in names if name.entry and not name.entry.alike]
    return frozenset(place.country for place in sure if place.kind in NATIONAL or place.population >= RENOWNED)


def _evident(name: PlaceName, countries: frozenset[str | None]) -> bool:
    """A name that only sounds like a place's, or spells a small one's otherwise, needs its country in the text."""
    if name.entry is None or (name.official and not name.entry.alike):
        return True
    best = name.entry.places[0]
    if not name.entry.alike and (best.kind in NATIONAL or best.population >= LARGE):
        return True
    return any(place.country in countries for place in name.entry.places)


def _unresolved(document: Document, name: PlaceName) -> PlaceName | None:
    """A place that its words say is one, though we know no such place where the text plays; else none."""
    said = name.wanted is not None or near.KIND_OF.search(document.text[name.sentence.start : name.start])
    return replace(name, entry=None) if said else None


@dataclass
class _Reader:
    """Reads the names of one sentence."""

    document: Document
    sentence: Sentence
    gazetteer: Gazetteer

    def __post_init__(self) -> None:
        self.tokens: list[Token] = list(self.sentence.tokens)

    def candidates(self) -> Iterator[PlaceName]:
        """What could name a place, the longest first at each word."""
        first = 0
        while first < len(self.tokens):
            name = (self._known(first) or self._unknown(first)) if self._begins(first) else None
            if name:
                yield name
            first = name.last if name else first + 1

    def _begins(self, i: int) -> bool:
        word = self.tokens[i]
        if word.text[:1].isupper():
            return word.lower_ not in near.CALENDAR and (word.pos_ not in FUNCTION or word.lower_ in CONNECTORS - LINKS)
        following = [token.text for token in self.tokens[i + 1 : i + 3]]
        return len(word) == 2 and word.lower_ in CONNECTORS and following[:1] == ["-"] and following[-1][:1].isupper()

    def _known(self, first: int) -> PlaceName | None:
        start = self.sentence.at(self.tokens[first])[0]
        fitting = first
        while fitting < min(len(self.tokens), first + LONGEST) and _fits(self.tokens[fitting]):
            fitting += 1
        for last in range(fitting, first, -1):
            end = self.tokens[last - 1]
            if end.text[:1].isupper() or end.lower_ in near.PLACE_NOUNS:
                surface = self.document.text[start : self.sentence.at(end)[1]]
                entry = self.gazetteer.find(surface) if len(surface) > 2 or surface in ("US", "UK") else None
                glued = last < len(self.tokens) and self.tokens[last].pos_ == "PROPN"
                if entry and not (entry.alike and glued and self.tokens[last].text[:1].isupper()):
                    noun, length = self._noun(last)
                    return self._made(first, last + length, entry, noun)
        return None

    def _unknown(self, first: int) -> PlaceName | None:
        """A name that the gazetteer lacks, where a noun ('Dagh mountains', 'village of …') or the parser says place."""
        last = first
        while last < min(len(self.tokens), first + LONGEST_UNKNOWN) and (
            self.tokens[last].text[:1].isupper() or (self.tokens[last].text == "-" and last > first)
        ):
            last += 1
        noun, length = self._noun(last)
        if last == first or not self.tokens[last - 1].text[:1].isupper() or self.tokens[first].pos_ != "PROPN":
            return None
        if first > 0 and self.tokens[first - 1].lower_.rstrip(".") in near.TITLES:
            return None
        labels = {token.ent_type_ for token in self.tokens[first:last]}
        if (length and not labels & {"PERSON", "NORP"}) or near.KIND_OF.search(self._before(first)):
            return self._made(first, last + length, None, noun)
        locative = first > 0 and self.tokens[first - 1].lower_ in near.STRONG_LOCATIVE
        return self._made(first, last, None, "") if locative and labels <= LOCATIONS and "" not in labels else None

    def _made(self, first: int, last: int, entry: Entry | None, noun: str) -> PlaceName:
        start, end = self.sentence.at(self.tokens[first])[0], self.sentence.at(self.tokens[last - 1])[1]
        text = self.document.text[start:end]
        return PlaceName(self.sentence, first, last, start, end, text, entry, near.PLACE_NOUNS.get(noun))

    def _noun(self, i: int) -> tuple[str, int]:
        """The generic noun that begins at a token, and its number of tokens: ('province', 1), ('', 0)."""
        following = [token.lower_ for token in self.tokens[i : i + 2]]
        if pair := near.NOUN_PAIRS.get(" ".join(following)):
            return pair, 2
        if (
            following
            and following[0] in near.PLACE_NOUNS
            and (following[0] != "state" or self.tokens[i].text == "State")
        ):
            return following[0], 1
        return "", 0

    def _before(self, first: int) -> str:
        return self.document.text[self.sentence.start : self.sentence.at(self.tokens[first])[0]]

    def joined(self, names: list[PlaceName]) -> Iterator[PlaceName]:
        """In 'the Hamrin and Makhoul mountain ranges' the noun belongs to both names."""
        for i, name in enumerate(names):
            following = names[i + 1] if i + 1 < len(names) else None
            if following is not None and following.wanted is not None and name.wanted is None:
                plural = self.tokens[following.last - 1].text.endswith("s")
                if plural and self.document.text[name.end : following.start] in (" and ", ", "):
                    name = replace(name, wanted=following.wanted)
            yield name

    def is_place(self, name: PlaceName, people: frozenset[str]) -> bool:
        """Whether words that could name a place do so here."""
        named, before = self.tokens[name.first : name.last], self.tokens[name.first - 1] if name.first else None
        after = self.tokens[name.last] if name.last < len(self.tokens) else None
        left = self._before(name.first)
        if name.entry is None or name.wanted is not None or near.KIND_OF.search(left) or near.NAMED_BEFORE.search(left):
            return True
        previous, best = before.lower_ if before is not None else "", name.entry.places[0]
        if (
            previous.rstrip(".") in near.TITLES
            or name.name.lower() in near.COMPASS_WORDS
            or _facility(named, after, name)
        ):
            return False
        labels = {token.ent_type_ for token in named} - {""}
        location = bool(labels) and labels <= LOCATIONS
        country = best.kind == "country" and not name.entry.alike
        if labels == {"NORP"} and not country:
            return False  # 'in Canadian waters'
        if labels & NAMES_OF_OTHERS and _inside_larger(named, before, after):
            return False
        strong, common = previous in near.STRONG_LOCATIVE, name.entry.common
        if not country:
            # 'the Centre', but 'a Durban court'
            modifier = after is not None and after.pos_ == "NOUN" and best.population >= LARGE and not common
            determined = previous in near.DETERMINERS and best.kind in TOWNS and not modifier
            if previous in near.SAYING or (determined and (common or not location)):
                return False
        if not location and _glued(before, after):
            return False
        if (common or name.entry.alike) and not country:
            return location or strong
        if location or country:
            return True
        if name.name in people or "PERSON" in labels:
            return strong or (len(named) > 1 and (best.kind in NATIONAL or best.population >= LARGE))
        contained = after is not None and after.text == "," and self.tokens[name.last + 1 : name.last + 2] != []
        contained = contained and self.tokens[name.last + 1].text[:1].isupper()
        return previous in near.LOCATIVE or contained or best.kind in NATIONAL or best.population >= LARGE


def _fits(token: Token) -> bool:
    return token.text[:1].isupper() or token.lower_ in CONNECTORS or token.lower_ in near.PLACE_NOUNS


def _facility(named: list[Token], after: Token | None, name: PlaceName) -> bool:
    """'Franklin Street' and 'White House' are no towns, whatever town has the name."""
    if after is not None and after.lower_ in near.FACILITIES and after.text[0].isupper():
        return True
    large = name.official and name.entry is not None and name.entry.places[0].population >= LARGE
    return len(named) > 1 and named[-1].lower_ in near.FACILITIES and not large


def _inside_larger(named: list[Token], before: Token | None, after: Token | None) -> bool:
    """Whether the parser's named entity goes on beyond the words, articles apart."""
    starts = named[0].ent_iob_ == "I" and before is not None and before.lower_ != "the"
    return starts or (after is not None and after.ent_iob_ == "I" and after.text not in ("'s", "’s", "-", "–"))


def _glued(before: Token | None, after: Token | None) -> bool:
    """A capitalised neighbour makes a longer name: 'Jordan Smith', 'Washington Post', 'New Mosul'."""

    def name_like(token: Token | None) -> bool:
        return (
            token is not None
            and token.text[:1].isupper()
            and token.pos_ == "PROPN"
            and token.lower_ not in near.CALENDAR
        )

    if after is not None and name_like(after) and after.lower_.rstrip(".") not in near.TITLES:
        return True
    joined = before is not None and name_like(before) and before.lower_ not in near.COMPASS_WORDS
    return before is not None and joined and before.ent_type_ not in LOCATIONS


def _surnames(document: Document) -> frozenset[str]:
    """Last parts of the names of persons in the document: 'Smith' after 'Jordan Smith' is no place."""
    entities = (entity for sentence in document.sentences for entity in sentence.tokens.ents)
    return frozenset(entity[-1].text for entity in entities if entity.label_ == "PERSON" and len(entity) > 1)
