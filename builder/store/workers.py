"""Work that may not end, or may kill its process, in a child process with limits on time, memory and reach.

Nothing inside a process stops a running query, and some kill the process; so the child is killed from outside.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from builder.errors import CrosswireError, Impossible
from builder.store.sandbox import close_network

T = TypeVar("T")
MEMORY = 1 << 30
CHUNK = 1 << 20
LENGTH = 8  # bytes before the answer that say how long it is: a child that crashes half-way is found out


def run_limited(function: Callable[[], T], timeout_s: float = 10.0, memory_bytes: int = MEMORY) -> T:
    """What `function` returns (it must pickle), or the error that it raises, from a forked child.

    The child has `timeout_s` of time by the clock, `memory_bytes` beyond what this process has, and no network.
    Let `function` open the store itself: an engine opened before a fork has lost its threads.
    Errors: Impossible (too long, too much memory, the child crashed); whatever `function` raises.
    """
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        _be_child(function, writable, timeout_s, memory_bytes)
    os.close(writable)
    try:
        answer = _read_all(readable, time.monotonic() + timeout_s)
    finally:
        os.close(readable)
        # Also when we are interrupted: no child outlives its caller's interest. Killing one that has ended is harmless.
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if answer is None:
        hint = "narrow it down, or allow more with --timeout"
        raise Impossible(f"the query took longer than {timeout_s:g} s", where="query", hint=hint)
    if not answer or len(answer) - LENGTH != int.from_bytes(answer[:LENGTH]):
        raise _crashed(status, timeout_s)
    done, value = pickle.loads(memoryview(answer)[LENGTH:])
    if done:
        result: T = value
        return result
    raise value


def _be_child(function: Callable[[], Any], writable: int, timeout_s: float, memory_bytes: int) -> NoReturn:
    """Never returns into the caller's code: `os._exit` skips its clean-up, which is the parent's to do."""
    status = 1
    try:
        _limit(timeout_s, memory_bytes)
        answer = memoryview(_answer(function))
        os.write(writable, len(answer).to_bytes(LENGTH))
        while answer:
            answer = answer[os.write(writable, answer[:CHUNK]) :]
        status = 0
    finally:
        os._exit(status)


def _answer(function: Callable[[], Any]) -> bytes:
    try:
        return pickle.dumps((True, function()))
    except MemoryError:
        return pickle.dumps((False, _too_much()))
    except CrosswireError as error:
        return pickle.dumps((False, error))
    except Exception as error:  # it is raised again in the parent
        try:
            return pickle.dumps((False, error))
        except Exception:
            return pickle.dumps((False, Impossible(f"{type(error).__name__}: {error}", where="query")))


def _limit(timeout_s: float, memory_bytes: int) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
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


def _lower(kind: int, limit: int) -> None:
    hard = resource.getrlimit(kind)[1]
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (limit, limit))


def _read_all(descriptor: int, deadline: float) -> bytes | None:
    """The child's answer with its length before it, cut short if the child dies; None when the deadline comes first.

    Ends by the length, not by the end of the pipe alone: a child that another thread forks may hold our pipe open.
    """
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    answer = bytearray()
    while len(answer) < LENGTH or len(answer) - LENGTH < int.from_bytes(answer[:LENGTH]):
        left = deadline - time.monotonic()
        if left <= 0 or not waiting.poll(left * 1000):
            return None
        part = os.read(descriptor, CHUNK)
        if not part:
            break
        answer += part
    return bytes(answer)


def _crashed(status: int, timeout_s: float) -> Impossible:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        return Impossible(f"the query took longer than {timeout_s:g} s", where="query", hint="narrow it down")
    return _too_much()


def _too_much() -> Impossible:
    hint = "narrow it down, or ask for less at a time"
    return Impossible("the query was too much for the engine (memory or nesting)", where="query", hint=hint)
