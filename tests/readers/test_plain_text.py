"""Plain text: encodings, titles, sizes; what is in a text is data."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.errors import UsageError
from builder.readers import ReadOptions
from builder.readers.decode import LARGEST
from builder.readers.plain import title_of

STORY = "Le café près de la base était fermé lundi.\r\n\r\nПатруль вернулся.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_utf_8_and_every_mark_give_the_same_text(article, encoding):
    assert article("a.txt", STORY.encode(encoding)).text == STORY


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-32-be"])
def test_big_endian_marks(article, encoding):
    assert article("a.txt", ("\ufeff" + STORY).encode(encoding)).text == STORY


def test_the_encoding_given_is_for_what_is_not_utf_8(read, article, reason):
    assert reason("a.txt", "café".encode("cp1252")) == "encoding"
    assert article("b.txt", "café".encode("cp1252"), encoding="cp1252").text == "café"
    assert article("c.txt", "café".encode(), encoding="cp1252").text == "café"
    assert article("d.txt", "Patrol".encode("utf-16-le"), encoding="utf-16-le").text == "Patrol"


def test_options_that_are_wrong_are_refused_at_once():
    for options in ({"encoding": "klingon"}, {"encoding": "base64"}, {"published": "2020-02-30"}):
        with pytest.raises(UsageError):
            ReadOptions(**options)


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"text\x00with a NUL", b"\xff\xfeA\x00\x00\x00"]
)
def test_binary_files_named_txt(reason, content):
    assert reason("a.txt", content) == "binary"


def test_invalid_bytes_are_never_replaced(reason):
    assert reason("a.txt", b"a convoy \xc3\x28 left") == "encoding"
    assert reason("b.txt", b"half a character \xed\xa0\x80") == "encoding"
    assert reason("c.txt", b"\xff\xfeA\x00\x00\xd8A\x00") == "encoding"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", "\ufeff\n".encode("utf-16-le")])
def test_files_with_nothing_in_them(reason, content):
    assert reason("a.txt", content) == "empty"


def test_size_is_counted_in_code_points(article, reason):
    assert len(article("a.txt", "ä" * LARGEST).text) == LARGEST
    assert reason("b.txt", "a" * (LARGEST + 1)) == "too-large"


def test_a_single_line_of_50_megabytes_is_not_even_read(read, monkeypatch):
    monkeypatch.setattr("builder.readers.plain.decode", None)
    (outcome,) = read("a.txt", b"a convoy " * 5_600_000)
    assert (outcome.reason, len(outcome.excerpt)) == ("too-large", 200)


def test_200_000_combining_characters_are_a_text(article):
    text = "e" + "\u0301" * 200_000
    assert article("a.txt", text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> was found on the wall.",
        "<http://a.example/> DROP ALL ; SELECT * WHERE { ?s ?p ?o }",
        "[UPDATED] A convoy left.",
        "{Editor's note} A convoy left.",
        "\x1b[31mA convoy\x07 left.",
        "<<EOF\nA convoy left.",
    ],
)
def test_what_looks_like_something_else_is_kept_as_it_is(article, text):
    assert article("a.txt", text).text == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Patrol comes home\n\nIt took a day.", "Patrol comes home"),
        ("Patrol comes home\r\n \r\nIt took a day.", "Patrol comes home"),
        ("\n\nU.S. patrol of Sgt. Doe’s comes home  \n\nIt took a day.", "U.S. patrol of Sgt. Doe’s comes home"),
        ("A patrol came home.\n\nIt took a day.", None),
        ("A patrol came home. It took a day, officials said\n\nMore to come.", None),
        ("Patrol comes home\nIt took a day.\n\nMore to come.", None),
        ("Patrol comes home", None),
    ],
)
def test_the_title_is_a_first_line_without_a_full_stop_before_an_empty_line(text, title):
    assert title_of(text) == title


def test_the_title_stays_in_the_text_and_options_fill_what_is_missing(article):
    read = article("a.txt", "Patrol comes home\n\nIt took a day.", published="2020-03-09", publisher="The Gazette")
    assert read.text.startswith(read.title)
    assert (read.published, read.publisher) == ("2020-03-09", "The Gazette")
    assert read.id == f"The Gazette/sha256-{read.text_sha256[:20]}"


def test_an_excerpt_has_nothing_that_a_terminal_obeys(read):
    (outcome,) = read("a.txt", b"\x1b]0;owned\x07\xff\n" + "\u202e".encode())
    assert outcome.excerpt.isprintable()
    assert outcome.excerpt.startswith(r"\x1b]0;owned\x07\xff")


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_comes_back_as_it_was(read, text):
    (outcome,) = read("a.txt", "A: " + text)
    assert outcome.article.text == "A: " + text
