"""Turtle files as plain statements, each with the file and line of its subject: what the ontology is read with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from builder.errors import CrosswireError

CW = "https://w3id.org/crosswire/ns#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True, slots=True)
class Facts:
    """`statements`: subject IRI -> property IRI -> values (IRIs and literals as words) in the order of the files."""

    statements: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)  # subject -> the last file that speaks of it
    prefixes: dict[str, str] = field(default_factory=dict)

    def all(self, subject: str, predicate: str) -> list[str]:
        return self.statements.get(subject, {}).get(predicate, [])

    def one(self, subject: str, predicate: str) -> str:
        """The only value; CrosswireError, with file and line, where there is none or another."""
        values = self.all(subject, predicate)
        if len(values) != 1:
            problem = "lacks" if not values else "has more than one"
            raise self.fault(subject, f"{local(subject)} {problem} {local(predicate)}")
        return values[0]

    def instances(self, cls: str) -> list[str]:
        return [s for s, properties in self.statements.items() if cls in properties.get(RDF + "type", ())]

    def parents(self, cls: str) -> list[str]:
        """The classes of ours right above a class."""
        return [parent for parent in self.all(cls, RDFS + "subClassOf") if own(parent)]

    def superclasses(self, cls: str) -> frozenset[str]:
        """A class with all of ours above it."""
        found, new = {cls}, [cls]
        while new:
            new = [parent for parent in self.parents(new.pop()) if parent not in found] + new
            found.update(new)
        return frozenset(found)

    def prefixed(self, iri: str) -> str:
        """`oa_start` for oa:start; empty for an IRI without a prefix."""
        space = iri[: len(iri) - len(local(iri))]
        return f"{self.prefixes[space]}_{local(iri)}" if space in self.prefixes else ""

    def fault(self, subject: str, what: str, hint: str = "") -> CrosswireError:
        """An error that leads to the line where the subject's block begins."""
        path = self.files[subject]
        block = re.compile(rf"^\s*(<[^>]*|[\w-]*:){re.escape(local(subject))}>?\s")
        lines = path.read_text(encoding="utf-8").splitlines()
        line = next((number for number, text in enumerate(lines, 1) if block.match(text)), 1)
        return CrosswireError(what, where=f"{path}:{line}", hint=hint)


def read(files: Iterable[Path]) -> Facts:
    """All statements of the files. CrosswireError where one is missing or not Turtle, with its line."""
    facts = Facts()
    for path in files:
        with reading(path):
            parser = parse(path=path, format=RdfFormat.TURTLE)
            for quad in parser:
                if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
                    continue  # lists and unnamed nodes say nothing that is read here
                subject = quad.subject.value
                facts.files[subject] = path
                values = facts.statements.setdefault(subject, {}).setdefault(quad.predicate.value, [])
                if quad.object.value not in values:
                    values.append(quad.object.value)
            facts.prefixes.update({iri: name for name, iri in parser.prefixes.items()})
    return facts


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turns what a parser raises into a CrosswireError with file and line."""
    try:
        yield
    except OSError as error:
        raise CrosswireError(error.strerror or str(error), where=str(path)) from error
    except (SyntaxError, UnicodeDecodeError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        raise CrosswireError(f"not Turtle: {error}", where=f"{path}:{line or 1}") from error


def local(iri: str) -> str:
    """What stands after the last # or / of an IRI."""
    return re.split(r"[#/]", iri)[-1]


def own(iri: str) -> bool:
    """Whether an IRI is a term of our ontology."""
    return iri.startswith(CW)


def digest(files: Iterable[Path]) -> str:
    """SHA-256 over names and bytes of the files."""
    whole = hashlib.sha256()
    for path in files:
        data = path.read_bytes()
        whole.update(f"{path.name}:{len(data)}:".encode())
        whole.update(data)
    return whole.hexdigest()
