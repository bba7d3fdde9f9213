"""From words to happenings: which sightings tell of one.

Sightings join where type, time, place and people allow it and something binds them: the same clause, the same victims,
a definite description. In doubt a description with an article of its own ('a clash') is new, and a bare repetition is
not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from builder.extract.figures import retold
from builder.extract.happening import Happening, bound, happening_of, relation_of, same_toll
from builder.extract.kinds import Kinds
from builder.extract.modality import DEFINITE
from builder.extract.scene import Scene
from builder.extract.slots import Window, is_clock, places_differ, windows_differ
from builder.extract.syntax import after, is_verb, patients, words_on
from builder.extract.triggers import Sighting
from builder.ontology import ROOT
from builder.text.document import Sentence

NEWS = timedelta(days=30)  # before the publication: what is told without a time is taken to lie within them
SHIFTING = ("later", "earlier", "meanwhile", "elsewhere", "separately", "previously", "also", "since", "another")
ENOUGH = 2  # of what speaks for one happening, as `Grouping.binding` adds it up
RECENT = 30  # happenings that a word may still refer to, beside the first


class Grouping:
    """The happenings of an article so far; sentences are given to it in the order of the text."""

    def __init__(self, scene: Scene, kinds: Kinds) -> None:
        self.scene, self.kinds = scene, kinds
        self.happenings: list[Happening] = []
        self.first: Happening | None = None  # the first that is told as having happened: what 'the attack' means
        self.last: Happening | None = None
        self.published = day(scene.document.article.published)

    def read(self, sentence: Sentence, sightings: Iterable[Sighting]) -> None:
        """One sentence; without a sighting it is told of whom it befell if it mentions them."""
        clusters = self._clusters(sightings)
        for number, cluster in enumerate(clusters):
            going_on = self.last
            self._place(cluster)
            if number and any(s.fresh for s in cluster.sightings):
                self.last = going_on  # 'three days after a similar attack': the story goes on with its own
        if not clusters:
            people = {m.entity for m in self.scene.mentions_in(sentence) if m.entity}
            for about in [h for h in self._recent() if h.victims & people][:1]:
                about.linked.append(sentence)

    def head(self, sighting: Sighting) -> None:
        """A word of the title: it tells again what the text tells in full."""
        cluster = happening_of(self.scene, sighting)
        able = [h for h in self.happenings if self.may_be(h, cluster)]
        alike = [h for h in able if any((s.type, s.outcome) == (sighting.type, sighting.outcome) for s in h.sightings)]
        best = max(alike or able, key=lambda h: (self.binding(h, cluster), h is self.first), default=None)
        if best:
            best.absorb(cluster)
        else:
            self.read(sighting.sentence, [sighting])

    def _recent(self) -> list[Happening]:
        recent = self.happenings[-RECENT:]
        return recent if self.first is None or self.first in recent else [self.first, *recent]

    def _clusters(self, sightings: Iterable[Sighting]) -> list[Happening]:
        """Sightings of one sentence that one clause binds and nothing keeps apart."""
        found: list[Happening] = []
        for sighting in sightings:
            one = happening_of(self.scene, sighting)
            bound_to = (h for h in reversed(found) if any(bound(s, sighting) for s in h.sightings))
            home = next((h for h in bound_to if self.may_be(h, one)), None)
            if home:
                home.absorb(one)
            else:
                found.append(one)
        return found

    def _place(self, cluster: Happening) -> None:
        """Adds a sentence's cluster to the happening that it tells of, or makes it a new one, or lets it go."""
        if self.first and self._only_refers(cluster):
            self.first.linked.append(cluster.sightings[0].sentence)
            return
        able = [h for h in self._recent() if self.may_be(h, cluster) and not _told_apart(h, cluster)]
        best = max(able, key=lambda h: (self.binding(h, cluster), h is self.last), default=None)
        if best and self.binding(best, cluster) >= ENOUGH:
            whole = self._told_in_full(best, cluster)
            best.absorb(cluster)
            if whole:
                whole.absorb(best)
                self.happenings.remove(best)
            self.last = whole or best
        elif self._makes_one(cluster):
            self.happenings.append(cluster)
            self.last = cluster
            if self.first is None and cluster.mode == "actual":
                self.first = cluster

    def may_be(self, happening: Happening, cluster: Happening) -> bool:
        """False if type, time, place or mode keep them apart."""
        same_people = bool(happening.victims & cluster.victims)
        one, other = (h.window if same_people else self._window(h) for h in (happening, cluster))
        if windows_differ(one, other) or places_differ(happening.places, cluster.places):
            return False
        if any(s.fresh for s in cluster.sightings) and not same_people:
            return False
        modes = {happening.mode, *(s.mode for s in cluster.sightings)}
        if modes & {"planned", "hypothetical"} and "actual" in modes and not cluster.definite:
            return False
        telling = [s.type for s in cluster.sightings if s.outcome in (None, "captured")]
        violent = {name for name in happening.types if self._is_violence(name)}
        violent -= {self.kinds.ontology.incident_types[name].parent for name in violent}
        known = [violent if violent and self._is_violence(kind) else happening.types for kind in telling]
        pairs = zip(telling, known, strict=True)
        return all(any(self.kinds.akin(kind, name) for name in names) for kind, names in pairs)

    def _is_violence(self, name: str) -> bool:
        """Whether a type says how people were harmed."""
        return self.kinds.sides(name) is not None and self.kinds.outcome(name) is None

    def _window(self, happening: Happening) -> Window:
        """When it happened; for what is told without a time, the weeks before the publication."""
        if happening.window != (None, None) or self.published is None:
            return happening.window
        old = day(self.first.window[0]) if self.first else None  # a story of what is long past
        return min(self.published - NEWS, old or self.published).isoformat(), None

    def binding(self, happening: Happening, cluster: Happening) -> int:
        """How much speaks for a cluster telling of a known happening."""
        dated = any(not is_clock(time) for time in cluster.times)
        near, first = happening is self.last, happening is self.first
        score = 4 * bool(happening.victims & cluster.victims) + (near or first)
        score += min(2, len(happening.people & cluster.people))
        shared = {p.name for p in happening.places} & {p.name for p in cluster.places}
        places_apart = bool(happening.places and cluster.places) and not shared
        if any(same_toll(a, b) for a in happening.tolls for b in cluster.tolls) or (
            not places_apart and retold(self.scene, happening.tolls, cluster.tolls)
        ):
            score += 2
        elif any(t.known and t.told for t in cluster.tolls) and any(t.told for t in happening.tolls):
            score -= 2  # 'the two deaths' of another happening
        if near and not dated and not cluster.places and any(s.outcome for s in cluster.sightings):
            score += 1  # a toll that goes on with the sentence before
        if near and not dated and self._goes_on(happening, cluster):
            score += 1 + (first and cluster.types <= happening.types)
        if cluster.definite:
            kinds = {s.type for s in cluster.sightings if s.definite and s.type != ROOT}
            alike = any(self.kinds.ontology.is_a(name, kind) for kind in kinds for name in happening.types)
            here = near and any(words_on(s.token, "det") & {"that", "this"} for s in cluster.sightings)
            score += 2 + first + 2 * alike + 2 * here  # 'the clash' is the one told as such, 'that clash' the last
        score += any(happening.window) and any(cluster.window)  # dated alike, since `may_be` has let it pass
        score += bool(shared)
        told_anew = [s for s in cluster.sightings if not s.definite and not s.generic]
        score -= bool(told_anew) and not is_verb(told_anew[0].token)
        return score - cluster.generic

    def _goes_on(self, happening: Happening, cluster: Happening) -> bool:
        """Whether a cluster stands right after a happening, and no word of its sentence moves elsewhere."""
        sentence = cluster.sightings[0].sentence
        before = max(s.sentence.index for s in happening.sightings)
        return sentence.index - before <= 1 and not any(t.lower_ in SHIFTING for t in sentence.tokens)

    def _told_in_full(self, phase: Happening, cluster: Happening) -> Happening | None:
        """The happening whose toll a later one takes that had no time, place or toll of its own: it is a phase of that.
        'Troops killed two rebels in Gao on Sunday. …. They called for an air strike. The strike killed two rebels.'"""
        if phase.times or phase.places or phase.tolls or phase is self.first:
            return None
        for whole in self._recent():
            same = any(same_toll(a, b) for a in whole.tolls for b in cluster.tolls)
            apart = windows_differ(whole.window, cluster.window) or places_differ(whole.places, cluster.places)
            if whole is not phase and same and not apart and retold(self.scene, whole.tolls, cluster.tolls):
                return whole
        return None

    def _only_refers(self, cluster: Happening) -> bool:
        """A phase without a time, place or toll of its own, on people told of before, tells of the whole: 'it took
        hours to recover the killed men'. Violence is no phase."""
        if cluster.times or cluster.places or any(t.told or not t.known for t in cluster.tolls):
            return False
        phases = [s for s in cluster.sightings if not s.outcome and s.type != ROOT]
        objects = [n for s in phases for n in (patients(s.token) if is_verb(s.token) else after(s.token, "of"))]
        calm = all(self.kinds.sides(s.type) is None for s in phases)
        return bool(objects) and calm and all(words_on(n) & DEFINITE for n in objects)

    def _makes_one(self, cluster: Happening) -> bool:
        """Whether a cluster tells a happening of its own, and not something general or only a figure."""
        telling = [s for s in cluster.sightings if s.type != ROOT or s.outcome]
        actual = [s for s in telling if not s.generic]
        if not actual:
            dated = any(t.precision in ("day", "hour", "minute") and not is_clock(t) for t in cluster.times)
            return bool(telling) and (dated or any(t.told for t in cluster.tolls))
        if all(s.mode == "denied" and s.outcome for s in actual):
            return False  # 'no one was killed'
        substance = cluster.times or cluster.places or any(t.told or t.mention for t in cluster.tolls)
        return bool(substance) or not all(s.definite for s in actual)  # a word alone ('the fighting') tells none


def _told_apart(happening: Happening, cluster: Happening) -> bool:
    """Whether the sentence relates the two: 'struck two depots in response to the attack'."""
    pairs = [(a, b) for a in happening.sightings for b in cluster.sightings if a.sentence.index == b.sentence.index]
    return any(relation_of(a, b) or relation_of(b, a) for a, b in pairs)


def day(text: str | None) -> date | None:
    """The day of an ISO date or time; None for none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
