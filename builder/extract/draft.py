"""A mention in the making, with what coreference needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model import Bounds

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True, eq=False)
class Draft:
    """`name`: its normal form, None for a description. `head`: its head noun, singular. `modifiers`: its other content
    words, lower case. `nation`: country code of the people or force, if said. `sentence`: index, -1 for numbers."""

    start: int
    end: int
    type: str
    form: str
    class_name: str = ""
    sentence: int = -1
    name: str | None = None
    head: str = ""
    modifiers: frozenset[str] = frozenset()
    nation: str | None = None
    plural: bool = False
    definite: bool = False
    bounds: Bounds | None = None
    value: dict[str, object] | None = None
    token: Token | None = None
