"""Reading a dependency parse: clauses, noun phrases, who does what to whom. The labels are ClearNLP's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_EVIDENCE = 300  # characters a quote (contract, section 4)
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
INSIDE_NOUN = ("compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod", "det", "predet", "punct", "case")
OPENERS = ("“", "”", '"', "'", "‘", "’", ",", ";", ":", "-", "–", "—", "(", ")", ".", "``", "''")
DIRECTIONS = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
AFTER = ("after", "following")
RESPONSES = ("response", "retaliation", "revenge", "reply", "reprisal", "retaliate", "respond")
RELATIVE_WORDS = ("that", "which", "who", "whom", "whose")


def is_verb(token: Token) -> bool:
    return str(token.tag_).startswith("VB") or token.tag_ == "MD"


def is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM")


def bounds(sentence: Sentence, tokens: list[Token]) -> tuple[int, int]:
    """From the first of the tokens to the last, without punctuation at either end, within the sentence."""
    inside = sorted((t for t in tokens if sentence.tokens.start <= t.i < sentence.tokens.end), key=lambda t: t.i)
    while len(inside) > 1 and inside[0].text in OPENERS:
        inside.pop(0)
    while len(inside) > 1 and inside[-1].text in OPENERS:
        inside.pop()
    return sentence.at(inside[0])[0], sentence.at(inside[-1])[1]


def climb(token: Token) -> Iterator[Token]:
    """The token, its head, up to the root; from a verb that lost its subject by way of that subject."""
    yield token
    while token.head.i != token.i:
        token = stray_subject(token) or token.head
        yield token


def clause_head(token: Token) -> Token:
    """The verb of the clause that states the token: the root, or the head of what is said ('officials said …')."""
    for step in climb(token):
        if step.dep_ == "ccomp" or (step.dep_ == "conj" and is_verb(step) and subjects(step, inherited=False)):
            return step
        if step.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("since", "as") for c in step.children):
            return step
        last = step
    return last


def clause(sentence: Sentence, token: Token) -> tuple[int, int]:
    """The words that say it, as evidence: the clause; where that is too long the next smaller one, at last a window."""
    candidates = [clause_head(token), *(t for t in reversed(list(climb(token))) if is_verb(t)), token]
    for head in candidates:
        start, end = bounds(sentence, list(head.subtree))
        at, stop = sentence.at(token)
        if end - start <= LONGEST_EVIDENCE and start <= at and stop <= end and end - start > stop - at:
            return start, end
    return window(sentence, token)


def window(sentence: Sentence, token: Token) -> tuple[int, int]:
    """At most 300 characters of the sentence around the token, cut between tokens."""
    at, stop = sentence.at(token)
    low, high = stop - LONGEST_EVIDENCE // 2, at + LONGEST_EVIDENCE // 2
    near = [t for t in sentence.tokens if sentence.at(t)[0] >= low and sentence.at(t)[1] <= high]
    start, end = bounds(sentence, near or [token])
    return start, min(end, start + LONGEST_EVIDENCE)


def noun_start(token: Token) -> int:
    """Index of the first token of the noun phrase that ends in the token, with determiner, number and modifiers."""
    first = int(token.i)
    for child in token.lefts:
        if child.dep_ in INSIDE_NOUN:
            first = min(first, min(int(t.i) for t in child.subtree))
    return first


def phrase_head(noun: Token) -> Token:
    """The word whose place in the clause the noun has: in 'one strike west of X hit …' the parser makes that 'west'."""
    return noun.head if noun.head.lower_ in DIRECTIONS and noun.i < noun.head.i else noun


def coordinated(token: Token) -> list[Token]:
    """The noun and those joined to it by 'and' or 'or'."""
    return [token, *(t for t in token.conjuncts if t.i > token.i and is_noun(t))]


def subjects(verb: Token, *, inherited: bool = True) -> list[Token]:
    """Subjects of a verb; `inherited`: also from the verb it is joined to."""
    found = [c for c in verb.children if c.dep_ in SUBJECTS]
    if found and found[0].lower_ in RELATIVE_WORDS and verb.dep_ == "relcl":
        return [verb.head]
    if found or not inherited:
        return found
    if verb.dep_ == "acl":
        return [verb.head] if verb.tag_ == "VBG" else []
    if verb.dep_ in ("conj", "xcomp") or (verb.dep_ == "advcl" and verb.tag_ == "VBG"):
        return subjects(verb.head) if is_verb(verb.head) and verb.head.i != verb.i else []
    return []


def stray_subject(verb: Token) -> Token | None:
    """Last word of a subject that the parser lost: 'since Sgt. X, 35, of Y, was killed' read as 'are … was killed'."""
    if not is_verb(verb) or verb.dep_ != "conj":
        return None
    joined = any(c.dep_ == "cc" for c in verb.head.children)
    auxiliaries = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    if joined or not auxiliaries or subjects(verb, inherited=False):
        return None
    before = verb.doc[verb.head.i + 1 : auxiliaries[0].i]
    return next((t for t in reversed(list(before)) if is_noun(t) and not verb.is_ancestor(t)), None)


def is_passive(verb: Token) -> bool:
    """'was killed', 'those killed', 'the killed men'."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    active = any(c.dep_ == "dobj" or (c.dep_ == "aux" and c.lemma_ == "have") for c in verb.children)
    if verb.tag_ != "VBN" or active:
        return False
    return is_passive(verb.head) if verb.dep_ == "conj" and is_verb(verb.head) else True


def agents(verb: Token) -> list[Token]:
    """Who did it: the subject of an active verb, the noun after 'by' of a passive one."""
    if is_passive(verb):
        by = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
        return [noun for c in by for noun in c.children if noun.dep_ == "pobj"]
    return subjects(verb)


def patients(verb: Token) -> list[Token]:
    """To whom: the object of an active verb, the subject of a passive one, the noun of a participle."""
    if not is_passive(verb):
        return [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    if verb.dep_ in ("acl", "amod"):
        return [verb.head]
    found = subjects(verb, inherited=False)
    if found and found[0].lower_ in RELATIVE_WORDS and verb.dep_ == "relcl":
        return [verb.head]
    lost = found or verb.dep_ != "conj" or stray_subject(verb) is not None
    return found if lost else subjects(verb.head)


def after(token: Token, *words: str) -> list[Token]:
    """Nouns that hang on the token by one of the prepositions: after(attack, 'on', 'against')."""
    return [n for p in token.children if p.dep_ == "prep" and p.lower_ in words for n in p.children if n.dep_ == "pobj"]
