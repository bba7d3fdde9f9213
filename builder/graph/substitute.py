"""A variable of a person's own SPARQL text bound to one term, as if the text said the term itself.

Not by the engine: it only substitutes variables that are projected. The text is read in tokens, so that strings,
comments and IRIs stay as they are; what is put in is a term that the engine has escaped.
"""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from builder.errors import UsageError

TOKEN = re.compile(
    r"""(?P<kept>\"{3}.*?\"{3} | '{3}.*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
                | <[^<>\s"{}|^`\\]*> | \#[^\n]*)
      | (?P<place>VALUES\s+[?$](?P<placed>\w+)\s*\{\s*UNDEF\s*\})
      | (?P<word>[?$]?\w+) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def substitute(text: str, name: str, value: NamedNode | Literal) -> str:
    """The text with `?name` bound. `VALUES ?name { UNDEF }` is filled; elsewhere the term stands for the variable, and
    where a SELECT shows it, its group holds it. Raises UsageError for a text that has no such variable."""
    tokens = list(TOKEN.finditer(text))
    filled = f"VALUES ?{name} {{ {value} }}"
    if any(token["placed"] == name for token in tokens):
        return "".join(filled if token["placed"] == name else token[0] for token in tokens)
    out, shown, seen, header = [], False, False, False
    for token in tokens:
        word = token["word"] or ""
        header = header or word.upper() == "SELECT"
        if word in (f"?{name}", f"${name}"):
            seen, shown = True, shown or header
            out.append(word if header else str(value))
        elif header and token[0] == "{":
            out.append(f"{{ {filled} " if shown else "{")
            header = shown = False
        else:
            out.append(token[0])
    if not seen:
        raise UsageError(f"the query has no ?{name} to bind", hint="Saved queries need none.")
    return "".join(out)
