"""The rows of the ledger, and the change that a writer is about to make."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One version of an article. `quads` and `digest` (SHA-256 over the sorted N-Quads lines of its graph) are the
    writer's to fill in; `ontology` is a digest; `claims`, `incidents`, `set_aside` are counts; `state` is one of
    stored, other-language, superseded, retracted."""

    version: str
    article: str
    id: str
    text_sha256: str
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    source: str = ""
    extractor: str = ""
    ontology: str = ""
    state: str = "stored"
    claims: int = 0
    incidents: int = 0
    set_aside: int = 0
    quads: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """A bad input: the record's number in its source (0: the whole of it), why, at which stage, how it begins, and
    the options (JSON) with which to try it again."""

    source: str
    record: int
    sha256: str
    reason: str
    detail: str = ""
    stage: str = "read"
    excerpt: str = ""
    options: str = "{}"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim (JSON) that violates a shape, and the reason."""

    version: str
    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """What is about to be done. `witness` is a quad (N-Quads) whose presence afterwards is `present`; None: nothing
    in the store changes, only the ledger."""

    witness: str | None = None
    present: bool = True
    records: tuple[ArticleRow, ...] = ()
    forgotten: tuple[str, ...] = ()
    set_aside: Mapping[str, tuple[SetAside, ...]] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Change:
        raw = json.loads(text)
        records = tuple(ArticleRow(**row) for row in raw["records"])
        aside = {version: tuple(SetAside(**row) for row in rows) for version, rows in raw["set_aside"].items()}
        return cls(raw["witness"], raw["present"], records, tuple(raw["forgotten"]), aside)
