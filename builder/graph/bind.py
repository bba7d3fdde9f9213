"""Binding parameters to a saved query: terms are put where the query holds a place for them, never pasted as text.

A query holds a place as `VALUES ?name { UNDEF }`, which is valid SPARQL that binds nothing. A `thing` has two places:
`?name` (or `?nameIs`, where a filter asks for it) takes an IRI, `?nameWords` takes words. What is put in is a term that
Oxigraph has escaped.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from builder.errors import UsageError
from builder.graph.catalogue import Parameter, SavedQuery
from builder.graph.vocabulary import PREFIXES, XSD, moment

ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://)?[^\s<>\"{}|\\^`]+")
PREFIX_LINES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


def _term(parameter: Parameter, value: str) -> tuple[str, NamedNode | Literal]:
    """The place to fill and the term that goes there."""
    name, kind = parameter.name, parameter.kind
    if kind == "date":
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            raise UsageError(f"--param {name}={value} is no date", hint="Dates read 2020-03-08.") from None
        return name, moment(value)
    if kind == "number":
        if not re.fullmatch(r"-?\d+", value):
            raise UsageError(f"--param {name}={value} is no whole number")
        return name, Literal(value, datatype=NamedNode(XSD + "integer"))
    prefix, _, local = value.partition(":")
    if kind == "thing" and prefix in PREFIXES and re.fullmatch(r"\w+", local):
        return name, NamedNode(PREFIXES[prefix] + local)
    if kind == "thing" and "://" in value and ABSOLUTE_IRI.fullmatch(value):
        return name, NamedNode(value)
    if "\ud800" <= max(value, default="") <= "\udfff" or any("\ud800" <= c <= "\udfff" for c in value):
        raise UsageError(f"--param {name} holds a character that is no Unicode text")
    return f"{name}Words", Literal(value)


def bind(query: SavedQuery, values: Mapping[str, str]) -> str:
    """The query's text with its parameters filled and our prefixes before it. Raises UsageError for an unknown or
    missing parameter or a value of the wrong kind."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            there = ", ".join(known) or "none"
            raise UsageError(f"'{query.name}' has no parameter '{name}'", hint=f"Its parameters: {there}.")
    missing = [name for name, parameter in known.items() if parameter.required and name not in values]
    if missing:
        raise UsageError(f"'{query.name}' needs --param {missing[0]}=VALUE")
    text = query.text
    for name, value in values.items():
        place, term = _term(known[name], value)
        places = [f"VALUES ?{variable} {{ UNDEF }}" for variable in (place, f"{place}Is")]
        empty = next((line for line in places if line in text), None)
        if empty is None:
            raise UsageError(f"'{query.name}' takes no {'words' if place != name else 'IRI'} for '{name}'")
        text = text.replace(empty, empty.replace("UNDEF", str(term)))
    return PREFIX_LINES + text
