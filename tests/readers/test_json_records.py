"""JSON Lines, arrays, objects: what is broken goes alone, with its number and its reason."""

from __future__ import annotations

import json
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.readers import Read, Source, read_sources

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def summary(outcomes):
    return [(o.record, o.article.text if isinstance(o, Read) else o.reason) for o in outcomes]


def test_all_fields(article):
    fields = {
        "id": "7", "url": "https://gazette.example/7", "publisher": "The Gazette", "title": "Patrol",
        "author": "A. Doe", "published": "2020-03-09T08:00:00Z", "modified": "2020-03-10", "language": "en-GB",
        "text": "A patrol left.", "something else": [1, None],
    }  # fmt: skip
    read = article("a.json", json.dumps(fields))
    assert read.id == read.url == "https://gazette.example/7"
    assert (read.given_id, read.publisher, read.title, read.author) == ("7", "The Gazette", "Patrol", "A. Doe")
    assert (read.published, read.modified, read.language) == ("2020-03-09T08:00:00+00:00", "2020-03-10", "en-GB")


def test_line_7_of_10_is_broken(read):
    lines = [f'{{"text": "story {n}"}}' for n in range(1, 11)]
    lines[6] = '{"text": "story'
    outcomes = read("a.jsonl", "\n".join(lines))
    assert summary(outcomes) == [(n, "json" if n == 7 else f"story {n}") for n in range(1, 11)]
    assert outcomes[6].excerpt == '{"text": "story'
    assert outcomes[6].sha256 != outcomes[0].input_sha256 == outcomes[9].input_sha256


def test_a_broken_first_line_does_not_hide_the_others(read):
    assert summary(read("a.json", '{"text": "sto\n{"text": "story"}\n')) == [(1, "json"), (2, "story")]
    assert summary(read("a.jsonl", 'rubbish\n\n{"text": "story"}\n')) == [(1, "json"), (3, "story")]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ('{"text": "a", "text": "b"}', "duplicate-key"),
        ('{"text": "a", "more": {"k": 1, "k": 1}}', "duplicate-key"),
        (r'{"text": "half \ud83d"}', "surrogate"),
        (r'{"text": "a", "title": "\udc00"}', "surrogate"),
        (r'{"text": "a\u0000b"}', "binary"),
        ('{"text": 5}', "field-type"),
        ('{"text": "a", "id": 17}', "field-type"),
        ('{"text": "a", "author": ["A", "B"]}', "field-type"),
        ('{"text": "a", "title": true}', "field-type"),
        ('{"text": "a", "published": 20200309}', "field-type"),
        ('{"text": "a", "published": "2020-02-30"}', "date"),
        ('{"text": "a", "published": "9999-01-01"}', "date"),
        ('{"text": "a", "published": "1799-12-31"}', "date"),
        ('{"text": "a", "published": "last Monday"}', "date"),
        ('{"text": "a", "published": "2020-03"}', "date"),
        ('{"text": "a", "published": "2020-03-09T25:00:00Z"}', "date"),
        ('{"text": "a", "modified": "2020-13-01"}', "date"),
        ('{"title": "a"}', "no-text"),
        ('{"text": null}', "no-text"),
        (r'{"text": " \n\t "}', "no-text"),
        ('{"text": "a", "score": NaN}', "json"),
        ('{"text": "a", "score": -Infinity}', "json"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "json"),
        ('{"text": ' + "[" * 100_000, "json"),
        ('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", "json"),
        ("[" * 100_000, "json"),
        ('"a"', "json"),
        ('["a"]', "json"),
        ("17", "json"),
        ('{"text": "' + "a" * 2_000_001 + '"}', "too-large"),
        (b'{"text": "caf\xe9"}', "encoding"),
    ],
)
def test_a_bad_record_is_refused_alone(read, record, reason):
    record = record if isinstance(record, bytes) else record.encode()
    good = b'{"text": "good"}\n'
    assert summary(read("a.jsonl", good + record + b"\n" + good)) == [(1, "good"), (2, reason), (3, "good")]


def test_a_record_over_the_limit_is_passed_over_unread(read, monkeypatch):
    monkeypatch.setattr("builder.readers.jsons.LARGEST_RECORD", 40)
    long = json.dumps({"text": "long " * 10})
    assert summary(read("a.jsonl", f'{long}\n{{"text": "good"}}\n{long}')) == [
        (1, "too-large"), (2, "good"), (3, "too-large"),
    ]  # fmt: skip


def test_an_array_over_the_limit(reason, monkeypatch):
    monkeypatch.setattr("builder.readers.jsons.LARGEST_ARRAY", 10)
    assert reason("a.json", '[{"text": "good"}]') == "too-large"


