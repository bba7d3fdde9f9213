"""Word lists written as running text."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of a text, in order; a bar between them makes phrases: 'at dawn | at noon'."""
    return tuple(part.strip() for part in text.split("|")) if "|" in text else tuple(text.split())
