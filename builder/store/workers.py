"""Work that may not end, or may kill its process, in a child process with limits on time, memory and reach.

Nothing inside a process stops a running query, and some kill the process; so the child is killed from outside.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from builder.errors import Impossible
from builder.store.sandbox import close_network

T = TypeVar("T")
MEMORY = 1 << 30
FORK = multiprocessing.get_context("fork")


class TooLong(Impossible):
    """The time limit came first."""


def run_limited(
    function: Callable[[], T], timeout_s: float = 10.0, memory_bytes: int = MEMORY, what: str = "query"
) -> T:
    """What `function` returns (it must pickle), or the error that it raises, from a forked child.

    The child has `timeout_s` of time by the clock, `memory_bytes` beyond what this process has, and no network.
    Let `function` open the store itself: an engine opened before a fork has lost its threads.
    Errors: TooLong; Impossible (too much memory, the child crashed); whatever `function` raises.
    """
    ours, theirs = FORK.Pipe(duplex=False)
    child = FORK.Process(target=_be_child, args=(function, theirs, timeout_s, memory_bytes))
    child.start()
    theirs.close()
    try:
        # Its end, too: a child that another thread forks may hold our pipe open after this one has crashed.
        ended = wait((ours, child.sentinel), timeout_s)
        answer: tuple[bool, Any] = ours.recv() if ours.poll() else (False, None)
    except EOFError:
        answer = False, None
    finally:
        child.kill()  # also when we are interrupted: no child outlives its caller's interest
        child.join()
        ours.close()
    done, value = answer
    if done:
        result: T = value
        return result
    if value is not None:
        raise value
    if not ended or child.exitcode == -signal.SIGXCPU:
        hint = "narrow it down, or allow more with --timeout"
        raise TooLong(f"the {what} took longer than {timeout_s:g} s", where=what, hint=hint)
    hint = "narrow it down, or ask for less at a time"
    raise Impossible(f"the {what} was too much for the engine (memory or nesting)", where=what, hint=hint)


def _be_child(function: Callable[[], object], answer: Connection, timeout_s: float, memory_bytes: int) -> None:
    """Sends (True, result) or (False, error), None for want of memory; what crashes sends nothing."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)  # an engine that aborts writes to it
    faulthandler.disable()
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, int(timeout_s) + 2)  # should the parent be killed, the child ends too
    try:
        with open("/proc/self/statm", "rb") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
    except FileNotFoundError:
        used = 0  # not Linux: the limit is on the whole
    _lower(resource.RLIMIT_AS, used + memory_bytes)
    close_network()
    try:
        answer.send((True, function()))
    except MemoryError:
        answer.send((False, None))
    except Exception as error:  # it is raised again in the parent
        try:
            answer.send((False, error))
        except Exception:  # one that does not pickle
            answer.send((False, Impossible(f"{type(error).__name__}: {error}")))


def _lower(kind: int, limit: int) -> None:
    hard = resource.getrlimit(kind)[1]
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (limit, limit))
