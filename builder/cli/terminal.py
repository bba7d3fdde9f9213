"""What is printed: control characters escaped, tables that fit, a marked passage in its sentence."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

WIDEST = 60  # characters of one cell
OURS = re.compile(r"\S+/([a-z-]+/[0-9a-f]{10})[0-9a-f]{10}")  # an IRI of a store; this much of it names the thing
# C1 and format characters, and halves of characters; JSON and Turtle escape the lower control characters themselves.
STEERING = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def safe(text: object) -> str:
    """Text for a terminal: what could steer it (control and format characters, C1 too) is written as an escape."""
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else c.encode("unicode_escape").decode()
        for c in str(text)
    )


def one_line(text: object) -> str:
    return " ".join(safe(text).split())


def show(text: str = "", file: object = None) -> None:
    """A result, on standard output."""
    print(safe(text), file=sys.stdout)


def show_json(value: object) -> None:
    show_data(json.dumps(value, ensure_ascii=False))


def show_data(text: str) -> None:
    """JSON or Turtle: what could steer a terminal is written as the escape that both have in their strings."""
    print(STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text.rstrip("\n")))


def note(text: str, quiet: bool = False) -> None:
    """Progress and notes, on standard error."""
    if not quiet:
        print(safe(text), file=sys.stderr, flush=True)


def emphasis(text: str) -> str:
    """Bold on a terminal that wants it, brackets elsewhere."""
    return bold(text) if _styled() else f"[{safe(text)}]"


def bold(text: str) -> str:
    """Bold on a terminal that wants it, as it is elsewhere."""
    return f"{BOLD}{safe(text)}{PLAIN}" if _styled() else safe(text)


def _styled() -> bool:
    """`$NO_COLOR` is respected (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Columns of the terminal; 200 where there is none."""
    return max(shutil.get_terminal_size((200, 24)).columns, 80)


def short(iri: object) -> str:
    """On a terminal as much of an IRI of a store as names the thing: 'claim/62e2faccb3'; elsewhere all of it."""
    ours = OURS.fullmatch(str(iri))
    return ours[1] if ours and sys.stdout.isatty() else one_line(iri)


def wrapped(columns: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> str:
    """A table whose cells are broken into lines of these widths; a cell's own line breaks stay."""
    lines = []
    for row in (columns, ["-" * number for number in widths], *rows):
        cells = [
            [line for part in safe(cell).split("\n") for line in textwrap.wrap(part, number) or [""]]
            for cell, number in zip(row, widths, strict=True)
        ]
        for line in itertools.zip_longest(*cells, fillvalue=""):
            lines.append("  ".join(v.ljust(w) for v, w in zip(line, widths, strict=True)).rstrip())
    return "\n".join(lines)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], whole: bool = False) -> str:
    """Aligned columns; unless `whole`, a cell that is too long is cut and an IRI shortened: other formats have all."""
    cells = [[one_line("" if value is None else value) if whole else _cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    lines = [columns, ["-" * number for number in widths], *cells]
    room = None if whole else width()
    return "\n".join("  ".join(v.ljust(w) for v, w in zip(line, widths, strict=True)).rstrip()[:room] for line in lines)


def _cell(value: object) -> str:
    text = "" if value is None else one_line(value)
    if ours := OURS.fullmatch(text):
        return ours[1]
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
