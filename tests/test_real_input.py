"""Real articles: what must hold on collections that others made. They are read from the folder in $CROSSWIRE_DATA."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from whole_way import Done

from builder import open_store
from builder.store.embedded import StoreReader

Run = Callable[..., Done]
SEED_FACTS = 62  # of 66; the first version was to hold 25


def score(data: Path, *arguments: object) -> dict[str, object]:
    command = [sys.executable, str(data / "eval" / "score.py"), *map(str, arguments), "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    result: dict[str, object] = json.loads(done.stdout)
    return result


def test_the_facts_of_one_article_and_nothing_that_it_does_not_say(crosswire: Run, data: Path, tmp_path: Path) -> None:
    expected = json.loads((data / "seed/expected.json").read_text(encoding="utf-8"))
    options = ("--published", expected["published"], "--publisher", expected["publisher"])
    sources = sorted((data / "seed").glob("*.txt"))
    assert crosswire("extract", *sources, *options, "-o", tmp_path / "x.jsonl").status == 0
    result = score(data, "facts", data / "seed/expected.json", tmp_path / "x.jsonl")
    assert float(str(result["held"])) >= SEED_FACTS, result["missed"]
    assert result["violated"] == []

    store = tmp_path / "store"
    assert crosswire("build", *sources, *options, "--store", store).status == 0
    with open_store(store) as graph:
        (main,) = [row for row in graph.query("reports") if row["main"]]
        killed = [row for row in graph.query("casualties", incident=main["incident"]) if row["outcome"] == "killed"]
        (shown,) = [row for row in graph.query("incidents") if row["incident"] == main["incident"]]
        assert (2, 2) in [(row["low"], row["high"]) for row in killed]
        assert (str(shown["start"]), str(shown["end"])) == ("2020-03-08", "2020-03-08")
        assert all(graph.query("provenance", claim=row["claim"]) for row in killed)
    assert crosswire("validate", "--store", store).status == 0


def test_a_hundred_releases(crosswire: Run, data: Path, tmp_path: Path) -> None:
    source = data / "data/centcom_strikes/articles.jsonl"
    done = crosswire("build", source, "--limit", 100, "--store", tmp_path / "store", "--json")
    assert done.status == 0, done.err
    assert (done.json["articles"], done.json["new"], done.json["quarantined"]) == (100, 100, 0)
    assert done.json["incidents"] > 100
    quotes_are_verbatim(tmp_path / "store")


def test_documents_from_six_sources(crosswire: Run, data: Path, tmp_path: Path) -> None:
    articles = score(data, "articles", data / "data/re3d/dev.jsonl")["articles"]
    assert isinstance(articles, list)
    source = tmp_path / "articles.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in articles), encoding="utf-8")
    done = crosswire("build", source, "--store", tmp_path / "store", "--json")
    assert done.status == 0, done.err
    assert done.json["new"] == len(articles)
    quotes_are_verbatim(tmp_path / "store")


def quotes_are_verbatim(store: Path) -> None:
    """Every quote in the store is the text of its version at its offsets."""
    texts, spans = {}, {}
    parts: dict[str, dict[str, str]] = {}
    with StoreReader.open(store) as reader:
        for quad in reader.quads():
            subject, predicate, value = (getattr(term, "value", "") for term in quad.triple)
            name = predicate.rsplit("#", 1)[-1]
            if predicate.endswith("ns#text"):
                texts[subject] = value
            elif name == "hasSource":
                spans[subject] = value
            elif name in ("start", "end", "exact") and "/ns/oa#" in predicate:
                parts.setdefault(subject.rsplit("/", 1)[0], {})[name] = value
    assert len(spans) > 50
    for span, version in spans.items():
        found = parts[span]
        assert texts[version][int(found["start"]) : int(found["end"])] == found["exact"]
