"""The same reports in any order, or one by one, give the same judgements and the same groups."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from link_rows import COUNTRY_ONLY, NOWHERE, UNTIMED, killed, report

from builder.link.block import block_keys, candidates, seek_keys
from builder.link.cluster import cluster
from builder.link.compare import compare
from builder.link.decide import decide, judge

TIMES = [
    {},
    {"start": "2020-03-09", "end": "2020-03-09"},
    {"start": "2020-03-11", "end": "2020-03-11"},
    {"start": "2020-03-01", "end": "2020-03-31", "precision": "month", "mode": "background"},
    {"start": None, "end": "2020-03-09"},
    UNTIMED,
]
PLACES = [{}, {"lat": 35.9, "lon": 43.8}, {"lat": 36.34, "lon": 43.13, "place_name": "mosul"}, COUNTRY_ONLY, NOWHERE]
TOLLS = [(), (killed(2),), (killed(3),), (killed(2, None, group=""),), (killed(17, 19, group="militants"),)]
PEOPLE = [frozenset(), frozenset({"ana lind"}), frozenset({"ana m lind", "li wei"})]
PUBLISHED = [None, "2020-03-09", "2020-03-10T08:00:00+00:00"]


@st.composite
def reports(draw):
    rows = []
    for number in range(draw(st.integers(2, 9))):
        row = report(f"{number}", **draw(st.sampled_from(TIMES)), **draw(st.sampled_from(PLACES)))
        rows.append(
            replace(
                row,
                article=f"article-{draw(st.integers(0, 6))}",
                casualties=draw(st.sampled_from(TOLLS)),
                people=draw(st.sampled_from(PEOPLE)),
                published=draw(st.sampled_from(PUBLISHED)),
                source_group=draw(st.sampled_from(["", "one", "two"])),
            )
        )
    return rows


def one_by_one(rows):
    """As a store does it: each report meets those that came before."""
    found_under, links = {}, []
    for row in rows:
        met = {other.report: other for key in seek_keys(row) for other in found_under.get(key, ())}
        links += [judge(row, other) for other in met.values() if other.article != row.article]
        for key in block_keys(row):
            found_under.setdefault(key, []).append(row)
    return links


@settings(max_examples=150, deadline=None)
@given(reports(), st.randoms(use_true_random=False))
def test_order_changes_nothing(rows, chance: random.Random):
    links = [judge(a, b) for a, b in candidates(rows)]
    article_of = {row.report: row.article for row in rows}
    groups = cluster(links, article_of, article_of)
    shuffled, mixed = list(rows), list(links)
    chance.shuffle(shuffled)
    chance.shuffle(mixed)
    arrived = one_by_one(shuffled)
    assert sorted(arrived, key=lambda link: (link.left, link.right)) == links
    assert cluster(arrived, [row.report for row in shuffled], article_of) == groups
    assert cluster(mixed, article_of, article_of) == groups


@settings(max_examples=150, deadline=None)
@given(reports())
def test_a_comparison_has_no_sides(rows):
    for a, b in pairwise(rows):
        assert compare(a, b) == compare(b, a)
        link = decide(compare(a, b))
        assert 0 <= link.score <= 1
        assert link.left < link.right


@settings(max_examples=150, deadline=None)
@given(reports())
def test_groups_hold_every_report_once_and_no_pair_that_is_judged_different(rows):
    links = [judge(a, b) for a, b in candidates(rows)]
    article_of = {row.report: row.article for row in rows}
    groups = cluster(links, article_of, article_of)
    assert sorted(member for group in groups for member in group) == sorted(article_of)
    group_of = {member: group for group in groups for member in group}
    for link in links:
        if link.judgement == "different":
            assert group_of[link.left] is not group_of[link.right]
    for group in groups:
        assert len({article_of[member] for member in group}) == len(group)
