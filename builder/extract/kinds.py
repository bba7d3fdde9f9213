"""The kinds of incident as the ontology has them: by which words they are told, and how they stand to each other.

No kind is known here by its name: what is particular to one stands in its block of Turtle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from builder.extract.syntax import is_verb
from builder.ontology import ROOT, Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token


class Kinds:
    """The incident types of an ontology, made for look-up. A word of several types stands for the most general."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.outcome_words = ontology.words("outcome_words")
        self.intransitives = ontology.words("outcome_intransitives")
        self.references = ontology.words("happening_nouns")
        self.words: dict[tuple[str, str], str] = {}
        self.phrases: dict[str, list[tuple[list[str], str]]] = {}  # '' is the type of what tells of no incident
        self.type_of_outcome: dict[str, str] = {}
        told = [("phrase", words, "") for words in ontology.words("not_incidents")]
        for name in sorted(ontology.incident_types, key=lambda name: (self.depth(name), name)):
            kind = ontology.incident_types[name]
            if kind.outcome:
                self.type_of_outcome.setdefault(kind.outcome, name)
            told += [(trigger.pos, trigger.words, name) for trigger in kind.triggers]
        for pos, words, name in told:
            parts = re.findall(r"\w+|-", words)
            if name and len(parts) == 1:
                self.words.setdefault((pos, parts[0]), name)
            else:
                self.phrases.setdefault(parts[0], []).append((parts, name))

    def sides(self, name: str) -> str | None:
        """'both' where both sides fight, 'attacker' where one does it to another; said in the block or one above it."""
        kind = self.ontology.incident_types[name]
        return kind.sides or (self.sides(kind.parent) if kind.parent else None)

    def outcome(self, name: str) -> str | None:
        """What became of people where this type stands for it, said in its block or in one above it."""
        kind = self.ontology.incident_types[name]
        return kind.outcome or (self.outcome(kind.parent) if kind.parent else None)

    def depth(self, name: str) -> int:
        parent = self.ontology.incident_types[name].parent
        return 1 + self.depth(parent) if parent and parent in self.ontology.incident_types else 0

    def phrase_at(self, tokens: list[Token], at: int) -> tuple[str, list[Token]] | None:
        """The longest phrase that begins at a token, each word equal in itself or in its lemma."""
        best: tuple[str, list[Token]] | None = None
        for key in dict.fromkeys((tokens[at].lower_, tokens[at].lemma_.lower())):
            for parts, name in self.phrases.get(key, ()):
                here = tokens[at : at + len(parts)]
                same = [t for part, t in zip(parts, here, strict=False) if part in (t.lower_, t.lemma_.lower())]
                if len(same) == len(parts) and (best is None or len(here) > len(best[1])):
                    best = name, here
        return best

    def word_at(self, token: Token) -> tuple[str | None, str | None]:
        """(type, outcome) of a single word, each None if it has none. 'The mission' is of no type and refers."""
        lemma = token.lemma_.lower()
        pos = "verb" if is_verb(token) else "noun" if token.pos_ in ("NOUN", "PROPN") else "adjective"
        name = self.words.get((pos, lemma)) or self.words.get((pos, token.lower_))
        outcome = self.outcome(name) if name else None
        outcome = outcome or self.outcome_words.get(lemma) or self.outcome_words.get(token.lower_)
        if name is None and outcome:
            name = self.type_of_outcome.get(outcome, ROOT)
        if name is None and pos == "noun" and token.lower_ in self.references:
            name = ROOT
        return name, outcome

    def akin(self, one: str, other: str) -> bool:
        """Whether two types may be of one happening: what befalls people is of any (an arrest of no attack), and so may
        be those of one fight."""
        if self.ontology.is_a(one, other) or self.ontology.is_a(other, one):
            return True
        groups = self.ontology.words("kin_types")
        if set(groups.get(one.lower(), "").split()) & set(groups.get(other.lower(), "").split()):
            return True
        outcomes = {self.outcome(one), self.outcome(other)}
        attack = any(self.sides(name) == "attacker" and not self.outcome(name) for name in (one, other))
        return bool(outcomes - {None, "captured"}) or ("captured" in outcomes and not attack)

    def most_specific(self, names: Sequence[str]) -> str:
        """The most specific type told; between equals the one told most, then first. What befell people says less than
        how."""
        told = [name for name in names if name != ROOT] or names
        manner = [name for name in told if not self.outcome(name)] or told
        harm = [name for name in told if self.outcome(name) in ("killed", "wounded")]
        if harm and all(name.lower() in self.ontology.words("aftermath_types") for name in manner):
            manner = harm  # the dead are recovered and the wounded flown out: that is how it went on
        return max(manner, key=lambda name: (self.depth(name), manner.count(name), -manner.index(name)))
