"""Groups from judgements, and names that make one thing of two."""

from __future__ import annotations

import pytest

from builder.link.cluster import cluster
from builder.link.entities import entity_key
from builder.link.names import same_name
from builder.model import Link


def link(left: str, right: str, judgement: str = "same", score: float = 0.9) -> Link:
    return Link(left, right, judgement, score, (), "linker/0.1.0")


def test_same_joins_over_several_steps():
    assert cluster([link("a", "b"), link("b", "c")], "abcd") == [("a", "b", "c"), ("d",)]


def test_a_different_judgement_is_not_merged_over():
    links = [link("a", "b", score=0.95), link("b", "c", score=0.9), link("a", "c", "different", 0.1)]
    assert cluster(links, "abc") == [("a", "b"), ("c",)]


def test_it_holds_between_whole_groups_too():
    links = [link("a", "b"), link("c", "d"), link("b", "c", score=0.86), link("a", "d", "different", 0.0)]
    assert cluster(links, "abcd") == [("a", "b"), ("c", "d")]


def test_unsure_joins_nothing():
    assert cluster([link("a", "b", "unsure", 0.6)], "ab") == [("a",), ("b",)]


def test_two_reports_of_one_article_do_not_meet_in_a_group():
    articles = {"a1": "a", "a2": "a", "b": "b"}
    assert cluster([link("a1", "b", score=0.99), link("a2", "b")], articles, articles) == [("a1", "b"), ("a2",)]


def test_links_to_reports_outside_are_left_out():
    assert cluster([link("a", "z")], "a") == [("a",)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ana lind", "ana lind", True),
        ("ana m lind", "ana lind", True),
        ("ana m lind", "ana maria lind", True),
        ("ana m lind jr", "ana lind", True),
        ("ana m lind", "ana k lind", False),
        ("ana lind", "maria lind", False),
        ("lind", "lind", False),
        ("", "", False),
    ],
)
def test_full_names(one, other, same):
    assert same_name(one, other) is same_name(other, one) is same


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "Ana  LIND", "ana lind"),
        ("organisation", "The U.S. Army", "US army"),
        ("unit", "3rd Valley Brigade", "3rd valley brigade"),
        ("operation", "Operation Northern Shield", "operation northern-shield"),
    ],
)
def test_one_name_in_two_spellings(kind, one, other):
    assert entity_key(kind, one) == entity_key(kind, other) is not None


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("person", "Lind"),
        ("person", "A B"),
        ("organisation", "Ministry of Defense"),
        ("organisation", "police"),
        ("unit", "1st Battalion"),
        ("unit", "2nd Infantry Brigade"),
        ("organisation", " – "),
    ],
)
def test_a_name_that_many_bear_makes_nobody_the_same(kind, name):
    assert entity_key(kind, name) is None


def test_kinds_are_kept_apart():
    assert entity_key("person", "Northern Shield") != entity_key("operation", "Northern Shield")
