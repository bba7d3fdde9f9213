"""Where the text speaks of a happening: the words of the ontology's incident types and of what befalls people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.extract.genre import genres_of
from builder.extract.kinds import Kinds
from builder.extract.modality import DEFINITE, is_generic, is_headline, mode_of
from builder.extract.scene import Scene
from builder.extract.syntax import after, agents, has_child, is_verb, patients, subjects, words_on
from builder.model import Span
from builder.ontology import Ontology
from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMES = ("Organisation", "Unit", "Operation", "Weapon", "MilitaryPlatform", "DocumentReference", "Location")
ANSWERING = ("return", "repel", "repulse")  # they tell of a fight that was begun
PERSONAL = ("him", "her", "them", "us", "me")
TAKEN = ("Person", "Location", "Weapon", "Vehicle")
FRESH = {"another", "second", "third", "separate", "different", "other", "fresh", "similar", "earlier", "previous"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word or phrase that speaks of a happening. `outcome`: what it says became of people, else None; `fresh`: of
    another one than before ('a second attack')."""

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


def find_sightings(scene: Scene, kinds: Kinds) -> list[Sighting]:
    """In text order, without passages of another genre. Words inside names and before other nouns ('attack helicopter')
    are left out."""
    found: list[Sighting] = []
    genres, often = genres_of(scene), Counter(m.entity for m in scene.reading.mentions if m.form == "name")
    for sentence in scene.document.sentences:
        if sentence.index in genres.not_so:
            continue
        here: list[Sighting] = []
        names = [m.span for m in scene.mentions_in(sentence, *NAMES) if m.form == "name" or m.type == "Operation"]
        names += [m.span for m in scene.mentions_in(sentence, "Person") if m.form == "name" and often[m.entity] > 1]
        headline = is_headline(scene, sentence)
        for tokens, name, outcome in _matches(sentence, kinds):
            head = _head(tokens)
            start, end = sentence.at(tokens[0])[0], sentence.at(tokens[-1])[1]
            person = head.tag_ == "NNP" and head.ent_type_ == "PERSON"  # 'Ms. Lynch said'
            named = person or any(n.start < end and start < n.end for n in names)
            mode = mode_of(head, scene.ontology)
            modifies = not is_verb(head) and head.dep_ in ("compound", "nmod") and head.i < head.head.i
            if (
                named
                or mode is None
                or modifies
                or _in_a_manner(head, outcome, scene.ontology)
                or (outcome is None and _with_words(scene, sentence, head))
                or _by_illness(head, kinds)
                or _defines(scene, sentence, head)
            ):
                continue
            if is_verb(head) and len(tokens) == 1:
                start = _with_auxiliaries(sentence, head)
            voice = scene.voices.at(start, end)
            if voice and voice.polarity == "denied" and not _definite(head):
                mode = "denied"  # 'denied that its jets had struck the village', but 'denied carrying out the attack'
            name, outcome = _by_object(scene, sentence, head, name) or (name, outcome)
            generic = is_generic(head, headline) and (mode == "actual" or not is_verb(head))
            fresh = bool(words_on(head, "amod", "det", "nummod", "advmod") & FRESH) and head.dep_ != "attr"
            span = scene.document.span(start, end)
            here.append(Sighting(sentence, head, span, name, outcome, mode, _definite(head), fresh, generic, headline))
        genre = genres.other.get(sentence.index)
        if genre and not any(_literal(scene, s) for s in here):
            here = [s for s in here if s.type.lower() == genre]
        if sentence.index in genres.peaceful and all(_natural_death(s.token, scene.ontology) for s in here):
            continue
        found += here
    return found


def _matches(sentence: Sentence, kinds: Kinds) -> Iterator[tuple[list[Token], str, str | None]]:
    """The words that tell of a happening, with its type and outcome."""
    tokens, at = list(sentence.tokens), 0
    while at < len(tokens):
        phrase = kinds.phrase_at(tokens, at)
        here = phrase[1] if phrase else tokens[at : at + 1]
        word, outcome = kinds.word_at(_head(here))
        name = phrase[0] if phrase else _by_what_struck(here[0], kinds.ontology) or word
        if name:
            told = [kinds.outcome(name), outcome, *(kinds.word_at(t)[1] for t in here)] if phrase else [outcome]
            yield here, name, next(filter(None, told), None)  # 'shot dead': the phrase or one of its words
        at += len(here)


def _defines(scene: Scene, sentence: Sentence, head: Token) -> bool:
    """'Quiet Harvest is a multinational operation': what a standing operation is, not a happening."""
    named = head.head.children if head.dep_ == "attr" else ()
    return any(t.dep_ == "nsubj" and scene.mention_of(sentence, t, "Operation") for t in named)


def _definite(head: Token) -> bool:
    """'the attack', 'his death', 'those killed', 'was a suicide bombing', 'returned fire'."""
    people = head.head if head.dep_ in ("acl", "amod") else head
    if head.lemma_ in ANSWERING or head.dep_ == "attr" or (not is_verb(head) and has_child(head, "poss")):
        return True
    return (people is not head or not is_verb(head)) and bool({people.lower_, *words_on(people)} & DEFINITE)


