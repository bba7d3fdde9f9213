r"""What a stranger's query may hold, decided before the engine sees it: queries only, nothing that reaches outside.

The engine fetches from the network on SERVICE and has no switch for it. Its parser needs no blanks between words
(`SERVICEex:a{}`, `trueSERVICE<…>`) and decides by context whether `<` opens an IRI, so the check is on tokens and
conservative: a word that contains 'service' is refused anywhere but in strings, comments, variables, absolute IRIs
and plain local names, and so is whatever could be read in two ways. Workers without sockets are the second line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from builder.errors import UsageError

MAX_BYTES, MAX_DEPTH, MAX_OPERATORS, MAX_TOKENS = 65_536, 64, 200, 10_000  # a 10 kB query can kill the engine
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING"))
FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
NESTING_WORDS = frozenset(("UNION", "OPTIONAL", "MINUS", "EXISTS", "GRAPH", "FILTER"))

# An escape that the engine would refuse (\q, half a surrogate pair) makes it read a long string as an empty one.
_ESCAPE = (
    r"""\\(?:[tbnrf"'\\]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:00(?![dD][89a-fA-F])|0[1-9a-fA-F]|10)[0-9a-fA-F]{4})"""
)
_LOCAL = r"(?:[A-Za-z0-9_:\x80-\U0010ffff]|%[0-9a-fA-F]{2}|\\[_~.!$&'()*+,;=/?#@%-])"
TOKEN = re.compile(
    rf"""(?P<blank>[ \t\r\n]+|\#[^\r\n]*)
    |(?P<string>\"\"\"(?:"{{0,2}}(?:[^"\\]|{_ESCAPE}))*+\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*+'''
        |"(?!"")(?:[^"\\\r\n]|{_ESCAPE})*+"|'(?!'')(?:[^'\\\r\n]|{_ESCAPE})*+')
    |<(?P<iri>[^\x00-\x20<>"{{}}|^`\\]*)>
    |(?P<variable>[?$][A-Za-z0-9_\x80-\U0010ffff]+)
    |(?P<name>(?:[A-Za-z_\x80-\U0010ffff][A-Za-z0-9_.\x80-\U0010ffff-]*)?:(?:{_LOCAL}(?:{_LOCAL}|[.-])*)?)
    |(?P<word>@?[A-Za-z_\x80-\U0010ffff][A-Za-z0-9_\x80-\U0010ffff-]*)
    |(?P<number>[0-9]+)
    |(?P<mark>[][{{}}()<>=!&|+*/^.,;?$~-])""",
    re.VERBOSE,
)
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
# No string, comment or bracket: harmless whether it is an IRI or what follows the operator '<'.
HARMLESS = re.compile(r"[A-Za-z0-9_:/.~%+=&;,@-]*")
PLAIN_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
OPEN_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!//)|[A-Za-z][A-Za-z0-9+.-]*://[A-Za-z0-9.-]+(?::[0-9]+)?/")

Token = tuple[str, str]  # kind (string iri variable name word number mark) and text


def check(
    sparql: str, graph_exists: Callable[[str], bool] = lambda _: False, prefixes: Mapping[str, str] | None = None
) -> str:
    """Passes a query, and gives its form (SELECT ASK CONSTRUCT DESCRIBE). Error: UsageError, with what is refused.

    `graph_exists` says which graphs FROM may name; `prefixes` are those that need no PREFIX line.
    """
    if len(sparql.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise _refused(f"it is longer than {MAX_BYTES // 1024} KiB")
    found = list(tokens(sparql))
    _check_size(found)
    named, form, open_prefixes = {**(prefixes or {})}, "", _open_prefixes(found)
    for index, (kind, text) in enumerate(found):
        word = text.upper() if kind == "word" else ""
        if "SERVICE" in text.upper() and not _harmless(kind, text, open_prefixes):
            raise _refused("SERVICE would reach outside", "a prefix or word with 'service' in it needs another name")
        if word in UPDATES:
            raise _refused(f"{word} belongs to an update; here are answers only")
        if word == "PREFIX" and index + 2 < len(found):
            named[found[index + 1][1].removesuffix(":")] = found[index + 2][1]
        if word.startswith("FROM"):
            _check_graph(found[index + 1 : index + 3], named, graph_exists)
        form = form or (word if word in FORMS else "")
    return form


def names_dataset(sparql: str) -> bool:
    """Whether the query says by FROM what its default graph is."""
    return "from" in sparql.lower() and any(k == "word" and t.upper().startswith("FROM") for k, t in tokens(sparql))


def tokens(sparql: str) -> Iterator[Token]:
    """The tokens without blanks and comments. Error: UsageError where a text could be read in two ways."""
    position = 0
    before: tuple[Token, Token] = (("", ""), ("", ""))
    while position < len(sparql):
        match = TOKEN.match(sparql, position)
        kind = match.lastgroup if match else None
        if match is None or kind is None:
            line = sparql.count("\n", 0, position) + 1
            raise _refused(f"line {line} cannot be read at {sparql[position : position + 12]!r}")
        position = match.end()
        if kind == "blank":
            continue
        text = match[kind]
        if kind == "iri" and not (ABSOLUTE.match(text) or HARMLESS.fullmatch(text) or _declared(before)):
            raise _refused(f"'<{text}>' could be an IRI or a comparison", "put a blank after '<', or write a full IRI")
        before = (before[1], (kind, text))
        yield before[1]


def _declared(before: tuple[Token, Token]) -> bool:
    """Whether an IRI must follow: after BASE, or PREFIX and a name."""
    words = [text.upper() for _, text in before]
    return words[1] == "BASE" or (words[0] == "PREFIX" and before[1][0] == "name")


def _harmless(kind: str, text: str, open_prefixes: bool) -> bool:
    """Whether 'service' in a token cannot be taken for the keyword."""
    prefix, _, local = text.partition(":")
    if kind == "name":
        return open_prefixes and "SERVICE" not in prefix.upper() and PLAIN_LOCAL.fullmatch(local) is not None
    return kind in ("string", "iri", "variable")


def _open_prefixes(found: list[Token]) -> bool:
    """Whether every local name makes a valid IRI; one that does not (after <http://x:>) is read as an empty one, and
    what follows as a keyword."""
    pairs = zip(found, found[1:], found[2:], strict=False)
    return all(OPEN_PREFIX.match(text) for a, b, (kind, text) in pairs if kind == "iri" and _declared((a, b)))


def _check_size(found: list[Token]) -> None:
    if len(found) > MAX_TOKENS:
        raise _refused(f"it has more than {MAX_TOKENS} words and signs")
    depth = deepest = operators = 0
    for kind, text in found:
        if kind == "mark":
            depth += (text in "{([") - (text in "})]")
            deepest = max(deepest, depth)
            operators += text in "!&|+-*/^"
        operators += kind == "word" and text.upper() in NESTING_WORDS
    if deepest > MAX_DEPTH:
        raise _refused(f"it is nested more than {MAX_DEPTH} deep")
    if operators > MAX_OPERATORS:
        raise _refused(f"it has more than {MAX_OPERATORS} operators")


def _check_graph(after: list[Token], named: Mapping[str, str], graph_exists: Callable[[str], bool]) -> None:
    target = after[1:] if after and after[0][1].upper() == "NAMED" and after[0][0] == "word" else after
    kind, text = target[0] if target else ("", "")
    prefix, _, local = text.partition(":")
    iri = text if kind == "iri" else named.get(prefix, "") + local if kind == "name" else ""
    if not graph_exists(iri):
        raise _refused(f"FROM names a graph that is not in the store: {iri or text}")


def _refused(why: str, hint: str = "") -> UsageError:
    return UsageError(f"refused: {why}", where="query", hint=hint)
