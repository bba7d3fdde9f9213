"""The judgement: weights of evidence added up to a probability, after Fellegi and Sunter (1969).

A weight is the logarithm of how much likelier a level is for one incident than for two that share a key. They are set
by hand for now, cautiously; the table is the whole model. `same` needs a high score *and* strong evidence of two kinds,
so that two vague reports of one country and week stay open; `different` needs something that speaks against it, so that
silence stays open too.
"""

from __future__ import annotations

import math

from builder.link.compare import compare
from builder.link.records import Comparison, Feature
from builder.model import Link, ReportRow

DECIDED_BY = "linker/0.1.0"
PRIOR = -3.0  # of pairs that share a key, one in twenty is the same
SAME, DIFFERENT = 0.85, 0.20
AGAINST = -2.5  # a low score alone is lack of evidence: `different` needs something that speaks against so clearly
WORTH_ASKING = 0.3  # an unsure pair below this tells a reviewer nothing
WITHOUT_STRONG = 0.8  # as high as a score gets on weak evidence alone
EXCLUDED = 0.01  # as high as it gets against evidence that excludes

WEIGHTS: dict[tuple[str, str], float] = {
    ("article", "the same"): -9.0,
    ("time", "told before"): -4.0,
    ("time", "apart"): -9.0,
    ("time", "a day apart"): -3.5,
    ("time", "hours apart"): -2.5,
    ("time", "same day"): 2.8,
    ("time", "days overlap"): 1.0,
    ("time", "can overlap"): 0.4,
    ("place", "same spot"): 2.0,
    ("place", "same name"): 1.5,
    ("place", "circles overlap"): 1.2,
    ("place", "one within a region"): 0.4,
    ("place", "same country"): 0.3,
    ("place", "beside"): -1.5,
    ("place", "other country"): -4.0,
    ("place", "far apart"): -9.0,
    ("toll", "rare number"): 2.2,
    ("toll", "equal"): 1.4,
    ("toll", "equal, side open"): 0.7,
    ("toll", "fits"): 0.4,
    ("toll", "near"): 0.0,
    ("toll", "rises"): 0.0,
    ("toll", "contradicts, side open"): -0.6,
    ("toll", "contradicts"): -1.6,
    ("people", "shared, with deaths"): 4.0,
    ("people", "shared"): 2.5,
    ("people", "others"): -1.5,
    ("type", "the same"): 0.6,
    ("type", "one is the other"): 0.3,
    ("type", "related"): -0.5,
    ("type", "other"): -1.5,
    ("mode", "only planned"): -3.0,
    ("operation", "the same"): 0.5,
    ("operation", "another"): -0.8,
    ("actors", "shared"): 0.4,
    ("actors", "others"): -0.3,
    ("words", "alike"): 0.8,
    ("words", "some"): 0.3,
    ("source", "copied"): 2.0,
    ("source", "a series"): -2.0,
    ("source", "published together"): 0.3,
    ("source", "published apart"): -0.7,
    ("source", "undated"): -0.8,
}
EXCLUDES = frozenset(key for key, weight in WEIGHTS.items() if weight <= -9.0)
# Kinds of evidence that hardly ever agree by chance. A death happens once: a name shared by two counts as two kinds.
STRONG: dict[tuple[str, str], int] = {
    ("time", "same day"): 1,
    ("place", "same spot"): 1,
    ("place", "same name"): 1,
    ("toll", "rare number"): 1,
    ("toll", "equal"): 1,
    ("people", "shared"): 1,
    ("people", "shared, with deaths"): 2,
    ("source", "copied"): 1,
}


def decide(comparison: Comparison) -> Link:
    """The judgement on a pair; `score` is the probability (0 to 1, two decimals) that both tell of one incident.

    Reasons come weightiest first. One linker, one pair, one answer: nothing else enters.
    """
    weighed = sorted(comparison.features, key=lambda feature: (-abs(_weight(feature)), feature.name, feature.words))
    levels = {(feature.name, feature.level) for feature in weighed}
    score = 1 / (1 + math.exp(-(PRIOR + sum(_weight(feature) for feature in weighed))))
    strong = {name: STRONG[name, level] for name, level in levels if (name, level) in STRONG}
    if sum(strong.values()) < 2:
        score = min(score, WITHOUT_STRONG)
    if levels & EXCLUDES:
        score = min(score, EXCLUDED)
    score = round(score, 2)
    against = sum(min(0.0, _weight(feature)) for feature in weighed)
    apart = against <= AGAINST and score <= DIFFERENT
    judgement = "same" if score >= SAME else "different" if apart else "unsure"
    reasons = tuple(f"{'+' if _weight(f) > 0 else '-' if _weight(f) < 0 else '='} {f.words}" for f in weighed)
    return Link(comparison.left, comparison.right, judgement, score, reasons, DECIDED_BY)


def judge(a: ReportRow, b: ReportRow) -> Link:
    """Compares and decides."""
    return decide(compare(a, b))


def worth_keeping(link: Link) -> bool:
    """Whether a judgement belongs on record: `same`, `different`, and what a person had better look at."""
    return link.judgement != "unsure" or link.score >= WORTH_ASKING


def _weight(feature: Feature) -> float:
    return WEIGHTS[feature.name, feature.level]
