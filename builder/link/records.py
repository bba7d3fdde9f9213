"""What a comparison finds: features in words, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that two reports share or not. `name` and `level` choose its weight, `words` say it to a person."""

    name: str
    level: str
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports, `left < right`, and what speaks for and against their being one incident."""

    left: str
    right: str
    features: tuple[Feature, ...]
