from __future__ import annotations

import contextlib
import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyoxigraph import Store

from builder.errors import Impossible, NotFound, UsageError
from builder.store.embedded import StoreReader
from builder.store.sandbox import MACHINES, close_network
from builder.store.workers import run_limited


def test_the_result_comes_back():
    assert run_limited(lambda: {"rows": [1, None, "ж"]}) == {"rows": [1, None, "ж"]}
    assert run_limited(lambda: b"x" * 5_000_000) == b"x" * 5_000_000


def test_errors_come_back_as_they_were():
    def refuse():
        raise UsageError("what", where="where", hint="hint")

    with pytest.raises(UsageError) as caught:
        run_limited(refuse)
    assert (caught.value.what, caught.value.where, caught.value.hint) == ("what", "where", "hint")
    with pytest.raises(ZeroDivisionError):
        run_limited(lambda: 1 // 0)
    with pytest.raises(Exception, match="pickle"):
        run_limited(lambda: lambda: 1)


def test_a_query_in_a_child_although_this_process_has_the_store_open(filled):
    def count():
        with StoreReader.open(filled) as reader:
            return int(next(iter(reader.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))["n"].value)

    with StoreReader.open(filled):
        assert [run_limited(count) for _ in range(5)] == [500] * 5
    with pytest.raises(NotFound):
        run_limited(lambda: StoreReader.open(filled / "none"))


def test_an_endless_query_is_killed_at_its_limit(filled):
    def endless():
        with StoreReader.open(filled) as reader:
            product = " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(6))
            return [str(row) for row in reader.query(f"SELECT (COUNT(*) AS ?n) {{ {product} }}")]

    start = time.monotonic()
    with pytest.raises(Impossible, match=r"longer than 0\.5 s"):
        run_limited(endless, timeout_s=0.5)
    assert time.monotonic() - start < 5  # not the time it takes, but that it ends
    with contextlib.suppress(ChildProcessError):
        assert os.waitpid(-1, os.WNOHANG) == (0, 0)  # no ended child is left


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * " + "{" * 20_000 + "}" * 20_000,
        "SELECT (STRLEN(?i) AS ?n) { BIND('0123456789' AS ?a) "
        + " ".join(
            f"BIND(CONCAT({','.join([f'?{a}'] * 10)}) AS ?{b})" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + " }",
    ],
    ids=["stack", "memory"],
)
def test_a_query_that_kills_the_engine_kills_only_its_child(text, capfd):
    with pytest.raises(Impossible, match="too much for the engine"):
        run_limited(lambda: [str(row) for row in Store().query(text)], timeout_s=20, memory_bytes=1 << 29)
    assert capfd.readouterr().err == ""


def test_too_much_memory_of_python_too():
    with pytest.raises(Impossible, match="too much"):
        run_limited(lambda: len(bytes(1 << 30)), memory_bytes=1 << 28)


def test_a_child_that_dies_half_way_through_its_answer_is_found_out():
    class Deadly:
        def __reduce__(self):
            os.abort()

    with pytest.raises(Impossible, match="too much for the engine"):
        run_limited(Deadly)


def test_the_child_has_no_network():
    import platform

    if platform.machine() not in MACHINES:
        pytest.skip("no filter for this machine")
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    address = f"http://127.0.0.1:{server.getsockname()[1]}/"
    with pytest.raises(PermissionError):
        run_limited(lambda: socket.create_connection(server.getsockname()))
    with pytest.raises(OSError, match="ermission"):
        run_limited(lambda: list(Store().query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")))
    with pytest.raises(BlockingIOError):
        server.accept()
    socket.create_connection(server.getsockname()).close()  # this process still has one
    server.close()


def test_closing_the_network_says_whether_it_did():
    assert run_limited(close_network) in (True, False)


def test_threads_may_ask_at_once():
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda n: run_limited(lambda: n * n), range(40))) == [n * n for n in range(40)]
