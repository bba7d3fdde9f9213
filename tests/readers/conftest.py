"""Reading a few bytes as a file of some name, in one line of a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.readers import Known, Read, ReadOptions, Rejected, Source, read_sources

Outcomes = list[Read | Rejected | Known]
Reading = Callable[..., Outcomes]


@pytest.fixture
def read(tmp_path: Path) -> Reading:
    """`read(name, content, **options)` gives the outcomes; text is written in UTF-8."""

    def reading(name: str, content: bytes | str, **options: str) -> Outcomes:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return list(read_sources([Source(str(path))], ReadOptions(**options)))

    return reading


@pytest.fixture
def article(read: Reading) -> Callable[..., object]:
    """`article(name, content, **options)` gives the one article that is in it."""

    def reading(name: str, content: bytes | str, **options: str) -> object:
        (outcome,) = read(name, content, **options)
        assert isinstance(outcome, Read), outcome
        return outcome.article

    return reading


@pytest.fixture
def reason(read: Reading) -> Callable[..., str]:
    """`reason(name, content, **options)` gives the reason for which the one thing in it is refused."""

    def reading(name: str, content: bytes | str, **options: str) -> str:
        (outcome,) = read(name, content, **options)
        assert isinstance(outcome, Rejected), outcome
        return outcome.reason

    return reading
