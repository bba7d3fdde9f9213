"""Saved pages, read in a worker with limits: hostile pages keep any reader of HTML busy for minutes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from builder.errors import BadArticle
from builder.readers.decode import declared_charset, decode
from builder.readers.fields import Input, Item

LARGEST_PAGE = 32 << 20  # bytes
SECONDS = 30.0
HEAD = 4096  # bytes in which a page declares its charset (HTML Standard: 1024; real pages are later)


def read_page(given: Input) -> Iterator[Item]:
    """One article: the page's main text and what its head says of it."""
    if given.size > LARGEST_PAGE:
        raise BadArticle("too-large", f"{given.size:,} bytes; a page has at most {LARGEST_PAGE:,}")
    data = given.stream.read()
    page = decode(data, declared=declared_charset(data[:HEAD]), fallback=given.options.encoding)
    yield Item(None, given.pages.read(page), page)


class PageWorker:
    """A process that reads pages one after the other (`builder.readers.page`), started when the first one comes.

    After a page that it could not read it is replaced, so that no page can spoil the next. Use as a context manager.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None

    def __enter__(self) -> PageWorker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def read(self, page: str) -> dict[str, object]:
        """The fields of the article in a page. Raises `BadArticle`: `no-text`, `time-limit`, `unreadable`."""
        line = self._line or self._start()
        try:
            line.send_bytes(page.encode("utf-8"))
            if not line.poll(self.seconds):
                self.stop()
                raise BadArticle("time-limit", f"no main text found within {self.seconds:g} seconds")
            answer: dict[str, object] = json.loads(line.recv_bytes())
        except (EOFError, OSError):
            self.stop()
            raise BadArticle("unreadable", "the page exhausted its reader") from None
        if "error" in answer:
            self.stop()
            raise BadArticle("unreadable", str(answer["error"]))
        return answer

    def stop(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._line = self._process = None

    def _start(self) -> Connection:
        ours, theirs = socket.socketpair()
        with theirs:
            # -P and a path of our own: a 'json.py' in the folder where someone keeps news must not be run.
            root = str(Path(__file__).resolve().parents[2])
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "builder.readers.page", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": root},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the build, which stops this one
            )
        self._line = Connection(ours.detach())
        return self._line
