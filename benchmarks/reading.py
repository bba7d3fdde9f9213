"""How long reading an article takes, all of extraction, everything loaded; how the time grows with its length; memory.

Besides articles: a report of 60 pages, a list of names, and a text without a full stop.

python -m benchmarks.reading
"""

from __future__ import annotations

import time
from dataclasses import replace

from benchmarks.build import long_article
from benchmarks.timing import peak_mb, repeat, show
from builder.extracting import extractor_for
from builder.identity import text_sha256
from builder.model import Article

TIMES = 10  # as long
PAGES, PAGE = 60, 400  # words a page
NAMES, LONGEST_SENTENCE = 500, 20_000  # words
FIRST, LAST = "Owen Ruth Petra Karl Ines Tomas Lena Mark Nora Felix", "Tarrant Kessling Orsman Ellery Duarte"


def _odd_texts(text: str) -> dict[str, str]:
    words = text.split()
    people = [f"{first} {last}" for first in FIRST.split() for last in LAST.split()]
    names = [f"{people[n % len(people)]} {n}, {20 + n % 60}" for n in range(NAMES)]
    endless = [word.strip('.,;:!?"“”') for word in words] * (LONGEST_SENTENCE // len(words) + 1)
    return {
        f"a report of {PAGES} pages": f"{text}\n\n" * (PAGES * PAGE // len(words) + 1),
        f"a list of {NAMES} names": "A fire killed 500 people in Bucharest. The dead are:\n\n" + "\n".join(names),
        f"{LONGEST_SENTENCE} words without a stop": " ".join(endless[:LONGEST_SENTENCE]),
    }


def main() -> None:
    extractor = extractor_for(())
    article = long_article()
    text = f"{article.text}\n\n" * TIMES
    longer = replace(article, text=text, text_sha256=text_sha256(text))

    def seconds(one: Article) -> float:
        start = time.process_time()
        extractor.extract(one)
        return time.process_time() - start

    seconds(article)
    short, long = repeat(lambda: seconds(article)), repeat(lambda: seconds(longer))
    show(f"extraction of an article of {len(article.text.split())} words", short, "s")
    show(f"the same of {TIMES} times that", long, "s")
    show("ratio", [b / a for a, b in zip(short, long, strict=True)], "")
    for what, odd in _odd_texts(article.text).items():
        show(what, [seconds(replace(article, text=odd, text_sha256=text_sha256(odd)))], "s")
    print(f"memory at most {peak_mb():.0f} MB")


if __name__ == "__main__":
    main()
