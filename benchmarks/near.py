"""Places within 25 km: 161 km, the field's measure, hardly tells a town from the next.

python -m benchmarks.near GOLD.jsonl EXTRACT.jsonl
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from builder.text.geodesy import distance_km

NEAR_KM = 25.0


def main() -> None:
    gold, extract = (_lines(Path(name)) for name in sys.argv[1:3])
    found = {line["article"]["given_id"] or line["article"]["id"]: line["mentions"] for line in extract}
    counts: Counter[tuple[str, str]] = Counter()
    for record in gold:
        corpus = record["corpus"]
        points = [
            m for m in found.get(record["doc_id"], ()) if m["type"] == "Location" and (m["value"] or {}).get("lat")
        ]
        for place in (p for p in record["toponyms"] if p["lat"] is not None):
            counts[corpus, "gold"] += 1
            over = [m["value"] for m in points if m["start"] < place["end"] and place["start"] < m["end"]]
            counts[corpus, "resolved"] += bool(over)
            near = (distance_km(place["lat"], place["lon"], v["lat"], v["lon"]) <= NEAR_KM for v in over)
            counts[corpus, "near"] += any(near)
    for corpus in sorted({corpus for corpus, _ in counts}):
        near, resolved, total = (counts[corpus, key] for key in ("near", "resolved", "gold"))
        print(f"{corpus:<12} within {NEAR_KM:.0f} km: {near} of {resolved} resolved ({100 * near / resolved:.1f} %), "
              f"of {total} in the gold ({100 * near / total:.1f} %)")  # fmt: skip


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
