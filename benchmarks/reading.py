"""How long reading an article takes, all of extraction, everything loaded; how the time grows with its length; memory.

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
    print(f"memory at most {peak_mb():.0f} MB")


if __name__ == "__main__":
    main()
