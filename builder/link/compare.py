"""What speaks for and against two reports being one incident, feature by feature, in words that a person can check.

What a report does not say never counts against it. `FEATURES` is the list; `decide.WEIGHTS` says what each counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.link.names import same_name
from builder.link.records import Comparison, Feature
from builder.link.setting import UNREAL, place_feature, time_feature
from builder.link.tolls import toll_features
from builder.link.windows import day_number, in_words
from builder.model import ReportRow

ANY_TYPE = "Incident"  # the root of the hierarchy: what happened is not known more closely
ALIKE, SOME = 0.5, 0.25  # shares of words in common


def compare(a: ReportRow, b: ReportRow) -> Comparison:
    """The same for (a, b) and (b, a)."""
    left, right = sorted((a, b), key=lambda row: row.report)
    found = (feature for find in FEATURES for feature in find(left, right))
    return Comparison(left.report, right.report, tuple(found))


def article_feature(a: ReportRow, b: ReportRow) -> Iterator[Feature]:
    if a.article == b.article:
        yield Feature("article", "the same", "two incidents of one article")


def type_feature(a: ReportRow, b: ReportRow) -> Iterator[Feature]:
    if ANY_TYPE in (a.type, b.type):
        return
    if a.type == b.type:
        yield Feature("type", "the same", f"both {a.type}")
    elif a.type in b.ancestors or b.type in a.ancestors:
        yield Feature("type", "one is the other", f"{a.type} and {b.type}, one a kind of the other")
    else:
        shared = sorted((set(a.ancestors) & set(b.ancestors)) - {ANY_TYPE})
        words = f"{a.type} and {b.type}"
        yield Feature("type", "related", f"{words}, both {shared[0]}") if shared else Feature("type", "other", words)


def mode_feature(a: ReportRow, b: ReportRow) -> Iterator[Feature]:
    if (a.mode in UNREAL) != (b.mode in UNREAL):
        yield Feature("mode", "only planned", f"{a.mode} and {b.mode}")


def people_feature(a: ReportRow, b: ReportRow) -> Iterator[Feature]:
    shared = sorted(name for name in a.people if any(same_name(name, other) for other in b.people))
    if shared:
        dead = all(any(f.outcome == "killed" and f.high != 0 for f in row.casualties) for row in (a, b))
        level = "shared, with deaths" if dead else "shared"
        yield Feature("people", level, f"both name {', '.join(shared)}")
    elif a.people and b.people and all(_one_death(row) for row in (a, b)):
        names = f"{', '.join(sorted(a.people))} and {', '.join(sorted(b.people))}"
        yield Feature("people", "others", f"one death each, other names: {names}")


def _one_death(row: ReportRow) -> bool:
    killed = [figure for figure in row.casualties if figure.outcome == "killed" and figure.high != 0]
    return len(killed) == 1 and killed[0].low == killed[0].high == 1


def operation_feature(a: ReportRow, b: ReportRow) -> Iterator[Feature]:
    if a.operation and b.operation:
        level = "the same" if a.operation == b.operation else "another"
        yield Feature("operation", level, f"operation: {' and '.join(dict.fromkeys((a.operation, b.operation)))}")


def actor_feature(a: ReportRow, b: ReportRow) -> Iterator[Feature]:
    if shared := sorted(a.actors & b.actors):
        yield Feature("actors", "shared", f"both involve {', '.join(shared)}")
    elif a.actors and b.actors:
        yield Feature("actors", "others", "no actor in common")


def word_feature(a: ReportRow, b: ReportRow) -> Iterator[Feature]:
    share = _shared_words(a, b)
    if share >= SOME:
        words = f"words in common: {', '.join(sorted(a.words & b.words)[:6])}"
        yield Feature("words", "alike" if share >= ALIKE else "some", words)


def _shared_words(a: ReportRow, b: ReportRow) -> float:
    """Jaccard's share; 0 where fewer than two words are shared."""
    shared = len(a.words & b.words)
    return shared / len(a.words | b.words) if shared > 1 else 0.0


def source_feature(a: ReportRow, b: ReportRow) -> Iterator[Feature]:
    """Copies of one text, and where the happening itself has no date, how far apart the reports were published."""
    dated = a.start and b.start
    if not a.published or not b.published:
        if not dated:
            yield Feature("source", "undated", "neither happening nor publication can be compared by date")
        return
    gap = abs(day_number(a.published) - day_number(b.published))
    one_source = a.source_group != "" and a.source_group == b.source_group
    if one_source and gap == 0 and _shared_words(a, b) >= ALIKE:
        yield Feature("source", "copied", "one source, one day, nearly the same words")
    elif dated or "background" in (a.mode, b.mode):
        return
    elif one_source and gap:
        yield Feature("source", "a series", f"one source, {in_words(gap)}")
    elif gap <= 2:
        yield Feature("source", "published together", f"published {in_words(gap)}")
    elif gap > 14:
        yield Feature("source", "published apart", f"published {in_words(gap)}")


FEATURES: tuple[Callable[[ReportRow, ReportRow], Iterator[Feature]], ...] = (
    article_feature,
    time_feature,
    place_feature,
    toll_features,
    people_feature,
    type_feature,
    mode_feature,
    operation_feature,
    actor_feature,
    word_feature,
    source_feature,
)
