"""Repeat a measurement, print its median with its spread; and the memory that a process has taken at most."""

from __future__ import annotations

import resource
import statistics
import sys
from collections.abc import Callable, Sequence

RUNS = 5


def repeat(measure: Callable[[], float], runs: int = RUNS) -> list[float]:
    return [measure() for _ in range(runs)]


def spread(values: Sequence[float], unit: str) -> str:
    """'2.31 s (2.25 to 2.48, 5 runs)': the median, the least and the most."""
    return f"{statistics.median(values):.3g} {unit} ({min(values):.3g} to {max(values):.3g}, {len(values)} runs)"


def show(what: str, values: Sequence[float], unit: str) -> None:
    print(f"{what:<48} {spread(values, unit)}")


def peak_mb() -> float:
    """The most memory that this process has held so far, in MB (10^6 bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
