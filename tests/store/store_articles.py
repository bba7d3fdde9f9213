"""Articles that are nothing but quads (the store must not care what they say), and a process that stores them."""

from __future__ import annotations

import multiprocessing
import os
import resource
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from builder.errors import Impossible
from builder.identity import DEFAULT_BASE
from builder.store.embedded import StoreWriter
from builder.store.rows import ArticleRow

LINKS = NamedNode("https://w3id.org/crosswire/graph/links")
PREDICATE = NamedNode("http://example.org/p")
NO_SPACE = 7


def make_article(number: int, size: int = 50, text: str = "") -> tuple[ArticleRow, list[Quad]]:
    """The row and the quads of an article."""
    version = f"{DEFAULT_BASE}version/{number:04}"
    graph = NamedNode(version)
    quads = [
        Quad(NamedNode(f"http://example.org/{number}/{i}"), PREDICATE, Literal(f"{text}{i}"), graph)
        for i in range(size)
    ]
    return ArticleRow(version, f"{DEFAULT_BASE}article/{number:04}", f"id-{number}", "0" * 64, source="a.txt"), quads


def link(text: str) -> Quad:
    return Quad(NamedNode("http://example.org/link"), PREDICATE, Literal(text), LINKS)


def build_for_ever(path: Path, told: Connection, limit: int | None) -> None:
    """Stores new articles and tells their numbers; every third time stores an older one again, with another text."""
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with StoreWriter.open(path) as writer:
            number = len(tuple(writer.ledger.articles()))
            while True:
                row, quads = make_article(number, size=40)
                writer.put_article(row, quads, also_insert=[link(str(number))])
                told.send(number)
                if number % 3 == 0:
                    row, quads = make_article(number // 2, size=30, text="again ")
                    writer.put_article(row, quads, also_delete=[link(str(number // 2))])
                if number % 5 == 0:
                    writer.publish()
                number += 1
    except Impossible as error:
        os._exit(NO_SPACE if "no space" in error.what else 1)


def start_building(path: Path, limit: int | None = None) -> tuple[ForkServerProcess, Connection]:
    """`build_for_ever` in a process of its own, which was not forked from one that had the engine open: a fork has
    none of its threads, and would wait for them."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["builder.store.embedded"])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=build_for_ever, args=(path, theirs, limit), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def all_told(ours: Connection) -> set[int]:
    """The numbers that were told until the other end was closed."""
    told = set()
    try:
        while True:
            told.add(ours.recv())
    except EOFError:
        return told
