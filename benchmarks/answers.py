"""How long answers take, as whole commands: `crosswire --help`, `claim`, `query`, from start to exit.

python -m benchmarks.answers
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.timing import repeat, show
from builder import open_store
from builder.pipeline import BuildOptions, build

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9


def whole(*arguments: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "builder", *arguments], check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        build([str(ROOT / "examples/news")], store, BuildOptions())
        with open_store(store) as graph:
            claim = str(graph.query("claims")[0]["claim"])
        where = ("--store", str(store))
        commands = {
            "crosswire --help": ("--help",),
            "crosswire queries": ("queries",),
            "crosswire claim IRI": ("claim", claim, *where),
            "crosswire query incidents": ("query", "incidents", *where),
            "crosswire query provenance": ("query", "provenance", "--param", f"claim={claim}", *where),
        }
        for name, arguments in commands.items():
            show(name, repeat(lambda arguments=arguments: whole(*arguments), RUNS), "s")  # type: ignore[misc]


if __name__ == "__main__":
    main()
