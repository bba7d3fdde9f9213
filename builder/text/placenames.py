"""Which words name a place: the longest names of the gazetteer with their generic nouns, outside names of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.text.document import Document, Sentence
from builder.text.gazetteer import Entry, Gazetteer
from builder.text.names import strict_key
from builder.text import placewords as w
from builder.text.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 7  # tokens of a name
LOCATIONS = frozenset({"GPE", "LOC", "FAC"})
CONNECTORS = frozenset(
    "of the and al el ad ar as at az an ash es ez ul de la le du des del di da dos do upon on sur am ou - ' ’".split()
)
LARGE = 100_000  # a town of that size is known without other evidence
RENOWNED = 1_000_000
NAMES_OF_OTHERS = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "FAC"})
TOWNS = frozenset("city capital admin1 admin2".split())
NATIONAL = frozenset("country capital admin1 range river province region lake sea base island".split())


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


def place_names(document: Document, gazetteer: Gazetteer) -> list[PlaceName]:
    """Names of places in order of the text, none overlapping another."""
    people = _surnames(document)
    found: list[PlaceName] = []
    for sentence in document.sentences:
        tokens = list(sentence.tokens)
        names = [
            name
            for name in _candidates(document, sentence, tokens, gazetteer)
            if _is_place(document, tokens, name, people)
        ]
        found.extend(_joined(document, tokens, names))
    countries = evident_countries(found)
    return [name for name in found if _evident(name, countries)]


def evident_countries(names: list[PlaceName]) -> frozenset[str | None]:
    """Countries that the text is about: those it names, and those of its well-known places."""
    return frozenset(
        name.entry.places[0].country
        for name in names
        if name.entry
        and not name.entry.alike
        and (name.entry.places[0].kind in NATIONAL or name.entry.places[0].population >= RENOWNED)
    )


def _evident(name: PlaceName, countries: frozenset[str | None]) -> bool:
    """A name that only sounds like a place's, or is another spelling of a small one's, needs its country in the text."""
    if name.entry is None or (name.official and not name.entry.alike):
        return True
    best = name.entry.places[0]
    if not name.entry.alike and (best.kind in NATIONAL or best.population >= LARGE):
        return True
    return any(place.country in countries for place in name.entry.places)


def _candidates(
    document: Document, sentence: Sentence, tokens: list[Token], gazetteer: Gazetteer
) -> Iterator[PlaceName]:
    first = 0
    while first < len(tokens):
        name = _longest(document, sentence, tokens, first, gazetteer) if _begins(tokens, first) else None
        if name:
            yield name
        first = name.last if name else first + 1


def _begins(tokens: list[Token], i: int) -> bool:
    word = tokens[i].text
    if word[:1].isupper():
        return word.lower() not in w.CALENDAR and word.lower() not in w.DETERMINERS
    return (
        word.lower() in CONNECTORS
        and len(word) == 2
        and i + 2 < len(tokens)
        and tokens[i + 1].text == "-"
        and tokens[i + 2].text[:1].isupper()
    )


def _longest(
    document: Document, sentence: Sentence, tokens: list[Token], first: int, gazetteer: Gazetteer
) -> PlaceName | None:
    def made(last: int, entry: Entry | None, noun: str) -> PlaceName:
        start, end = sentence.at(tokens[first])[0], sentence.at(tokens[last - 1])[1]
        wanted = w.PLACE_NOUNS.get(noun)
        return PlaceName(sentence, first, last, start, end, document.text[start:end], entry, wanted)

    for last in range(min(len(tokens), first + LONGEST), first, -1):
        words = tokens[first:last]
        if not words[-1].text[:1].isupper() and words[-1].lower_ not in w.PLACE_NOUNS:
            continue
        if any(not (w.text[:1].isupper() or w.lower_ in CONNECTORS or w.lower_ in w.PLACE_NOUNS) for w in words):
            continue
        surface = document.text[sentence.at(words[0])[0] : sentence.at(words[-1])[1]]
        entry = gazetteer.find(surface) if len(surface) > 2 or surface in ("US", "UK") else None
        if entry:
            noun, length = _noun_at(tokens, last)
            return made(last + length, entry, noun)
    last = first
    while (
        last < len(tokens)
        and last - first < 5
        and (tokens[last].text[:1].isupper() or (tokens[last].text == "-" and last > first))
    ):
        last += 1
    noun, length = _noun_at(tokens, last)
    if (
        last == first
        or not tokens[last - 1].text[:1].isupper()
        or tokens[first].pos_ != "PROPN"
        or _titled(tokens, first)
    ):
        return None
    labels = {t.ent_type_ for t in tokens[first:last]}
    before = document.text[sentence.start : sentence.at(tokens[first])[0]]
    if (length and not labels & {"PERSON", "NORP"}) or w.KIND_OF.search(before):
        return made(last + length, None, noun)
    if labels and labels <= LOCATIONS and first and tokens[first - 1].lower_ in w.STRONG_LOCATIVE:
        return made(last, None, "")
    return None


def _noun_at(tokens: list[Token], i: int) -> tuple[str, int]:
    """The generic noun that begins at a token, and its number of tokens: ('province', 1), ('ranges', 2), ('', 0)."""
    if i + 1 < len(tokens) and (pair := w.NOUN_PAIRS.get(f"{tokens[i].lower_} {tokens[i + 1].lower_}")):
        return pair, 2
    if (
        i < len(tokens)
        and tokens[i].lower_ in w.PLACE_NOUNS
        and (tokens[i].lower_ != "state" or tokens[i].text == "State")
    ):
        return tokens[i].lower_, 1
    return "", 0


def _joined(document: Document, tokens: list[Token], names: list[PlaceName]) -> Iterator[PlaceName]:
    """In 'the Hamrin and Makhoul mountain ranges' the noun belongs to both names."""
    for i, name in enumerate(names):
        following = names[i + 1] if i + 1 < len(names) else None
        between = document.text[name.end : following.start] if following else ""
        plural = (
            following is not None and following.wanted is not None and tokens[following.last - 1].text.endswith("s")
        )
        if following is not None and plural and name.wanted is None and between in (" and ", ", "):
            name = replace(name, wanted=following.wanted)
        yield name


def _titled(tokens: list[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].lower_.rstrip(".") in w.TITLES


def _is_place(document: Document, tokens: list[Token], name: PlaceName, people: frozenset[str]) -> bool:
    """Whether words that could name a place do so here."""
    words = tokens[name.first : name.last]
    before = tokens[name.first - 1] if name.first else None
    after = tokens[name.last] if name.last < len(tokens) else None
    text_before = document.text[name.sentence.start : name.start]
    if name.wanted is not None or w.KIND_OF.search(text_before) or w.NAMED_BEFORE.search(text_before):
        return True
    if name.entry is None:
        return True
    if _titled(tokens, name.first) or name.name.lower() in w.COMPASS_WORDS:
        return False
    previous = before.lower_ if before is not None else ""
    best = name.entry.places[0]
    if (after is not None and after.lower_ in w.FACILITIES and after.text[0].isupper()) or (
        len(words) > 1 and words[-1].lower_ in w.FACILITIES and best.population < LARGE
    ):
        return False
    strong, locative = previous in w.STRONG_LOCATIVE, previous in w.LOCATIVE
    contained = (
        after is not None
        and after.text == ","
        and name.last + 1 < len(tokens)
        and tokens[name.last + 1].text[:1].isupper()
    )
    labels = {t.ent_type_ for t in words} - {""}
    location = bool(labels) and labels <= LOCATIONS
    country = best.kind == "country" and not name.entry.alike
    if labels & NAMES_OF_OTHERS and _inside_larger(words, before, after):
        return False
    if not country and previous in w.SAYING:
        return False
    modifier = after is not None and after.pos_ == "NOUN" and best.population >= LARGE and not name.entry.common
    if (
        not country
        and previous in w.DETERMINERS
        and best.kind in TOWNS
        and not modifier
        and (name.entry.common or not location)
    ):
        return False
    if not location and _glued(before, after):
        return False
    if (name.entry.common or name.entry.alike) and not country:
        return location or strong
    if location or country:
        return True
    if name.name in people or "PERSON" in labels:
        return strong or (len(words) > 1 and name.official and best.kind in NATIONAL)
    return locative or contained or best.kind in NATIONAL or best.population >= LARGE


def _inside_larger(words: list[Token], before: Token | None, after: Token | None) -> bool:
    """Whether the parser's named entity goes on beyond the words, articles apart."""
    starts = words[0].ent_iob_ == "I" and before is not None and before.lower_ != "the"
    return starts or (after is not None and after.ent_iob_ == "I" and after.text not in ("'s", "’s", "-", "–"))


def _glued(before: Token | None, after: Token | None) -> bool:
    """A capitalised neighbour makes a longer name: 'Jordan Smith', 'Washington Post', 'New Mosul'."""

    def name_like(token: Token | None) -> bool:
        return token is not None and token.text[:1].isupper() and token.pos_ == "PROPN" and token.lower_ not in w.CALENDAR

    if after is not None and name_like(after) and after.lower_.rstrip(".") not in w.TITLES:
        return True
    return (
        before is not None
        and name_like(before)
        and before.lower_ not in w.COMPASS_WORDS
        and before.ent_type_ not in LOCATIONS
    )


def _surnames(document: Document) -> frozenset[str]:
    """Last parts of the names of persons in the document: 'Smith' after 'Jordan Smith' is no place."""
    return frozenset(
        entity[-1].text
        for sentence in document.sentences
        for entity in sentence.tokens.ents
        if entity.label_ == "PERSON" and len(entity) > 1
    )
