"""Which figures of a happening tell of the same people: what is told again, and what is part of a figure told before.

A text tells its toll at the head and comes back to it: under another noun, in parts, or person by person. Such figures
are no more people. Figures that contradict each other stay side by side, each with its speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from builder.extract.casualties import ONE_PERSON, SINGLE, Toll
from builder.extract.scene import Scene

MORE = {"other", "others", "another", "additional", "more"}
ANYBODY = "anybody"
# Numbers that a vague word may stand for; others for any above one
VAGUE = {"several": (3, 9), "few": (2, 6), "handful": (2, 8), "some": (2, 20), "dozens": (20, 150), "scores": (40, 200)}


def figures(scene: Scene, tolls: Sequence[Toll]) -> list[Toll]:
    """The casualty rows of one happening, in the order of the text but those of headlines last."""
    kept: list[Toll] = []
    for _, batch in groupby(sorted(_grouped(tolls), key=_place), key=_place):
        told = list(batch)
        before = [k for k in kept if k.outcome == told[0].outcome]
        earlier = [k for k in before if k.sighting.sentence.index != told[0].sighting.sentence.index]
        if _adds_up(scene, told, earlier):
            continue
        again = [toll for toll in told if any(_again(scene, k, toll) for k in before)]
        for toll in told:
            if toll in again or any(_part(scene, k, toll) for k in earlier):
                continue
            if not toll.told and (toll.known or any(k.told or k.group == toll.group for k in before)):
                continue
            vague = [k for k in earlier if _fits(k, toll) and _alike(scene, k, toll)]
            kept = [k for k in kept if not vague or k != vague[0]]  # 'several rebels …. The three rebels': three
            kept.append(toll)
    return kept


def retold(scene: Scene, before: Sequence[Toll], tolls: Sequence[Toll]) -> bool:
    """Whether all figures of a passage may be of people told before."""
    known = figures(scene, before)
    return any(toll.told for toll in tolls) and len(figures(scene, [*before, *tolls])) <= len(known)


def _place(toll: Toll) -> tuple[bool, int, str]:
    return toll.sighting.headline, toll.sighting.span.start, toll.outcome


def _grouped(tolls: Sequence[Toll]) -> Iterator[Toll]:
    """A number without a noun counts the people named before it: 'killed 12 people and wounded 25'."""
    before: Toll | None = None
    for toll in tolls:
        apart = toll.sighting.sentence.index - before.sighting.sentence.index if before else 0
        if before and ((toll.bare and apart == 0) or (apart == 1 and toll.group.casefold() == "others")):
            toll = replace(toll, group=before.group)
        before = toll
        yield toll


def _again(scene: Scene, one: Toll, other: Toll) -> bool:
    """Whether a figure was told before. 'Two others' is so only where 'two others' was."""
    elsewhere = one.sighting.sentence.index != other.sighting.sentence.index
    if one.bounds != other.bounds or not other.told or (_is_more(other) and not (elsewhere and _is_more(one))):
        return elsewhere and _fits(other, one) and _alike(scene, one, other) and not _is_more(other)
    same = other.known or bool(one.entity and one.entity == other.entity) or other.sighting.headline
    return same or ((elsewhere or one.group == other.group) and _alike(scene, one, other))


def _part(scene: Scene, whole: Toll, one: Toll) -> bool:
    """Whether one person told later is among those told before: named, by a pronoun or as known ('the fighter')."""
    many = whole.bounds.quantifier or (whole.bounds.low or whole.bounds.high or 0) > 1
    if not many or one.bounds != SINGLE or _is_more(one):
        return False
    form = one.mention.form if one.mention else "pronoun" if one.group.casefold() in ONE_PERSON else ""
    sides = one.side and whole.side and one.side != whole.side
    return not sides and (form in ("name", "pronoun") or (one.known and _alike(scene, whole, one)))


def _adds_up(scene: Scene, parts: Sequence[Toll], before: Sequence[Toll]) -> bool:
    """Whether several figures are one figure told before: 'four men …. The leader and three others were held'."""
    total = sum(toll.bounds.best or 0 for toll in parts)
    known = any(toll.known or _is_more(toll) for toll in parts)
    if len(parts) < 2 or not known or not all(toll.bounds.best for toll in parts):
        return False
    wholes = [[k] for k in before] + [list(group) for _, group in groupby(before, key=_place)]
    return any(sum(k.bounds.best or 0 for k in whole) == total for whole in wholes)


def _is_more(toll: Toll) -> bool:
    return bool(set(toll.words.casefold().split()) & MORE)


def _fits(vague: Toll, counted: Toll) -> bool:
    """Whether a number may say exactly what a word like 'several' said."""
    number = counted.bounds.low or counted.bounds.high or 0
    words = (vague.bounds.quantifier or "").split()
    low, high = next((VAGUE[word] for word in words if word in VAGUE), (2, number))
    return bool(words) and low <= number <= high


def _alike(scene: Scene, one: Toll, other: Toll) -> bool:
    """Whether the words of two groups may be of the same people: 'militants' and 'fighters', not 'police'."""
    kinds = scene.ontology.words("people_kinds")
    words = [toll.group.casefold().split()[-1:] for toll in (one, other)]
    a, b = (kinds.get(w[0]) or kinds.get(w[0].removesuffix("s"), w[0].removesuffix("s")) if w else "" for w in words)
    return a == b or ANYBODY in (a, b)
