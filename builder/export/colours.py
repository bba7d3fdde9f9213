"""Colours and sizes by kind: the palette of Okabe and Ito (2008), told apart by colour-blind readers too."""

from __future__ import annotations

import math

Colour = tuple[int, int, int]

COLOURS: dict[str, Colour] = {
    "incident": (213, 94, 0),
    "person": (0, 114, 178),
    "organisation": (230, 159, 0),
    "unit": (0, 158, 115),
    "operation": (204, 121, 167),
    "place": (86, 180, 233),
    "claim": (240, 228, 66),
    "outlet": (0, 0, 0),
}
OTHER: Colour = (120, 120, 120)
SMALLEST, LARGEST = 6.0, 60.0


def colour(kind: str) -> Colour:
    return COLOURS.get(kind, OTHER)


def size(edges: int) -> float:
    """A node's diameter: its area grows with its edges."""
    return round(min(LARGEST, SMALLEST * math.sqrt(1 + edges)), 1)