def _by_what_struck(head: Token, ontology: Ontology) -> str | None:
    """The type that the doer says: 'a bomb killed two' tells of a bombing, 'jets hit a depot' of an air strike."""
    things = ontology.words("striking_things")
    found = agents(head) if is_verb(head) and head.lemma_.lower() in ontology.words("striking_verbs") else []
    return next((things[t.lemma_.lower()] for t in found if t.lemma_.lower() in things), None)


def _by_object(scene: Scene, sentence: Sentence, head: Token, name: str) -> tuple[str, str | None] | None:
    """Type and outcome that the object says: a town 'captured' is seized, pupils 'seized' by gunmen are kidnapped."""
    changes, forces = scene.ontology.words("types_by_object"), scene.ontology.words("service_nouns")
    for noun in [n for p in patients(head) for n in (p, *after(p, "of"))] if is_verb(head) else ():
        mention = scene.mention_of(sentence, noun, *TAKEN)
        taken = "Person" if noun.lower_ in PERSONAL else mention.type if mention else None
        key = f"{name} {taken}".lower() if taken else ""
        armed = {*forces, *scene.ontology.words("force_nouns")}
        by_force = any({t.lemma_.lower(), t.lower_} & armed for t in agents(head))
        changed = changes.get(f"{key} by force") if by_force else None
        if changed or key in changes:
            kind = changed or changes[key]
            return kind, scene.ontology.incident_types[kind].outcome
    return None


def _in_a_manner(head: Token, outcome: str | None, ontology: Ontology) -> bool:
    """'attacked his plan', 'a raid on pension funds', 'prices exploded': nothing that could be hit or could burst."""
    verb = head.head if head.dep_ == "acomp" else head
    if is_verb(verb):
        objects = patients(verb)
        if not objects and verb.lemma_.lower() in ontology.words("needing_an_object"):
            return True
        doers = subjects(verb) if not objects or outcome != "killed" else []
        objects = objects + [t for t in doers if t not in objects]
    else:
        objects = after(head, "of", "with")
    objects = objects + after(head, "on", "against", "over", "from")
    return any(t.lemma_.lower() in ontology.words("abstract_nouns") for t in objects)


def _with_words(scene: Scene, sentence: Sentence, head: Token) -> bool:
    """'the senator attacked her rivals': who is quoted, or lives by words, does so with words."""
    doers = agents(head) if is_verb(head) else []
    people = (scene.mention_of(sentence, doer, "Person") for doer in doers)
    return any(doer.lemma_.lower() in scene.ontology.words("word_fighters") for doer in doers) or any(
        person.entity in scene.speakers for person in people if person
    )


def _literal(scene: Scene, sighting: Sighting) -> bool:
    """Whether a sentence among those of another genre means what it says: told in the past, of those who fight or
    guard, or of deaths and arrests somewhere or on some day ('two fans died in the stadium on Saturday')."""
    token, here = sighting.token, sighting.sentence.index
    tenses = {t.tag_ for t in (token, *token.children) if is_verb(t) and t.dep_ != "relcl" and t.lemma_ != "have"}
    if not is_verb(token):
        tenses |= {token.head.tag_}
    if tenses & {"VBZ", "VBP", "MD"} or not tenses & {"VBD", "VBN"}:
        return False
    near = [t for child in token.children for t in (child, *child.children)]
    if any(t.lemma_.lower() in scene.ontology.words("field_words") for t in near):
        return True
    return sighting.outcome not in (None, "wounded") and bool(scene.times[here] or scene.places[here])


def _natural_death(token: Token, ontology: Ontology) -> bool:
    """The death of one person, of which nothing else is told: 'her father died in 2004'."""
    if token.lemma_.lower() not in ("die", "death"):
        return False
    who = patients(token) + subjects(token) if is_verb(token) else [*after(token, "of"), *token.children]
    known = ontology.words("gender_words")
    return any(t.tag_ == "NNP" or t.lower_ in known or t.lemma_.lower() in known for t in who)


def _by_illness(token: Token, kinds: Kinds) -> bool:
    """'died of a disease', unless it is of what violence does ('of their wounds')."""
    causes = after(token, "of", "from") if token.lemma_.lower() in kinds.intransitives else []
    return bool(causes) and not any(kinds.word_at(cause)[1] for cause in causes)


def _head(tokens: list[Token]) -> Token:
    return next((t for t in tokens if t.head.i == t.i or t.head not in tokens), tokens[-1])


def _with_auxiliaries(sentence: Sentence, verb: Token) -> int:
    """Start of 'were killed', for a verb with its auxiliaries right before it."""
    first = verb
    while first.i and first.nbor(-1).head == verb and first.nbor(-1).dep_ in ("aux", "auxpass", "neg"):
        first = first.nbor(-1)
    return sentence.at(first)[0]
