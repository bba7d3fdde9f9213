"""The incidents of an article: grouped, the main one chosen, what is older kept apart as background."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from builder.extract.grouping import Grouping, day
from builder.extract.happening import Happening, recalled, relation_of
from builder.extract.kinds import Kinds
from builder.extract.scene import Scene
from builder.extract.triggers import Sighting
from builder.text.dates import TimeExpression

LEAD = 700  # characters: the first paragraph that tells a happening counts as the lead only if it begins within them
LONG_AGO = timedelta(days=365)  # before the publication: history, whatever else the article tells
OLD = timedelta(days=14)  # before the main happening or, without its date, the publication: background
ROUND_UP = 3  # happenings in the lead from which on an article has no main one


def find_happenings(scene: Scene, kinds: Kinds, sightings: Sequence[Sighting]) -> list[Happening]:
    """All incidents of an article, in the order in which they are first told."""
    grouping = Grouping(scene, kinds)
    by_sentence: dict[int, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_sentence[sighting.sentence.index].append(sighting)
    title = scene.document.title
    headlines = [s for s in scene.document.sentences if title and s.start < title.end and title.start < s.end]
    for sentence in (s for s in scene.document.sentences if s not in headlines):
        grouping.read(sentence, by_sentence[sentence.index])
    for sighting in (sighting for s in headlines for sighting in by_sentence[s.index]):
        grouping.head(sighting)
    happenings = [h for h in grouping.happenings if not _harmed_nobody(h)]
    for happening in happenings:
        told = [s for s in happening.sightings if s.mode == happening.mode and not s.generic] or happening.sightings
        happening.type = kinds.most_specific([s.type for s in told])
    history = _history(scene, happenings)
    main = _choose_main(scene, [h for h in happenings if h not in history])
    if main:
        main.main = True
    _relate(scene, happenings)
    _recall(scene, happenings, main, history)
    return happenings


def _harmed_nobody(happening: Happening) -> bool:
    """'No one was hurt', and of what is not told."""
    harms = all(s.outcome for s in happening.sightings)
    return harms and bool(happening.tolls) and all(t.bounds and t.bounds.high == 0 for t in happening.tolls)


def _choose_main(scene: Scene, happenings: Sequence[Happening]) -> Happening | None:
    """The first happening that the title or the first paragraph with one tells; a round-up has none."""
    actual = [h for h in happenings if h.mode == "actual" and not _remembered(scene, h) and not _tried(scene, h)]
    first = min(actual, key=lambda h: h.sightings[0].span.start, default=None)
    if first is None or scene.is_round_up:
        return None
    sentence, title = first.sightings[0].sentence, scene.document.title
    lead = [h for h in actual if h.sightings[0].sentence.paragraph == sentence.paragraph]
    late = sentence.start > LEAD + (title.end if title else 0)
    return None if late or len(lead) >= ROUND_UP else first


def _remembered(scene: Scene, happening: Happening) -> bool:
    """'to mark the 30th anniversary of the attack that killed nine'."""
    return all(recalled(scene, s, "memory_cues") for s in happening.sightings if not s.generic)


def _tried(scene: Scene, happening: Happening) -> bool:
    """'was charged with killing his partner', and no day is told."""
    told = [s for s in happening.sightings if not s.generic]
    return not happening.times and bool(told) and all(recalled(scene, s, "court_cues") for s in told)


def _history(scene: Scene, happenings: Sequence[Happening]) -> set[Happening]:
    """What is long ago by its day, and what a paragraph tells after that without a day, before anything of today."""
    published, history, paragraph = day(scene.document.article.published), set(), -1
    for happening in sorted(happenings, key=lambda h: h.sightings[0].span.start):
        last, here = day(happening.window[1]), happening.sightings[0].sentence.paragraph
        if (last and published and last < published - LONG_AGO) or (not happening.times and here == paragraph):
            history.add(happening)
            paragraph = here
        elif happening.mode == "actual":
            break
    return history


def _relate(scene: Scene, happenings: Sequence[Happening]) -> None:
    """Relations that a sentence tells of two happenings: 'X … after Y', 'X … in response to Y'."""
    told: dict[int, list[tuple[Happening, Sighting]]] = defaultdict(list)
    for happening in happenings:
        for sighting in happening.sightings:
            told[sighting.sentence.index].append((happening, sighting))
    for here in told.values():
        for one, sighting in here:
            for other, below in here:
                relation = relation_of(sighting, below) if one is not other else None
                if relation and (relation, other) not in one.related:
                    one.related.append((relation, other))
                    once = len({s.sentence.index for s in other.sightings}) == 1
                    other.before = other.before or (relation == "follows" and once and not other.times)
                    if relation == "follows" and not other.times:
                        other.times = _reckoned(scene, one, sighting, below)


def _reckoned(scene: Scene, later: Happening, sighting: Sighting, below: Sighting) -> list[TimeExpression]:
    """The day of what another came 'two days after', where the day of that other is told."""
    start = day(later.window[0])
    if start is None or later.window[0] != later.window[1]:
        return []
    for time in scene.times[below.sentence.index]:
        length = re.fullmatch(r"P(\d{1,3})D", time.duration or "")
        words = scene.document.text[time.span.end : below.span.start].split()
        if length and words[:1] in (["after"], ["following"]) and sighting.span.start < time.span.start:
            on = (start - timedelta(days=int(length[1]))).isoformat()
            return [replace(time, start=on, end=on, precision="day", basis="other-date", duration=None)]
    return []


def _recall(scene: Scene, happenings: Sequence[Happening], main: Happening | None, history: set[Happening]) -> None:
    """Sets what is older apart: before the time of the news, or told as background."""
    reference = (day(main.window[0]) if main else None) or day(scene.document.article.published)
    for happening in happenings:
        if happening is main or happening.mode != "actual":
            continue
        end = day(happening.window[1])
        told_so = not happening.times and all(recalled(scene, s) for s in happening.sightings if not s.generic)
        if _remembered(scene, happening):  # 'gathered on Monday to mark …': Monday is not its day
            told_so = True
            ends = [(time, day(time.end)) for time in happening.times]
            happening.times = [time for time, last in ends if last and reference and last < reference - OLD]
        told_so = told_so or happening.before or happening in history or _tried(scene, happening)
        if told_so or (end and reference and end < reference - OLD):
            happening.background = True
            if main:
                main.related.append(("recalls", happening))
