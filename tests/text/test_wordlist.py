"""Rule files: pieces are put in, lines go on, comments are left out; every shipped file reads and compiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.text import wordlist
from builder.text.dates import READINGS, TIMES
from builder.text.numbers import NUMBERS
from builder.text.placewords import PLACES, place_nouns
from builder.text.wordlist import Rules, any_of, words


def test_pieces_and_continued_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules.txt").write_text(
        "# none\nhour = (?P<hour>{digits})\n\nat: at {hour}\n  h\nlist: a b\n   c\n(x|y){1,2}\n"
    )
    monkeypatch.setattr(wordlist, "__file__", str(tmp_path / "wordlist.py"))
    rules = Rules("rules.txt", digits=r"\d+")
    assert rules.rows == [("at", r"at (?P<hour>\d+)h"), ("list", "a b c"), ("", "(x|y){1,2}")]
    assert rules["at"].fullmatch("at 12h")
    assert rules.words("list") == {"a", "b", "c"}


def test_an_unknown_piece_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules.txt").write_text("at: at {hour}\n")
    monkeypatch.setattr(wordlist, "__file__", str(tmp_path / "wordlist.py"))
    with pytest.raises(KeyError):
        _ = Rules("rules.txt").rows


@pytest.mark.parametrize("rules", [TIMES, NUMBERS, PLACES], ids=lambda rules: str(rules.file))
def test_shipped_rules_compile(rules: Rules) -> None:
    assert len(rules.rows) > 20
    assert all(rules[label].pattern for label, _ in rules.rows)


def test_every_rule_for_times_has_its_reader() -> None:
    names = {name for name, _ in TIMES.rows if not name.startswith("if-")}
    assert {name for name in names if name.islower()} == set(READINGS)


def test_generic_nouns_have_kinds() -> None:
    assert place_nouns()["mountains"] == ("range", "region")
    assert place_nouns()["county"] == ("admin2",)


def test_lists() -> None:
    assert words("at dawn | at noon") == ("at dawn", "at noon")
    assert any_of(["may", "march"]) == "march|may"
