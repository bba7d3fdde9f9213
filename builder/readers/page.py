"""Saved pages: the main text, by trafilatura, and what the head says, by a table of our own.

A date that a library guesses from a footer or an address is worse than none. Reading is done in a child process with
limits: hostile pages keep any reader of HTML busy for minutes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from builder.errors import BadArticle, Impossible
from builder.readers.decode import declared_charset, decode
from builder.readers.language import language_of
from builder.readers.records import Input, Item, normal_date
from builder.store.workers import TooLong, run_limited

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST_PAGE = 32 << 20  # bytes
SECONDS, MEMORY = 30.0, 2 << 30
HEAD = 4096  # bytes in which a page declares its charset (HTML Standard: 1024; real pages are later)
LEAST_STORY = 60  # code points in lines that end as sentences do
SENTENCE_ENDS, CLOSING = (".", "!", "?", "…", "。", "؟", "۔", "।"), " \"'”’»)]"
# Field: the names of <meta> elements, the best first; then the key of JSON-LD (schema.org) that says the same.
FIELDS: dict[str, tuple[tuple[str, ...], str]] = {
    "title": (("og:title", "twitter:title", "headline", "DC.title"), "headline"),
    "publisher": (("og:site_name", "publisher", "DC.publisher", "application-name"), "publisher"),
    "author": (("author", "article:author", "parsely-author", "DC.creator"), "author"),
    "published": (("article:published_time", "datePublished", "parsely-pub-date", "DC.date", "date"), "datePublished"),
    "modified": (("article:modified_time", "dateModified", "og:updated_time"), "dateModified"),
}  # fmt: skip
META = "//meta[@property='{0}' or @name='{0}' or @itemprop='{0}']/@content"


def read_page(given: Input) -> Iterator[Item]:
    """One article: the page's main text and what its head says of it."""
    if given.size > LARGEST_PAGE:
        raise BadArticle("too-large", f"{given.size:,} bytes; a page has at most {LARGEST_PAGE:,}")
    import trafilatura  # noqa: F401 - here, so that no child has to load it anew

    data = given.stream.read()
    page = decode(data, declared=declared_charset(data[:HEAD]), fallback=given.options.encoding)
    try:
        yield Item(None, run_limited(partial(fields_of, page), SECONDS, MEMORY, "page"), page)
    except TooLong:
        raise BadArticle("time-limit", f"no main text found within {SECONDS:g} seconds") from None
    except Impossible:
        raise BadArticle("unreadable", "the page exhausted its reader") from None


def fields_of(page: str) -> dict[str, str | None]:
    """What a page says: the fields of an article. What is not said is None; a date that is none is not said."""
    from lxml import etree, html

    try:
        # Bytes, since lxml refuses a str that declares an encoding, as XHTML does.
        tree = html.document_fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
        stories = list(_json_ld(tree))
        fields = {
            name: _first(tree, *map(META.format, names))
            or next(filter(None, (_words(s.get(key)) for s in stories)), None)
            for name, (names, key) in FIELDS.items()
        }
        for name in ("published", "modified"):
            fields[name] = _date(fields[name])
        fields["title"] = fields["title"] or _first(tree, "//h1//text()", "//title/text()")
        if (fields["author"] or "").startswith(("http:", "https:")):
            fields["author"] = None
        fields["url"] = _first(tree, "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
        # A page's template says 'en' whatever the language of its stories: the words come first.
        fields["text"] = text = _main_text(tree)
        fields["language"] = language_of(text or "") or _first(tree, "/html/@lang")
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise BadArticle("unreadable", f"{type(error).__name__}: {str(error)[:200]}") from None
    return fields


def _main_text(tree: HtmlElement) -> str | None:
    """The story, a paragraph a line with an empty line between; or None: where a page has none, the library hands over
    menus and 'Please enable JavaScript'."""
    import trafilatura
    from lxml import etree

    etree.strip_elements(tree, "noscript", with_tail=False)
    found = trafilatura.extract(tree, include_comments=False, include_formatting=False, favor_precision=True)
    lines = [line for line in (found or "").splitlines() if line.strip()]
    in_sentences = sum(len(line) for line in lines if line.rstrip(CLOSING).endswith(SENTENCE_ENDS))
    return "\n\n".join(lines) if in_sentences >= LEAST_STORY else None


def _words(value: object) -> str | None:
    """A JSON-LD value as words: a string, the name of a node, or those of a list."""
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value))) or None
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The nodes of JSON-LD whose type is a kind of article, also in lists and in an @graph."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = [json.loads(script)]
        except (ValueError, RecursionError):
            continue  # one of many places where a page may say it; broken ones are common
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                waiting.append(node.get("@graph"))
                if "Article" in str(node.get("@type")) or "BlogPosting" in str(node.get("@type")):
                    yield node


def _first(tree: HtmlElement, *paths: str) -> str | None:
    """The first words that one of the paths finds."""
    return next((" ".join(found.split()) for path in paths for found in tree.xpath(path) if found.strip()), None)


def _date(words: str | None) -> str | None:
    try:
        return normal_date(words) if words else None
    except ValueError:
        return None
