"""`make eval`: what extraction reaches on data that others made.

The folder in $CROSSWIRE_DATA holds the collections (`data/`) and their scorers (`eval/`); docs/quality.md has the
figures and says where the collections come from. Without the folder nothing can be measured.

    CROSSWIRE_DATA=FOLDER python -m benchmarks.quality [--closed]

--closed also scores the closed articles of benchmarks/rewrites: for a release, not while rules are being mended.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import rewrites
from builder.ontology import load_ontology

# title, gold file, options of `score.py articles`, scorer and its command, options before the extract file
MEASURES: tuple[tuple[str, str, Sequence[str], Sequence[str]], ...] = (
    ("entities, re3d", "data/re3d/dev.jsonl", (), ("score.py", "spans")),
    ("time expressions, MEANTIME", "data/meantime/time-dev.jsonl", (), ("score_time.py",)),
    ("places", "data/places/dev.jsonl", (), ("score_places.py",)),
    ("who said what, PolNeAR", "data/polnear/dev.jsonl", (), ("score_attribution.py",)),
    ("who is who, GUM", "data/gum/dev.jsonl", (), ("score_coref.py",)),
    ("text in capitals, MUC-4", "data/muc4/dev.jsonl", ("--field", "raw_text"), ("score.py", "slots")),
    ("text without capitals, MUC-4", "data/muc4/dev.jsonl", (), ("score.py", "slots")),
    ("event triggers, WikiEvents", "data/wikievents/dev.jsonl", (), ("score.py", "triggers")),
    ("raids and strikes, ISAF releases", "data/isaf/dev.jsonl", (), ("score_releases.py",)),
)

DULL_GENRES = ("bio", "voyage", "textbook", "academic")


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


def with_country_names(target: Path) -> None:
    """The scorer of MUC-4 compares countries by name; an extraction has their letters in ISO 3166-1."""
    names: dict[str, str] = {}
    for name, letters in load_ontology().words("countries").items():
        names.setdefault(letters, name)
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    for place in (incident["place"] for line in lines for incident in line["incidents"] if incident["place"]):
        place["country"] = names.get(place["country"], place["country"])
    target.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def false_alarms(folder: Path, work: Path) -> None:
    """Incidents in what hardly tells any: lives, travel guides, textbooks, papers; markets and car makers."""
    print("\nincidents in articles that tell hardly any (GUM, MEANTIME)")
    for gold, dull in (("data/gum/dev.jsonl", DULL_GENRES), ("data/meantime/time-dev.jsonl", (None,))):
        records = [json.loads(line) for line in (folder / gold).read_text(encoding="utf-8").splitlines()]
        ids = {record["doc_id"] for record in records if record.get("genre") in dull}
        articles = run(folder / "eval/score.py", "articles", folder / gold).splitlines()
        source, target = work / "dull.jsonl", work / "dull-extract.jsonl"
        kept = [line for line in articles if json.loads(line)["id"] in ids]
        source.write_text("".join(line + "\n" for line in kept), encoding="utf-8")
        run("-m", "builder", "extract", source, "-o", target)
        told = [json.loads(line)["incidents"] for line in target.read_text(encoding="utf-8").splitlines()]
        actual = [[i for i in incidents if i["mode"] == "actual"] for incidents in told]
        print(f"{gold}: {sum(map(len, actual))} actual, in {sum(map(bool, actual))} of {len(actual)} articles")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--closed", action="store_true", help="score the closed invented articles too")
    asked = parser.parse_args()
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
            if scorer[-1] == "slots":
                with_country_names(target)
            print(f"\n{title} ({' '.join((gold, *options))})")
            print(run(folder / "eval" / scorer[0], *scorer[1:], folder / gold, target).rstrip(), flush=True)
            if scorer[0] == "score_places.py":
                print(run("-m", "benchmarks.near", folder / gold, target).rstrip(), flush=True)
        false_alarms(folder, work)
    rewrites.score_all(folder, asked.closed)


if __name__ == "__main__":
    main()
