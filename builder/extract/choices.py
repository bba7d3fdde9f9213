"""The best time, place and operation of a happening, from all that its sentences say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from builder.extract.happening import Happening
from builder.extract.scene import Scene
from builder.extract.slots import (
    DOUBT_KM,
    attached,
    day_window,
    distance_between,
    is_clock,
    is_site,
    meet,
    windows_differ,
)
from builder.extract.syntax import accused, climb, verb_over
from builder.model import PRECISIONS, Mention, PlaceSlot, Span, TimeSlot
from builder.text.dates import TimeExpression
from builder.text.document import Sentence
from builder.text.places import PlaceReference

COARSE = 10_000.0  # km, for a place whose extent is not known
SETTING = 2  # sentences
DIVISIONS = ("admin1", "province")
BESIDE = 40  # characters between a named place and the relative words on it


def choose_time(scene: Scene, happening: Happening) -> tuple[TimeSlot, list[Span]] | None:
    """The finest expression that agrees with the first one told, and its words; a part of the day may come from another
    of the same day. Where only the time of a statement is known, it is the end (contract, section 4)."""
    told = [*happening.times, *(t for s in happening.linked for t in scene.times[s.index] if _told(scene, s, t))]
    told = [t for t in told if t.precision and (t.start or t.end)]
    around = (t for s in _setting(scene, happening) for t in scene.times[s.index] if t.start and _told(scene, s, t))
    told = _on_their_day(told or [t for t in around if t.precision])
    if not told:
        return _published(scene, happening)
    agreeing = [t for t in told if not windows_differ(day_window(told[0]), day_window(t))]
    best = min(agreeing, key=lambda t: PRECISIONS.index(t.precision or "decade"))
    same_day = (t for t in [best, *agreeing] if t.part_of_day and day_window(t) == day_window(best))
    part = next(same_day, best)
    slot = TimeSlot(best.start, best.end, best.precision or "day", part.part_of_day, best.basis or "stated", "")
    return slot, [best.span, part.span]


def _on_their_day(told: list[TimeExpression]) -> list[TimeExpression]:
    """A time by the clock alone ('at about 9 a.m.') takes the one day that is told of the happening, and stands after
    it; its own day was reckoned from the article's."""
    days = [t for t in told if t.precision == "day" and t.start == t.end and t.basis != "published"]
    clocks = [t for t in told if is_clock(t) and t.start] if days else []
    moved = []
    for clock in clocks:
        start, end = (f"{days[0].start}{(time or '')[10:]}" for time in (clock.start, clock.end or clock.start))
        moved.append(replace(clock, start=start, end=end, basis=days[0].basis))
    return [t for t in told if t not in clocks] + moved


def _told(scene: Scene, sentence: Sentence, item: TimeExpression | PlaceReference, *, described: bool = False) -> bool:
    """True unless the words hang on a verb of saying: they then tell of the statement. Nor may they tell of what
    somebody is said to have done before, unless `described`."""
    token = scene.token_at(sentence, item.span)
    verb = verb_over(token)
    return token is not None and verb is not None and not scene.says(verb) and (described or not accused(token))


def _setting(scene: Scene, happening: Happening) -> list[Sentence]:
    """For the main happening: its trigger's sentence and those right before it, which set the scene, nearest first."""
    at = happening.trigger.sentence.index
    return list(reversed(scene.document.sentences[max(0, at - SETTING) : at + 1])) if happening.main else []


def _published(scene: Scene, happening: Happening) -> tuple[TimeSlot, list[Span]] | None:
    """The time of the statement that tells it, as the end of an open time."""
    trigger = happening.trigger
    for time in scene.times[trigger.sentence.index] if trigger.mode == "actual" else ():
        verb = verb_over(scene.token_at(trigger.sentence, time.span))
        if scene.says(verb) and verb in climb(trigger.token) and time.end and time.precision and not time.duration:
            return TimeSlot(None, time.end, time.precision, None, "published", ""), [time.span]
    return None


