"""Folded names: when two full names can be one person's, and which names are too general to tell anyone apart."""

from __future__ import annotations

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def _parts(name: str) -> list[str]:
    parts = name.split()
    while len(parts) > 2 and parts[-1] in SUFFIXES:
        parts.pop()
    return parts


def first_and_last(name: str) -> str:
    """First and last part of a folded full name, without initials and suffixes; '' if it has one part only."""
    parts = _parts(name)
    return f"{parts[0]} {parts[-1]}" if len(parts) > 1 else ""


def same_name(one: str, other: str) -> bool:
    """Two folded full names agree: first and last parts equal, the middle equal, left out, or initials."""
    if not first_and_last(one) or first_and_last(one) != first_and_last(other):
        return False
    middles = _parts(one)[1:-1], _parts(other)[1:-1]
    shorter, longer = sorted(middles, key=len)
    if not shorter:
        return True
    return len(shorter) == len(longer) and all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(shorter, longer, strict=True)
    )
