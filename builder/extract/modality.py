"""Whether a word tells of something that happened: actual, planned, hypothetical, denied, or only in general.

After FactBank (Saurí and Pustejovsky 2009): the verbs, auxiliaries and particles that govern a word decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.extract.scene import Scene
from builder.extract.syntax import climb, is_verb, phrase_head
from builder.ontology import Ontology
from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

FUTURE = ("will", "shall", "'ll", "’ll", "wo")
POSSIBLE = ("would", "could", "may", "might", "can", "should", "must", "ca", "'d")
CONDITIONS = ("if", "unless", "whether", "lest")
REALISED = ("manage", "use", "try", "attempt", "begin", "start", "continue", "help", "take", "go", "proceed", "fail")
DEFINITE = ("the", "this", "that", "these", "those", "both")
PREDICATING = ("aux", "auxpass", "nsubj", "nsubjpass")
UNREAL = ("any", "every", "each", "all", "such", "no", "many", "more", "most", "some")
LONGEST_HEADLINE = 20  # words


def is_headline(scene: Scene, sentence: Sentence) -> bool:
    """The title, or a short line without a full stop: headlines tell the past in the present, without articles."""
    title = scene.document.title
    if title is not None and sentence.start < title.end and title.start < sentence.end:
        return True
    return len(sentence.tokens) <= LONGEST_HEADLINE and str(sentence.tokens[-1].text)[-1:] not in ".?!:”\"'"


def mode_of(token: Token, ontology: Ontology) -> str | None:
    """actual, planned, hypothetical or denied; None where the word tells no happening at all ('in order to kill')."""
    return _mode_of_verb(token, ontology) if is_verb(token) else _mode_of_noun(token, ontology)


def _mode_of_verb(verb: Token, ontology: Ontology) -> str | None:
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass", "mark", "neg")}
    if any(c.dep_ == "neg" for c in verb.children):
        return "denied"
    if words & set(FUTURE):
        return "planned"
    if words & set(POSSIBLE) or words & set(CONDITIONS):
        return "hypothetical"
    planned = ontology.words("planned_cues")
    if verb.tag_ == "VB" and "to" in words:
        governor = verb.head.lemma_.lower()
        if governor in planned or verb.head.lower_ in planned:
            return "planned"
        return _mode_of_verb(verb.head, ontology) if governor in REALISED and verb.head.i != verb.i else None
    if verb.dep_ in ("conj", "xcomp") and is_verb(verb.head) and verb.head.i != verb.i and not words:
        above = _mode_of_verb(verb.head, ontology)
        return above if verb.tag_ == "VB" or above in ("planned", "hypothetical") else "actual"
    for step in climb(verb):
        if step.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in step.children):
            return "hypothetical"
        if step.dep_ in ("pcomp", "xcomp", "ccomp") and step.head.lemma_.lower() in planned:
            return "planned"
    return "actual"


def _mode_of_noun(noun: Token, ontology: Ontology) -> str | None:
    words = {c.lower_ for c in noun.children}
    planned = ontology.words("planned_cues")
    if words & set(planned) or words & {"possible", "potential", "foiled", "attempted"} - {"attempted"}:
        return "planned" if words & set(planned) else "hypothetical"
    if "no" in words:
        return "denied"
    verb = next((t for t in climb(noun) if is_verb(t)), None)
    if verb is not None and verb.lemma_.lower() in planned and noun.dep_ == "dobj":
        return "planned"
    if verb is None or words & set(DEFINITE):
        return "actual"
    if verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children):
        return _mode_of_verb(verb, ontology)
    return _mode_of_verb(verb, ontology) or "actual"


def is_generic(token: Token, headline: bool) -> bool:
    if headline or token.pos_ == "ADJ":
        return False
    if token.tag_ == "VBN" and token.dep_ != "conj" and not any(c.dep_ in PREDICATING for c in token.children):
        return not any(c.lower_ in DEFINITE for c in token.head.children)  # a participle: 'aircraft deployed there'
    if is_verb(token):
        if token.tag_ == "VB" and token.head.lemma_.lower() in REALISED and token.head.i != token.i:
            return is_generic(token.head, headline)
        if any(c.lower_ == "times" and c.dep_ in ("npadvmod", "dobj") for c in token.children):
            return True  # 'have attacked the base 20 times'
        auxiliaries = {c.lemma_.lower() for c in token.children if c.dep_ in ("aux", "auxpass")}
        return token.tag_ in ("VBP", "VBZ") and not auxiliaries & {"have", "be"}
    words = {c.lower_ for c in token.children}
    if words & set(UNREAL) and not words & set(DEFINITE):
        return True
    if any(c.dep_ in ("det", "poss", "nummod") for c in token.children):
        return False
    head = phrase_head(token)
    now = any(c.lower_ in ("have", "has", "are", "is") for c in head.head.children)  # 'attacks have increased'
    subject_of_past = head.dep_ in ("nsubj", "nsubjpass") and head.head.tag_ in ("VBD", "VBN") and not now
    return not subject_of_past
