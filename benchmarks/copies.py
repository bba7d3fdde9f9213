"""Copies of one text found: precision and recall on copies made of real articles, and what one more article costs.

Of each article copies are made as papers make them: a headline and the paper's own frame; words changed, one in fifteen
or one in eight; the last or the first half cut, or all but a quarter; sentences left out or moved. Each is put with
articles of the same collection, which are sources of their own unless they share nearly all their words already.

    CROSSWIRE_DATA=FOLDER python -m benchmarks.copies
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.timing import show
from builder.link.copies import MIN_RUNS, Printed, groups, is_copy, pairs, share, text_keys

COLLECTIONS = {
    "daily releases": "centcom_strikes/articles.jsonl",
    "news": "ecbplus/train.jsonl",
    "agency news": "muc4/train.jsonl",
    "campaign news": "polnear/train.jsonl",
}
OF_EACH = 150  # articles of which copies are made
OTHER_WORDS = "several reportedly near officials later also about people area local group said early".split()
SIZES = (1_000, 4_000, 16_000)  # articles in the index

Maker = Callable[[str, random.Random], str]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?”\"])\s+(?=\S)", text.strip())


def framed(text: str, chance: random.Random) -> str:
    return f"What is known so far of the latest events\n\nBy the staff of the Bellwether\n\n{text}\n\nRead more here."


def edited(one_in: int) -> Maker:
    def edit(text: str, chance: random.Random) -> str:
        words = (chance.choice(OTHER_WORDS) if chance.random() < 1 / one_in else word for word in text.split(" "))
        return framed(" ".join(words), chance)

    return edit


def cut(first: float, last: float) -> Maker:
    def part(text: str, chance: random.Random) -> str:
        parts = sentences(text)
        return framed(" ".join(parts[int(first * len(parts)) : max(1, round(last * len(parts)))]), chance)

    return part


def thinned(text: str, chance: random.Random) -> str:
    return framed(" ".join(s for s in sentences(text) if chance.random() < 0.7), chance)


def moved(text: str, chance: random.Random) -> str:
    parts = sentences(text)
    chance.shuffle(parts)
    return framed(" ".join(parts), chance)


MAKERS: dict[str, Maker] = {
    "a frame and a headline": framed,
    "one word in fifteen changed": edited(15),
    "one word in eight changed": edited(8),
    "the first half": cut(0, 0.5),
    "the last half": cut(0.5, 1),
    "the first quarter": cut(0, 0.25),
    "a third of the sentences left out": thinned,
    "all sentences moved": moved,
}


def load(path: Path) -> dict[str, Printed]:
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        name = str(record.get("id") or record["doc_id"])
        day = record.get("published") or None
        day = day if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
        found[name] = Printed(name, record["text"], record.get("publisher"), day)
    return found


def measure(originals: dict[str, Printed]) -> None:
    chance = random.Random(7)
    # What the collection itself has twice is one source from the start.
    truth = {name: group[0] for group in groups(originals) for name in group}
    printed, made = dict(originals), dict[str, str]()
    for name in chance.sample(sorted(originals), min(OF_EACH, len(originals))):
        for kind, maker in MAKERS.items():
            text = maker(originals[name].text, chance)
            copy = f"{name} / {kind}"
            printed[copy] = replace(originals[name], id=copy, text=text, publisher="The Bellwether")
            truth[copy], made[copy] = truth[name], kind
    right, wrong = 0, list[tuple[float, str, str]]()
    found = Counter[str]()
    for one, other in pairs(printed):
        if is_copy(printed[one], printed[other]):
            right += truth[one] == truth[other]
            if truth[one] != truth[other]:
                wrong.append((share(printed[one], printed[other]), one, other))
            for copy, original in ((one, other), (other, one)):
                if copy in made and copy.startswith(f"{original} / "):
                    found[made[copy]] += 1
    total = Counter(made.values())
    print(f"  {len(originals)} articles, {len(made)} copies: precision of pairs {right / (right + len(wrong)):.4f}"
          f" ({len(wrong)} wrong of {right + len(wrong)})")  # fmt: skip
    for kind in MAKERS:
        print(f"  {kind:<36} recall {found[kind] / total[kind]:.3f} ({found[kind]} of {total[kind]})")
    for score, one, other in sorted(wrong, reverse=True)[:3]:
        print(f"    wrong: {score:.2f} {one} = {other}")


def cost(originals: dict[str, Printed]) -> None:
    """Milliseconds for one article against an index that grows by more weeks of such news."""
    base = [one for one in originals.values() if len(one.runs) >= MIN_RUNS]
    for size in SIZES:
        index: dict[str, list[Printed]] = defaultdict(list)
        for number in range(size):
            week, day = divmod(number, 100)
            one = base[number % len(base)]
            dated = replace(one, id=str(number), text=one.text, published=_day(7 * week + day % 7))
            for key in text_keys(dated):
                index[key].append(dated)
        times = []
        for number in range(50):
            one = replace(base[number], id="new", published=_day(7 * (size // 200)))
            start = time.perf_counter()
            met = {other.id: other for key in text_keys(one) for other in index.get(key, ())}
            sum(is_copy(one, replace(other)) for other in met.values())
            times.append(1000 * (time.perf_counter() - start))
        show(f"  one article among {size:,}", times, "ms")


def _day(number: int) -> str:
    return f"{2000 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def main() -> None:
    named = os.environ.get("CROSSWIRE_DATA", "")
    if not (Path(named) / "data").is_dir():
        sys.exit("nothing to measure on: $CROSSWIRE_DATA names no folder with data/")
    for name, file in COLLECTIONS.items():
        print(name)
        measure(load(Path(named) / "data" / file))
    cost(load(Path(named) / "data" / COLLECTIONS["news"]))


if __name__ == "__main__":
    main()
