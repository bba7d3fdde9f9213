"""Whether a word tells of something that happened: actual, planned, hypothetical, denied, or only in general.

After FactBank (Saurí and Pustejovsky 2009): the verbs, auxiliaries and particles that govern a word decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.extract.scene import Scene
from builder.extract.syntax import has_child, is_verb, verb_over, words_on
from builder.ontology import Ontology
from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

FUTURE = {"will", "shall", "'ll", "’ll", "wo"}
POSSIBLE = {"would", "could", "may", "might", "can", "should", "must", "ca", "'d"}
CONDITIONS = {"if", "unless", "whether", "lest"}
REALISED = ("manage", "use", "try", "attempt", "begin", "start", "continue", "help", "take", "proceed", "fail")
DEFINITE = {"the", "this", "that", "these", "those", "both"}
PREDICATING = ("aux", "auxpass", "nsubj", "nsubjpass")
UNREAL = {"any", "every", "each", "all", "such", "no", "many", "more", "most", "some"}
PRESENT = {"have", "has", "are", "is"}
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
    words = words_on(verb, "aux", "auxpass", "mark", "neg")
    if verb.lemma_.lower() in ontology.words("staged_words"):
        return None
    if has_child(verb, "neg"):
        return "denied"
    if words & FUTURE:
        return "planned"
    if "would" in words and verb.dep_ == "relcl" and not words & CONDITIONS:
        main = verb_over(verb.head)
        if main is None or main.tag_ == "VBD":
            return "actual"  # 'it was a blast that would leave five dead'
    if words & POSSIBLE or words & CONDITIONS:
        return "hypothetical"
    planned = ontology.words("planned_cues")
    if verb.tag_ == "VB" and "to" in words:
        governor = verb.head.lemma_.lower()
        going = governor == "go" and not words_on(verb.head, "prt", "advmod") & {"on", "ahead"}
        if going or governor in planned or verb.head.lower_ in planned:
            return "planned"
        return _mode_of_verb(verb.head, ontology) if governor in (*REALISED, "go") and verb.head.i != verb.i else None
    if verb.dep_ in ("conj", "xcomp") and is_verb(verb.head) and not words:
        above = _mode_of_verb(verb.head, ontology)
        return above if verb.tag_ == "VB" or above in ("planned", "hypothetical") else "actual"
    return "planned" if verb.dep_ in ("pcomp", "xcomp", "ccomp") and verb.head.lemma_.lower() in planned else "actual"


def _mode_of_noun(noun: Token, ontology: Ontology) -> str | None:
    words, planned, verb = words_on(noun), ontology.words("planned_cues"), verb_over(noun)
    aimed_at = verb is not None and noun.dep_ == "dobj" and verb.lemma_.lower() in planned
    if words & planned.keys() or (aimed_at and not words & DEFINITE):  # 'planned the January attack': it took place
        return "planned"
    played = ontology.words("staged_words")
    if words & played.keys() or (verb is not None and noun.dep_ == "dobj" and verb.lemma_.lower() in played):
        return None
    if "no" in words:
        return "denied"
    if verb is None or words & DEFINITE:
        return "actual"
    return _mode_of_verb(verb, ontology) or (None if verb.tag_ == "VB" and "to" in words_on(verb) else "actual")


def is_generic(token: Token, headline: bool) -> bool:
    """Whether a word tells of no one happening: 'attacks have increased', 'aircraft deployed there'."""
    if headline or token.pos_ == "ADJ":
        return False
    if token.tag_ == "VBN" and token.dep_ != "conj" and not has_child(token, *PREDICATING):
        return not words_on(token.head) & DEFINITE
    if is_verb(token):
        if "you" in words_on(token, "nsubj", "nsubjpass", "dobj"):
            return True  # 'you walk down the street and get shot'
        auxiliaries = {c.lemma_.lower() for c in token.children if c.dep_ in ("aux", "auxpass")}
        often = "times" in words_on(token, "npadvmod", "dobj")  # 'have attacked the base 20 times'
        return often or (token.tag_ in ("VBP", "VBZ") and not auxiliaries & {"have", "be"})
    words = words_on(token)
    if words & UNREAL and not words & DEFINITE:
        return True
    told_of_past = token.dep_ in ("nsubj", "nsubjpass") and token.head.tag_ in ("VBD", "VBN")
    return not has_child(token, "det", "poss", "nummod") and not (told_of_past and not words_on(token.head) & PRESENT)
