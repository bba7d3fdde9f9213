"""Where an export goes: a file that appears whole or not at all, or standard output."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from builder.errors import Impossible

HINT = "Choose a file in a folder that exists and can be written to, with room on the disk."


@contextlib.contextmanager
def output(target: str) -> Iterator[BinaryIO]:
    """A stream for `target` (`-`: standard output). What fails half-way leaves what stood there before.

    Raises Impossible if the target cannot be written.
    """
    if target == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(os.path.realpath(target))  # a symbolic link stays one: what it points to is replaced
    try:
        if path.exists() and not path.is_file():  # a pipe or device: renaming onto it would replace it
            with path.open("wb") as stream:
                yield stream
            return
        part = path.with_name(f".{path.name[:200]}.{os.getpid()}.part")
        try:
            with part.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Impossible(f"cannot write: {error.strerror or error}", where=target, hint=HINT) from error
