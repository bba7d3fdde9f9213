"""Groups of reports that are one incident: by judgements of 'same', never over one of 'different'.

Pairs are joined from the surest down, as long as no pair across the two groups is judged different, and no article
stands in a group twice. Two groups are joined whole or not at all, so the result is the same in every order of input.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from builder.model import Link


def cluster(
    links: Iterable[Link], reports: Iterable[str], article_of: Mapping[str, str] | None = None
) -> list[tuple[str, ...]]:
    """Every report in exactly one group; groups and members sorted. `links`: one a pair; others' ends are left out.

    `article_of` (report to article) keeps two reports of one article out of one group.
    """
    group_of = {report: {report} for report in reports}
    known = [link for link in links if link.left in group_of and link.right in group_of]
    apart: dict[str, set[str]] = defaultdict(set)
    for link in known:
        if link.judgement == "different":
            apart[link.left].add(link.right)
            apart[link.right].add(link.left)
    same = (link for link in known if link.judgement == "same")
    for link in sorted(same, key=lambda link: (-link.score, link.left, link.right)):
        one, other = group_of[link.left], group_of[link.right]
        if one is other or any(apart[report] & other for report in one if report in apart):
            continue
        if article_of and {article_of.get(r, r) for r in one} & {article_of.get(r, r) for r in other}:
            continue
        joined = one | other
        for report in joined:
            group_of[report] = joined
    return sorted({tuple(sorted(group)) for group in group_of.values()})
