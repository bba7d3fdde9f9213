"""What is printed: control characters escaped, tables that fit, a marked passage in its sentence."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence

WIDEST = 60  # characters of one cell
OURS = re.compile(r"\S+/([a-z-]+/[0-9a-f]{10})[0-9a-f]{10}")  # an IRI of a store; this much of it names the thing
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
    """JSON needs no escaping for a terminal beyond its own: control characters are escapes in it already."""
    print(json.dumps(value, ensure_ascii=False))


def note(text: str, quiet: bool = False) -> None:
    """Progress and notes, on standard error."""
    if not quiet:
        print(safe(text), file=sys.stderr, flush=True)


def emphasis(text: str) -> str:
    """Bold on a terminal that wants it, brackets elsewhere. `$NO_COLOR` is respected (no-color.org)."""
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        return f"{BOLD}{safe(text)}{PLAIN}"
    return f"[{safe(text)}]"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Aligned columns; a cell that is too long is cut and an IRI shortened, since `--format json` has them whole."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    lines = [columns, ["-" * width for width in widths], *cells]
    room = max(shutil.get_terminal_size((200, 24)).columns, 80)
    return "\n".join("  ".join(v.ljust(w) for v, w in zip(line, widths, strict=True)).rstrip()[:room] for line in lines)


def _cell(value: object) -> str:
    text = "" if value is None else one_line(value)
    if ours := OURS.fullmatch(text):
        return ours[1]
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