def test_arrays_and_their_ends(read):
    texts = ['quoted "]," and \\', "brackets ]}[{", "Ünïcode 🚁", "line\r\nends"]
    whole = json.dumps([{"text": t, "n": [{}, [[]]]} for t in texts], ensure_ascii=False, indent=1)
    assert summary(read("a.json", whole)) == list(enumerate(texts, 1))
    assert summary(read("b.json", "\ufeff[]")) == [(None, "empty")]
    assert summary(read("c.json", whole[:-20]))[:3] == list(enumerate(texts[:3], 1))
    assert summary(read("c.json", whole[:-20]))[3:] == [(4, "json")]
    assert summary(read("d.json", '[{"text": "a"}] [{"text": "b"}]')) == [(1, "a"), (2, "json")]


def test_a_broken_element_goes_alone(read):
    array = '[{"text": "a"}, {"text": b}, , {"text": "c"} {"text": "d"}, {"text": "e"}]'
    assert summary(read("a.json", array)) == [(1, "a"), (2, "json"), (3, "c"), (4, "d"), (5, "e")]
    twice = '[{"text": "a", "text": "b"}, {"text": "c"}]'
    assert summary(read("b.json", twice)) == [(1, "duplicate-key"), (2, "c")]


def test_one_object_over_several_lines(article):
    assert article("a.json", '\n{\n  "id": "x",\n  "text": "A patrol left.\\r\\n"\n}\n').text == "A patrol left.\r\n"


def test_content_tells_the_kind_not_the_name(read):
    assert summary(read("a.txt", '{"text": "one"}\n{"text": "two"}\n')) == [(1, "one"), (2, "two")]
    assert summary(read("b.dat", '[{"text": "one"}]')) == [(1, "one")]
    assert summary(read("c.json", "A patrol left.")) == [(None, "json")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings(read, encoding):
    lines = '{"text": "Патруль"}\r\n\r\n{"text": "ушёл"}'
    assert summary(read("a.jsonl", lines.encode(encoding))) == [(1, "Патруль"), (3, "ушёл")]
    assert summary(read("a.jsonl", '{"text": "x"}'.encode("utf-16")[:-1])) == [(None, "encoding")]


def test_two_articles_with_one_id_are_both_read(read):
    first, second = read("a.jsonl", '{"id": "7", "text": "Two hurt."}\n{"id": "7", "text": "Three hurt."}')
    assert first.article.id == second.article.id == "7"
    assert first.article.text_sha256 != second.article.text_sha256


def test_only_addresses_of_the_web_identify(article):
    for url in ("javascript:alert(1)", "file:///etc/passwd", "gazette.example/7", "http://[", "https://", ""):
        read = article("a.json", json.dumps({"id": "7", "url": url, "text": "A patrol left."}))
        assert (read.url, read.id) == (None, "7")


def test_strange_values_are_data(article):
    strange = '<script>alert(1)</script> "> . <http://a.example> DROP ALL \x1b[2J\u202e'
    read = article("a.json", json.dumps({"id": strange, "title": strange, "publisher": strange, "text": strange}))
    assert read.title == read.text == read.publisher == read.given_id == strange


def test_blank_fields_are_missing_ones(article):
    read = article("a.json", '{"text": "A patrol left.", "published": "", "publisher": " "}', publisher="The Gazette")
    assert (read.published, read.publisher) == (None, "The Gazette")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANY_TEXT, min_size=1, max_size=5), st.booleans(), st.sampled_from(["lines", "array", "pretty"]))
def test_texts_come_back_as_they_were(read, texts, escaped, form):
    records = [{"text": "A: " + text} for text in texts]
    if form == "lines":
        content = "\n".join(json.dumps(r, ensure_ascii=escaped) for r in records)
    else:
        content = json.dumps(records, ensure_ascii=escaped, indent=2 if form == "pretty" else None)
    assert [o.article.text for o in read("a.json", content)] == [r["text"] for r in records]


def lines_file(path, number):
    with open(path, "w") as file:
        for n in range(number):
            file.write(f'{{"id": "{n}", "text": "A patrol of {n} left the base at dawn and came back at noon."}}\n')
    return Source(str(path))


def assert_constant_memory(source, number):
    tracemalloc.start()
    try:
        assert sum(isinstance(outcome, Read) for outcome in read_sources([source])) == number
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_long_files_are_read_in_constant_memory(tmp_path):
    assert_constant_memory(lines_file(tmp_path / "a.jsonl", 20_000), 20_000)


@pytest.mark.slow
def test_a_million_lines_in_constant_memory(tmp_path):
    assert_constant_memory(lines_file(tmp_path / "a.jsonl", 1_000_000), 1_000_000)
