"""Whether a passage is of the field at all: match reports, reviews and recipes use its words for other things.

The words of a sentence and its neighbours decide; the lists are data (`genre_words`, `field_words`).
"""

from __future__ import annotations

import re
from collections import Counter

from builder.extract.scene import Scene

# What a correction takes back: 'An earlier version of this article said that …'
CORRECTED = re.compile(
    r"(?i)\b(?:earlier|previous|original) version of th(?:is|e)\b|\b(?:incorrectly|erroneously|mistakenly|wrongly) "
    r"(?:said|stated|reported|gave)|\bmisstated\b"
)
AROUND = 6  # sentences on either side
LEAST = 3  # different words of another genre that make a passage one of it


def other_genres(scene: Scene) -> set[int]:
    """Indexes of the sentences in passages of another genre. Linear in the length of the text."""
    genres, field = scene.ontology.words("genre_words"), scene.ontology.words("field_words")
    lemmas = [{token.lemma_.lower() for token in sentence.tokens} for sentence in scene.document.sentences]
    words = [{lemma for lemma in found if lemma in genres or lemma in field} for found in lemmas]
    window: Counter[str] = Counter()
    told: set[int] = set()
    for i in range(-AROUND, len(words)):
        if i + AROUND < len(words):
            window.update(words[i + AROUND])
        if i - AROUND - 1 >= 0:
            window -= Counter(words[i - AROUND - 1])
        if i >= 0 and CORRECTED.search(
            scene.document.text, scene.document.sentences[i].start, scene.document.sentences[i].end
        ):
            told.add(i)
        if i >= 0:
            count = Counter(genres[word] for word in window if word in genres)
            most = max(count.values(), default=0)
            if most >= LEAST and most > sum(word in field for word in window):
                told.add(i)
    return told
