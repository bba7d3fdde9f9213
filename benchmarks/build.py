"""How long building takes: a 400-word article by stage, and whether an article's cost grows with the store.

python -m benchmarks.build [ARTICLES.jsonl]     articles of your own for the second part (default: made from examples)
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.timing import show
from builder.extracting import extractor_for
from builder.graph.article import article_graph
from builder.graph.validate import Validator
from builder.identity import DEFAULT_BASE, article_id, text_sha256
from builder.model import Article, Extraction
from builder.pipeline import BuildOptions, build

ROOT = Path(__file__).resolve().parent.parent
WORDS, RUNS, MANY = 400, 7, 650


def example_articles() -> list[dict[str, object]]:
    return [json.loads(line) for line in (ROOT / "examples/news/wire.jsonl").read_text(encoding="utf-8").splitlines()]


def long_article() -> Article:
    """About 400 words: example articles one after the other."""
    words: list[str] = []
    texts = [str(record["text"]) for record in example_articles()]
    text = ""
    for part in texts:
        text = f"{text}\n\n{part}" if text else part
        words = text.split()
        if len(words) >= WORDS:
            break
    sha256 = text_sha256(text)
    return Article(article_id(None, "Bench", None, sha256), text, sha256, publisher="Bench", published="2021-04-14")


def stages() -> None:
    """Median seconds of each stage on one article, everything loaded."""
    article = long_article()
    extractor, validator = extractor_for(()), Validator.load()
    extraction: Extraction = extractor.extract(article)
    graph = article_graph(extraction, DEFAULT_BASE)
    steps: dict[str, Callable[[], object]] = {
        "parse": lambda: extractor.parser.parse(article),
        "extract (with parse)": lambda: extractor.extract(article),
        "article graph": lambda: article_graph(extraction, DEFAULT_BASE),
        "validate": lambda: validator.check((*graph.quads, *graph.current)),
    }
    print(f"a {len(article.text.split())}-word article, {len(extraction.claims)} claims, {len(graph.quads)} quads")
    for name, step in steps.items():
        show(name, [_seconds(step) for _ in range(RUNS)], "s")
    show("whole build, all stages, everything loaded", [_build_one(article) for _ in range(RUNS)], "s")


def _seconds(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def _build_one(article: Article) -> float:
    """Seconds from the first to the second article stored, so that loading and opening are left out."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.jsonl"
        first = {"id": "0", "publisher": "Bench", "text": "Nothing happened in the town of Bardwell on Tuesday."}
        second = {"id": "1", "publisher": "Bench", "published": article.published, "text": article.text}
        source.write_text("".join(json.dumps(record) + "\n" for record in (first, second)), encoding="utf-8")
        moments: list[float] = []
        build(
            [str(source)], Path(folder) / "store", BuildOptions(), lambda summary: moments.append(time.perf_counter())
        )
        return moments[1] - moments[0]


def growth(path: Path | None) -> None:
    """Seconds a claim of articles 500 to 600, against those of articles 50 to 150, of one shuffled set."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path else _made()
    random.Random(7).shuffle(records)
    records = records[:MANY]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "many.jsonl"
        source.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        marks: list[tuple[float, int]] = []
        build(
            [str(source)],
            Path(folder) / "store",
            BuildOptions(),
            lambda summary: marks.append((time.process_time(), summary.claims)),
        )
    rates: dict[str, list[float]] = defaultdict(list)
    for name, low, high in (("early", 50, 150), ("late", 500, 600)):
        for begin in range(low, min(high, len(marks) - 10), 10):
            claims = marks[begin + 10][1] - marks[begin][1]
            if claims:
                rates[name].append((marks[begin + 10][0] - marks[begin][0]) / claims)
    show("seconds a claim, articles 50 to 150", rates["early"], "s")
    show("seconds a claim, articles 500 to 600", rates["late"], "s")
    if rates["late"]:
        print(f"ratio late to early: {median(rates['late']) / median(rates['early']):.2f}")


def _made() -> list[dict[str, object]]:
    """Articles from the examples with other numbers and dates: many look alike, as on a real desk."""
    chance, made = random.Random(3), []
    examples = example_articles()
    for number in range(MANY):
        record = dict(chance.choice(examples))
        day = f"2021-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        text = "".join(str(chance.randrange(2, 30)) if c == "7" else c for c in str(record["text"]))
        made.append({**record, "id": f"made-{number}", "url": None, "published": day, "text": f"{text} ({number})"})
    return made


if __name__ == "__main__":
    stages()
    growth(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
