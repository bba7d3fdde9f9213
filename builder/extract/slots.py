"""When, where and in which operation: the expressions that hang on a sighting, and the best of them for a slot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, TypeAlias

from builder.extract.scene import Scene
from builder.extract.syntax import AFTER, RESPONSES, climb, is_verb, subjects
from builder.extract.triggers import Sighting
from builder.model import Span
from builder.text.dates import TimeExpression
from builder.text.document import Sentence
from builder.text.places import PlaceReference

if TYPE_CHECKING:
    from spacy.tokens import Token

Window: TypeAlias = tuple[str | None, str | None]
DAY_WORD = re.compile(r"\b(?:\d{4}|[A-Z][a-z]{2,}|today|yesterday|tonight)\b")  # in '9 a.m. on May 3', not in '9 a.m.'
FINEST = ("minute", "hour", "day", "week", "month", "year", "decade")
EARTH_KM = 6371.0
DOUBT_KM = 25.0  # km of doubt that two places are given beside their radii before they count as two
WHOLE_COUNTRY = ("country", "region")


def governing(scene: Scene, token: Token) -> Token:
    """The head of the smallest clause or phrase that tells of the token: its verb, unless that is one of saying."""
    speech = scene.ontology.words("speech_verbs")
    last = token
    for step in climb(token):
        if is_verb(step) and step.lemma_.lower() not in speech:
            return step
        if step.lower_ in (*AFTER, *RESPONSES):
            return last  # '… in response to the attack': where the response was is not where the attack was
        if is_verb(step):
            break
        last = step
    return last if not is_verb(token) else token


def attached(scene: Scene, sighting: Sighting, span: Span) -> bool:
    """True if the span hangs on the clause of the sighting, and on no verb of saying and no 'since' between them."""
    token = scene.token_at(sighting.sentence, span)
    if token is None:
        return False
    heads = [governing(scene, sighting.token)]
    while heads[-1].dep_ in ("conj", "advcl") and is_verb(heads[-1]) and not subjects(heads[-1], inherited=False):
        heads.append(
            heads[-1].head
        )  # 'last night a patrol found a cache and captured a man', 'hit a base, killing two'
    speech = scene.ontology.words("speech_verbs")
    voice = scene.voices.at(sighting.span.start, sighting.span.end)
    said = voice is not None and voice.start <= span.start and span.end <= voice.end
    for step in climb(token):
        if step in heads:
            return True
        if step.lower_ == "since" or _since(step):
            return False
        if is_verb(step) and step.lemma_.lower() in speech:
            return said  # 'killed two on Monday, the army said': the parser at times gives the day to 'said'
        if step.dep_ in ("advcl", "conj", "parataxis") and is_verb(step) and subjects(step, inherited=False):
            return False  # another clause with a subject of its own
    return False


def _since(token: Token) -> bool:
    return is_verb(token) and any(c.dep_ == "mark" and c.lower_ == "since" for c in token.children)


def times_of(scene: Scene, sighting: Sighting) -> list[TimeExpression]:
    """Dated expressions on the clause of a sighting."""
    here = [t for t in scene.times_in(sighting.sentence) if (t.start or t.end) and not t.duration]
    if sighting.token.dep_ == "relcl":  # 'since 2017, when a general was killed'
        at = sighting.sentence.at(sighting.token.head)[0]
        on_it = [t for t in here if t.span.start <= at < t.span.end]
        if on_it:
            return on_it
    return [t for t in here if attached(scene, sighting, t.span)]


def places_of(scene: Scene, sighting: Sighting) -> list[PlaceReference]:
    """Places on the clause of a sighting; a person's home ('of Mancos, Colorado') and names of bodies are left out."""
    return [
        p
        for p in scene.places_in(sighting.sentence)
        if _named_in(scene, sighting, p) or (attached(scene, sighting, p.span) and is_site(scene, sighting.sentence, p))
    ]


def _named_in(scene: Scene, sighting: Sighting, place: PlaceReference) -> bool:
    """'the Mosul bombing', but not a state or people: 'the U.S. strike'."""
    token = scene.token_at(sighting.sentence, place.span)
    modifies = token is not None and token.dep_ in ("compound", "nmod", "poss") and token.head.i == sighting.token.i
    return modifies and place.kind != "country" and not is_verb(sighting.token)


def is_site(scene: Scene, sentence: Sentence, place: PlaceReference) -> bool:
    """Whether something may have happened there: no part of a name, not a person's home, not a state that acts."""
    token = scene.token_at(sentence, place.span)
    if token is None or place.kind == "anchor":
        return False  # an anchor only helps to say where another place is
    for mention in scene.mentions_in(sentence, "Organisation", "Unit", "Operation", "Person", "Nationality"):
        if mention.span.start <= place.span.start and place.span.end <= mention.span.end and mention.form != "pronoun":
            return False
    if token.dep_ in ("compound", "nmod", "amod", "poss"):
        return token.head.lemma_.lower() in scene.ontology.words("place_nouns")
    for step in climb(token):
        if step.dep_ == "prep" and step.lower_ in ("to", "toward", "towards") and not is_verb(step.head):
            return False  # 'on the way to Herat'
        if step.dep_ == "prep":
            person = scene.mention_of(sentence, step.head, "Person") if step.lower_ in ("of", "from") else None
            return person is None
        if step.dep_ in ("nsubj", "agent", "dative"):
            return False  # 'Iraq said', 'by Syria': a state that acts
    return True


# --- comparing ------------------------------------------------------------------------------------------------------


def window_of(times: Iterable[TimeExpression]) -> Window:
    """The first day told; open where nothing is told. A time by the clock alone tells no day."""
    first = next((time for time in times if not is_clock(time)), None)
    return ((first.start or "")[:10] or None, (first.end or "")[:10] or None) if first else (None, None)


def is_clock(time: TimeExpression) -> bool:
    """Whether an expression is a time by the clock alone ('at about 9 a.m.'), whose day was reckoned from elsewhere."""
    return (
        time.precision in ("minute", "hour")
        and time.basis in ("other-date", "stated")
        and not DAY_WORD.search(time.span.text)
    )


def windows_differ(one: Window, other: Window) -> bool:
    """True if both are dated and have no day in common."""
    return bool((one[1] and other[0] and one[1] < other[0]) or (other[1] and one[0] and other[1] < one[0]))


def places_differ(one: Sequence[PlaceReference], other: Sequence[PlaceReference]) -> bool:
    """True if both name a place, and no place of one can be or hold a place of the other."""
    return bool(one and other) and not any(meet(a, b) for a in one for b in other if not (_wide(a) and len(one) > 1))


def _wide(place: PlaceReference) -> bool:
    return place.kind in WHOLE_COUNTRY


def meet(a: PlaceReference, b: PlaceReference) -> bool:
    if a.name.casefold() == b.name.casefold():
        return True
    if _wide(a) or _wide(b):
        return not (a.country and b.country) or a.country == b.country
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return distance_km(a, b) <= (a.radius_km or 0) + (b.radius_km or 0) + DOUBT_KM


def within(place: PlaceReference, holder: PlaceReference) -> bool:
    """Whether a place may lie in another; one whose point is not known may."""
    if place.lat is None or holder.lat is None:
        return True
    return distance_km(place, holder) <= (holder.radius_km or 0) * 2 + DOUBT_KM


def distance_km(a: PlaceReference, b: PlaceReference) -> float:
    """Great-circle distance on a sphere (haversine): off by half a percent at most, which no radius here is."""
    lat_a, lon_a, lat_b, lon_b = (radians(x or 0.0) for x in (a.lat, a.lon, b.lat, b.lon))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
