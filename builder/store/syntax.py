"""Where a query stops being SPARQL, and what could have stood there.

The engine's own message tells neither: what it takes for the place is the end of the longest keyword that it tried,
and it lists these. But where a text is cut off, filled up with blanks and closed with a character that no query has,
its error lies behind the blanks exactly if all before them may begin a query. So it is asked, token by token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pyoxigraph import Store

from builder.errors import UsageError
from builder.store.guard import TOKEN

BLANKS = " " * 40  # longer than the longest keyword
NO_QUERY = "\u0001"
PLACE = re.compile(r"error at (\d+):(\d+)")
SENTENCE = re.compile(r"(?:expected (?:one of )?|, )([A-Z][a-z]+(?: [\w-]+){2,})")  # what the engine says in words
PIECE = re.compile(
    rf"""(?:{TOKEN.pattern})|@[\w-]+|\^\^|&&|\|\||[<>!]=|<<\(?|\)?>>|[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\S""",
    re.VERBOSE | re.DOTALL,
)
NONSENSE = "PREFIX SELECT ASK"  # stands nowhere but in a string, an IRI or a comment
# What may be told to stand next; each a piece of a query.
NEXT = {
    **{word: word for word in ("PREFIX", "SELECT", "CONSTRUCT", "ASK", "DESCRIBE", "DISTINCT", "WHERE", "FROM", "AS")},
    **{word: word for word in ("FILTER", "OPTIONAL", "UNION", "BIND", "VALUES", "GROUP BY", "HAVING", "ORDER BY")},
    **{word: word for word in ("LIMIT", "OFFSET", "UNDEF", "{", "}", "(", ")", ".", ";", ",", "*", "=")},
    "a ?variable": "?x",
    "an <IRI>": "<http://example.org/>",
    "a 'string'": "'x'",
    "a number": "1",
}
MOST = 8  # of them that are named


def check_syntax(sparql: str, prefixes: Mapping[str, str], where: str = "query") -> None:
    """Passes a text that the engine can read. Error: UsageError with line and column, and what was expected."""
    try:
        Store().query(sparql, prefixes=dict(prefixes))
    except SyntaxError as error:
        raise _explained(sparql, prefixes, where, str(error)) from error
    except (RuntimeError, ValueError) as error:  # read, but it asks for what there is not
        raise UsageError(f"the query cannot be answered: {error}", where=where) from error


def _explained(sparql: str, prefixes: Mapping[str, str], where: str, said: str) -> UsageError:
    pieces = [match for match in PIECE.finditer(sparql) if not match[0].startswith("#")]

    def begins(number: int, then: str = "") -> bool:
        end = pieces[number - 1].end() if number else 0
        return _may_begin(f"{sparql[:end]}{then}", prefixes)

    good = _last(len(pieces), begins)  # so many pieces may begin a query
    if begins(good, f" {NONSENSE}"):
        good = _last(good, lambda number: not begins(number, f" {NONSENSE}"))
        what, expected = "a string or an <IRI> that begins here does not end", []
    else:
        expected = [name for name, text in NEXT.items() if begins(good, f" {text}")]
        what = "the query ends too early" if good == len(pieces) else f"'{_cut(pieces[good][0])}' cannot stand here"
    reason = SENTENCE.search(" ".join(said.split()))
    if good < len(pieces) and "Prefix not found" in said:
        what, expected = f"the prefix of '{_cut(pieces[good][0])}' is not declared", []
    elif good == len(pieces) and reason:
        what, expected = reason[1], []
    at = pieces[good].start() if good < len(pieces) else len(sparql.rstrip())
    line, column = sparql.count("\n", 0, at) + 1, at - (sparql.rfind("\n", 0, at) + 1) + 1
    hint = f"Expected: {', '.join(expected[:MOST])}{' …' if len(expected) > MOST else ''}" if expected else ""
    return UsageError(f"the query cannot be read: {what}", where=f"{where}, line {line}, column {column}", hint=hint)


def _last(most: int, holds: Callable[[int], bool]) -> int:
    """The last number from 0 to `most` for which something holds that once lost is never won back."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _may_begin(text: str, prefixes: Mapping[str, str]) -> bool:
    """Whether a text, cut after a piece, can be gone on with to make a query."""
    try:
        Store().query(f"{text}{BLANKS}{NO_QUERY}{BLANKS}", prefixes=dict(prefixes))
    except SyntaxError as error:
        place = PLACE.search(str(error))
        whole = f"{text}{BLANKS}"
        end = whole.count("\n") + 1, len(whole) - (whole.rfind("\n") + 1) + 1
        return place is not None and (int(place[1]), int(place[2])) >= end
    return True


def _cut(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"
