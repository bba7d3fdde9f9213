"""An article as it was read, from the graph of its version: what it takes to extract it again."""

from __future__ import annotations

from pyoxigraph import NamedNode

from builder.errors import Impossible
from builder.graph.read import Quads, word
from builder.graph.vocabulary import cw, term
from builder.model import Article


def stored_article(source: Quads, version: NamedNode) -> Article:
    """Raises Impossible for a version without a text or an id: the store is damaged."""

    def say(name: str) -> str | None:
        return word(source, version, term(f"schema:{name}"), version)

    identity, text = word(source, version, cw("articleId"), version), word(source, version, cw("text"), version)
    sha256 = say("sha256")
    if identity is None or text is None or sha256 is None:
        raise Impossible("the version has no text", where=version.value, hint="'crosswire doctor' says more.")
    return Article(
        id=identity,
        text=text,
        text_sha256=sha256,
        url=say("url"),
        publisher=say("publisher"),
        given_id=say("identifier"),
        title=say("headline"),
        author=say("author"),
        published=say("datePublished"),
        modified=say("dateModified"),
        language=say("inLanguage"),
    )
