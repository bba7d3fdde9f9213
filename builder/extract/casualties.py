"""Who was killed, wounded, captured …, and how many: read from the words that say what became of people.

A number belongs to people only where it stands before their noun, so an age after a name is never a count. Nothing is
counted that the text does not count: plain plurals stay open, one named or singular person is one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.extract.befallen import antecedent, befallen
from builder.extract.belonging import side_of
from builder.extract.scene import ACTORS, Scene
from builder.extract.syntax import (
    OBJECTS,
    after,
    bounds,
    climb,
    coordinated,
    has_child,
    is_verb,
    noun_start,
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
HARM = (
    "killed",
    "wounded",
    "kidnapped",
    "casualties",
)  # of whoever is counted; things too are captured
ZERO, SINGLE = Bounds(0, 0, 0), Bounds(1, 1, 1)
RISING = ("bring", "raise", "push", "take", "rise", "reach", "climb", "stand", "grow", "total", "put", "jump", "hit")
TALLIES = ("number", "toll", "tally", "count", "total")
SIZES = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}  # people told by one noun: 'a couple and their children'
ONE_PERSON = ("he", "him", "she", "her", "himself", "herself")
UNDONE = ("attempt", "try", "fail", "seek")  # 'tried to detain them' says nothing of what became of them
HABITUAL = ("often", "frequently", "regularly", "routinely", "usually", "sometimes", "always")
NEXT_PERSON = ("another", "second", "third", "fourth", "fifth")  # 'killed two soldiers and wounded a third'
PEOPLE_PRONOUNS = (*ONE_PERSON, *NEXT_PERSON, "those", "them", "who", "whom", "they", "one", "others", "some", "many")
SQUADS = ("squad", "group", "band", "team", "gang", "handful")
LONGEST_NAME = 6  # words after 'of' in the name of a body before its member
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
    habit = words_on(sighting.token, "advmod") & set(HABITUAL)
    if sighting.outcome is None or sighting.mode in ("planned", "hypothetical") or habit:
        return []
    if sighting.token.tag_ == "VB" and sighting.token.head.lemma_ in UNDONE:
        return []
    together = _told_together(scene, sighting.token)
    if together:
        if together[0] != sighting.token:
            return []
        sighting = replace(sighting, outcome="casualties")
    found = {head: _toll(scene, sighting, head) for head in befallen(scene, sighting)}
    if any(found.values()):  # beside people, what is counted is people: 'a commander and two associates'
        found = {head: toll or _toll(scene, sighting, head, counted=True) for head, toll in found.items()}
    tolls = [toll for toll in found.values() if toll]
    tolls = _risen(scene, sighting, tolls[0] if len(tolls) == 1 else None) or tolls
    if tolls and tolls[0].bounds == ZERO:  # 'no women or children were hurt'
        tolls = [replace(toll, bounds=ZERO) if toll.bounds == Bounds() else toll for toll in tolls]
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


def tally_of(token: Token) -> tuple[Token, Token] | None:
    """(verb, noun) over a word in 'bringing the number of dead to 11', 'the total rose to 40 killed'."""
    for verb in climb(token):
        if is_verb(verb) and verb.lemma_ in RISING:
            for noun in verb.children:
                if noun.dep_ in OBJECTS and noun.lemma_ in TALLIES:
                    return verb, noun
    return None


def _risen(scene: Scene, sighting: Sighting, people: Toll | None) -> list[Toll]:
    """'bringing the number of dead to 11', 'the number of those killed rose to 40': the figure stands elsewhere."""
    tally = tally_of(sighting.token)
    if tally is None or sighting.token not in tally[1].subtree or (people and people.told):
        return []
    noun = sighting.token.head if sighting.token.dep_ == "amod" else sighting.token
    sentence, group, outcome = sighting.sentence, noun.text, sighting.outcome or ""
    told = [n for p in tally[0].children if p.lower_ in ("to", "at") for n in p.children]
    told += after(sighting.token, "to")  # the parser at times hangs it on 'killed'
    told += [n for n in tally[0].children if n.dep_ in ("dobj", "attr") and n != tally[1]]
    counts = [scene.count_of(sentence, n) for n in told]
    bare = Toll(sighting, outcome, "", group, Bounds(), None, None, False, bare=True)
    return [replace(people or bare, words=c.span.text, bounds=c.bounds) for c in counts[:1] if c]


def _toll(scene: Scene, sighting: Sighting, head: Token, *, counted: bool = False) -> Toll | None:
    sentence, count, noun = sighting.sentence, scene.count_of(sighting.sentence, head), head
    if (count is not None and sentence.at(head)[0] < count.span.end) or head.lemma_ in SQUADS:
        noun = next(iter(after(head, "of")), head)  # 'dozens of fighters', 'two of the men'
    elif head.tag_ == "NNP":
        ours = (n for n in after(head, "of") if n.tag_ in ("NN", "NNS") and n.i - head.i <= LONGEST_NAME)
        noun = next((n for n in ours if _listed(scene, n, *PERSONS)), head)  # 'an Army of the North commander'
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
    again = mention is not None and noun.tag_ == "NNS" and sighting.token.dep_ != "amod"
    if number == Bounds() and known and again and mention and mention.entity:
        number = scene.entities[mention.entity].cardinality or number  # 'three men …. The men were killed'
    bare = bare or noun.lower_ in NEXT_PERSON or (count is not None and noun.lower_ in ("others", "more"))
    group = scene.document.span(start, end).text
    if mention is not None and noun.lower_ in ONE_PERSON and mention.entity:
        group = scene.entities[mention.entity].description
    elif noun.lower_ in ("them", "they", "others") or (bare and noun.pos_ == "NUM"):
        group = antecedent(scene, sentence, head) or group
    side = side_of(scene, sentence, (start, end), noun, mention)
    names = [n for c in noun.children if c.dep_ == "appos" and noun.tag_ == "NNS" for n in coordinated(c)]
    if number == Bounds() and len(names) > 1 and all(n.pos_ == "PROPN" for n in names):
        number = Bounds(len(names), len(names), len(names))  # 'the suspects, X, Y and Z, were arrested'
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
    kept, words = [], sentence.tokens.doc[noun_start(noun) : noun.i]
    aged = any(t.lower_ == "old" for t in words)  # 'a 12-year-old boy'
    for t in words:
        number = t.dep_ in ("nummod", "quantmod") or t.pos_ in ("NUM", "PUNCT")
        counting = t.dep_ in ("det", "predet") or (number and not aged)
        in_count = count is not None and sentence.at(t)[0] < count.span.end
        if not counting and not in_count and t.lower_ not in ("additional", "only", "just"):
            kept.append(t)
    return bounds(sentence, [*kept, noun])


def _one(scene: Scene, noun: Token, mention: Mention | None) -> Bounds:
    """One for a named or singular person; nothing for plain plurals and collective words ('police', 'a group')."""
    size = SIZES.get(noun.lower_) if noun.tag_ == "NN" else None
    if size:
        return Bounds(size, size, size)
    if words := words_on(noun, "det") & {"neither", "any", "every", "each"}:
        return ZERO if "neither" in words else Bounds()
    plural = noun.lower_.endswith("s") and noun.lower_[:-1] in scene.ontology.words("person_nouns")
    named = mention.form == "name" and mention.type == "Person" if mention else noun.tag_ == "NNP" and not plural
    common = noun.tag_ == "NN" or (noun.tag_ == "NNP" and has_child(noun, "det"))  # 'a Marine'
    single = common and noun.lower_ == noun.lemma_.lower() and _listed(scene, noun, *PERSONS)
    single = single and not _listed(scene, noun, "group_nouns")
    return SINGLE if named or noun.lower_ in (*ONE_PERSON, *NEXT_PERSON) or single else Bounds()
