"""The worker of `builder.readers.html`: pages in, fields out, one at a time, over the socket whose number it is given.

trafilatura finds the main text (scripts, navigation, comments stay out); a paragraph a line there, here with an empty
line between. What the head says comes from a table of our own: a date that a library guesses from a footer or an
address is worse than none.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any

import trafilatura
from lxml import etree, html

from builder.readers.dates import normal_date
from builder.readers.language import language_of

MEMORY = 2 << 30  # bytes of address space
LEAST_STORY = 60  # code points in lines that end as sentences do
SENTENCE_ENDS, CLOSING = (".", "!", "?", "…", "。", "؟", "۔", "।"), " \"'”’»)]"
META = "//meta[@property=$name or @name=$name or @itemprop=$name]/@content"
# Field: the names of <meta> elements, the best first; then the key of JSON-LD (schema.org) that says the same.
HEAD: dict[str, tuple[tuple[str, ...], str]] = {
    "title": (("og:title", "twitter:title", "headline", "DC.title"), "headline"),
    "publisher": (("og:site_name", "publisher", "DC.publisher", "application-name"), "publisher"),
    "author": (("author", "article:author", "parsely-author", "DC.creator"), "author"),
    "published": (("article:published_time", "datePublished", "parsely-pub-date", "DC.date", "date"), "datePublished"),
    "modified": (("article:modified_time", "dateModified", "og:updated_time"), "dateModified"),
}  # fmt: skip


def fields_of(page: str) -> dict[str, str | None]:
    """What a page says: the fields of an article. What is not said is None; a date that is none is not said."""
    # Bytes, since lxml refuses a str that declares an encoding, as XHTML does.
    tree = html.document_fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    stories = list(_json_ld(tree))
    fields = {name: _said(tree, names, stories, key) for name, (names, key) in HEAD.items()}
    for name in ("published", "modified"):
        fields[name] = _date(fields[name])
    fields["title"] = fields["title"] or _first(tree, "//h1//text()[normalize-space()]", "//title/text()")
    if (fields["author"] or "").startswith(("http:", "https:")):
        fields["author"] = None
    fields["url"] = _first(tree, "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
    # A page's template says 'en' whatever the language of its stories: the words come first.
    fields["text"] = text = _main_text(tree)
    fields["language"] = (language_of(text) if text else None) or _first(tree, "/html/@lang")
    return fields


def _main_text(tree: html.HtmlElement) -> str | None:
    """The story, or None: where a page has none, the library hands over menus and 'Please enable JavaScript'."""
    etree.strip_elements(tree, "noscript", with_tail=False)
    found = trafilatura.extract(tree, include_comments=False, include_formatting=False, favor_precision=True)
    lines = [line for line in (found or "").splitlines() if line.strip()]
    in_sentences = sum(len(line) for line in lines if line.rstrip(CLOSING).endswith(SENTENCE_ENDS))
    return "\n\n".join(lines) if in_sentences >= LEAST_STORY else None


def _said(tree: html.HtmlElement, names: tuple[str, ...], stories: list[dict[str, Any]], key: str) -> str | None:
    for name in names:
        for content in tree.xpath(META, name=name):
            if content.strip():
                return " ".join(content.split())
    return next((words for story in stories if (words := _words(story.get(key)))), None)


def _words(value: object) -> str | None:
    """A JSON-LD value as words: a string, the name of a node, or those of a list."""
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value))) or None
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _json_ld(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
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


def _first(tree: html.HtmlElement, *paths: str) -> str | None:
    for path in paths:
        for found in tree.xpath(path):
            if found.strip():
                return " ".join(found.split())
    return None


def _date(words: str | None) -> str | None:
    try:
        return normal_date(words) if words else None
    except ValueError:
        return None


def answer(page: str) -> dict[str, str | None]:
    """The fields, or what went wrong: the process on the other side decides what that means."""
    try:
        return fields_of(page)
    except (etree.LxmlError, ValueError, RecursionError, MemoryError) as error:
        return {"error": f"{type(error).__name__}: {str(error)[:200]}"}


def main(number: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with Connection(int(number)) as line:
        while True:
            try:
                page = line.recv_bytes()
            except EOFError:
                return
            line.send_bytes(json.dumps(answer(page.decode("utf-8"))).encode())


if __name__ == "__main__":
    main(sys.argv[1])
