"""Words around names of places and the patterns of relative places, from places.txt."""

from __future__ import annotations

from functools import cache

from builder.text.geodesy import KM
from builder.text.numberwords import NUMBER
from builder.text.wordlist import Rules, any_of

PLACES = Rules("places.txt", number=NUMBER, units=any_of(KM))


@cache
def place_nouns() -> dict[str, tuple[str, ...]]:
    """Generic nouns ('province') with the kinds of the gazetteer that they name."""
    rows = ((label.partition("noun-")[2], nouns) for label, nouns in PLACES.rows)
    return {noun: tuple(kinds.split("-")) for kinds, nouns in rows if kinds for noun in nouns.split()}
