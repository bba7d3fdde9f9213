"""A text with numbered passages marked in place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from builder.cli.terminal import safe

Spans = Mapping[tuple[int, int], Iterable[int]]  # (start, end) of a passage -> the numbers that it has
BLANKS = str.maketrans("\t\r", "  ")  # one for one: offsets stay


def marked(text: str, spans: Spans, style: Callable[[str], str] = str) -> str:
    """The text with '[' where a passage begins and '](1,4)' where it ends. Where two passages cross, neither within the
    other, the bracket that opens has the numbers too: '[(1) one [(2) two](1) three](2)'. `style` is for the marks."""
    text = text.translate(BLANKS)
    crossing = _crossing(sorted(spans))
    opens, closes = defaultdict[int, list[tuple[int, int]]](list), defaultdict[int, list[tuple[int, int]]](list)
    for span in spans:
        opens[span[0]].append(span)
        closes[span[1]].append(span)
    pieces, at = [], 0
    for here in sorted({*opens, *closes}):
        pieces.append(safe(text[at:here]))
        at = here
        for span in sorted(closes[here], key=lambda one: -one[0]):  # the inner one first
            pieces.append(style(f"]({_numbers(spans[span])})"))
        for span in sorted(opens[here], key=lambda one: -one[1]):  # the outer one first
            pieces.append(style(f"[({_numbers(spans[span])}) " if span in crossing else "["))
    return "".join((*pieces, safe(text[at:])))


def _numbers(numbers: Iterable[int]) -> str:
    return ",".join(map(str, sorted(numbers)))


def _crossing(spans: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The passages that overlap another one without holding it or being held. `spans` is sorted."""
    found, open_ones = set(), list[tuple[int, int]]()
    for span in spans:
        open_ones = [one for one in open_ones if one[1] > span[0]]
        for one in open_ones:
            if one[0] < span[0] and one[1] < span[1]:
                found |= {one, span}
        open_ones.append(span)
    return found