def choose_place(scene: Scene, happening: Happening) -> tuple[PlaceSlot, Span] | None:
    """The most precise place that agrees with the first one told, and its words.

    Sentences without a word of the happening count only where its own clauses name no more than a country.
    """
    told = [p for p in happening.places if p.kind != "country"]
    for beside in (happening.linked, _between(scene, happening)) if not told else ():
        told = told or [p for p in _sites(scene, beside) if p.kind != "country" and _meets(p, happening.places)]
    around = _sites(scene, [s.sentence for s in happening.sightings], described=True)
    told = told or [p for p in around if p.kind != "country" and _meets(p, happening.places)] or happening.places
    told = told or _sites(scene, _setting(scene, happening), described=True)
    told = told or scene.headed(happening.trigger.sentence)
    if not told:
        return None
    anchors = {p.name for p in told if p.basis and any(c.isdigit() for c in p.basis)}
    told = [p for p in told if p.basis or p.name not in anchors]  # 40 km from X is not X
    first = next((p for p in told if p.kind != "country"), told[0])
    listed = [p for p in told if p is not first and p.kind in DIVISIONS and first.kind in DIVISIONS]
    held = [_held(scene, p) for p in told if meet(p, first) and p not in listed]
    best = min(held, key=lambda p: p.radius_km if p.radius_km is not None and p.lat is not None else COARSE)
    where = PlaceSlot(
        _with_division(scene, best, [*told, *happening.places, *around]),
        best.country,
        best.lat,
        best.lon,
        best.radius_km,
        best.geonames,
        best.basis,
        "",
    )
    return where, best.span


def _between(scene: Scene, happening: Happening) -> list[Sentence]:
    """The few sentences that stand between two of it: they go on with it."""
    at = sorted({s.sentence.index for s in happening.sightings if not s.headline and not s.generic})
    near = [n for low, high in pairwise(at) if high - low <= SETTING + 1 for n in range(low + 1, high)]
    return [scene.document.sentences[n] for n in near]


def _meets(place: PlaceReference, others: Sequence[PlaceReference]) -> bool:
    return not others or any(meet(place, other) for other in others)


def _with_division(scene: Scene, place: PlaceReference, told: list[PlaceReference]) -> str:
    """The name with that of the province that the article puts it in: 'Sangin district, Helmand province'."""
    sentence = scene.sentence_at(place.span.start)
    after = [p for p in scene.places[sentence.index] if p.span.start > place.span.end] if sentence else []
    held = [p for p in (*after[:2], *told) if p.kind in DIVISIONS and p.country == place.country and meet(place, p)]
    narrow = [p for p in held[:1] if (place.radius_km or 0) <= (p.radius_km or 0) and p.name not in place.name]
    whole = place.kind in ("country", *DIVISIONS)
    return place.name if whole or not narrow else f"{place.name}, {narrow[0].name}"


def _sites(scene: Scene, sentences: Sequence[Sentence], *, described: bool = False) -> list[PlaceReference]:
    """Sites that the sentences name; `described`: also in what somebody is said to have done."""
    sites = ((s, p) for s in sentences for p in scene.places[s.index] if is_site(scene, s, p))
    return [p for s, p in sites if _told(scene, s, p, described=described)]


def _held(scene: Scene, place: PlaceReference) -> PlaceReference:
    """The place by the point of the one that follows, where its own is not known ('an air base near Qayyarah') or does
    not lie in that which holds it ('Daman district, Kandahar province')."""
    sentence, text = scene.sentence_at(place.span.start), scene.document.text
    for holder in scene.places[sentence.index] if sentence and place.basis is None else ():
        gap = text[place.span.end : holder.span.end - len(holder.basis or holder.span.text)]
        beside = len(gap) <= BESIDE and place.lat is None if holder.basis else gap in (", ", " in ")
        if beside and holder.lat is not None and place.span.end < holder.span.start and _wider(holder, place):
            distance = distance_between(place, holder)
            if distance is None or distance > (holder.radius_km or 0) * 2 + DOUBT_KM:
                lat, lon, radius = holder.lat, holder.lon, holder.radius_km
                country = holder.country
                return replace(place, lat=lat, lon=lon, radius_km=radius, basis=holder.basis, country=country)
            break
    return place


def _wider(holder: PlaceReference, place: PlaceReference) -> bool:
    """Whether the one may hold the other; in 'Gao, Kidal and Mopti' none does."""
    return place.lat is None or ((place.radius_km or 0) <= (holder.radius_km or 0) and place.kind != holder.kind)


def choose_operation(scene: Scene, happening: Happening) -> Mention | None:
    """The operation that a clause of the happening names; for the main one also that a sentence of it names."""
    here = [(s, m) for s in happening.sightings for m in scene.mentions_in(s.sentence, "Operation") if m.entity]
    named = [(s, m) for s, m in here if scene.entities[m.entity or ""].name]
    on_it = (m for s, m in named if attached(scene, s, m.span))
    return next(on_it, named[0][1] if named and happening.main else None)
