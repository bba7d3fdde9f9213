"""Whom it befell: from a word of harm in the parse to the nouns for those who were killed, hurt, captured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.extract.scene import ACTORS, Scene
from builder.extract.syntax import (
    OBJECTS,
    SUBJECTS,
    after,
    agents,
    bounds,
    climb,
    coordinated,
    has_child,
    is_noun,
    is_passive,
    is_verb,
    noun_start,
    patients,
    stray_subject,
    subjects,
    verb_over,
)
from builder.extract.triggers import Sighting
from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

SUFFERING = ("suffer", "sustain", "receive", "have", "escape")


def befallen(scene: Scene, sighting: Sighting) -> list[Token]:
    """Head words of all whom the sighting's word is said of."""
    return _in_clause(scene, [n for head in _people(scene, sighting) for n in _joined(scene, sighting, head)])


def _people(scene: Scene, sighting: Sighting) -> list[Token]:
    """Head words of those whom it befell; the word itself where it names them ('12 dead', 'two deaths')."""
    token = sighting.token
    number = token.nbor(-1) if token.i else token
    if number.pos_ == "NUM" and number.head.i <= token.i and token.dep_ not in ("dobj", "pobj", *SUBJECTS):
        return [number]  # 'three were killed and five hurt', 'leaving 20 injured'
    if sighting.outcome == "missing" and token.dep_ in ("acomp", "attr", "xcomp", "oprd"):
        return subjects(token.head)  # 'three remain missing'
    if is_verb(token):
        if {token.lemma_.lower(), token.lower_} & scene.ontology.words("outcome_intransitives").keys():
            return subjects(token)
        lives = [c for c in token.children if c.dep_ in OBJECTS and c.lemma_ == "life"]
        if lives:
            return after(lives[0], "of")
        return patients(token) or _hidden(scene, sighting.sentence, token)
    if token.pos_ == "ADJ":
        if token.dep_ in ("amod", "acl") and is_noun(token.head):
            shared = token.i > token.head.i and token.head.dep_ == "conj" and is_noun(token.head.head)
            return [token.head.head if shared else token.head]  # 'left two soldiers and nine rebels dead'
        return [c for c in token.head.children if c.dep_ in OBJECTS and c.i < token.i][-1:] or [token]
    suffered = sighting.outcome == "wounded" and token.dep_ == "dobj" and token.head.lemma_ in SUFFERING
    carried = token.dep_ == "pobj" and token.head.lower_ == "with"
    verb = token.head if suffered else verb_over(token) if carried else None
    if verb is not None:  # 'suffered burns', 'was flown out with serious injuries'
        return patients(verb) if is_passive(verb) else subjects(verb)
    return after(token, "of") or [c for c in token.children if c.dep_ == "poss"] or [token]


def _joined(scene: Scene, sighting: Sighting, head: Token) -> list[Token]:
    """A head with those joined to it by 'and' or 'along with'; without numbers of another outcome ('seven dead and 20
    injured'), and without a second noun for one person ('a financier and courier')."""
    token, outcomes = sighting.token, scene.ontology.words("outcome_words")
    company = [
        p
        for t in dict.fromkeys((head, token))
        for p in t.children
        if p.lower_ in ("along", "together") and p.i > head.i
    ]
    listed = [c for c in head.children if c.dep_ == "appos" and head.tag_ == "NN"]  # 'a chief, his wife and two sons'
    listed = [n for c in listed for n in coordinated(c) if c.conjuncts and (n != c or c.tag_ != "NNP")]
    found = [*coordinated(head), *listed, *(h for p in company for noun in after(p, "with") for h in coordinated(noun))]
    plural = any(c.dep_ == "auxpass" and c.lower_ in ("were", "are") for c in token.children)
    kept = found[:1]
    for noun in found[1:]:
        following = noun.doc[min(noun.i + 1, len(noun.doc) - 1)]
        other = noun.pos_ == "NUM" and outcomes.get(following.lower_, sighting.outcome) != sighting.outcome
        alike = noun.tag_ == head.tag_ == "NN" and has_child(head, "det") and not plural
        bare = noun.head == head and not has_child(noun, "det", "poss", "nummod", "appos")
        roles = not any(t.lower_ in scene.ontology.words("gender_words") for t in (head, noun))
        if not other and not (alike and bare and roles):
            kept.append(noun)
    return kept


def _in_clause(scene: Scene, heads: list[Token]) -> list[Token]:
    """Without those that the parser took from a verb of saying: 'wounding 20, a doctor and a guard said'."""
    last = max(heads, default=None)
    verb = last.nbor() if last is not None and last.i + 1 < len(last.doc) else None
    if last is None or verb is None or not scene.says(verb) or subjects(verb, inherited=False):
        return heads
    asides = (n for n, head in enumerate(heads) if n and last.doc[max(0, noun_start(head) - 1)].text == ",")
    return heads[: next(asides, len(heads))]


def _hidden(scene: Scene, sentence: Sentence, verb: Token) -> list[Token]:
    """Subjects that the parser missed: 'Between 40 and 50 men were killed', 'since Sgt. X, 35, of Y, was killed',
    'it led to six men being held'."""
    stray = stray_subject(verb)
    for step in climb(stray) if stray else ():
        if scene.mention_of(sentence, step):
            return [step]
    for noun in (n for prep in verb.lefts if prep.dep_ == "prep" for n in prep.children if n.dep_ == "pobj"):
        count = scene.count_of(sentence, noun)
        if count and count.span.start <= sentence.at(noun.head)[0]:
            return [noun]
    auxiliaries = [c for c in verb.lefts if c.dep_ in ("auxpass", "aux")]
    before = auxiliaries[0].nbor(-1) if auxiliaries and auxiliaries[0].i > sentence.tokens.start else verb
    people = before.head if before.dep_ == "conj" and is_noun(before.head) else before
    lost = is_passive(verb) and is_noun(before) and scene.mention_of(sentence, people, "Person") is not None
    return [people] if lost else []


def antecedent(scene: Scene, sentence: Sentence, token: Token) -> str | None:
    """The words for the people whom a number or pronoun goes on about: the nearest plural before it, but the doers'."""
    doers = [noun for verb in climb(token) if is_verb(verb) for noun in agents(verb)]
    before = scene.document.sentences[max(0, sentence.index - 1)]
    for here in dict.fromkeys((sentence, before)):
        for mention in reversed(scene.mentions_in(here, *ACTORS)):
            head = scene.token_at(here, mention.span)
            if head is None or head.i >= token.i or head.tag_ not in ("NNS", "NNPS"):
                continue
            if head not in doers and (here is sentence or head.dep_ != "nsubj"):
                kept = [t for t in head.lefts if t.dep_ in ("amod", "compound")]
                start, end = bounds(here, [*kept, head])
                return scene.document.span(start, end).text
    return None
