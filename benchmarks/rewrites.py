"""How invented articles are read: facts that hold, forbidden ones, and casualties by side.

benchmarks/rewrites/README.md says what the articles are. The scorers are those in $CROSSWIRE_DATA/eval.

    CROSSWIRE_DATA=FOLDER python -m benchmarks.rewrites [FOLDER] [--missed]

--missed names every fact that is missing or forbidden and there; leave it out for a closed folder.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent / "rewrites"
TABLES = ("casualties.json", "sides.json")


def run(*command: object) -> str:
    """What a command prints; `score.py facts` exits with 1 where facts are missing. Raises RuntimeError beyond that."""
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{command[0]} {command[1]}: {done.stderr.strip()}")
    return done.stdout


def articles(folder: Path) -> dict[Path, dict[str, Any]]:
    """{expected facts: the article as input}."""
    found = {}
    for path in sorted(p for p in folder.glob("*.json") if p.name not in TABLES):
        expected = json.loads(path.read_text(encoding="utf-8"))
        given = {"id": path.stem, "published": expected["published"], "publisher": expected["publisher"]}
        found[path] = {**given, "text": path.with_suffix(".txt").read_text(encoding="utf-8")}
    return found


def show_facts(scorer: Path, texts: dict[Path, dict[str, Any]], extract: Path, missed: bool) -> None:
    """A row an article, and the sum."""
    held = possible = forbidden = asked = 0
    print(f"{'':<24}  facts held   forbidden and there")
    for path in texts:
        result = json.loads(run(scorer, "facts", path, extract, "--json"))
        of = sum(fact["group"] == "forbidden" for fact in result["facts"])
        print(f"{path.stem:<24}  {result['held']:>3} of {result['possible']:<3}   {len(result['violated']):>2} of {of}")
        held, possible = held + result["held"], possible + result["possible"]
        forbidden, asked = forbidden + len(result["violated"]), asked + of
        for title, names in (("missing", result["missed"]), ("forbidden", result["violated"])):
            if missed and names:
                print(f"    {title}: {', '.join(names)}")
    share = 100 * held / possible
    print(f"{'all':<24}  {held:>3} of {possible:<3} ({share:.1f} %)   {forbidden} of {asked}")


def show_casualties(scorer: Path, folder: Path, source: Path, work: Path, missed: bool) -> None:
    """Precision and recall by side, from a graph built of the folder."""
    store, answer = work / "store", work / "casualties.w3c.json"
    sides = next(p for p in (folder / "sides.json", HERE / "sides.json") if p.is_file())
    run("-m", "builder", "build", source, "--store", store, "--quiet")
    rows = run("-m", "builder", "query", "casualties", "--store", store, "--format", "json")
    answer.write_text(rows, encoding="utf-8")
    named = work / "articles.w3c.json"
    named.write_text(run("-m", "builder", "query", "articles", "--store", store, "--format", "json"), encoding="utf-8")
    options = ("--sides", sides, "--articles", named, "--json")
    result = json.loads(run(scorer, "casualties", folder / "casualties.json", answer, *options))
    for mode in ("exact", "overlapping"):
        micro = result[mode]["micro"]
        print(
            f"casualties, {mode}: precision {100 * micro['p']:.1f}, recall {100 * micro['r']:.1f} "
            f"({micro['tp_p']} of {micro['pred']} rows right, {micro['tp_r']} of {micro['gold']} found)"
        )
    for title in ("missed", "spurious"):
        for row in result[title] if missed else ():
            print(f"    {title}: {row}")


def score(folder: Path, data: Path, missed: bool = False) -> None:
    """Prints the figures of one folder of articles, with the scorers in `data`/eval."""
    texts, scorer = articles(folder), data / "eval/score.py"
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        source, extract = work / "articles.jsonl", work / "extract.jsonl"
        lines = [json.dumps(text, ensure_ascii=False) + "\n" for text in texts.values()]
        source.write_text("".join(lines), encoding="utf-8")
        run("-m", "builder", "extract", source, "-o", extract)
        show_facts(scorer, texts, extract, missed)
        show_casualties(scorer, folder, source, work, missed)


def score_all(data: Path, closed: bool = False) -> None:
    """The open articles; the closed ones only where they are asked for, so that no rule is mended by their figure."""
    for name in ("open", "closed") if closed else ("open",):
        print(f"\ninvented articles ({name})", flush=True)
        score(HERE / name, data)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=HERE / "open")
    parser.add_argument("--missed", action="store_true", help="name what is missing, and what is forbidden and there")
    asked = parser.parse_args()
    data = os.environ.get("CROSSWIRE_DATA", "")
    if not data or not (Path(data) / "eval").is_dir():
        sys.exit("nothing to score with: $CROSSWIRE_DATA names no folder with eval/")
    score(asked.folder, Path(data).resolve(), asked.missed)


if __name__ == "__main__":
    main()
