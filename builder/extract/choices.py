"""The best time, place and operation of a happening, from all that its sentences say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.extract.happening import Happening
from builder.extract.scene import Scene
from builder.extract.slots import FINEST, attached, is_clock, is_site, meet, windows_differ, within
from builder.extract.syntax import climb, is_verb
from builder.extract.triggers import Sighting
from builder.model import Mention, Span
from builder.text.dates import TimeExpression
from builder.text.document import Sentence
from builder.text.places import PlaceReference

COARSE = 10_000.0  # km, for a place whose extent is not known
SETTING = 2  # sentences
BESIDE = 40  # characters between a named place and the relative words on it


@dataclass(frozen=True, slots=True)
class TimeChoice:
    start: str | None
    end: str | None
    precision: str
    part_of_day: str | None
    basis: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    place: PlaceReference
    lat: float | None
    lon: float | None
    radius_km: float | None
    basis: str | None
    span: Span


def choose_time(scene: Scene, happening: Happening) -> TimeChoice | None:
    """The finest expression that agrees with the first one told; a part of the day may come from another of the same
    day. Where only the time of a statement is known, it is the end (contract, section 4)."""
    told = [*happening.times, *(t for s in happening.linked for t in scene.times_in(s) if _told(scene, s, t))]
    told = [t for t in told if t.precision and (t.start or t.end)]
    told = told or [t for s in _setting(scene, happening) for t in scene.times_in(s) if _told(scene, s, t) and t.start]
    if not told:
        return _published(scene, happening)
    told = _on_their_day(told)
    first = told[0]
    agreeing = [t for t in told if not windows_differ(_window(first), _window(t))]
    best = min(agreeing, key=lambda t: FINEST.index(t.precision or "decade"))
    part = next((t for t in [best, *agreeing] if t.part_of_day and _window(t) == _window(best)), None)
    spans = tuple(dict.fromkeys([best.span, *([part.span] if part else [])]))
    return TimeChoice(
        best.start, best.end, best.precision or "day", part.part_of_day if part else None, best.basis or "stated", spans
    )


def _on_their_day(told: list[TimeExpression]) -> list[TimeExpression]:
    """A time by the clock alone ('at about 9 a.m.') takes the one day that is told of the happening, and stands after
    it; its own day was reckoned from the article's."""
    days = [t for t in told if t.precision == "day" and t.start == t.end and t.basis != "published"]
    clocks = [t for t in told if is_clock(t) and t.start]
    if not days or not clocks:
        return told
    day = (days[0].start or "")[:10]
    moved = [
        replace(
            t, start=f"{day}{(t.start or '')[10:]}", end=f"{day}{(t.end or t.start or '')[10:]}", basis=days[0].basis
        )
        for t in clocks
    ]
    return [t for t in told if t not in clocks] + moved


def _window(time: TimeExpression) -> tuple[str | None, str | None]:
    return (time.start or "")[:10] or None, (time.end or "")[:10] or None


def _told(scene: Scene, sentence: Sentence, item: TimeExpression | PlaceReference) -> bool:
    """True unless the words hang on a verb of saying: they then tell of the statement."""
    token = scene.token_at(sentence, item.span)
    verb = next((t for t in climb(token) if is_verb(t)), None) if token is not None else None
    return verb is not None and verb.lemma_.lower() not in scene.ontology.words("speech_verbs")


def _setting(scene: Scene, happening: Happening) -> list[Sentence]:
    """For the main happening: its trigger's sentence and those right before it, which set the scene, nearest first."""
    trigger = happening.trigger.sentence
    if not happening.main:
        return []
    before = scene.document.sentences[max(0, trigger.index - SETTING) : trigger.index]
    return [trigger, *reversed(before)]


