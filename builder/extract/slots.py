"""When and where: the expressions that hang on a sighting, and whether two of them can be of one happening."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from builder.extract.casualties import tally_of
from builder.extract.scene import Scene
from builder.extract.syntax import AFTER, RESPONSES, SUBJECTS, accused, climb, has_child, is_verb, noun_start, words_on
from builder.extract.triggers import Sighting
from builder.model import Span
from builder.text.dates import TimeExpression
from builder.text.document import Sentence
from builder.text.geodesy import distance_km
from builder.text.places import PlaceReference

if TYPE_CHECKING:
    from spacy.tokens import Token

Window: TypeAlias = tuple[str | None, str | None]
DAY_WORD = re.compile(r"\b(?:\d{4}|[A-Z][a-z]{2,}|today|yesterday|tonight)\b")  # in '9 a.m. on May 3', not in '9 a.m.'
AS_OF = re.compile(r"\bas (?:of|at)\s+(?:\w+\s+)?$|\b(?:by|until)\s+(?:early\s+|late\s+|the\s+)?$", re.IGNORECASE)
DOUBT_KM = 25.0  # km of doubt that two places are given beside their radii before they count as two
WHOLE_COUNTRY = ("country", "region")
NAMED = ("Organisation", "Unit", "Operation", "Person", "Nationality")


def _governor(scene: Scene, token: Token) -> Token:
    """The verb that tells of a word; below a verb of saying or 'in response to', the head of the phrase."""
    steps = climb(token)
    at = next((n for n, t in enumerate(steps) if is_verb(t) or t.lower_ in (*AFTER, *RESPONSES)), len(steps))
    if 0 < at < len(steps) and steps[at].lemma_.lower() in scene.ontology.words("court_verbs"):
        return steps[0]  # 'remanded on Thursday over the killing'
    if at < len(steps) and is_verb(steps[at]) and not scene.says(steps[at]):
        return steps[at]
    return steps[max(0, at - 1)]


def attached(scene: Scene, sighting: Sighting, span: Span) -> bool:
    """True if the span hangs on the clause of the sighting, and on no verb of saying and no 'since' between them."""
    token = scene.token_at(sighting.sentence, span)
    voice = scene.voices.at(sighting.span.start, sighting.span.end)
    if token is not None and _describes(scene, token) and token.head not in (sighting.token, sighting.token.head):
        return False
    if token is not None and accused(token) != accused(sighting.token):
        return False
    heads = [_governor(scene, sighting.token)]
    while heads[-1].dep_ in ("conj", "advcl") and is_verb(heads[-1]) and not has_child(heads[-1], *SUBJECTS):
        heads.append(
            heads[-1].head
        )  # 'last night a patrol found a cache and captured a man', 'hit a base, killing two'
    for step in climb(token) if token is not None else ():
        if step in heads or (sighting.token.dep_ == "relcl" and step == sighting.token.head):  # 'in May, when he died'
            return True
        if step.lower_ == "since" or (is_verb(step) and "since" in words_on(step, "mark")):
            return False
        if scene.says(step):  # 'killed two on Monday, the army said': the parser at times gives the day to 'said'
            told = voice is not None and voice.start <= span.start and span.end <= voice.end
            return told or _confirmed(scene, sighting, span, step)
        if token is not None and step == token.head == step.head and not is_verb(step):
            return True  # a sentence that the parser found no verb for
        if step.dep_ in ("advcl", "conj", "parataxis") and is_verb(step) and has_child(step, *SUBJECTS):
            return False  # another clause with a subject of its own
    return False


def _confirmed(scene: Scene, sighting: Sighting, span: Span, verb: Token) -> bool:
    """'today confirmed the death of X in Gao on May 3': of two times the verb of saying has the one next to it."""
    others = [time.span for time in scene.times[sighting.sentence.index] if time.span != span]
    tokens = [scene.token_at(sighting.sentence, other) for other in others]
    beside = any(t is not None and t.head == verb and abs(t.i - verb.i) == 1 for t in tokens)
    return beside and not is_verb(sighting.token) and sighting.span.end < span.start


def _describes(scene: Scene, token: Token) -> bool:
    """'a veteran of the 1977 war', 'Tuesday's attack': of the noun after it; but 'in Gao and Kidal provinces'."""
    inner = token.dep_ in ("compound", "nummod", "nmod", "poss") and token.head.pos_ == "NOUN"
    return inner and token.head.lemma_.lower() not in scene.ontology.words("place_nouns")


def times_of(scene: Scene, sighting: Sighting) -> list[TimeExpression]:
    """Dated expressions on the clause of a sighting."""
    here = [t for t in scene.times[sighting.sentence.index] if (t.start or t.end) and not t.duration]
    held = holds_on(scene, sighting) if sighting.outcome else None
    return [t for t in here if t is not held and attached(scene, sighting, t.span)]


def holds_on(scene: Scene, sighting: Sighting) -> TimeExpression | None:
    """The time for which a figure holds: 'as of Tuesday', 'by Monday evening', 'the toll rose to 40 on Friday'. It is
    none of the happening's."""
    text, tally = scene.document.text, tally_of(sighting.token)
    for time in scene.times[sighting.sentence.index]:
        token = scene.token_at(sighting.sentence, time.span)
        if time.duration or not (time.start or time.end) or token is None:
            continue
        words = text[max(0, time.span.start - 20) : time.span.start]
        if AS_OF.search(words) and (attached(scene, sighting, time.span) or token.i < sighting.token.i):
            return time
        if tally and sighting.token in (tally[1], *tally[1].subtree) and tally[0] in climb(token)[1:3]:
            return time
    return None


