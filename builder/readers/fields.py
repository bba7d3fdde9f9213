"""From the fields of a record to an `Article`: types, dates, sizes, identity. Every reader ends here."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from builder.errors import BadArticle
from builder.identity import article_id, text_sha256
from builder.model import Article
from builder.readers.decode import LARGEST
from builder.readers.language import language_of
from builder.readers.records import ReadOptions, normal_date

FIELDS = ("id", "url", "publisher", "title", "author", "published", "modified", "language", "text")
TYPES = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def article_of(fields: Mapping[str, object], options: ReadOptions) -> Article:
    """The article that a record describes; options fill only what is missing. Raises `BadArticle`."""
    said = {name: _string(name, fields.get(name)) for name in FIELDS}
    text = said["text"]
    if text is None:
        raise BadArticle("no-text", "the text is missing or blank")
    if len(text) > LARGEST:
        raise BadArticle("too-large", f"{len(text):,} code points; an article has at most {LARGEST:,}")
    url, publisher = _web_address(said["url"]), said["publisher"] or options.publisher
    sha256 = text_sha256(text)
    return Article(
        id=article_id(url, publisher, said["id"], sha256),
        text=text,
        text_sha256=sha256,
        url=url,
        publisher=publisher,
        given_id=said["id"],
        title=said["title"],
        author=said["author"],
        published=_date("published", said["published"] or options.published),
        modified=_date("modified", said["modified"]),
        language=said["language"] or language_of(text),
    )


def _string(name: str, value: object) -> str | None:
    """A string as it is; None for one that is absent or blank."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadArticle("field-type", f"{name!r} is {TYPES.get(type(value), 'something else')}, not a string")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadArticle("surrogate", f"{name!r} holds half a character at {error.start}") from None
    if "\0" in value:
        raise BadArticle("binary", f"{name!r} holds a NUL character")
    return value if value.strip().strip("\ufeff") else None


def _date(name: str, words: str | None) -> str | None:
    try:
        return normal_date(words) if words else None
    except ValueError as error:
        raise BadArticle("date", f"{name!r}: {error}") from None


def _web_address(url: str | None) -> str | None:
    """The address if it is one of the web: `javascript:`, `file:` and the like identify nothing and are no links."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return (url or "").strip() if parts.scheme in ("http", "https") and parts.netloc else None
