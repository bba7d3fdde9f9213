"""Cues of speech: 'X said', 'according to X', 'X tweeted about', 'quoted X as saying'. What is said: `contents`."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from builder.ontology import Ontology
    from builder.text.document import Document, Sentence

SUBJECTS = ("nsubj", "csubj")
RELATIVES = frozenset({"who", "which", "that"})
# 'if X says', 'the page changes as X learns more': nothing has been said yet, or said of the time, not of the matter.
UNSAID = frozenset({"if", "until", "unless", "whether", "once", "while"})
MODALS = frozenset({"will", "would", "could", "may", "might", "can", "should", "must", "to"})
HAS_RECIPIENT = frozenset({"tell", "inform", "ask", "urge", "warn", "assure", "brief", "remind", "call", "accuse"})


@dataclass(frozen=True, slots=True)
class Cue:
    """`start`, `end`: the cue's words. `source`: the parser's subject, if any. `low`, `high`: the clause of cue and
    source, without what is said. `token`: the verb, or 'according'. `verb`: its lemma, with a particle ('rule out')."""

    sentence: Sentence
    token: Token
    verb: str
    source: Token | None
    start: int
    end: int
    low: int
    high: int
    according: bool = False


def find_cues(document: Document, ontology: Ontology) -> Iterator[Cue]:
    """All cues in text order. A verb without a said thing is found too; `contents_of` then gives nothing."""
    verbs = ontology.words("speech_verbs").keys() | ontology.words("denial_words").keys()
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to":
                cue = _according(sentence, token)
            elif (verb := _lemma(token, verbs)) and _says(token):
                cue = _verb(sentence, token, verb)
            else:
                continue
            if not any(a <= cue.start < b for a, b in document.furniture):
                yield cue


def _lemma(token: Token, verbs: AbstractSet[str]) -> str:
    """The verb as it is listed, with its particle if that makes it one; '' for others."""
    lemma = token.lemma_.lower()
    phrases = [f"{lemma} {c.lower_}" for c in token.children if c.dep_ == "prt"]
    return next((words for words in (*phrases, lemma) if words in verbs), "")


def _says(token: Token) -> bool:
    """True of a verb that tells of speech: not negated, not wished or feared, not an adjective ('the said man')."""
    if not token.tag_.startswith("VB") or token.dep_ in ("amod", "aux", "compound", "auxpass"):
        return False
    if token.dep_ == "pcomp" and token.head.lower_ == "as":
        return False  # 'was quoted as saying' speaks by its first verb
    words = {c.lower_ for c in token.children if c.dep_ in ("aux", "neg", "mark")}
    negated = any(c.dep_ == "neg" for c in token.children)
    later = "as" in words and any(c.dep_ == "dobj" for c in token.children)
    return not negated and not later and not words & (MODALS | UNSAID)


def subject_of(verb: Token) -> Token | None:
    """The subject, also of a verb that shares it ('added', 'saying'), and the noun that 'who said' follows."""
    seen = 0
    token = verb
    while seen < 4:
        own = [c for c in token.children if c.dep_ in SUBJECTS or (c.dep_ == "nsubjpass" and token.i != verb.i)]
        if own:  # of two, the nearest: a dateline is taken for a subject too
            child = min(own, key=lambda c: abs(c.i - token.i))
            return token.head if child.lower_ in RELATIVES and token.dep_ == "relcl" else child
        agent = next((c for c in token.children if c.dep_ == "agent"), None)
        if agent is not None and token.i == verb.i:
            return next((c for c in agent.children if c.dep_ == "pobj"), None)
        if token.dep_ in ("acl", "relcl") and token.tag_ == "VBG":
            return token.head
        if token.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep", "dep") or token.head.i == token.i:
            return None
        token, seen = token.head, seen + 1
    return None


def _according(sentence: Sentence, token: Token) -> Cue:
    to = token.nbor(1)
    source = next((c for c in to.children if c.dep_ == "pobj"), None)
    start, end = sentence.at(token)[0], sentence.at(to)[1]
    high = sentence.at(source.right_edge)[1] if source is not None else end
    return Cue(sentence, token, "", source, start, end, start, min(max(high, end), sentence.end), according=True)


def _verb(sentence: Sentence, token: Token, verb: str) -> Cue:
    start, end = sentence.at(token)
    auxiliaries = [c for c in token.children if c.dep_ in ("aux", "auxpass") and c.i < token.i]
    start = min([start, *(sentence.at(c)[0] for c in auxiliaries)])
    source = subject_of(token)
    low, high = start, end
    saying = _as_saying(token)
    if saying is not None:
        end = high = sentence.at(saying)[1]
    if source is not None and source.sent == token.sent:
        left, right = sentence.at(source.left_edge)[0], sentence.at(source.right_edge)[1]
        if source.i < token.i and right <= start + 1 and source.head.i == token.i:
            low = max(left, sentence.start)
        elif source.i > token.i:
            high = max(high, right)
    for child in token.children:
        told = child.dep_ in ("dative", "npadvmod", "prt", "advmod") or (child.dep_ == "dobj" and verb in HAS_RECIPIENT)
        if child.i > token.i and told:
            high = max(high, sentence.at(child.right_edge)[1])
    if saying is not None:
        source = next((c for c in token.children if c.dep_ in ("dobj", "nsubjpass")), source)
        low = min(low, sentence.at(source.left_edge)[0]) if source is not None else low
    return Cue(sentence, token, verb, source, start, end, max(low, sentence.start), min(high, sentence.end))


def _as_saying(verb: Token) -> Token | None:
    """'quoted the mayor as saying': the mayor speaks."""
    prepositions = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"]
    return next((c for p in prepositions for c in p.children if c.dep_ == "pcomp"), None)
