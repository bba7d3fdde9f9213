"""Binding parameters to a saved query: terms are put where the query holds a place for them, never pasted as text.

A query holds a place as `VALUES ?name { UNDEF }`, which is valid SPARQL that binds nothing. A `thing` has several:
`?name` takes an IRI (`?nameIs` too, where a filter asks for it), `?nameId` an address that is no IRI of ours (the id of
an article), `?nameWords` words. What is put in is a term that Oxigraph has escaped, and is not searched for places.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from builder.errors import UsageError
from builder.graph.catalogue import PLACE, Parameter, SavedQuery
from builder.graph.vocabulary import PREFIXES, XSD, moment

PREFIX_LINES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
OUR_RESOURCE = re.compile(r".+/[a-z-]+/[0-9a-f]{20}")  # as builder.identity makes them
Term = NamedNode | Literal


def bind(query: SavedQuery, values: Mapping[str, str]) -> str:
    """The query's text with its parameters filled and our prefixes before it. Raises UsageError as `fill`."""
    return PREFIX_LINES + fill(query, values)


def fill(query: SavedQuery, values: Mapping[str, str]) -> str:
    """The query's text with its parameters filled. Raises UsageError for an unknown or missing parameter or a value of
    the wrong kind."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            there = ", ".join(known) or "none"
            raise UsageError(f"'{query.name}' has no parameter '{name}'", hint=f"Its parameters: {there}.")
    missing = [name for name, parameter in known.items() if parameter.required and name not in values]
    if missing:
        raise UsageError(f"'{query.name}' needs --param {missing[0]}=VALUE")
    places = set(PLACE.findall(query.text))
    terms: dict[str, Term] = {}
    for name, value in values.items():
        found = {place: term for place, term in _terms(known[name], value, places).items() if place in places}
        if not found:
            raise UsageError(f"'{query.name}' takes no such value for '{name}': {value}")
        terms |= found
    # One pass: what a value holds is never taken for a place.
    return PLACE.sub(lambda place: f"VALUES ?{place[1]} {{ {terms.get(place[1], 'UNDEF')} }}", query.text)


def _terms(parameter: Parameter, value: str, places: set[str]) -> dict[str, Term]:
    """{place: term}, some of which the query may not have."""
    name, kind = parameter.name, parameter.kind
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise UsageError(f"--param {name} holds a character that is no Unicode text")
    if kind == "date":
        return {name: moment(day(f"--param {name}", value))}
    if kind == "number":
        if not re.fullmatch(r"-?[0-9]+", value):
            raise UsageError(f"--param {name}={value} is no whole number")
        return {name: Literal(value, datatype=NamedNode(XSD + "integer"))}
    if kind == "any":
        return {name: _iri(value) or _literal(name, value)}
    iri = _iri(value) if kind == "thing" else None
    if iri is None:
        return {f"{name}Words": Literal(value)}
    if f"{name}Id" in places and not OUR_RESOURCE.fullmatch(iri.value):
        return {f"{name}Id": Literal(value)}
    return {name: iri, f"{name}Is": iri}


def _literal(name: str, value: str) -> Literal:
    """What a value looks like: a date, a number, else words."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return moment(day(f"--param {name}", value))
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return Literal(value, datatype=NamedNode(XSD + ("decimal" if "." in value else "integer")))
    return Literal(value)


def day(option: str, value: str) -> str:
    """A date as typed. Raises UsageError for what is none, naming the option."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):  # Python also reads 20200308 and 2020-W10-7
            return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise UsageError(f"{option}={value} is no date", hint="Dates read 2020-03-08.")


def _iri(value: str) -> NamedNode | None:
    """A whole IRI, or one of our prefixes with a name; None for words."""
    prefix, _, local = value.partition(":")
    if prefix in PREFIXES and re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", local):
        return NamedNode(PREFIXES[prefix] + local)
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+", value):
        return None
    try:
        return NamedNode(value)
    except ValueError:  # looks like an IRI and is none: words then, which find what contains them
        return None