def places_of(scene: Scene, sighting: Sighting) -> list[PlaceReference]:
    """Places on the clause of a sighting; a person's home ('of Salem, Oregon') and names of bodies are left out."""
    found = []
    for place in scene.places[sighting.sentence.index]:
        token = scene.token_at(sighting.sentence, place.span)
        named = token is not None and token.dep_ in ("compound", "nmod", "poss") and token.head == sighting.token
        if named and place.kind != "country" and not is_verb(sighting.token):
            found.append(place)  # 'the Mosul bombing'
        elif attached(scene, sighting, place.span) and is_site(scene, sighting.sentence, place):
            found.append(place)
    here = [t for t in sighting.sentence.tokens if t.lower_ == "here" and t.dep_ == "advmod"]
    spans = [scene.document.span(*sighting.sentence.at(t)) for t in here]
    voiced = scene.voices.at(sighting.span.start, sighting.span.end)
    meant = [] if found or voiced else [span for span in spans if attached(scene, sighting, span)]
    return scene.datelined() if meant else found


def is_site(scene: Scene, sentence: Sentence, place: PlaceReference) -> bool:
    """Whether something may have happened there: no part of a name, not a person's home, not a state that acts."""
    token = scene.token_at(sentence, place.span)
    if token is None or place.kind == "anchor":
        return False  # an anchor only helps to say where another place is
    for other in scene.places[sentence.index]:
        between = scene.document.text[other.span.end : place.span.start]
        if between == ", " and place.kind not in WHOLE_COUNTRY and other.country in (None, place.country):
            return is_site(scene, sentence, other)  # 'In X district, Y province, troops …': Y stands where X does
    for mention in scene.mentions_in(sentence, *NAMED):
        if mention.span.start <= place.span.start and place.span.end <= mention.span.end and mention.form != "pronoun":
            return False
    if _stray_preposition(token):
        return True
    if token.dep_ in ("compound", "nmod", "amod", "poss"):
        return token.head.lemma_.lower() in scene.ontology.words("place_nouns")
    for step in climb(token):
        if step.dep_ == "prep":
            home = step.lower_ in ("of", "from") and scene.mention_of(sentence, step.head, "Person")
            moved = not is_verb(step.head) or step.head.lemma_.lower() in scene.ontology.words("transfer_verbs")
            way = step.lower_ in ("to", "toward", "towards") and moved  # 'on the way to Herat', 'was flown to Herat'
            way = way or (step.lower_ == "between" and token.dep_ in ("pobj", "conj"))  # 'between Gao and Menaka'
            way = way or (step.lower_ == "from" and "to" in words_on(step.head, "prep"))  # 'from Gao to Menaka'
            return not home and not way
        if step.dep_ in ("nsubj", "agent", "dative"):
            return False  # 'Iraq said', 'by Syria': a state that acts
    return True


def _stray_preposition(token: Token) -> bool:
    """'In X district, Y province, troops fought': the parser at times takes the place for the subject."""
    first = noun_start(token)
    before = token.doc[first - 1] if first > token.sent.start else token
    return token.dep_ == "nsubj" and before.dep_ == "prep" and not has_child(before, "pobj", "pcomp")


# --- comparing ------------------------------------------------------------------------------------------------------


def day_window(time: TimeExpression) -> Window:
    """First and last day of an expression."""
    return (time.start or "")[:10] or None, (time.end or "")[:10] or None


def window_of(times: Iterable[TimeExpression]) -> Window:
    """The first day told; open where nothing is told. A time by the clock alone tells no day."""
    return next((day_window(time) for time in times if not is_clock(time)), (None, None))


def is_clock(time: TimeExpression) -> bool:
    """Whether an expression is a time by the clock alone ('at about 9 a.m.'), whose day was reckoned from elsewhere."""
    reckoned = time.precision in ("minute", "hour") and time.basis in ("other-date", "stated")
    return reckoned and not DAY_WORD.search(time.span.text)


def windows_differ(one: Window, other: Window) -> bool:
    """True if both are dated and have no day in common."""
    return bool((one[1] and other[0] and one[1] < other[0]) or (other[1] and one[0] and other[1] < one[0]))


def places_differ(one: Sequence[PlaceReference], other: Sequence[PlaceReference]) -> bool:
    """True if both name a place, and no place of one can be or hold a place of the other."""
    if not one or not other:
        return False
    narrow = [p for p in one if p.kind not in WHOLE_COUNTRY] if len(one) > 1 else one
    if not narrow:  # only countries and regions: they hold too much to tell anything, unless both name the same
        return not {place.name for place in one} & {place.name for place in other}
    return not any(meet(a, b) for a in narrow for b in other)


def meet(a: PlaceReference, b: PlaceReference) -> bool:
    """Whether two places may be one, or one within the other."""
    if a.name.casefold() == b.name.casefold():
        return True
    if a.kind in WHOLE_COUNTRY or b.kind in WHOLE_COUNTRY:
        return not (a.country and b.country) or a.country == b.country
    distance = distance_between(a, b)
    return distance is not None and distance <= (a.radius_km or 0) + (b.radius_km or 0) + DOUBT_KM


def distance_between(a: PlaceReference, b: PlaceReference) -> float | None:
    """km; None where a point is not known."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance_km(a.lat, a.lon, b.lat, b.lon)
