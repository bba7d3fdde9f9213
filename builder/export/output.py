"""Where an export goes: files that appear whole or not at all, or standard output."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from builder.errors import Impossible

HINT = "Choose a file in a folder that exists and can be written to, with room on the disk."


@contextlib.contextmanager
def output(target: str) -> Iterator[BinaryIO]:
    """A stream for `target` (`-`: standard output). What fails half-way leaves what stood there before.

    Raises Impossible if the target cannot be written.
    """
    with told(target):
        if target == "-":
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
            return
        path = Path(os.path.realpath(target))  # a symbolic link stays one: what it points to is replaced
        if path.exists() and not path.is_file():  # a pipe or device: renaming onto it would replace it
            with path.open("wb") as stream:
                yield stream
            return
        with _parts([path]) as streams:
            yield streams[0]


@contextlib.contextmanager
def output_folder(target: str, names: Sequence[str]) -> Iterator[list[BinaryIO]]:
    """Streams for files of a folder, which is made where it is not there (its parent must be). What fails half-way
    leaves what stood there before, and no folder of ours. Raises Impossible if it cannot be written."""
    folder = Path(os.path.realpath(target))
    with told(target):
        made = not folder.exists()
        if made:
            folder.mkdir()
        try:
            with _parts([folder / name for name in names]) as streams:
                yield streams
        except BaseException:
            if made:
                folder.rmdir()
            raise


@contextlib.contextmanager
def _parts(paths: Sequence[Path]) -> Iterator[list[BinaryIO]]:
    """Streams of files beside `paths`, which take their place when all are written."""
    parts = [path.with_name(f".{path.name[:200]}.{os.getpid()}.part") for path in paths]
    try:
        with contextlib.ExitStack() as stack:
            streams = [stack.enter_context(part.open("xb")) for part in parts]
            yield list(streams)
            for stream in streams:
                stream.flush()
                os.fsync(stream.fileno())
        for part, path in zip(parts, paths, strict=True):
            part.replace(path)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def told(target: str) -> Iterator[None]:
    """Turns a failure of the system into Impossible, with the target: nothing of it can be written."""
    try:
        yield
    except BrokenPipeError:
        raise  # whoever reads our output has gone: no fault
    except OSError as error:
        raise Impossible(f"cannot write: {error.strerror or error}", where=target, hint=HINT) from error
