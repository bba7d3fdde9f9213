"""Whom people belong to: the side of those who were killed, hurt or captured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.extract.scene import Scene
from builder.extract.syntax import after, bounds, noun_start
from builder.model import Mention
from builder.text.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

BODIES = ("Organisation", "Unit")


def side_of(scene: Scene, sentence: Sentence, at: tuple[int, int], noun: Token, mention: Mention | None) -> str | None:
    """The entity that people belong to: what stands beside a name ('X, a commander of the Y'), the body itself, an
    organisation or nation among the words for them (`at`: start and end), one that they have ties to; else by a
    relation, or by what else the article calls them."""
    beside = [_first(scene, sentence, span, *BODIES) for span in _called(sentence, noun)]
    if any(beside):
        return next(filter(None, beside))
    if mention and mention.entity and mention.type in BODIES and scene.entities[mention.entity].name:
        return mention.entity
    among = _first(scene, sentence, at, *BODIES, "Nationality", "Location", besides=mention)
    following = noun.doc[noun.i + 1 : noun.i + 2]  # the parser at times hangs 'with ties to X' on the verb
    words = [*noun.subtree, *(t for prep in following if prep.dep_ == "prep" for t in prep.subtree)]
    ties = [t for t in words if t.i > noun.i and t.lemma_.lower() in scene.ontology.words("tie_words")]
    tied = (_first(scene, sentence, bounds(sentence, list(tie.subtree)), *BODIES) for tie in ties)
    found = among or next(filter(None, tied), None)
    if found or mention is None:
        return found
    return scene.owners.get(mention.id) or scene.bodies.get(mention.entity or "")


def _first(
    scene: Scene, sentence: Sentence, span: tuple[int, int], *types: str, besides: Mention | None = None
) -> str | None:
    """The first entity of these types that stands within a span, under a name unless it may be the people's own."""
    for m in scene.mentions_in(sentence, *types):
        inside = m is not besides and span[0] <= m.span.start and m.span.end <= span[1]
        if inside and m.entity and (len(types) > len(BODIES) or scene.entities[m.entity].name):
            return m.entity
    return None


def _called(sentence: Sentence, noun: Token) -> Iterator[tuple[int, int]]:
    """The words of each noun beside a name: 'X, a Y commander', 'X, one of the Y commanders'."""
    for beside in noun.children if noun.pos_ == "PROPN" else ():
        if beside.dep_ == "appos" and beside.pos_ != "PROPN":
            last = max([beside, *after(beside, "of")], key=lambda token: token.i)
            yield bounds(sentence, list(noun.doc[noun_start(beside) : last.i + 1]))
