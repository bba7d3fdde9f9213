"""Names in running text by pattern and word list: operations, units, known actors, ranked persons, addresses.

These patterns see the text alone; what the parser adds is in `builder.extract.mentions`. Every pattern is linear in
the text: no nested repetition, so that odd input costs no more than plain input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.ontology import KnownActor, Ontology

CALENDAR = (
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September"
    "|October|November|December"
)
# A capitalised word that goes on a name; a weekday or month ends it ('told Capt. Ann Lee Monday').
WORD = rf"(?!(?:{CALENDAR}|Jr|Sr)\b)[A-ZÀ-Þ][\w’'\-]*\w"
INITIAL = r"[A-Z]\.(?:[A-Z]\.)*"
PARTICLE = r"(?:al|el|ad|ar|as|at|az|ul|bin|bint|ibn|abu|de|del|della|van|von|der|den|da|dos|di|la|le)"
PIECE = rf"(?:{PARTICLE}[- ])*{WORD}|{INITIAL}|[“\"][A-Z][\w.]*[”\"]"
GENERATION = r"(?:,? (?:Jr\b\.?|Sr\b\.?|I{2,3}\b|IV\b))"
PERSON_NAME = rf"(?:{PIECE})(?: (?:{PIECE})){{0,4}}{GENERATION}?"
SUFFIX = re.compile(GENERATION + "$")
ORDINAL = r"(?:\d{1,3}(?:st|nd|rd|th|d)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|[IVX]{1,5})"
# Unit nouns that as often end the name of a firm or a service: only after an ordinal or a letter.
WEAK_UNITS = frozenset({"company", "group", "wing", "corps", "command", "force", "team", "fleet", "unit", "forces"})
LETTERS = (
    "Alpha|Alfa|Bravo|Charlie|Delta|Echo|Foxtrot|Golf|Hotel|India|Juliet|Kilo|Lima|Mike|November|Oscar|Able|Baker|Easy"
    "|Fox|Headquarters|[A-M]"
)

PLAIN = (
    ("Url", re.compile(r"\b(?:https?://|www\.)[^\s<>\"“”)\]]*[\w/]")),
    ("CommsIdentifier", re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}\b|(?<![\w@])@\w{2,30}\b")),
    ("Frequency", re.compile(r"\b\d{1,6}(?:\.\d{1,4})? ?[kMG]?[hH]z\b")),
)
OPERATION = re.compile(rf"\bOperation (?:[“\"‘]{WORD}(?: {WORD}){{0,3}}[”\"’]|{WORD}(?: {WORD}){{0,3}})")
ACRONYM = re.compile(r"\((?:the |or )?[“\"]?([A-Z][A-Za-z&.\-]{1,11})[”\"]?\)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in the text: `name` is its normal form, `actor` true if the ontology knows it."""

    start: int
    end: int
    type: str
    class_name: str
    name: str
    actor: bool = False


def alternatives(words: Mapping[str, str] | list[str]) -> str:
    """A pattern of any of the words, the longest first; a space stands for any white space within a line."""
    escaped = [re.escape(word).replace(r"\ ", "[ \u00a0]+") for word in sorted(words, key=lambda w: (-len(w), w))]
    return "|".join(escaped) or r"(?!)"


def normal(name: str) -> str:
    """A name as it is compared: lower case, one space, no article, no dots in abbreviations, plain apostrophes."""
    plain = re.sub(r"[“”\"]", "", name.casefold().replace("’", "'").replace("–", "-"))
    plain = re.sub(r"\s*-\s*", "-", plain).replace(".", "")
    return re.sub(r"^(?:the|a|an) ", "", re.sub(r"\s+", " ", plain).strip())


def find_names(text: str, ontology: Ontology) -> list[Name]:
    """All names by pattern, in the order of precedence: of two that overlap, the earlier in the list holds."""
    return [
        *_plain(text),
        *_units(text, ontology),
        *_operations(text),
        *_ranked(text, ontology),
        *_actors(text, ontology),
    ]


def _plain(text: str) -> Iterator[Name]:
    for kind, pattern in PLAIN:
        for match in pattern.finditer(text):
            yield Name(match.start(), match.end(), kind, kind, match.group())


def _operations(text: str) -> Iterator[Name]:
    """'Operation Y Z', and 'Y Z' alone where the full name stands in the article too."""
    found = [match.span() for match in OPERATION.finditer(text)]
    for start, end in found:
        yield Name(start, end, "Operation", "Operation", re.sub(r"[“”\"‘’]", "", text[start:end]))
    codes = {re.sub(r"[“”\"‘’]", "", text[start + len("Operation ") : end]) for start, end in found}
    for code in sorted(codes):
        for match in re.finditer(rf"(?<![\w-]){re.escape(code)}(?![\w-])", text):
            if not any(start <= match.start() < end for start, end in found):
                yield Name(match.start(), match.end(), "Operation", "Operation", f"Operation {code}")


