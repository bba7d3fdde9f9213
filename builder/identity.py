"""IRIs and ids: hashes of length-prefixed content, so that no two contents can be glued into the same id.

A string from an article never becomes an IRI, only its hash does. Nodes belong to articles: the id of a person, a
report or a place starts with the id of its article; what is the same across articles is said by links alone.
"""

from __future__ import annotations

import hashlib
import unicodedata

DEFAULT_BASE = "https://w3id.org/crosswire/id/"
LENGTH = 20  # hexadecimal digits: 80 bits, a collision in 10^9 nodes has a chance below one in a million


def digest(*parts: str | int | float | None) -> str:
    """80 bits, in hexadecimal, of the SHA-256 of the parts, each with its length before it; None differs from ''."""
    whole = hashlib.sha256()
    for part in parts:
        data = b"" if part is None else str(part).encode("utf-8")
        whole.update(f"{'-' if part is None else len(data)}:".encode())
        whole.update(data)
    return whole.hexdigest()[:LENGTH]


def text_sha256(text: str) -> str:
    """SHA-256 of the text in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def article_id(url: str | None, publisher: str | None, given_id: str | None, sha256: str) -> str:
    """The article's identity (contract, section 3): url, else publisher and given id, else publisher and text hash."""
    return url or "/".join(part for part in (publisher, given_id or f"sha256-{sha256[:LENGTH]}") if part)


def iri(base: str, kind: str, *content: str | int | float | None) -> str:
    """`base/kind/hash`, the kind inside the hash too. Kinds: article version report entity claim span … link."""
    return f"{base}{kind}/{digest(kind, *content)}"


def fold(text: str) -> str:
    """A name as names are compared: no case, accents or punctuation, single blanks. 'U.S. Army' folds to 'us army'."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else "" if c in ".'’" else " " for c in plain).split())
