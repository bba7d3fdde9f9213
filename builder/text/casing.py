"""Text all in capitals or without any: a copy with the letters that print would have, of the same length.

Only what reads the text sees the copy; quotations and offsets are of the article's own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from builder.ontology import Ontology
from builder.text.gazetteer import Gazetteer
from builder.text.layout import dateline_end, paragraphs

if TYPE_CHECKING:
    from spacy.language import Language

SHARE = 0.8  # of a paragraph's letters in capitals, from which on it is a text in capitals
FEWEST = 30  # letters of such a paragraph: a headline of two words may be two acronyms
LARGE = 100_000  # people in a place that is known without other evidence
ACRONYM = 5  # letters of an unknown word that may be one
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
NEW_SENTENCE = re.compile(r"(?:^|[.!?:\]]|--|\n\s*\n)[\s\"“(\[]*$")


class Casing:
    """Knows how a word is printed: by the names of ontology and gazetteer, and the words of the parser's dictionary."""

    def __init__(self, nlp: Language, ontology: Ontology, gazetteer: Gazetteer) -> None:
        tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        self.index: Mapping[str, list[str]] = tables.get_table("lemma_index")
        self.irregular: Mapping[str, Mapping[str, list[str]]] = tables.get_table("lemma_exc")
        self.rules: Mapping[str, list[tuple[str, str]]] = tables.get_table("lemma_rules")
        self.stop_words, self.gazetteer = nlp.Defaults.stop_words, gazetteer
        names = {*ontology.words("nationalities"), *ontology.words("countries")}
        self.names = {*names, *"monday tuesday wednesday thursday friday saturday sunday".split()} | {
            *"january february march april june july august september october november december".split()
        }
        actors = (alias for actor in ontology.actors for alias in (actor.name, *actor.aliases))
        self.acronyms = {alias for alias in actors if alias.isupper()}

    def of(self, text: str) -> str:
        """The text with such paragraphs as print would have them; each code point stands for one."""
        pieces, done = [], 0
        for start, end in paragraphs(text):
            letters = [c for c in text[start:end] if c.isalpha()]
            capitals = sum(map(str.isupper, letters))
            if len(letters) >= FEWEST and (capitals >= SHARE * len(letters) or capitals == 0):
                body = min(dateline_end(text, start), end)
                pieces += [text[done:body], self._printed(text[body:end])]
                done = end
        return "".join([*pieces, text[done:]])

    def _printed(self, text: str) -> str:
        words = list(WORD.finditer(text))
        how = [self._case(match.group()) for match in words]
        for i in range(len(words) - 1):
            pair = text[words[i].start() : words[i + 1].end()]
            if " " in pair and len(pair) < 40 and self._is_place(" ".join(pair.split()).title()):
                how[i] = how[i + 1] = str.capitalize
        letters = list(text)
        for match, case in zip(words, how, strict=True):
            word = match.group()
            if case is str.lower and NEW_SENTENCE.search(text, max(0, match.start() - 12), match.start()):
                case = str.capitalize
            if len(printed := case(word)) == len(word):
                letters[match.start() : match.end()] = printed
        return "".join(letters)

    def _case(self, word: str) -> Callable[[str], str]:
        plain = re.sub(r"['’]s$", "", word.lower())
        if word in self.acronyms or (word.upper() in self.acronyms and plain not in self.stop_words):
            return str.upper
        if plain in self.names or self._is_place(plain.capitalize()):
            return str.capitalize
        if plain in self.stop_words or any(self._is_word(plain, pos) for pos in self.index):
            return str.lower
        return str.upper if len(plain) < ACRONYM and not re.search("[aeiou].*[aeiou]", plain) else str.capitalize

    def _is_place(self, name: str) -> bool:
        entry = self.gazetteer.find(name) if len(name) > 3 else None
        best = entry.places[0] if entry is not None and not entry.alike and not entry.common else None
        return best is not None and (best.kind in ("country", "capital") or best.population >= LARGE)

    def _is_word(self, word: str, pos: str) -> bool:
        if word in self.index[pos] or word in self.irregular.get(pos, {}):
            return True
        stems = (word.removesuffix(old) + new for old, new in self.rules.get(pos, ()) if old and word.endswith(old))
        return any(stem in self.index[pos] for stem in stems)
