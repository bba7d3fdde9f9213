"""Where the text speaks of a happening: the words of the ontology's incident types and of what befalls people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.extract.kinds import Kinds
from builder.extract.modality import DEFINITE, is_generic, is_headline, mode_of
from builder.extract.scene import Scene
from builder.extract.syntax import after, is_verb, phrase_head
from builder.model import Span
from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMES = ("Organisation", "Unit", "Operation", "Weapon", "MilitaryPlatform", "DocumentReference", "Location")
FRESH = ("another", "second", "third", "separate", "different", "other", "fresh", "similar", "earlier", "previous")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word or phrase that speaks of a happening. `outcome`: what it says became of people, else None."""

    sentence: Sentence
    token: Token
    span: Span
    type: str
    outcome: str | None
    mode: str  # actual planned hypothetical denied
    definite: bool = False
    fresh: bool = False
    generic: bool = False
    headline: bool = False

    @property
    def key(self) -> int:
        return self.span.start


def find_sightings(scene: Scene, kinds: Kinds) -> list[Sighting]:
    """In text order, all sentences; words inside names and before other nouns ('attack helicopter') are left out."""
    found = []
    for sentence in scene.document.sentences:
        names = [m.span for m in scene.mentions_in(sentence, *NAMES) if m.form == "name" or m.type == "Operation"]
        for tokens, name, outcome in _matches(sentence, kinds):
            head = _head(tokens)
            start, end = sentence.at(tokens[0])[0], sentence.at(tokens[-1])[1]
            if any(n.start < end and start < n.end for n in names) or _modifies(head):
                continue
            mode = mode_of(head, scene.ontology)
            if mode is None or _by_illness(head, kinds):
                continue
            if is_verb(head) and len(tokens) == 1:
                start = _with_auxiliaries(sentence, head)
            words = {c.lower_ for c in head.children}
            people = head.head if head.dep_ in ("acl", "amod") and head.head.i != head.i else head
            known = {people.lower_, *(c.lower_ for c in people.children)}
            owned = not is_verb(head) and any(c.dep_ == "poss" for c in head.children)
            headline = is_headline(scene, sentence)
            found.append(
                Sighting(
                    sentence, head, scene.document.span(start, end), name, outcome, mode,
                    definite=owned
                    or head.dep_ == "attr"
                    or (bool(known & set(DEFINITE)) and (people is not head or not is_verb(head))),
                    fresh=bool(words & set(FRESH)) and head.dep_ != "attr",
                    generic=is_generic(head, headline) and (mode == "actual" or not is_verb(head)),
                    headline=headline,
                )
            )  # fmt: skip
    return found


def _matches(sentence: Sentence, kinds: Kinds) -> Iterator[tuple[list[Token], str, str | None]]:
    tokens, at = list(sentence.tokens), 0
    while at < len(tokens):
        phrase = kinds.phrase_at(tokens, at)
        if phrase:
            name, here = phrase
            if name:
                yield here, name, kinds.outcome(name) or kinds.word_at(_head(here))[1]
            at += len(here)
            continue
        word, outcome = kinds.word_at(tokens[at])
        if word:
            yield [tokens[at]], word, outcome
        at += 1


def _by_illness(token: Token, kinds: Kinds) -> bool:
    """'died of a disease', unless it is of what violence does ('of their wounds')."""
    causes = after(token, "of", "from") if token.lemma_.lower() in kinds.intransitives else []
    return bool(causes) and not any(kinds.word_at(cause)[1] for cause in causes)


def _head(tokens: list[Token]) -> Token:
    return next((t for t in tokens if t.head.i == t.i or t.head not in tokens), tokens[-1])


def _modifies(token: Token) -> bool:
    """True for a noun before another noun ('attack helicopter')."""
    if is_verb(token) or token.dep_ not in ("compound", "nmod") or token.i > token.head.i:
        return False
    return phrase_head(token) is token


def _with_auxiliaries(sentence: Sentence, verb: Token) -> int:
    """Start of 'were killed', for a verb with its auxiliaries right before it."""
    first = verb
    for child in sorted(verb.lefts, key=lambda t: -t.i):
        if child.i == first.i - 1 and child.dep_ in ("aux", "auxpass", "neg"):
            first = child
    return sentence.at(first)[0]
