"""Reading a dependency parse: clauses, noun phrases, who does what to whom. The labels are ClearNLP's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_EVIDENCE = 300  # characters a quote (contract, section 4)
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "nsubj", "nsubjpass")
INSIDE_NOUN = ("compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod", "det", "predet", "punct", "case")
HYPHENS = ("-", "–")
EDGES = "“”\"'‘’,;:-–—().`"
AFTER = ("after", "following")
RESPONSES = ("response", "retaliation", "revenge", "reply", "reprisal", "retaliate", "respond")
ACCUSED = ("behind", "responsible", "involved", "accused", "suspected", "blamed", "wanted", "implicated")
RELATIVE_WORDS = ("that", "which", "who", "whom", "whose")


def is_verb(token: Token) -> bool:
    return str(token.tag_).startswith("VB") or token.tag_ == "MD"


def is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM")


def has_child(token: Token, *labels: str) -> bool:
    return any(c.dep_ in labels for c in token.children)


def words_on(token: Token, *labels: str) -> set[str]:
    """The words right below a token in the parse, in lower case; of these labels, if any are given."""
    return {c.lower_ for c in token.children if not labels or c.dep_ in labels}


def bounds(sentence: Sentence, tokens: list[Token]) -> tuple[int, int]:
    """From the first of the tokens to the last, without punctuation at either end, within the sentence."""
    inside = sorted(t for t in tokens if sentence.tokens.start <= t.i < sentence.tokens.end)
    said = [t for t in inside if t.text.strip(EDGES)] or inside
    return sentence.at(said[0])[0], sentence.at(said[-1])[1]


def climb(token: Token) -> list[Token]:
    """The token, its head, up to the root; from a verb that lost its subject by way of that subject."""
    steps = [token]
    while steps[-1].head != steps[-1]:
        steps.append(stray_subject(steps[-1]) or steps[-1].head)
    return steps


def stray_subject(verb: Token) -> Token | None:
    """Last word of a subject that the parser lost: 'since Sgt. X, 35, of Y, was killed' read as 'are … was killed'."""
    auxiliaries = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    if verb.dep_ != "conj" or not is_verb(verb) or not auxiliaries or has_child(verb, *SUBJECTS):
        return None
    before = verb.doc[verb.head.i + 1 : auxiliaries[0].i]
    lost = (t for t in reversed(before) if is_noun(t) and not verb.is_ancestor(t))
    return None if has_child(verb.head, "cc") else next(lost, None)


def accused(token: Token) -> bool:
    """Whether it tells of what somebody is said to have done: 'those behind the attack', 'wanted over a raid'."""
    return any(t.lower_ in ACCUSED and t.dep_ != "ROOT" for t in climb(token)[1:])


def verb_over(token: Token | None) -> Token | None:
    """The nearest verb at or above a token."""
    return next((t for t in climb(token) if is_verb(t)), None) if token is not None else None


def clause_head(token: Token) -> Token:
    """The verb of the clause that states the token: the root, or the head of what is said ('officials said …')."""
    steps = climb(token)
    own = (t for t in steps if t.dep_ == "ccomp" or (t.dep_ == "conj" and is_verb(t) and has_child(t, *SUBJECTS)))
    return next(own, steps[-1])


def clause(sentence: Sentence, token: Token) -> tuple[int, int]:
    """The words that say it, as evidence: the clause; where that is too long that of its verb, at last a window."""
    at, stop = sentence.at(token)
    for head in (clause_head(token), verb_over(token) or token, token):
        start, end = bounds(sentence, list(head.subtree))
        if start <= at and stop <= end and stop - at < end - start <= LONGEST_EVIDENCE:
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
    first = min([int(token.i), *(int(c.left_edge.i) for c in token.lefts if c.dep_ in INSIDE_NOUN)])
    glued = first == token.i > 1 and token.nbor(-1).text in HYPHENS and not token.nbor(-1).whitespace_
    return noun_start(token.nbor(-2)) if glued and not token.nbor(-2).whitespace_ else first  # 'a rebel sub-commander'


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
    joined = verb.dep_ in ("conj", "xcomp") or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
    return subjects(verb.head) if joined and is_verb(verb.head) else []


def is_passive(verb: Token) -> bool:
    """'was killed', 'those killed', 'the killed men'."""
    if has_child(verb, "auxpass", "nsubjpass"):
        return True
    active = any(c.dep_ == "dobj" or (c.dep_ == "aux" and c.lemma_ == "have") for c in verb.children)
    if verb.tag_ != "VBN" or active:
        return False
    return is_passive(verb.head) if verb.dep_ == "conj" and is_verb(verb.head) else True


def agents(verb: Token) -> list[Token]:
    """Who did it: the subject of an active verb, the noun after 'by' of a passive one."""
    if not is_passive(verb):
        return subjects(verb)
    by = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
    return [noun for c in by for noun in c.children if noun.dep_ == "pobj"]


def patients(verb: Token) -> list[Token]:
    """To whom: the object of an active verb, the subject of a passive one, the noun of a participle."""
    if not is_passive(verb):
        return [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    if verb.dep_ in ("acl", "amod") and not has_child(verb, *SUBJECTS):
        return [verb.head]
    found = subjects(verb, inherited=False)
    return found if found or verb.dep_ != "conj" or stray_subject(verb) else subjects(verb.head)


def after(token: Token, *words: str) -> list[Token]:
    """Nouns that hang on the token by one of the prepositions: after(attack, 'on', 'against')."""
    return [n for p in token.children if p.dep_ == "prep" and p.lower_ in words for n in p.children if n.dep_ == "pobj"]