def _published(scene: Scene, happening: Happening) -> TimeChoice | None:
    """The time of the statement that tells it, as the end of an open time."""
    trigger = happening.trigger
    if trigger.mode != "actual":
        return None
    above = list(climb(trigger.token))
    for time in scene.times_in(trigger.sentence):
        token = scene.token_at(trigger.sentence, time.span)
        verb = next((t for t in climb(token) if is_verb(t)), None) if token is not None else None
        said = verb is not None and verb.lemma_.lower() in scene.ontology.words("speech_verbs")
        if said and verb in above and time.end and time.precision and not time.duration:
            return TimeChoice(None, time.end, time.precision, None, "published", (time.span,))
    return None


def choose_place(scene: Scene, happening: Happening) -> PlaceChoice | None:
    """The most precise place that agrees with the first one told; relative words beside a name give its point.

    Sentences without a word of the happening count only where its own clauses name no more than a country.
    """
    linked = [p for s in happening.linked for p in scene.places_in(s) if is_site(scene, s, p) and _told(scene, s, p)]
    told = list(dict.fromkeys([*happening.places, *linked]))
    around = _setting(scene, happening) if not told else []
    told = told or [p for s in around for p in scene.places_in(s) if is_site(scene, s, p) and _told(scene, s, p)]
    if not told:
        return None
    merged = [m for p in told if (m := _with_relative(scene, p, told))]
    own = [m for m in merged if m.place in happening.places and m.place.kind != "country"]
    merged = own or merged
    first = next((m for m in merged if m.place.kind != "country"), merged[0])
    agreeing = [m for m in merged if meet(m.place, first.place) or m is first]
    return min(agreeing, key=lambda m: m.radius_km if m.radius_km is not None and m.lat is not None else COARSE)


def _with_relative(scene: Scene, place: PlaceReference, told: list[PlaceReference]) -> PlaceChoice | None:
    """'the X mountains, 60 km south of Y' is one place: X, by the point that the words reckon from Y."""
    if place.basis is None:
        for other in told:
            start = scene.document.text.rfind(other.basis, 0, other.span.end) if other.basis else -1
            if other.basis and 0 <= start - place.span.end <= BESIDE:
                known = place.lat is not None
                lat, lon = (place.lat, place.lon) if known else (other.lat, other.lon)
                return PlaceChoice(
                    place, lat, lon, place.radius_km if known else other.radius_km, other.basis, place.span
                )
        holder = _holder(scene, place)
        if holder and (place.lat is None or not within(place, holder)):
            return PlaceChoice(place, holder.lat, holder.lon, holder.radius_km, None, place.span)
        return PlaceChoice(place, place.lat, place.lon, place.radius_km, None, place.span)
    start = scene.document.text.rfind(place.basis, 0, place.span.end)
    if any(p.basis is None and p.kind != "country" and 0 <= start - p.span.end <= BESIDE for p in told):
        return None
    return PlaceChoice(place, place.lat, place.lon, place.radius_km, place.basis, place.span)


def _holder(scene: Scene, place: PlaceReference) -> PlaceReference | None:
    """The place that follows after a comma, and so holds it: 'Daman district, Kandahar province'."""
    sentence = scene.sentence_at(place.span.start)
    after = scene.places_in(sentence) if sentence else []
    text = scene.document.text
    return next((p for p in after if p.lat is not None and text[place.span.end : p.span.start] in (", ", " in ")), None)


def choose_operation(scene: Scene, happening: Happening) -> Mention | None:
    """The operation that a clause of the happening names; for the main one also that a sentence of it names."""
    for whole in (False, True) if happening.main else (False,):
        for sighting, mention in _operations(scene, happening):
            if whole or attached(scene, sighting, mention.span):
                return mention
    return None


def _operations(scene: Scene, happening: Happening) -> Iterator[tuple[Sighting, Mention]]:
    for sighting in happening.sightings:
        for mention in scene.mentions_in(sighting.sentence, "Operation"):
            if mention.entity and scene.entities[mention.entity].name:
                yield sighting, mention
