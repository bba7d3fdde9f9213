"""Sentences: where they begin and end, in the article's own offsets, for any text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.errors import Impossible
from builder.text import parser as module
from builder.text.document import Document
from builder.text.parser import Parser

Read = Callable[..., Document]


def sentences(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for s in document.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Gunnery Sgt. Lee B. Doe of the U.S. Army met Lt. Col. Ann Ray and Maj. Gen. Omar Haq near No. 3 gate.",
        "The patrol met Capt. Roe at St. Mark Street on Sat. March 6.",
    ],
)
def test_no_sentence_ends_after_a_rank_a_title_or_an_initial(read: Read, text: str) -> None:
    assert sentences(read(text)) == [text]


def test_sentences_end_where_they_do(read: Read) -> None:
    text = "The army left. “It is over,” he said. Nobody asked the U.S. The convoy moved on."
    assert sentences(read(text)) == [
        "The army left.",
        "“It is over,” he said.",
        "Nobody asked the U.S.",
        "The convoy moved on.",
    ]


def test_offsets_hold_in_odd_text(read: Read) -> None:
    text = "\ufeffFirst\xa0line 😀 here.\r\n\r\n  Cafe\u0301 men\u2028fled at  noon.\tTwo fell.\x0bEnd."
    document = read(text)
    assert [w for s in sentences(document) for w in s.split()] == text.replace("\ufeff", "").split()
    for sentence in document.sentences:
        for token in sentence.tokens:
            start, end = sentence.at(token)
            assert text[start:end].split() == token.text.split()
            assert sentence.start <= start < end <= sentence.end


def test_furniture_has_no_sentences_and_the_title_is_known(read: Read) -> None:
    text = "Raid in the north\n\nTwo men fell.\nLoad More\nRead more: All raids"
    document = read(text)
    assert document.title is not None
    assert document.title.text == "Raid in the north"
    assert [text[a:b] for a, b in document.furniture] == ["Load More", "Read more: All raids"]
    assert sentences(document) == ["Raid in the north", "Two men fell."]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("aT .,\n\xa0\u0301é😀1\"'-"), max_size=120))
def test_sentences_are_ordered_and_within_the_text(read: Read, text: str) -> None:
    document = read(text)
    assert [s.index for s in document.sentences] == list(range(len(document.sentences)))
    ends = [0]
    for sentence in document.sentences:
        assert ends[-1] <= sentence.start < sentence.end <= len(text)
        ends.append(sentence.end)


def test_one_long_word_and_one_long_line_are_parsed(read: Read) -> None:
    assert read("a" + "\u0301" * 200_000).sentences
    long = "The army said that three men fell near the river. " * 400
    assert len(read(long).sentences) == 400


def test_a_changed_model_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = module.CHECKSUMS.read_text(encoding="ascii").split()[1]
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("changed")
    monkeypatch.setattr(module, "_model_folder", lambda: tmp_path)
    monkeypatch.delenv("CROSSWIRE_SPACY_MODEL", raising=False)
    with pytest.raises(Impossible) as error:
        Parser.load()
    assert str(tmp_path) in error.value.where


def test_a_missing_model_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSWIRE_SPACY_MODEL", "no_such_model_here")
    with pytest.raises(Impossible) as error:
        Parser.load()
    assert "pip install no_such_model_here" in error.value.hint
