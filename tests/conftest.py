"""What many tests need: articles in our own words, a store built from them, and the command line run in this process."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.cli.main import main

CLASH = (
    "Three soldiers die in clash near Ramadi\n\n"
    "RAMADI, Iraq — Three Iraqi soldiers were killed and two were wounded on Tuesday in a clash with Islamic State "
    "fighters near Ramadi, the Iraqi defense ministry said.\n\n"
    "“Our forces repelled the attack,” Brig. Gen. Adnan Halabi, a ministry spokesman, told reporters."
)
CLASH_AGAIN = (
    "A clash near Ramadi on Tuesday left four Iraqi soldiers dead, two police officials said. "
    "Islamic State fighters attacked a checkpoint with machine guns before dawn, they said."
)
STRIKE = "An airstrike near Raqqa, Syria, on Monday killed at least five militants, the coalition said in a statement."
DULL = "The town council of Bardwell met on Thursday and agreed to repaint the library. Nobody spoke against it."


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, int]:
        """The one object that `--json` prints."""
        value: dict[str, int] = json.loads(self.out)
        return value


@pytest.fixture
def crosswire(capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Runs one command in this process."""

    def run(*arguments: object) -> Done:
        capfd.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Done(status, out, err)

    return run


def write_articles(path: Path, *articles: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), encoding="utf-8")
    return path


def article(identity: str, text: str, **more: object) -> dict[str, object]:
    return {"id": identity, "publisher": "The Northgate Wire", "published": "2021-05-12", "text": text, **more}


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
