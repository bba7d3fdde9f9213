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
COMPANY = frozenset(("readme", "license", "licence", "copying", "notice", "changelog", "thumbs"))
FURNITURE = re.compile(
    r".*\.(css|m?js|map|png|jpe?g|gif|webp|svg|ico|bmp|tiff?|woff2?|ttf|eot|mp[34]|m4a|webm|mov|avi|ogg|py|pyc|db|sqlite"
    r"|lock|tmp|part|bak)"
)


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


def _expand(argument: str) -> Iterator[tuple[str, str, str]]:
    """(path, reason, detail) for each thing that an argument stands for; the reason is '' for a file to read."""
    if argument == "-":
        yield argument, "", ""
    elif "\0" not in argument and not os.path.lexists(argument) and any(c in argument for c in "*?["):
        matches = [match for match in _glob(argument) if not _hidden(match, argument)]
        if not matches:
            yield argument, "no such path", "nothing matches"
        for match in matches:
            yield from _expand_path(match)
    else:
        yield from _expand_path(argument)


def _expand_path(path: str) -> Iterator[tuple[str, str, str]]:
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        yield path, "no such path", ""
    except (OSError, ValueError) as error:  # a loop of links, no right to look, a NUL in the name
        yield path, "unreadable", getattr(error, "strerror", None) or str(error)
    else:
        if stat.S_ISDIR(mode):
            yield from _walk(path)
        elif stat.S_ISREG(mode):
            yield path, "", ""
        else:
            yield path, "not a file", "a pipe, socket or device is never opened; use '-' for standard input"


def _walk(folder: str) -> Iterator[tuple[str, str, str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield folder, "unreadable", error.strerror or str(error)
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.is_symlink() or _is_company(entry.name, names):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        else:
            yield from _expand_path(entry.path)


def _is_company(name: str, beside: set[str]) -> bool:
    """Hidden files, read-me files, scripts and pictures; and the folder that a browser saves beside a page."""
    stem = os.path.splitext(name.lower())[0]
    saved_with_page = name.endswith("_files") and not beside.isdisjoint({f"{name[:-6]}.html", f"{name[:-6]}.htm"})
    return name.startswith(".") or stem in COMPANY or bool(FURNITURE.fullmatch(name.lower())) or saved_with_page


def _glob(pattern: str) -> list[str]:
    """pathlib's, since that of `glob` follows links, so that two loops in one folder would take for ever."""
    root = Path(pattern).anchor
    try:
        return [str(match) for match in Path(root).glob(pattern[len(root) :])]
    except (ValueError, NotImplementedError, OSError):
        return []


def _hidden(match: str, pattern: str) -> bool:
    """As in a shell, a wildcard doesn't stand for a leading dot."""
    return any(p.startswith(".") and p not in ("..", ".") for p in Path(match).parts) and "/." not in f"/{pattern}"
