"""A parsed article: sentences with their tokens, every offset in code points of the article's own text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.model import Article, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one paragraph. `tokens` is a spaCy span of that paragraph's Doc; `offset` is where the paragraph
    starts in the article, so a token stands at `offset + token.idx`."""

    index: int
    paragraph: int
    start: int
    end: int
    offset: int
    tokens: Tokens

    def at(self, token: Token) -> tuple[int, int]:
        """Start and end of a token in the article's text."""
        start = self.offset + token.idx
        return start, start + len(token)


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its sentences. `furniture`: passages that are page furniture ('Load More'), never evidence.
    `text` is what was parsed: the article's text, but for the case of its letters."""

    article: Article
    sentences: tuple[Sentence, ...]
    title: Span | None = None
    furniture: tuple[tuple[int, int], ...] = field(default=())
    printed: str | None = None

    @property
    def text(self) -> str:
        return self.article.text if self.printed is None else self.printed

    def span(self, start: int, end: int) -> Span:
        return Span(start, end, self.article.text[start:end])

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that covers a position of the text."""
        return next((s for s in self.sentences if s.start <= position < s.end), None)
