"""Lines, title and page furniture of a text; every offset counts code points of the text as it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, takewhile

from builder.text.wordlist import Rules

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
LONGEST = 2_000  # code points parsed at once: keeps memory and time bounded whatever the text
SENTENCE_LIKE = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
TITLE_LENGTH = 300
LONGEST_HEAD = 8  # lines between a title and the empty line below it: byline, outlet, number
FURNITURE_LENGTH = 400
DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ’'. -]{2,}(?:, [\w. ]+){0,4}(?:,? \([^)\n]{2,40}\)\s*(?:--|[–—_-])?|,? (?:--|[–—_-])) "
    r"|(?:[A-Z][\w’'.-]+ ){0,2}[A-Z][\w’'.-]+(?:, [\w. ]+){0,2} \([^)\n]{2,40}\)\s*(?:--|[–—_-]) "  # 'Kabul (May 3) - '
)
LONGEST_DATELINE = 90


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture ('Load More', 'Read more: …', a photo credit), by general patterns alone."""
    return len(line) <= FURNITURE_LENGTH and _furniture().fullmatch(" ".join(line.split())) is not None


@cache
def _furniture() -> re.Pattern[str]:
    patterns = "|".join(pattern for _, pattern in Rules("furniture.txt").rows)
    return re.compile(f"(?:{patterns}) ?[.!…>»]*", re.IGNORECASE)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph: a line without its outer white space, or a block of hard-wrapped lines."""
    blocks: list[list[tuple[int, int]]] = [[]]
    for start, end in _lines(text):
        line = text[start:end]
        if line.strip("\ufeff\u200b \t\xa0").strip():
            first = len(line) - len(line.lstrip("\ufeff\u200b").lstrip())
            blocks[-1].append((start + first, start + len(line.rstrip())))
        elif blocks[-1]:
            blocks.append([])
    if _hard_wrapped(text, blocks):
        return [(block[0][0], block[-1][1]) for block in blocks if block]
    # else block by block: the head of a release stands in short lines, its text in long ones
    wrapped = [_hard_wrapped(text, [block]) for block in blocks]
    joined = [[(block[0][0], block[-1][1])] if one else block for block, one in zip(blocks, wrapped, strict=True)]
    return [line for block in joined for line in block]


def title_span(text: str, title: str | None) -> tuple[int, int] | None:
    """Where the title stands in the text: the given one, or a first line without a full stop that an empty line
    follows, with a byline or the like between."""
    lines = _lines(text)
    start, end = next(((s, e) for s, e in lines if text[s:e].strip()), (0, 0))
    line = text[start:end].strip()
    if not line or len(line) > TITLE_LENGTH:
        return None
    start = text.index(line, start)
    following = list(takewhile(str.strip, (text[s:e] for s, e in islice(lines, LONGEST_HEAD))))
    # the full stops of initials and abbreviations end no sentence
    plain = re.sub(r"\b(?:[A-Z]\.)+|\b[A-Z][a-z]{1,4}\.", "X", line)
    head = len(following) < LONGEST_HEAD and not any(_ends(line) for line in following)
    bare = head and start + len(line) < len(text.rstrip()) and any(c.islower() for c in line)
    given = title is not None and line.casefold() == " ".join(title.split()).casefold()
    if given or (bare and not _ends(line) and not SENTENCE_LIKE.search(plain)):
        return start, start + len(line)
    return None


def _ends(line: str) -> bool:
    return re.search(r"[.!?…:;,][\"'”’)]*\s*$", line) is not None


def dateline_end(text: str, start: int) -> int:
    """Where a line begins after its dateline ('KABUL, Afghanistan (Sept. 1) -'); `start` where it has none."""
    match = DATELINE.match(text, start, start + LONGEST_DATELINE)
    return match.end() if match else start


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph in pieces of at most `LONGEST` code points, cut after a sentence where one ends, else at a space."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max((match.end() for match in SENTENCE_LIKE.finditer(window)), default=0)
        cut = cut or window.rfind(" ", LONGEST // 2) + 1 or LONGEST
        yield start, start + cut
        start += cut
    if start < end:
        yield start, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in LINE_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _hard_wrapped(text: str, blocks: list[list[tuple[int, int]]]) -> bool:
    """Lines broken at a fixed width, as in old wire copy: most inner ones are alike long and end in mid-sentence."""
    inner = [text[start:end] for block in blocks for start, end in block[:-1]]
    if len(inner) < 3:
        return False
    width = max(map(len, inner))
    alike = sum(len(line) > 0.7 * width for line in inner)
    broken = sum(line[-1] not in ".!?:;\"”'’)" for line in inner)
    return 40 <= width <= 110 and alike >= 0.8 * len(inner) and broken >= 0.6 * len(inner)
