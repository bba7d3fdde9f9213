"""What many tests need: articles in our own words, a store built from them, the command line in this process."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from whole_way import CLASH, CLASH_AGAIN, DULL, STRIKE, Done, article, write_articles

from builder.cli.main import main


@pytest.fixture
def crosswire(capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Runs one command in this process."""

    def run(*arguments: object) -> Done:
        capfd.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Done(status, out, err)

    return run


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A JSON Lines file with four articles, two of which tell one incident."""
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    return write_articles(
        path,
        article("clash-1", CLASH, title="Three soldiers die in clash near Ramadi"),
        article("clash-2", CLASH_AGAIN, publisher="Harbor Ledger", published="2021-05-13"),
        article("strike", STRIKE, published="2021-05-11"),
        article("dull", DULL),
    )


@pytest.fixture(scope="session")
def built(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from `news`; tests only read it."""
    store = tmp_path_factory.mktemp("built") / "store"
    assert main(["build", str(news), "--store", str(store), "--quiet"]) == 0
    return store


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of data collections that a user names; tests that need one skip without it."""
    named = os.environ.get("CROSSWIRE_DATA")
    if not named or not Path(named).is_dir():
        pytest.skip("needs data collections: name their folder in $CROSSWIRE_DATA")
    return Path(named)
