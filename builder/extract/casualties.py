"""Who was killed, wounded, captured …, and how many: read from the words that say what became of people.

A number belongs to people only where it stands before their noun, so an age after a name is never a count. Nothing is
counted that the text does not count: plain plurals stay open, one named or singular person is one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.extract.scene import ACTORS, Scene
from builder.extract.syntax import (
    OBJECTS,
    after,
    bounds,
    climb,
    coordinated,
    is_noun,
    is_passive,
    is_verb,
    noun_start,
    patients,
    stray_subject,
    subjects,
    verb_over,
    words_on,
)
from builder.extract.triggers import Sighting
from builder.model import Bounds, Mention
from builder.text.document import Sentence
from builder.text.numbers import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

NOBODY = ("nobody", "none", "noone")
KNOWN = {"the", "those", "these", "both"}
ONE = {"a", "an", "another", "one", "the", "this", "that", "'s", "his", "her", "their"}
HARM = ("killed", "wounded", "casualties")  # befalls whoever is counted; things too are captured and missing
ZERO, SINGLE = Bounds(0, 0, 0), Bounds(1, 1, 1)
RISING = ("bring", "raise", "push", "take", "rise", "reach", "climb", "stand", "grow", "total", "put")
SUFFERING = ("suffer", "sustain", "receive", "have", "escape")
TALLIES = ("number", "toll", "tally", "count", "total")
MULTIPLES = ("dozen", "score", "hundred", "thousand", "pair")
ONE_PERSON = ("he", "him", "she", "her")
PEOPLE_PRONOUNS = (*ONE_PERSON, "those", "them", "who", "whom", "they", "one", "others", "some", "many")
PERSONS = ("person_nouns", "ranks", "positions")  # word lists


@dataclass(frozen=True, slots=True)
class Toll:
    """What one phrase says became of people. `words`: number and group as they stand; `known`: told of before ('the
    two'); `mention`: the people; `side`: the entity whom they belong to; `bare`: a number without a noun."""

    sighting: Sighting
    outcome: str
    words: str
    group: str
    bounds: Bounds
    mention: Mention | None
    side: str | None
    known: bool
    bare: bool = False

    @property
    def entity(self) -> str | None:
        return self.mention.entity if self.mention else None

    @property
    def told(self) -> bool:
        """Whether it says how many, be it by a word like 'several'."""
        return self.bounds != Bounds(approximate=self.bounds.approximate)


def find_tolls(scene: Scene, sighting: Sighting) -> list[Toll]:
    """One for each group of people that the sighting's word is said of."""
    if sighting.outcome is None or sighting.mode in ("planned", "hypothetical"):
        return []
    together = _told_together(scene, sighting.token)
    if together:
        if together[0] != sighting.token:
            return []
        sighting = replace(sighting, outcome="casualties")
    heads = _befallen(scene, [h for head in _people(scene, sighting) for h in coordinated(head)])
    found = {head: _toll(scene, sighting, head) for head in heads}
    if any(found.values()):  # beside people, what is counted is people: 'a commander and two associates'
        found = {head: toll or _toll(scene, sighting, head, counted=True) for head, toll in found.items()}
    tolls = [toll for toll in found.values() if toll] or _risen(scene, sighting)
    numbers = [toll.bounds.best or 0 for toll in tolls]
    if len(tolls) > 2 and all(numbers) and numbers[0] == sum(numbers[1:]):
        tolls = tolls[:1]  # '12 people, seven women and five men'
    return [t for t in tolls if sighting.mode != "denied" or t.bounds == ZERO]


def _told_together(scene: Scene, token: Token) -> list[Token]:
    """Both verbs of 'were killed or wounded', where no number tells the two apart; asked of either verb."""
    first = token.head if token.dep_ == "conj" else token
    outcomes = scene.ontology.words("outcome_words")
    for second in first.conjuncts:
        near = second.i - first.i == 2 and is_verb(first) and not any(c.dep_ == "dobj" for c in second.children)
        if near and {outcomes.get(t.lemma_.lower()) for t in (first, second)} == {"killed", "wounded"}:
            return [first, second]
    return []


def _befallen(scene: Scene, heads: list[Token]) -> list[Token]:
    """Without those that the parser took from a verb of saying: 'wounding 20, a doctor and a guard said'."""
    last = max(heads, default=None)
    verb = last.nbor() if last is not None and last.i + 1 < len(last.doc) else None
    if last is None or verb is None or not scene.says(verb) or subjects(verb, inherited=False):
        return heads
    asides = (n for n, head in enumerate(heads) if n and last.doc[max(0, noun_start(head) - 1)].text == ",")
    return heads[: next(asides, len(heads))]


def tally_of(token: Token) -> tuple[Token, Token] | None:
    """(verb, noun) over a word in 'bringing the number of dead to 11', 'the total rose to 40 killed'."""
    for verb in climb(token):
        if is_verb(verb) and verb.lemma_ in RISING:
            for noun in verb.children:
                if noun.dep_ in OBJECTS and noun.lemma_ in TALLIES:
                    return verb, noun
    return None


def _risen(scene: Scene, sighting: Sighting) -> list[Toll]:
    """'bringing the number of dead to 11', 'the number of those killed rose to 40': the figure stands elsewhere."""
    tally = tally_of(sighting.token)
    if tally is None or sighting.token not in tally[1].subtree:
        return []
    noun = sighting.token.head if sighting.token.dep_ == "amod" else sighting.token
    sentence, group, outcome = sighting.sentence, noun.text, sighting.outcome or ""
    counts = [scene.count_of(sentence, n) for p in tally[0].children if p.lower_ in ("to", "at") for n in p.children]
    return [Toll(sighting, outcome, c.span.text, group, c.bounds, None, None, True) for c in counts[:1] if c]


def _people(scene: Scene, sighting: Sighting) -> list[Token]:
    """Head words of those whom it befell; the word itself where it names them ('12 dead', 'two deaths')."""
    token = sighting.token
    if is_verb(token):
        if {token.lemma_.lower(), token.lower_} & scene.ontology.words("outcome_intransitives").keys():
            return subjects(token)
        return patients(token) or _hidden(scene, sighting.sentence, token)
    if token.pos_ == "ADJ":
        if token.dep_ in ("amod", "acl") and is_noun(token.head):
            return [token.head]
        return [c for c in token.head.children if c.dep_ in OBJECTS and c.i < token.i][-1:] or [token]
    suffered = token.dep_ == "dobj" and token.head.lemma_ in SUFFERING
    carried = token.dep_ == "pobj" and token.head.lower_ == "with"
    verb = token.head if suffered else verb_over(token) if carried else None
    if verb is not None:  # 'suffered burns', 'was flown out with serious injuries'
        return patients(verb) if is_passive(verb) else subjects(verb)
    return after(token, "of") or [c for c in token.children if c.dep_ == "poss"] or [token]


def _hidden(scene: Scene, sentence: Sentence, verb: Token) -> list[Token]:
    """Subjects that the parser missed: 'Between 40 and 50 men were killed', 'since Sgt. X, 35, of Y, was killed'."""
    stray = stray_subject(verb)
    for step in climb(stray) if stray else ():
        if scene.mention_of(sentence, step):
            return [step]
    for noun in (n for prep in verb.lefts if prep.dep_ == "prep" for n in prep.children if n.dep_ == "pobj"):
        count = scene.count_of(sentence, noun)
        if count and count.span.start <= sentence.at(noun.head)[0]:
            return [noun]
    return []


def _toll(scene: Scene, sighting: Sighting, head: Token, *, counted: bool = False) -> Toll | None:
    sentence, count, noun = sighting.sentence, scene.count_of(sighting.sentence, head), head
    numeral = count is not None and sentence.at(head)[0] < count.span.end
    if numeral and (head.pos_ == "NUM" or head.lemma_ in MULTIPLES):
        noun = next(iter(after(head, "of")), head)  # 'dozens of fighters', 'two of the men'
    mention = scene.mention_of(sentence, noun) or scene.mention_of(sentence, head)
    bare = count is not None and count.span.end >= sentence.at(noun)[1]
    nobody = head.lower_ in NOBODY or (head.lower_ == "one" and "no" in words_on(head))
    itself = head.i == sighting.token.i
    people = itself or nobody or bare or _is_people(scene, sentence, noun, mention)
    if not people and not (count and (counted or sighting.outcome in HARM)):
        return None
    if (itself and count is None) or any(t.lower_ == "how" for t in head.subtree):
        return None  # 'China has not said how many of its soldiers were killed'
    start, end = _group(sentence, noun, count)
    words = scene.document.span(min(start, count.span.start) if count else start, end).text
    number = ZERO if nobody else count.bounds if count else _one(scene, noun, mention)
    known = bool(words_on(noun) & KNOWN) or noun.pos_ == "PRON"
    bare = bare or (count is not None and noun.lower_ in ("others", "more"))
    group, side = scene.document.span(start, end).text, _side(scene, sentence, start, end, mention)
    return Toll(sighting, sighting.outcome or "", words, group, number, mention, side, known, bare)


def _is_people(scene: Scene, sentence: Sentence, noun: Token, mention: Mention | None) -> bool:
    if mention is not None:
        return mention.type in ACTORS
    if noun.tag_ == "NNP" and not scene.mention_of(sentence, noun, "Location", "Operation"):
        return True  # a name that was not read as anybody's
    return noun.lower_ in PEOPLE_PRONOUNS or _listed(scene, noun, "group_nouns", *PERSONS)


def _listed(scene: Scene, noun: Token, *lists: str) -> bool:
    return any(noun.lemma_.lower() in scene.ontology.words(name) for name in lists)


def _group(sentence: Sentence, noun: Token, count: Quantity | None) -> tuple[int, int]:
    """The words for the people: the noun with its modifiers, without determiner and number."""
    kept = []
    for t in sentence.tokens.doc[noun_start(noun) : noun.i]:
        counting = t.dep_ in ("det", "nummod", "quantmod", "predet") or t.pos_ in ("NUM", "PUNCT")
        in_count = count is not None and count.span.start <= sentence.at(t)[0] < count.span.end
        if not counting and not in_count and t.lower_ != "additional":
            kept.append(t)
    return bounds(sentence, [*kept, noun])


def _one(scene: Scene, noun: Token, mention: Mention | None) -> Bounds:
    """One for a named or singular person; nothing for plain plurals and collective words ('police', 'a group')."""
    named = mention.form == "name" and mention.type == "Person" if mention else noun.tag_ == "NNP"
    singular = noun.tag_ == "NN" and noun.lower_ == noun.lemma_.lower() and _listed(scene, noun, *PERSONS)
    single = singular and any(c.lower_ in ONE or c.dep_ == "poss" for c in noun.children)
    return SINGLE if named or noun.lower_ in ONE_PERSON or single else Bounds()


def _side(scene: Scene, sentence: Sentence, start: int, end: int, mention: Mention | None) -> str | None:
    """The entity that the people belong to: an organisation or nation named among their words, else by a relation."""
    if mention and mention.entity and mention.type in ("Organisation", "Unit") and scene.entities[mention.entity].name:
        return mention.entity
    for m in scene.mentions_in(sentence, "Organisation", "Unit", "Nationality", "Location"):
        if m.entity and start <= m.span.start and m.span.end <= end and m is not mention:
            return m.entity
    return scene.owners.get(mention.id) if mention else None
