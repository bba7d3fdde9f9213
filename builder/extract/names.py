"""Names in running text by pattern and word list: operations, units, known actors, ranked persons, addresses.

These patterns see the text alone; what the parser adds is in `builder.extract.naming`. Every pattern is linear in
the text: no nested repetition, so that odd input costs no more than plain input.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.ontology import Ontology

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
PLAIN = (
    ("Url", re.compile(r"\b(?:https?://|www\.)[^\s<>\"“”)\]]*[\w/]")),
    ("CommsIdentifier", re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}\b|(?<![\w@])@\w{2,30}\b")),
    ("Frequency", re.compile(r"\b\d{1,6}(?:\.\d{1,4})? ?[kMG]?[hH]z\b")),
)
QUOTES = re.compile(r"[“”\"‘’]")
OPERATION = re.compile(rf"\bOperation (?:[“\"‘]{WORD}(?: {WORD}){{0,3}}[”\"’]|{WORD}(?: {WORD}){{0,3}})")


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in the text: `name` is its normal form."""

    start: int
    end: int
    type: str
    class_name: str
    name: str


def alternatives(words: Iterable[str]) -> str:
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
    plain = [Name(m.start(), m.end(), kind, kind, m.group()) for kind, found in PLAIN for m in found.finditer(text)]
    return [
        *plain,
        *_units(text, ontology),
        *_operations(text),
        *_ranked(text, ontology),
        *_actors(text, ontology),
        *_placed(text, ontology),
    ]


def _operations(text: str) -> Iterator[Name]:
    """'Operation Y Z', and 'Y Z' alone where the full name stands in the article too."""
    full = [
        Name(m.start(), m.end(), "Operation", "Operation", QUOTES.sub("", m.group())) for m in OPERATION.finditer(text)
    ]
    yield from full
    for name in dict.fromkeys(operation.name for operation in full):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name.removeprefix('Operation '))}(?![\w-])", text):
            yield Name(match.start(), match.end(), "Operation", "Operation", name)


def _units(text: str, ontology: Ontology) -> Iterator[Name]:
    nouns = {noun.title() for noun in ontology.words("unit_nouns")}
    letters = {letter.capitalize() for letter in ontology.words("company_letters")}
    strong = nouns - {noun.title() for noun in ontology.words("weak_unit_nouns")}
    capital = r"[A-Z][\w.’'-]*"
    numbered = rf"{ORDINAL} (?:{capital} ){{0,4}}?(?:{alternatives(nouns)}|Marines|Infantry|Rangers|Cavalry)\b"
    lettered = rf"\b(?:[A-M]|{alternatives(letters)}) (?:Company|Troop|Battery|Squadron)\b"
    named = rf"(?:{capital} ){{1,4}}(?:{alternatives(strong)})\b"
    force = rf"(?:{capital} ){{0,4}}Task Force(?: ?[–—-] ?{WORD}| (?:{WORD}|\d+))(?: {WORD}){{0,3}}"
    one = rf"(?:{lettered}|{numbered}|{named})"
    for match in re.finditer(rf"\b(?:{force}|{one}(?:(?:,| of the|, of the) {one}){{0,3}})", text):
        lead = re.match(r"(?:The|A|An|In|On|At|For|From|And|But|Its|His|Their|Two|Three) ", match.group())
        start = match.start() + (lead.end() if lead else 0)
        if " " in text[start : match.end()]:
            yield Name(start, match.end(), "Unit", "Unit", text[start : match.end()])


def rank_pattern(ontology: Ontology) -> str:
    """A pattern of any military rank as it is written before a name: with dots, without, or with hyphens ('Lt-Col')."""
    plain = {rank.replace(".", "") for rank in ontology.words("ranks")}
    return rf"(?:{alternatives({*ontology.words('ranks'), *plain, *(rank.replace(' ', '-') for rank in plain)})})\.?"


def rank_of(words: str, ontology: Ontology) -> str | None:
    """The rank in full, however it is abbreviated; None for other words."""
    plain = {surface.replace(".", ""): rank for surface, rank in ontology.words("ranks").items()}
    return plain.get(words.lower().replace(".", "").replace("-", " ").strip())


def _ranked(text: str, ontology: Ontology) -> Iterator[Name]:
    """Rank and name: 'Lt. Col. Ann B. Lee III'. The rank may be in any case but starts with a capital.
    'General Staff' and 'General Service Unit' are bodies."""
    bodies = {
        noun.split()[-1].title() for noun in (*ontology.words("organisation_nouns"), *ontology.words("unit_nouns"))
    }
    pattern = re.compile(rf"(?<![\w-])(?=[A-Z0-9])(?i:{rank_pattern(ontology)}) (?P<name>{PERSON_NAME})")
    for match in pattern.finditer(text):
        end = strip_possessive(text, match.end())
        if not (match.group().startswith("General ") and text[:end].endswith(tuple(bodies))):
            yield Name(match.start(), end, "Person", "Person", text[match.start("name") : end])


def _placed(text: str, ontology: Ontology) -> Iterator[Name]:
    """Full names that their place in the sentence makes a person's: 'spokesman Ann B. Lee', 'a spokesman, Ann Lee,' and
    'Ann Lee, 44,'."""
    spoken = alternatives(word for word in ontology.words("positions") if "spokes" in word)
    full = rf"(?:{PIECE})(?: (?:{PIECE})){{1,4}}"
    spokesman = rf"(?<!\w)(?i:{spoken}) (?P<name>{full})"
    apposed = rf"(?<!\w)(?i:{spoken}), (?P<name>{full})(?=,)"
    aged = rf"(?<!\w)(?P<name>{full})(?=, \d\d,)"
    for pattern in (spokesman, apposed, aged):
        for match in re.finditer(pattern, text):
            end = strip_possessive(text, match.end())
            yield Name(match.start("name"), end, "Person", "Person", text[match.start("name") : end])


def _actors(text: str, ontology: Ontology) -> Iterator[Name]:
    """Known actors by name and alias, the longest first. An acronym keeps its case, a name its first capital."""
    known = {alias.replace("’", "'"): actor for actor in ontology.actors for alias in (actor.name, *actor.aliases)}
    exact = [alias for alias in known if len(alias) < 5 or alias.isupper()]
    loose = {alias.casefold(): actor for alias, actor in known.items() if alias not in exact}
    small = {re.split(r"\W", alias)[0] for alias in known if alias[0].islower()}  # 'al-Shabaab'
    pattern = rf"(?<![\w-])(?=[A-Z]|{alternatives(small)})(?:(?i:{alternatives(loose)})|{alternatives(exact)})(?![\w-])"
    for match in re.finditer(pattern, text.replace("’", "'").replace("\u00a0", " ")):
        words = " ".join(match.group().split())
        actor = known.get(words) or loose[words.casefold()]
        kind = actor.class_name if actor.class_name in ("Unit", "Operation") else "Organisation"
        yield Name(match.start(), match.end(), kind, actor.class_name, actor.name)


def strip_possessive(text: str, end: int) -> int:
    """The end of a name without its possessive ('s, s')."""
    if text[end - 2 : end] in ("'s", "’s"):
        return end - 2
    return end - 1 if text[end - 1] in "'’" else end
