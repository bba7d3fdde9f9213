"""Copies of one text: which articles were written by one hand, though several papers print them.

A text is its runs of five words (shingles; Broder 1997). Two are copies if most of the shorter one's runs stand in the
longer one, so that a cut-down copy is found too; a rewrite shares next to none. Texts that name one agency, or of which
one names the other's publisher ('(Reuters)', 'The Associated Press contributed to this report'), need share less of
them, two releases of one publisher more: these follow a pattern. Articles that came out far apart in time are copies
only if they are the same, word for word.

Candidates are found under some of the runs, chosen by winnowing (Schleimer, Wilkerson and Aiken 2003): of any WINDOW
runs in a row the one with the smallest hash, so that two texts with REACH words in common meet under a key. The keys
hold the week of publication: what an article costs does not grow with the years that the store holds.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from builder.identity import digest, fold

RUN = 5  # words
WINDOW = 16  # runs
REACH = WINDOW + RUN - 1  # words in common that are always found
MOST_WORDS = 20_000  # of a text that are looked at; a longer one is a book
DAYS = 7  # between a text and its copies
SPARSE = 4  # one key in so many leads from what has a date to what has none

# Shares of the shorter text's runs, measured by `python -m benchmarks.copies`: daily releases of one office have up to
# 0.45 in common, copies with every fifteenth word changed 0.57 and more; rewrites of one happening hardly any.
COPIED = 0.5
COPIED_OF_ONE_AGENCY = 0.3
COPIED_BY_ONE_PUBLISHER = 0.8
MIN_RUNS = 25  # a shorter text is a copy only if it is the same, word for word

AGENCIES = {
    "ap": "associated press",
    "agence france presse": "afp",
    "thomson reuters": "reuters",
    "united press international": "upi",
    "deutsche presse agentur": "dpa",
}
KNOWN = "AP|Associated Press|Reuters|AFP|Agence France-Presse|UPI|United Press International|dpa|Xinhua|TASS|Interfax"
NAME = r"\b[A-Z][\w.&’'-]{0,30}(?: (?:[A-Z][\w.&’'-]{0,30}|of|the)){0,6}"  # bounded: a text may be made to be slow
HEAD, FOOT = 2_000, 1_000  # characters in which a text names whose it is
NAMED = (
    rf"(?:\A|\n)[^\n]{{0,80}}\((?P<dateline>{NAME})\) ?[-–—]",
    rf"\((?P<brackets>{KNOWN})\)",
    rf"(?P<contributed>{NAME})(?:,? and [^.\n]{{1,60}})? contributed to this (?:report|story|article)",
    rf"(?:[Rr]eporting|[Ww]ith material)(?: by| from) (?P<by>{NAME})",
    rf"(?:Source:|Copyright|©) (?:© ?)?(?:\d{{4}},? )?(?P<source>{NAME})",
    rf"\b(?P<told>{KNOWN})(?: news agency)?,? (?:[a-z]+ )?(?:reported|said|quoted)",
    rf"\b(?:told|according to)(?: the| [a-z]+ agency)? (?P<asked>{KNOWN})\b",
    rf"(?P<reported>{NAME})(?: previously| first| also)? reported\b",
)
MARKS = tuple(re.compile(pattern) for pattern in NAMED)


@dataclass(frozen=True)
class Printed:
    """An article as its copies are sought: `id` orders what came out on one day; `published` is an ISO date or time."""

    id: str
    text: str
    publisher: str | None = None
    published: str | None = None

    @cached_property
    def runs(self) -> tuple[int, ...]:
        """The hash of every run of words, in their order; of a text shorter than a run, of its words."""
        words = self.words
        return tuple(_hash(" ".join(words[i : i + RUN])) for i in range(max(1, len(words) - RUN + 1)))

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(re.findall(r"\w+", re.sub("[’']", "", self.text.casefold()))[:MOST_WORDS])

    @cached_property
    def run_set(self) -> frozenset[int]:
        return frozenset(self.runs)

    @cached_property
    def day(self) -> int | None:
        return datetime.date.fromisoformat(self.published[:10]).toordinal() if self.published else None

    @cached_property
    def named(self) -> frozenset[str]:
        """Whom the text names as those it comes from, and its publisher; folded."""
        names = {self.publisher} if self.publisher else set()
        ends = (self.text[:HEAD], self.text[HEAD:][-FOOT:])
        names |= {name for mark in MARKS for end in ends for match in mark.finditer(end) for name in match.groups()}
        folded = {re.sub("^the ", "", fold(name)) for name in names}
        return frozenset(AGENCIES.get(name, name) for name in folded - {""})

    @property
    def rank(self) -> tuple[str, str]:
        """Earlier ones first; those without a date last."""
        return self.published or "~", self.id


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def share(one: Printed, other: Printed) -> float:
    """How much of the shorter text's runs the longer one holds, 0 to 1."""
    shorter, longer = sorted((one.run_set, other.run_set), key=len)
    return len(shorter & longer) / len(shorter)


