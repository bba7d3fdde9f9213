"""`make eval`: what extraction reaches on data that others made.

The folder in $CROSSWIRE_DATA holds the collections (`data/`) and their scorers (`eval/`); docs/quality.md has the
figures and says where the collections come from. Without the folder nothing can be measured.

    CROSSWIRE_DATA=FOLDER python -m benchmarks.quality
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import rewrites

# title, gold file, options of `score.py articles`, scorer and its command, options before the extract file
MEASURES: tuple[tuple[str, str, Sequence[str], Sequence[str]], ...] = (
    ("entities, re3d", "data/re3d/dev.jsonl", (), ("score.py", "spans")),
    ("time expressions, MEANTIME", "data/meantime/time-dev.jsonl", (), ("score_time.py",)),
    ("places", "data/places/dev.jsonl", (), ("score_places.py",)),
    ("who said what, PolNeAR", "data/polnear/dev.jsonl", (), ("score_attribution.py",)),
    ("who is who, GUM", "data/gum/dev.jsonl", (), ("score_coref.py",)),
    ("tolls, dates and places, MUC-4", "data/muc4/dev.jsonl", ("--field", "raw_text"), ("score.py", "slots")),
    ("event triggers, WikiEvents", "data/wikievents/dev.jsonl", (), ("score.py", "triggers")),
    ("raids and strikes, ISAF releases", "data/isaf/dev.jsonl", (), ("score_releases.py",)),
)


def run(*command: object) -> str:
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True)
    return done.stdout if done.returncode in (0, 1) else f"failed: {done.stderr.strip().splitlines()[-1]}"


def seed(folder: Path, work: Path) -> None:
    """The facts of one article, and those it must not be read to say."""
    expected = json.loads((folder / "seed/expected.json").read_text(encoding="utf-8"))
    target = work / "seed.jsonl"
    options = ("--published", expected["published"], "--publisher", expected["publisher"])
    run("-m", "builder", "extract", *sorted((folder / "seed").glob("*.txt")), *options, "-o", target)
    print("\nfacts of one article")
    print(run(folder / "eval/score.py", "facts", folder / "seed/expected.json", target).strip().splitlines()[-1])


def main() -> None:
    named = os.environ.get("CROSSWIRE_DATA", "")
    if not (Path(named) / "eval").is_dir() or not named:
        sys.exit("nothing to measure on: $CROSSWIRE_DATA names no folder with data/ and eval/")
    folder = Path(named).resolve()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        seed(folder, work)
        for title, gold, options, scorer in MEASURES:
            source, target = work / "articles.jsonl", work / "extract.jsonl"
            source.write_text(run(folder / "eval/score.py", "articles", folder / gold, *options), encoding="utf-8")
            run("-m", "builder", "extract", source, "-o", target)
            print(f"\n{title} ({gold})")
            print(run(folder / "eval" / scorer[0], *scorer[1:], folder / gold, target).rstrip(), flush=True)
            if scorer[0] == "score_places.py":
                print(run("-m", "benchmarks.near", folder / gold, target).rstrip(), flush=True)
    rewrites.score_all(folder)


if __name__ == "__main__":
    main()
