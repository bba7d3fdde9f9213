"""How sure the article says that something is: from the hedges beside the words that say it."""

from __future__ import annotations

import re

from builder.extract.names import alternatives
from builder.ontology import Ontology
from builder.text.document import Document

HEDGES = ("alleged", "unconfirmed", "estimated")  # the first whose word list has a word there holds
BEFORE = 40  # characters before the words in which a hedge still speaks of them: 'reportedly', 'is believed to have'


def certainty_of(document: Document, start: int, end: int, ontology: Ontology) -> str:
    """`asserted`, or what a hedge within the words, or just before them in their sentence, says."""
    sentence = document.sentence_at(start)
    words = document.text[max(start - BEFORE, sentence.start if sentence else 0) : end]
    for certainty in HEDGES:
        hedges = alternatives(ontology.words(f"hedges_{certainty}"))
        if re.search(rf"(?<!\w)(?:{hedges})(?!\w)", words, re.IGNORECASE):
            return certainty
    return "asserted"