def is_copy(one: Printed, other: Printed) -> bool:
    """Whether two articles print one text. Depends on the two alone, and on neither more than on the other."""
    if one.words == other.words:
        return True
    if min(len(one.run_set), len(other.run_set)) < MIN_RUNS:
        return False
    if one.day is not None and other.day is not None and abs(one.day - other.day) > DAYS:
        return False
    if one.publisher and one.publisher == other.publisher:
        least = COPIED_BY_ONE_PUBLISHER
    elif one.named & other.named:
        least = COPIED_OF_ONE_AGENCY
    else:
        least = COPIED
    return share(one, other) >= least


def text_keys(one: Printed) -> frozenset[str]:
    """The keys under which a text is found, about one for ten words."""
    chosen = winnow(one.runs)
    if one.day is None:
        dated = {f"text undated {run:x}" for run in chosen}
    else:
        dated = {f"text {one.day // DAYS} {run:x}" for run in chosen}
        dated |= {f"text dated {run:x}" for run in chosen if run % SPARSE == 0}
    return frozenset(dated | {_whole(one)})


def seek_text_keys(one: Printed) -> frozenset[str]:
    """The keys under which a text's copies are found: two meet whichever of them comes first."""
    chosen = winnow(one.runs)
    sparse = {run for run in chosen if run % SPARSE == 0}
    if one.day is None:
        keys = {f"text undated {run:x}" for run in chosen} | {f"text dated {run:x}" for run in sparse}
    else:
        week = one.day // DAYS
        keys = {f"text {near} {run:x}" for run in chosen for near in (week - 1, week, week + 1)}
        keys |= {f"text undated {run:x}" for run in sparse}
    return frozenset(keys | {_whole(one)})


def _whole(one: Printed) -> str:
    return f"text is {digest(' '.join(one.words))}"


def winnow(runs: tuple[int, ...]) -> set[int]:
    """Of any WINDOW runs in a row the smallest."""
    return {min(runs[i : i + WINDOW]) for i in range(max(1, len(runs) - WINDOW + 1))}


def groups(printed: Mapping[str, Printed]) -> list[tuple[str, ...]]:
    """The articles in groups of copies, by way of other copies too; groups and members sorted."""
    left, found = sorted(printed), list[tuple[str, ...]]()
    while left:
        group = [left.pop(0)]
        for member in group:  # grows as copies of copies are found
            copies = [name for name in left if is_copy(printed[member], printed[name])]
            group += copies
            left = [name for name in left if name not in copies]
        found.append(tuple(sorted(group)))
    return sorted(found)


def earliest(printed: Mapping[str, Printed]) -> str:
    """The one that the others copy, as far as dates tell."""
    return min(printed, key=lambda name: printed[name].rank)


def pairs(printed: Mapping[str, Printed]) -> Iterator[tuple[str, str]]:
    """All pairs that keys bring together, for measurements."""
    under: dict[str, set[str]] = {}
    for name in printed:
        for key in text_keys(printed[name]):
            under.setdefault(key, set()).add(name)
    for name in sorted(printed):
        met = {other for key in seek_text_keys(printed[name]) for other in under.get(key, ())}
        yield from ((name, other) for other in sorted(met) if name < other)
