"""The saved queries: one file a question, read as text, so that listing them loads no RDF library.

Header lines start with `#+` (after grlc): `summary`, `parameter: NAME (KIND[, required]): words`, `columns`,
`leaves out`.
Kinds: `thing` (an IRI, or words that match anywhere without case), `words`, `date`, `number`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.errors import NotInThisVersion, UsageError
from builder.resources import data_folder

PARAMETER = re.compile(r"(?P<name>\w+) \((?P<kind>thing|words|date|number)(?P<required>, required)?\): (?P<words>.+)")
NOT_YET = ("people", "operations", "units", "unnamed")


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


def read_query(path: Path) -> SavedQuery:
    """One file of the library. Raises UsageError with file and line for a header that cannot be read; a user's own file
    may lack it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the query cannot be read: {error}", where=str(path)) from None
    header: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            continue
        key, colon, words = line[2:].strip().partition(":")
        if not colon:
            raise UsageError("a header line reads '#+ key: words'", where=f"{path}, line {number}")
        if key == "parameter":
            match = PARAMETER.fullmatch(words.strip())
            if not match:
                raise UsageError("a parameter reads 'name (kind): words'", where=f"{path}, line {number}")
            parameters.append(Parameter(match["name"], match["kind"], bool(match["required"]), match["words"]))
        else:
            header[key] = words.strip()
    summary, columns, leaves_out = (header.get(key, "") for key in ("summary", "columns", "leaves out"))
    return SavedQuery(path.stem, summary, tuple(parameters), tuple(columns.split()), leaves_out, text)


def load_catalogue(folders: Iterable[Path] = ()) -> Mapping[str, SavedQuery]:
    """The library by name, ours first; a file of the user's folders replaces ours of the same name."""
    paths = [path for folder in (data_folder("queries"), *folders) for path in sorted(folder.glob("*.rq"))]
    return {path.stem: read_query(path) for path in paths}


def saved_query(name: str, catalogue: Mapping[str, SavedQuery]) -> SavedQuery:
    """One query by name. Raises NotInThisVersion for one that is still to come, UsageError for no such name."""
    if name in catalogue:
        return catalogue[name]
    if name in NOT_YET:
        raise NotInThisVersion(f"the saved query '{name}'")
    raise UsageError(f"no saved query '{name}'", hint=f"There are: {', '.join(catalogue)}")
