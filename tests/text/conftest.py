"""One parser and one gazetteer for all tests of the text layer: both are slow to load and never change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.identity import text_sha256
from builder.lexicon import KnownPlace
from builder.model import Article
from builder.ontology import load_ontology
from builder.text.document import Document
from builder.text.gazetteer import Gazetteer
from builder.text.parser import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser.load()


@pytest.fixture(scope="session")
def supplement() -> tuple[KnownPlace, ...]:
    return load_ontology().places


@pytest.fixture(scope="session")
def gazetteer(supplement: tuple[KnownPlace, ...]) -> Gazetteer:
    return Gazetteer.load(supplement)


@pytest.fixture(scope="session")
def read(parser: Parser) -> Callable[..., Document]:
    """Parses a text: read(text, published='2021-05-03')."""

    def parse(text: str, published: str | None = None, title: str | None = None) -> Document:
        return parser.parse(Article("a", text, text_sha256(text), published=published, title=title))

    return parse