def _units(text: str, ontology: Ontology) -> Iterator[Name]:
    nouns = {" ".join(w.capitalize() for w in noun.split()) for noun in ontology.words("unit_nouns")}
    strong = {noun for noun in nouns if noun.lower() not in WEAK_UNITS} - {"Task Force"}
    capital = r"[A-Z][\w.’'-]*"
    numbered = rf"{ORDINAL} (?:{capital} ){{0,4}}?(?:{alternatives(sorted(nouns))}|Marines|Infantry|Rangers|Cavalry)\b"
    lettered = rf"\b(?:{LETTERS}) (?:Company|Troop|Battery|Squadron)\b"
    named = rf"(?:{capital} ){{1,4}}(?:{alternatives(sorted(strong))})\b"
    force = rf"(?:{capital} ){{0,4}}Task Force(?: ?[–—-] ?{WORD}| (?:{WORD}|\d+))(?: {WORD}){{0,3}}"
    one = rf"(?:{lettered}|{numbered}|{named})"
    pattern = re.compile(rf"\b(?:{force}|{one}(?:(?:,| of the|, of the) {one}){{0,3}})")
    for match in pattern.finditer(text):
        lead = re.match(r"(?:The|A|An|In|On|At|For|From|And|But|Its|His|Their|Two|Three) ", match.group())
        start = match.start() + (lead.end() if lead else 0)
        if " " in text[start : match.end()]:
            yield Name(start, match.end(), "Unit", "Unit", text[start : match.end()])


def rank_pattern(ontology: Ontology) -> str:
    """A pattern of any military rank as it is written before a name: with dots, without, or with hyphens ('Lt-Col')."""
    plain = {rank.replace(".", "") for rank in ontology.words("ranks")}
    surfaces = {*ontology.words("ranks"), *plain, *(rank.replace(" ", "-") for rank in plain)}
    return rf"(?:{alternatives(sorted(surfaces))})\.?"


def rank_of(words: str, ontology: Ontology) -> str | None:
    """The rank in full, however it is abbreviated; None for other words."""
    plain = {surface.replace(".", ""): rank for surface, rank in ontology.words("ranks").items()}
    return plain.get(words.lower().replace(".", "").replace("-", " ").strip())


def _ranked(text: str, ontology: Ontology) -> Iterator[Name]:
    """Rank and name: 'Lt. Col. Ann B. Lee III'. The rank may be in any case but starts with a capital."""
    pattern = re.compile(rf"(?<![\w-])(?=[A-Z0-9])(?i:{rank_pattern(ontology)}) (?P<name>{PERSON_NAME})")
    for match in pattern.finditer(text):
        end = strip_possessive(text, match.end())
        yield Name(match.start(), end, "Person", "Person", text[match.start("name") : end])


def _actors(text: str, ontology: Ontology) -> Iterator[Name]:
    """Known actors by name and alias, the longest first. An acronym keeps its case, a name its first capital."""
    known: dict[str, list[tuple[str, KnownActor]]] = {}
    for actor in ontology.actors:
        for alias in (actor.name, *actor.aliases):
            known.setdefault(_first_word(alias), []).append((alias, actor))
    for aliases in known.values():
        aliases.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    end = 0
    for word in re.finditer(r"(?<![\w-])[A-Za-z]\w*", text):
        if word.start() < end:
            continue
        for alias, actor in known.get(word.group().casefold(), ()):
            stop = word.start() + len(alias)
            cased = word.group()[0].isupper() or alias[0].islower()
            if cased and _same(text[word.start() : stop], alias) and not re.match(r"[\w-]", text[stop : stop + 1]):
                kind = actor.class_name if actor.class_name in ("Unit", "Operation") else "Organisation"
                yield Name(word.start(), stop, kind, actor.class_name, actor.name, actor=True)
                end = stop
                break


def _first_word(alias: str) -> str:
    match = re.match(r"\w+", alias)
    return match.group().casefold() if match else ""


def _same(words: str, alias: str) -> bool:
    """Equal but for the case of longer names, the form of apostrophes, and the kind of space."""
    one, other = (re.sub(r"[ \u00a0]", " ", w.replace("’", "'")) for w in (words, alias))
    return one == other or (len(alias) >= 5 and not alias.isupper() and one.casefold() == other.casefold())


def strip_possessive(text: str, end: int) -> int:
    """The end of a name without its possessive ('s, s')."""
    if text[end - 2 : end] in ("'s", "’s"):
        return end - 2
    return end - 1 if text[end - 1] in "'’" else end


def acronyms(text: str) -> dict[str, int]:
    """{acronym in brackets: where its bracket opens}: 'Syrian Democratic Forces (SDF)'."""
    return {match.group(1): match.start() for match in reversed(list(ACRONYM.finditer(text)))}
