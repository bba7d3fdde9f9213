"""How sure the article says that something is: from the hedges beside the words that say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.extract.names import alternatives

if TYPE_CHECKING:
    from builder.ontology import Ontology
    from builder.text.document import Document

# Word list and what it makes of a statement; the first that is found holds.
HEDGES = (("hedges_alleged", "alleged"), ("hedges_unconfirmed", "unconfirmed"), ("hedges_estimated", "estimated"))
# Words that round a number say nothing of how sure it is: they are in the casualty's bounds.
ROUNDING = frozenset(
    {"about", "almost", "around", "approximately", "roughly", "nearly", "some", "or so", "in the region of"}
)
BEFORE = 40  # characters before the words in which a hedge still speaks of them: 'reportedly', 'is believed to have'


def certainty_of(document: Document, start: int, end: int, ontology: Ontology) -> str:
    """`asserted`, or what a hedge within the words, or just before them in their sentence, says."""
    sentence = document.sentence_at(start)
    low = max(start - BEFORE, sentence.start if sentence else 0)
    return certainty_of_words(document.text[low:end], ontology)


def certainty_of_words(words: str, ontology: Ontology) -> str:
    """The same for words alone: the first kind of hedge that stands in them."""
    for name, certainty in HEDGES:
        hedges = [hedge for hedge in ontology.words(name) if hedge not in ROUNDING]
        if hedges and re.search(rf"(?<!\w)(?:{alternatives(hedges)})(?!\w)", words, re.IGNORECASE):
            return certainty
    return "asserted"
