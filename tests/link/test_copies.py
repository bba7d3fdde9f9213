"""Copies of one text: a dozen stories in our own words, each with copies as papers make them, and with a rewrite."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from builder.link.copies import Printed, earliest, groups, is_copy, pairs, seek_text_keys, share, text_keys

# Each: the agency's text in short sentences, and how another reporter tells the same.
STORIES = json.loads(Path(__file__).with_name("stories.json").read_text(encoding="utf-8"))
FRAMES = {
    "Anvil Daily": "Morning briefing\n\nBy our own staff\n\n{}\n\nRead more in Saturday's paper.",
    "Brook Gazette": "{}\n\nSubscribe to our letter. All rights reserved.",
    "Carter Post": "World in short\n\n{}",
}


def agency(name: str) -> Printed:
    return Printed(f"wire/{name}", STORIES[name]["text"], "Fenwick Wire", "2021-03-02T06:00:00Z")


def rewrite(name: str) -> Printed:
    return Printed(f"harbor/{name}", STORIES[name]["rewrite"], "Harbor Ledger", "2021-03-02")


def parts(text: str) -> list[str]:
    return [part.rstrip(".") + "." for part in text.split(". ")]


def printed(name: str, publisher: str, text: str, day: str = "2021-03-03") -> Printed:
    return Printed(f"{publisher}/{name}", FRAMES.get(publisher, "{}").format(text), publisher, day)


def copies(name: str) -> list[Printed]:
    """The whole text in a frame, one with changed words, the first half, and one without some sentences."""
    text = STORIES[name]["text"]
    sentences = parts(text)
    half = " ".join(sentences[: len(sentences) // 2 + 1])
    changed = text.replace(" said", " told reporters").replace("people", "persons").replace(" was ", " had been ")
    return [
        printed(name, "Anvil Daily", text),
        printed(name, "Brook Gazette", changed),
        printed(name, "Carter Post", half, "2021-03-04"),
        printed(name, "Dale Mercury", " ".join(s for n, s in enumerate(sentences) if n != 2)),
    ]


EVERYTHING = {one.id: one for name in STORIES for one in (agency(name), rewrite(name), *copies(name))}


def test_copies_and_their_original_are_one_group_and_rewrites_stand_alone() -> None:
    found = groups(EVERYTHING)
    wanted = [tuple(sorted(one.id for one in (agency(name), *copies(name)))) for name in STORIES]
    wanted += [(rewrite(name).id,) for name in STORIES]
    assert found == sorted(wanted)
    assert len(STORIES) == 12


def test_keys_bring_all_copies_together_and_little_else() -> None:
    met = set(pairs(EVERYTHING))
    copied = {pair for pair in itertools.combinations(sorted(EVERYTHING), 2) if is_copy(*map(EVERYTHING.get, pair))}
    assert copied <= met
    assert len(met) < 2 * len(copied)


def test_a_judgement_on_a_pair_is_the_same_from_both_sides() -> None:
    for one, other in itertools.product(list(EVERYTHING.values())[:18], repeat=2):
        assert is_copy(one, other) == is_copy(other, one)
        assert share(one, other) == share(other, one)


@pytest.mark.parametrize(
    "days", [(None, None), (None, "2021-03-02"), ("2021-03-02", None), ("2021-03-05", "2021-03-12")]
)
def test_two_meet_whichever_comes_first(days: tuple[str | None, str | None]) -> None:
    one, other = (replace(agency("ferry"), id=str(n), published=day) for n, day in enumerate(days))
    one = replace(one, text=FRAMES["Anvil Daily"].format(one.text))
    assert text_keys(one) & seek_text_keys(other)
    assert text_keys(other) & seek_text_keys(one)


def test_what_came_out_long_after_is_a_copy_only_word_for_word() -> None:
    late = replace(agency("ferry"), id="late", publisher="Carter Post", published="2021-06-01")
    assert is_copy(agency("ferry"), late)
    assert text_keys(late) & seek_text_keys(agency("ferry"))
    assert not is_copy(agency("ferry"), replace(late, text=FRAMES["Anvil Daily"].format(late.text)))


def test_case_blanks_and_apostrophes_are_no_difference() -> None:
    text = STORIES["ferry"]["text"]
    loud = Printed("a", text.upper().replace(". ", ".\n\n"), "A", "2021-03-02")
    assert is_copy(loud, Printed("b", text, "B", "2021-03-02"))
    assert is_copy(Printed("a", "It’s over."), Printed("b", "It's  over"))


def test_short_texts_are_copies_only_word_for_word() -> None:
    one = Printed(
        "a", "Two guards were shot at the gate of the barracks in Bor on Friday, police said.", "A", "2021-03-02"
    )
    assert is_copy(one, replace(one, id="b", publisher="B"))
    assert not is_copy(one, replace(one, id="b", publisher="B", text=one.text + " More soon."))
    assert not is_copy(Printed("a", ""), one)


ROUTINE = (
    "Aircraft of the coalition struck the enemy again on {day}, the command announced. Near {place}, {count} strikes "
    "destroyed {what}. All aircraft returned to their bases. The strikes were part of the operation to remove the "
    "threat that the group poses to the region and the world. The command does not report the type or number of "
    "aircraft or of munitions. A strike means one or more dynamic events in about the same place that have one effect."
)


def release(number: int, **more: str) -> Printed:
    told = [("Monday", "Vale", "two", "a bridge"), ("Tuesday", "Hollow", "five", "three boats and a mortar tube"),
            ("Wednesday", "Upper Fen", "nine", "a training camp, two tunnels and a fuel store")][number]  # fmt: skip
    text = ROUTINE.format(**dict(zip(("day", "place", "count", "what"), told, strict=True)))
    return Printed(f"release-{number}", text, more.get("publisher", "Command"), f"2021-03-0{number + 1}")


def test_routine_releases_of_one_office_are_each_a_source_of_its_own() -> None:
    assert share(release(0), release(1)) > 0.5
    assert not any(is_copy(*pair) for pair in itertools.combinations(map(release, range(3)), 2))


def test_a_release_is_still_copied_by_a_paper_and_issued_twice() -> None:
    paper = Printed("paper", FRAMES["Anvil Daily"].format(release(1).text), "Anvil Daily", "2021-03-03")
    again = replace(release(1), id="again", text=f"Corrected copy. {release(1).text}")
    assert is_copy(release(1), paper)
    assert is_copy(release(1), again)


HALVES = "The harvest had been poor, and prices of bread had doubled by the week of the new moon in the valley towns. "
LEAD = " ".join(parts(STORIES["depot"]["text"])[:2])
OWN = (
    HALVES
    + "Markets opened late. A teacher counted the broken panes and swept the yard with her pupils before noon. " * 2
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MARY, March 2 (Reuters) - ", "{} Reuters contributed to this report."),
        ("MARY (AP) — ", "{} The Associated Press and Jo Field contributed to this story."),
        ("", "{} Reporting by Fenwick Wire"),
        ("", "{} Two more were hurt, Fenwick Wire reported."),
        ("MARY (Fenwick Wire) - ", "{} Officials told Fenwick Wire nothing. Source: Fenwick Wire"),
    ],
)
def test_texts_that_name_one_agency_need_less_in_common(one: str, other: str) -> None:
    original = Printed("a", one + STORIES["depot"]["text"], "Fenwick Wire", "2021-03-02")
    partly = (
        OWN + LEAD + " The mayor of the town has said that all the schools will be closed until the end of the week."
    )
    named = Printed("b", other.format(partly), "Brook Gazette", "2021-03-03")
    nameless = replace(named, text=partly)
    assert 0.3 <= share(original, named) < 0.5
    assert is_copy(original, named)
    assert not is_copy(original, nameless)


def test_an_agency_that_is_named_makes_no_copy_of_other_words() -> None:
    quoted = replace(rewrite("depot"), text=rewrite("depot").text + " Fenwick Wire contributed to this report.")
    assert quoted.named >= {"fenwick wire"}
    assert not is_copy(agency("depot"), quoted)


def test_the_earliest_names_the_group_and_undated_ones_come_last() -> None:
    dated = {one.id: one for one in (agency("ferry"), *copies("ferry"))}
    assert earliest(dated) == "wire/ferry"
    assert earliest({"a": Printed("a", "x"), "b": Printed("b", "x", None, "2021-03-02")}) == "b"
    assert earliest({"b": Printed("b", "x"), "a": Printed("a", "x")}) == "a"


def test_a_text_made_to_be_slow_is_read_as_fast_as_any() -> None:
    chance = random.Random(1)
    hostile = Printed(
        "x", "A" * 5_000 + " ".join(chance.choice("ABC") + "’" * 40 for _ in range(200_000)), "P", "2021-03-02"
    )
    assert len(hostile.runs) < 25_000
    assert not hostile.named - {"p"}
