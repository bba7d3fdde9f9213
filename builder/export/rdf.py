"""RDF files: the whole store as TriG or N-Quads, what stands as Turtle or JSON-LD; sorted, written by Oxigraph.

Sorted on disk, so that memory does not grow with the store. JSON-LD has its context inline: nothing is fetched.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any, BinaryIO

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from builder.export.disk import Sorter
from builder.export.output import output
from builder.graph.vocabulary import PREFIXES, RDF_TYPE

LINES = 4096  # parsed at once
QUADS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS}


def export(form: str, quads: Iterable[Quad], target: str) -> None:
    """Writes `trig` and `nquads` with their graphs, `turtle` and `jsonld` without. Raises Impossible if the target
    can't be written."""
    with output(target) as stream, tempfile.TemporaryFile() as file:
        lines = Sorter(file)
        for quad in quads:
            lines.add(f"{quad.graph_name}\t{quad} .")
        if form in QUADS:
            serialize(_sorted(lines), stream, QUADS[form], prefixes=PREFIXES)
        elif form == "turtle":
            serialize(_triples(lines), stream, RdfFormat.TURTLE, prefixes=PREFIXES)
        else:
            _json_ld(_triples(lines), stream)


def _sorted(lines: Iterable[str]) -> Iterator[Quad]:
    """The quads of lines that begin with their graph."""
    rest = iter(lines)
    while some := "\n".join([line.partition("\t")[2] for line in islice(rest, LINES)]):
        yield from parse(some, RdfFormat.N_QUADS)


def _triples(lines: Iterable[str]) -> Iterator[Triple]:
    return (quad.triple for quad in _sorted(lines))


def _json_ld(triples: Iterable[Triple], stream: BinaryIO) -> None:
    """A node a line: Oxigraph's expanded form, with the names of our prefixes for terms."""
    stream.write(f'{{"@context": {json.dumps(PREFIXES)},\n"@graph": ['.encode())
    for number, (_, about) in enumerate(groupby(triples, key=lambda triple: triple.subject)):
        expanded = json.loads(serialize(about, format=RdfFormat.JSON_LD) or b"[]")
        for node in expanded:
            line = json.dumps(_compact(node), ensure_ascii=False)
            stream.write((",\n" if number else "\n").encode() + line.encode("utf-8"))
    stream.write(b"\n]}\n")


def _compact(node: Mapping[str, Any]) -> dict[str, Any]:
    """Prefixed names for properties, classes and datatypes; a single value without its list, a plain text bare."""
    short: dict[str, Any] = {}
    for key, found in node.items():
        if key in ("@id", "@value", "@language"):
            short[key] = found
        elif key == RDF_TYPE.value:
            short["@type"] = [_name(kind["@id"]) for kind in found]
        elif key == "@type":  # a datatype
            short[key] = _name(found)
        else:
            values = [value["@value"] if value.keys() == {"@value"} else _compact(value) for value in found]
            short[_name(key)] = values[0] if len(values) == 1 else values
    return short


def _name(iri: str) -> str:
    return next((f"{name}:{iri[len(base) :]}" for name, base in PREFIXES.items() if iri.startswith(base)), iri)
