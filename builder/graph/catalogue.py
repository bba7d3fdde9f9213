"""The saved queries: one file a question, read as text, so that listing them loads no RDF library.

Header lines start with `#+` (after grlc): `summary`, `parameter: NAME (KIND[, required]): words`, `columns`,
`leaves out`.
Kinds: `thing` (an IRI, or words that match anywhere without case), `words`, `date`, `number`; `any` is a place for a
value (`VALUES ?name { UNDEF }`) of which the header says nothing: an IRI, a date, a number, else words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.errors import NotInThisVersion, UsageError
from builder.resources import data_folder

PARAMETER = re.compile(r"(?P<name>\w+) \((?P<kind>thing|words|date|number)(?P<required>, required)?\): (?P<words>.+)")
NOT_YET: tuple[str, ...] = ()
PLACE = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}", re.IGNORECASE)
PARTS = ("", "Is", "Id", "Words")  # the places of one parameter (builder/graph/bind.py)


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    leaves_out: str
    text: str
    where: str = ""  # the file that it was read from
    in_library: bool = True  # `--as-of` asks the store of that day; of another text, it binds `?asOf`


def read_query(path: Path) -> SavedQuery:
    """One file of the library. Raises UsageError with file and line for a header that cannot be read; a user's own file
    may lack it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the query cannot be read: {error}", where=str(path)) from None
    return parse_query(text, path.stem, str(path))


def parse_query(text: str, name: str, where: str, in_library: bool = True) -> SavedQuery:
    """A query with its header, if it has one. Raises UsageError with `where` and line."""
    header: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            continue
        key, colon, words = line[2:].strip().partition(":")
        if not colon:
            raise UsageError("a header line reads '#+ key: words'", where=f"{where}, line {number}")
        if key == "parameter":
            match = PARAMETER.fullmatch(words.strip())
            if not match:
                raise UsageError("a parameter reads 'name (kind): words'", where=f"{where}, line {number}")
            parameters.append(Parameter(match["name"], match["kind"], bool(match["required"]), match["words"]))
        else:
            header[key] = words.strip()
    declared = {parameter.name + part for parameter in parameters for part in PARTS}
    places = dict.fromkeys(PLACE.findall(text))
    parameters += [Parameter(place, "any", False, "a value") for place in places if place not in declared]
    summary, columns, leaves_out = (header.get(key, "") for key in ("summary", "columns", "leaves out"))
    return SavedQuery(name, summary, tuple(parameters), tuple(columns.split()), leaves_out, text, where, in_library)


def read_library(folders: Iterable[Path] = ()) -> tuple[dict[str, SavedQuery], dict[str, UsageError]]:
    """The library by name, ours first, and what is wrong with the files that cannot be read, by name; a file of the
    user's folders replaces ours of the same name."""
    found: dict[str, SavedQuery] = {}
    faults: dict[str, UsageError] = {}
    for path in (path for folder in (data_folder("queries"), *folders) for path in sorted(folder.glob("*.rq"))):
        found.pop(path.stem, None)
        faults.pop(path.stem, None)
        try:
            found[path.stem] = read_query(path)
        except UsageError as error:
            faults[path.stem] = error
    return found, faults


def load_catalogue(folders: Iterable[Path] = ()) -> Mapping[str, SavedQuery]:
    """The library by name. Raises UsageError for the first file that cannot be read."""
    found, faults = read_library(folders)
    for fault in faults.values():
        raise fault
    return found


def saved_query(name: str, catalogue: Mapping[str, SavedQuery]) -> SavedQuery:
    """One query by name. Raises NotInThisVersion for one that is still to come, UsageError for no such name."""
    if name in catalogue:
        return catalogue[name]
    if name in NOT_YET:
        raise NotInThisVersion(f"the saved query '{name}'")
    raise UsageError(f"no saved query '{name}'", hint=f"There are: {', '.join(catalogue)}")
