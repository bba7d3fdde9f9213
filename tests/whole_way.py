"""Articles in our own words, and what a command did: shared by the tests of the whole way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

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
DULL = "The town council of Bardwell met on Thursday. The library will be repainted in May."


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


def write_articles(path: Path, *articles: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), encoding="utf-8")
    return path


def article(identity: str, text: str, **more: object) -> dict[str, object]:
    return {"id": identity, "publisher": "The Northgate Wire", "published": "2021-05-12", "text": text, **more}
