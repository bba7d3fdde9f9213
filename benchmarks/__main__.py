"""`make bench`: every benchmark, one after the other; each prints medians with their spread."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = ("answers", "reading", "build", "queries", "inferring", "gexf", "exports")

if __name__ == "__main__":
    for name in BENCHMARKS:
        print(f"\n{name}", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
