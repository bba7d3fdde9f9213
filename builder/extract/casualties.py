"""Who was killed, wounded, captured …, and how many: read from the words that say what became of people.

A number belongs to people only where it stands before their noun, so an age after a name is never a count. Nothing is
counted that the text does not count: plain plurals stay open, one named or singular person is one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.extract.scene import Scene
from builder.extract.syntax import (
    after,
    bounds,
    climb,
    coordinated,
    is_noun,
    is_verb,
    noun_start,
    patients,
    stray_subject,
    subjects,
)  # fmt: skip
from builder.extract.triggers import Sighting
from builder.model import Bounds, Mention
from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

NOBODY = ("nobody", "none", "noone")
ONE = ("a", "an", "another", "one", "the", "this", "that", "'s", "his", "her", "their")
HARM = ("killed", "wounded", "casualties")  # befalls whoever is counted; things too are captured and missing
ZERO = Bounds(0, 0, 0)
RISING = ("bring", "raise", "push", "take", "rise", "reach", "climb", "stand", "grow", "total")
TALLIES = ("number", "toll", "tally", "count")
ONE_PERSON = ("he", "him", "she", "her")
PEOPLE_PRONOUNS = ("those", "them", "who", "whom", "he", "she", "they", "him", "her", "one", "others", "some", "many")


@dataclass(frozen=True, slots=True)
class Toll:
    """What one phrase says became of people. `words` is number and group as they stand; `known`: told of before ('the
    two'); `entity` the people, `side` whom they belong to."""

    sighting: Sighting
    outcome: str
    words: str
    group: str
    bounds: Bounds
    mention: Mention | None
    side: str | None
    known: bool
    bare: bool = False  # a number without a noun

    @property
    def entity(self) -> str | None:
        return self.mention.entity if self.mention else None

    @property
    def told(self) -> bool:
        """Whether it says how many, be it by a word like 'several'."""
        b = self.bounds
        return any(value is not None for value in (b.low, b.best, b.high, b.quantifier))


def find_tolls(scene: Scene, sighting: Sighting) -> list[Toll]:
    """One for each group of people that the sighting's word is said of."""
    if sighting.outcome is None or sighting.mode in ("planned", "hypothetical"):
        return []
    together = _told_together(scene, sighting.token)
    if together is sighting.token:
        return []
    if together is not None:
        sighting = replace(sighting, outcome="casualties")
    heads = _befallen(scene, [h for head in _people(scene, sighting) for h in coordinated(head)])
    found = {head: _toll(scene, sighting, head) for head in heads}
    if any(found.values()):  # beside people, what is counted is people: 'a commander and two associates'
        found = {head: toll or _toll(scene, sighting, head, counted=True) for head, toll in found.items()}
    tolls = _without_parts([toll for toll in found.values() if toll]) or _risen(scene, sighting)
    if sighting.mode == "denied":
        return [t for t in tolls if t.bounds == ZERO]
    return tolls


def _befallen(scene: Scene, heads: list[Token]) -> list[Token]:
    """Without those that the parser took from a verb of saying: 'wounding 20, a doctor and a guard said'."""
    last = max(heads, key=lambda head: head.i, default=None)
    verb = last.doc[last.i + 1] if last is not None and last.i + 1 < len(last.doc) else None
    speech = scene.ontology.words("speech_verbs")
    if last is None or verb is None or verb.lemma_.lower() not in speech or subjects(verb, inherited=False):
        return heads
    asides = (n for n, head in enumerate(heads) if n and last.doc[max(0, noun_start(head) - 1)].text == ",")
    return heads[: next(asides, len(heads))]


def _risen(scene: Scene, sighting: Sighting) -> list[Toll]:
    """'bringing the number of dead to 11', 'the number of those killed rose to 40': the figure stands elsewhere."""
    for verb in (t for t in climb(sighting.token) if is_verb(t) and t.lemma_ in RISING):
        nouns = [c for c in verb.children if c.dep_ in ("dobj", "nsubj", "nsubjpass") and c.lemma_ in TALLIES]
        if any(sighting.token in noun.subtree for noun in nouns):
            for number in (n for prep in verb.children if prep.lower_ in ("to", "at") for n in prep.children):
                at = sighting.sentence.at(number)[0]
                found = (q for q in scene.quantities_in(sighting.sentence) if q.span.start <= at < q.span.end)
                count = next((q for q in found if q.kind == "count"), None)
                if count:
                    group = sighting.token.text
                    return [
                        Toll(sighting, sighting.outcome or "", count.span.text, group, count.bounds, None, None, True)
                    ]
    return []


def _told_together(scene: Scene, token: Token) -> Token | None:
    """The second verb of 'were killed or wounded', where no number tells the two apart; asked of either verb."""
    first = token.head if token.dep_ == "conj" else token
    for second in first.conjuncts:
        near = second.i - first.i == 2 and is_verb(first) and not any(c.dep_ == "dobj" for c in second.children)
        outcomes = {scene.ontology.words("outcome_words").get(t.lemma_.lower()) for t in (first, second)}
        if near and outcomes == {"killed", "wounded"} and token in (first, second):
            return second
    return None


def _without_parts(tolls: list[Toll]) -> list[Toll]:
    """'12 people, seven women and five men' are 12."""
    numbers = [toll.bounds.best for toll in tolls]
    if len(numbers) > 2 and None not in numbers and numbers[0] == sum(n for n in numbers[1:] if n is not None):
        return tolls[:1]
    return tolls


def _people(scene: Scene, sighting: Sighting) -> list[Token]:
    """Head words of those whom it befell; the word itself where it names them ('12 dead', 'two deaths')."""
    token = sighting.token
    if is_verb(token):
        if token.lemma_.lower() in scene.ontology.words("outcome_intransitives"):
            return subjects(token)
        return patients(token) or _hidden(scene, sighting.sentence, token)
    if token.pos_ == "ADJ" and token.dep_ in ("amod", "acl") and is_noun(token.head):
        return [token.head]
    if token.dep_ in ("acomp", "attr", "oprd", "ccomp", "advcl", "conj") and token.pos_ == "ADJ":
        own = subjects(token, inherited=False)
        left = [c for c in token.head.children if c.dep_ in ("dobj", "nsubj", "nsubjpass") and c.i < token.i]
        return own or [c for c in left if c.dep_ == "dobj"] or left
    of = after(token, "of") if token.pos_ == "NOUN" else []
    owners = [c for c in token.children if c.dep_ == "poss"] if token.pos_ == "NOUN" else []
    return of or owners or [token]


def _hidden(scene: Scene, sentence: Sentence, verb: Token) -> list[Token]:
    """Subjects that the parser missed: 'Between 40 and 50 men were killed', 'since Sgt. X, 35, of Y, was killed'."""
    stray = stray_subject(verb)
    for step in climb(stray) if stray is not None else ():
        if scene.mention_of(sentence, step, "Person", "Organisation", "Unit"):
            return [step]
    for prep in verb.lefts:
        if prep.dep_ == "prep":
            for noun in prep.children:
                count = scene.count_of(sentence, noun) if noun.dep_ == "pobj" else None
                if count and count.span.start <= sentence.at(prep)[0]:
                    return [noun]
    return []


def _toll(scene: Scene, sighting: Sighting, head: Token, *, counted: bool = False) -> Toll | None:
    sentence = sighting.sentence
    partitive = next(iter(after(head, "of")), None)
    count = scene.count_of(sentence, head)
    noun = head
    if (
        partitive is not None
        and (count is None or sentence.at(head)[0] < count.span.end)
        and _counts(head, count, sentence)
    ):
        noun = partitive  # 'dozens of fighters', 'two of the men'
    mention = scene.mention_of(sentence, noun) or scene.mention_of(sentence, head)
    nobody = head.lower_ in NOBODY or (head.lower_ == "one" and any(c.lower_ == "no" for c in head.children))
    self_named = head.i == sighting.token.i
    people = _is_people(scene, sentence, noun, mention) or (
        count is not None and count.span.end >= sentence.at(noun)[1]
    )
    if not (nobody or self_named or people or (count and (counted or sighting.outcome in HARM))):
        return None
    if (self_named and count is None) or any(t.lower_ == "how" for t in head.subtree):
        return None  # 'China has not said how many of its soldiers were killed'
    start, end = _words(sentence, noun, count)
    group = scene.document.span(start, end).text
    low = min(start, count.span.start) if count else start
    words = scene.document.span(low, end).text
    number = ZERO if nobody else count.bounds if count else _one(scene, sentence, noun, mention)
    known = any(c.lower_ in ("the", "those", "these", "both") for c in noun.children) or noun.pos_ == "PRON"
    return Toll(
        sighting,
        sighting.outcome or "",
        words,
        group,
        number,
        mention,
        side_of(scene, sentence, start, end, mention),
        known,
        bare=count is not None and (count.span.end >= sentence.at(noun)[1] or noun.lower_ in ("others", "more")),
    )


def _counts(head: Token, count: object, sentence: Sentence) -> bool:
    return count is not None and (
        head.pos_ == "NUM" or head.lemma_ in ("dozen", "score", "hundred", "thousand", "pair")
    )


def _is_people(scene: Scene, sentence: Sentence, noun: Token, mention: Mention | None) -> bool:
    if mention is not None:
        return mention.type in ("Person", "Unit", "Organisation")
    if noun.tag_ == "NNP" and not scene.mention_of(sentence, noun, "Location", "Operation"):
        return True  # a name that was not read as anybody's
    lemma, lists = noun.lemma_.lower(), ("person_nouns", "group_nouns", "ranks", "positions")
    return noun.lower_ in PEOPLE_PRONOUNS or any(lemma in scene.ontology.words(name) for name in lists)


def _words(sentence: Sentence, noun: Token, count: object) -> tuple[int, int]:
    """The words for the people: the noun with its modifiers, without determiner and number."""
    tokens = list(sentence.tokens.doc[noun_start(noun) : noun.i + 1])
    taken = getattr(count, "span", None)
    kept = [
        t
        for t in tokens
        if t.i == noun.i
        or (
            not (
                t.dep_ in ("det", "nummod", "quantmod", "predet")
                or t.pos_ in ("NUM", "PUNCT")
                or t.lower_ == "additional"
            )
            and not (taken and taken.start <= sentence.at(t)[0] < taken.end)
        )
    ]
    return bounds(sentence, kept)


def _one(scene: Scene, sentence: Sentence, noun: Token, mention: Mention | None) -> Bounds:
    """One for a named or singular person; nothing for plain plurals and collective words ('police', 'a group')."""
    if (mention and mention.form == "name" and mention.type == "Person") or (mention is None and noun.tag_ == "NNP"):
        return Bounds(1, 1, 1)
    if noun.lower_ in ONE_PERSON:
        return Bounds(1, 1, 1)
    lemma = noun.lemma_.lower()
    lists = ("person_nouns", "ranks", "positions")
    singular = noun.tag_ == "NN" and noun.lower_ == lemma and any(lemma in scene.ontology.words(name) for name in lists)
    if singular and any(c.lower_ in ONE or c.dep_ == "poss" for c in noun.children):
        return Bounds(1, 1, 1)
    return Bounds()


def side_of(scene: Scene, sentence: Sentence, start: int, end: int, mention: Mention | None) -> str | None:
    """The entity that the people belong to: an organisation or nation named among their words, else by a relation."""
    if mention and mention.entity and mention.type in ("Organisation", "Unit") and scene.entities[mention.entity].name:
        return mention.entity
    inside = [
        m
        for m in scene.mentions_in(sentence, "Organisation", "Unit", "Nationality", "Location")
        if m.entity and start <= m.span.start and m.span.end <= end and m is not mention
    ]
    if inside:
        return inside[0].entity
    return scene.owner_of(mention) if mention else None
