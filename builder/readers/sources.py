"""What there is to read: files, folders, globs and standard input, found in one order on every machine.

Nothing is opened here. Links inside a folder are not followed: those that lead out must not be, those that lead
elsewhere in the folder lead to what is found there anyway, and those that loop have no end.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.errors import NotFound
from builder.readers.records import Rejected, Source

# In a folder these are company, not articles; a file that is named itself is always read.
COMPANY = re.compile(
    r"\..*|(readme|licen[cs]e|copying|notice|changelog|thumbs)(\.[^.]*)?"
    r"|.*\.(css|m?js|map|png|jpe?g|gif|webp|svg|ico|bmp|tiff?|woff2?|ttf|eot|mp[34]|m4a|webm|mov|avi|ogg|py|pyc|db"
    r"|sqlite|lock|tmp|part|bak)",
    re.IGNORECASE | re.DOTALL,
)
Found = Iterator[tuple[str, str, str]]  # path, reason, detail; the reason is '' for a file to read


def find_sources(arguments: Sequence[str]) -> tuple[list[Source], list[Rejected]]:
    """The files that the arguments stand for, sorted by path, each once; and what there is, but cannot be read.

    Raises `NotFound` where nothing at all is left: no such path, or folders without files.
    """
    found: set[str] = set()
    rejected: dict[str, Rejected] = {}
    for argument in arguments:
        for path, reason, detail in _expand(argument):
            if reason:
                rejected[path] = Rejected(Source(path).name, None, reason, detail)
            else:
                found.add(path)
    missing = [r for r in rejected.values() if r.reason == "no such path"]
    if not found and len(missing) == len(rejected):
        where = ", ".join(r.source for r in missing) or ", ".join(Source(a).name for a in arguments)
        what = "no such path" if missing else "no article found"
        raise NotFound(what, where=where, hint="Name a file, a folder with files in it, a glob, or '-'.")
    in_order = sorted(found, key=os.fsencode)
    return [Source(path) for path in in_order], sorted(rejected.values(), key=lambda r: r.source)


def _expand(argument: str) -> Found:
    if argument == "-":
        yield argument, "", ""
    elif "\0" not in argument and not os.path.lexists(argument) and any(c in argument for c in "*?["):
        matches = _glob(argument)
        if not matches:
            yield argument, "no such path", "nothing matches"
        for match in matches:
            yield from _expand_path(match)
    else:
        yield from _expand_path(argument)


def _expand_path(path: str) -> Found:
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            yield from _walk(path)
        elif stat.S_ISREG(mode):
            yield path, "", ""
        else:
            yield path, "not a file", "a pipe, socket or device is never opened; use '-' for standard input"
    except FileNotFoundError:
        yield path, "no such path", ""
    except (OSError, ValueError) as error:  # a loop of links, no right to look, a NUL in the name
        yield path, "unreadable", getattr(error, "strerror", None) or str(error)


def _walk(folder: str) -> Found:
    entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    pages = {f"{Path(entry.name).stem}_files" for entry in entries if entry.name.endswith((".html", ".htm"))}
    for entry in entries:
        # A browser saves a page's pictures and scripts in a folder of this name beside it.
        if not entry.is_symlink() and not COMPANY.fullmatch(entry.name) and entry.name not in pages:
            yield from _expand_path(entry.path)


def _glob(pattern: str) -> list[str]:
    """pathlib's, since that of `glob` follows links, so that two loops in one folder would take for ever. As in a
    shell, a wildcard does not stand for a leading dot."""
    root = Path(pattern).anchor
    try:
        matches = list(Path(root).glob(pattern[len(root) :]))
    except (ValueError, NotImplementedError, OSError):
        return []
    hidden = re.compile(r"(?:^|/)\.[^./]")
    return [str(match) for match in matches if hidden.search(pattern) or not hidden.search(str(match))]
