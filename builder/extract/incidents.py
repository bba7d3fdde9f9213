"""The incidents of an article: grouped, the main one chosen, what is older kept apart as background."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from builder.extract.binding import recalled, relation_of
from builder.extract.grouping import Grouping, day
from builder.extract.happening import Happening
from builder.extract.kinds import Kinds
from builder.extract.scene import Scene
from builder.extract.triggers import Sighting

LEAD = 700  # characters: the first paragraph that tells a happening counts as the lead only if it begins within them
OLD = timedelta(days=14)  # before the main happening or, without its date, the publication: background
ROUND_UP = 3  # happenings in the lead from which on an article has no main one


def find_happenings(scene: Scene, kinds: Kinds, sightings: Sequence[Sighting]) -> list[Happening]:
    """All incidents of an article, in the order in which they are first told."""
    grouping = Grouping(scene, kinds)
    by_sentence: dict[int, list[Sighting]] = {}
    for sighting in sightings:
        by_sentence.setdefault(sighting.sentence.index, []).append(sighting)
    for sentence in scene.document.sentences:
        grouping.read(sentence, by_sentence.get(sentence.index, []))
    happenings = grouping.happenings
    for happening in happenings:
        told = [s for s in happening.sightings if s.mode == happening.mode and not s.generic] or happening.sightings
        happening.type = kinds.most_specific([s.type for s in told])
    main = _choose_main(scene, happenings)
    if main:
        main.main = True
    _relate(happenings)
    _recall(scene, happenings, main)
    return happenings


def _choose_main(scene: Scene, happenings: Sequence[Happening]) -> Happening | None:
    """The first happening that the title or the first paragraph with one tells; a round-up has none."""
    actual = [h for h in happenings if h.mode == "actual"]
    if not actual:
        return None
    first = min(actual, key=lambda h: h.sightings[0].key)
    sentence, title = first.sightings[0].sentence, scene.document.title
    if sentence.start > LEAD + (title.end if title else 0):
        return None
    lead = [h for h in actual if h.sightings[0].sentence.paragraph == sentence.paragraph]
    return None if len(lead) >= ROUND_UP else first


def _relate(happenings: Sequence[Happening]) -> None:
    """Relations that a sentence tells of two happenings: 'X … after Y', 'X … in response to Y'."""
    told: dict[int, list[tuple[Happening, Sighting]]] = {}
    for happening in happenings:
        for sighting in happening.sightings:
            told.setdefault(sighting.sentence.index, []).append((happening, sighting))
    for here in told.values():
        for one, sighting in here:
            for other, below in here:
                relation = relation_of(sighting, below) if one is not other else None
                if relation and (relation, other) not in one.related:
                    one.related.append((relation, other))
                    other.before = other.before or (relation == "follows" and not other.times)


def _recall(scene: Scene, happenings: Sequence[Happening], main: Happening | None) -> None:
    published = day(scene.document.article.published)
    reference = (day(main.window[0]) if main else None) or published
    for happening in happenings:
        if happening is not main and happening.mode == "actual" and _is_old(scene, happening, reference):
            happening.background = True
            if main:
                main.related.append(("recalls", happening))


def _is_old(scene: Scene, happening: Happening, reference: date | None) -> bool:
    if happening.before:
        return True
    if not happening.times and all(recalled(s, scene) for s in happening.sightings if not s.generic):
        return True
    end = day(happening.window[1])
    return bool(end and reference and end < reference - OLD)
