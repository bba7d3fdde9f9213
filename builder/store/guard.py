"""What a stranger's query may hold, decided before the engine answers it: queries only, nothing that reaches outside.

The engine fetches from the network on SERVICE and has no switch for it; what its parser takes for that keyword depends
on the context (`SERVICEex:a{}`, `true SERVICE<…>`, `<2)SERVICE#>`). So its parser is asked: where 'service' stands in
strings, comments, variables or names, another word does as well; where it is the keyword, the text is then no query.
Workers without sockets are the second line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from pyoxigraph import Store

from builder.errors import UsageError

MAX_BYTES = 65_536
MAX_DEPTH = 100  # of brackets within brackets; some thousands overflow the engine's stack
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING"))
SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)
NO_KEYWORD = "servicx"
# Good enough to find FROM, PREFIX and the words of updates: a FROM that is missed or imagined reaches nothing.
TOKEN = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'
    |\#[^\n]*|[?$]\w+
    |<(?P<iri>[^\s<>"{}|^`\\]*)>
    |(?P<name>[\w-]*:[\w.:%-]*)
    |(?P<word>[A-Za-z]+)''',
    re.VERBOSE | re.DOTALL,
)
NESTING = re.compile(rf"{TOKEN.pattern}|(?P<open>[(\[{{]|<<)|(?P<close>[)\]}}]|>>)", re.VERBOSE | re.DOTALL)


def check(
    sparql: str, graph_exists: Callable[[str], bool] = lambda _: False, prefixes: Mapping[str, str] | None = None
) -> None:
    """Passes a query. Error: UsageError, with what is refused.

    `graph_exists` says which graphs FROM may name; `prefixes` are those that need no PREFIX line.
    """
    if len(sparql.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise _refused(f"it is longer than {MAX_BYTES // 1024} KiB")
    _check_depth(sparql)
    for kind, text in _tokens(sparql):
        if kind == "word" and text.upper() in UPDATES:
            raise _refused(f"{text.upper()} belongs to an update; here are answers only")
    for graph in _dataset(sparql, prefixes or {}):
        if not graph_exists(graph):
            raise _refused(f"FROM names a graph that is not in the store: {graph}")
    if SERVICE.search(sparql):
        try:
            Store().query(SERVICE.sub(NO_KEYWORD, sparql), prefixes=dict(prefixes or {}))
        except (SyntaxError, ValueError) as error:
            raise _refused("SERVICE would reach outside, or this is no query") from error


def _check_depth(sparql: str) -> None:
    depth = 0
    for match in NESTING.finditer(sparql):
        depth += {"open": 1, "close": -1}.get(match.lastgroup or "", 0)
        if depth > MAX_DEPTH:
            line = sparql.count("\n", 0, match.start()) + 1
            column = match.start() - sparql.rfind("\n", 0, match.start())
            raise _refused(f"brackets within brackets, more than {MAX_DEPTH} deep (line {line}, column {column})")


def names_dataset(sparql: str) -> bool:
    """Whether the query says by FROM what its default graph is."""
    return ("word", "FROM") in ((kind, text.upper()) for kind, text in _tokens(sparql))


def _dataset(sparql: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The IRIs after FROM and FROM NAMED."""
    found = [token for token in _tokens(sparql) if token[1].upper() != "NAMED"]
    known = dict(prefixes)
    for (_, word), (_, name), (_, iri) in zip(found, found[1:], found[2:], strict=False):
        if word.upper() == "PREFIX":
            known[name.removesuffix(":")] = iri
    for before, (kind, text) in pairwise(found):
        if before[0] == "word" and before[1].upper() == "FROM":
            prefix, _, local = text.partition(":")
            yield known.get(prefix, "") + local if kind == "name" else text


def _tokens(sparql: str) -> Iterator[tuple[str, str]]:
    """Kind (iri, name, word) and text of what is neither a string, a comment, a variable nor a sign."""
    for match in TOKEN.finditer(sparql):
        if match.lastgroup:
            yield match.lastgroup, match[match.lastgroup]


def _refused(why: str) -> UsageError:
    hint = "another word than 'service' may help" if "SERVICE" in why else ""
    return UsageError(f"refused: {why}", where="query", hint=hint)
