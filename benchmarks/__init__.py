"""Figures of the project: `python -m benchmarks.NAME` prints medians with their spread. Run on a quiet machine."""
