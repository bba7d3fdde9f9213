"""Whether a passage is of the field at all: match reports, reviews and recipes use its words for other things.

The words of a sentence and its neighbours decide; the lists are data (`genre_words`, `field_words`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from builder.extract.scene import Scene

# What a correction takes back ('An earlier version of this article said that …'), and what is only played or told.
NOT_SO = re.compile(
    r"(?i)\b(?:earlier|previous|original) version of th(?:is|e)\b|\b(?:incorrectly|erroneously|mistakenly|wrongly) "
    r"(?:said|stated|reported|gave)|\bmisstated\b|^\W*in (?:the|this|his|her|their|one) (?:\w+ )?"
    r"(?:scenario|simulation|novel|film|movie|thriller|sequel|story|comic)\b"
)
AROUND = 6  # sentences on either side
LEAST = 3  # different words of another genre that make a passage one of it


@dataclass(frozen=True, slots=True)
class Genres:
    """Sentences by their index. `not_so`: what they tell did not happen; `other`: the genre, where it is another;
    `peaceful`: with no word of the field around."""

    not_so: set[int]
    other: dict[int, str]
    peaceful: set[int]


def genres_of(scene: Scene) -> Genres:
    """Linear in the length of the text."""
    genres, field = scene.ontology.words("genre_words"), scene.ontology.words("field_words")
    lemmas = [{token.lemma_.lower() for token in sentence.tokens} for sentence in scene.document.sentences]
    words = [{lemma for lemma in found if lemma in genres or lemma in field} for found in lemmas]
    window: Counter[str] = Counter()
    told = Genres(set(), {}, set())
    for i in range(-AROUND, len(words)):
        if i + AROUND < len(words):
            window.update(words[i + AROUND])
        if i - AROUND - 1 >= 0:
            window -= Counter(words[i - AROUND - 1])
        if i < 0:
            continue
        sentence = scene.document.sentences[i]
        if NOT_SO.search(scene.document.text[sentence.start : sentence.end]):
            told.not_so.add(i)
        count = Counter(genres[word] for word in window if word in genres)
        most, ours = (
            max(count, key=lambda genre: (count[genre], genre), default=""),
            sum(word in field for word in window),
        )
        if count[most] >= LEAST and count[most] > ours:
            told.other[i] = most
        if not ours:
            told.peaceful.add(i)
    return told
