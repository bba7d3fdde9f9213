"""Saved pages: the story and what the head says of it; furniture, scripts and hostile pages."""

from __future__ import annotations

import json
import os

import pytest

FIRST = "A supply convoy came under fire on the road to the dam on Tuesday, and two drivers were hurt, the army said."
SECOND = "The drivers were flown to a hospital in the provincial capital, where both were said to be out of danger."
STORY = f"{FIRST}\n\n{SECOND}"


def page(head: str = "", body: str = f"<p>{FIRST}</p><p>{SECOND}</p>", html: str = '<html lang="en">') -> str:
    return f"""<!DOCTYPE html>{html}<head><title>Drivers hurt | The Gazette</title>{head}</head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
        <div class="cookie-banner" role="dialog"><p>We use cookies. <button>Accept all</button></p></div>
        <main><article><h1>Drivers hurt on dam road</h1>{body}</article></main>
        <aside class="related"><h2>More stories</h2><ul><li><a href="/x">Nine dead in ferry fire</a></li></ul></aside>
        <script>var tracker = "Forty killed in a script.";</script>
        <footer><p>© 2021 The Gazette. All rights reserved.</p></footer></body></html>"""


def test_the_story_without_the_furniture(article):
    text = article("a.html", page()).text
    assert text.endswith(STORY)
    for furniture in ("cookies", "Home", "ferry", "rights reserved", "script"):
        assert furniture not in text


def test_scripts_in_the_story_are_no_words_of_it(article):
    body = f"<p>{FIRST}</p><script>document.write('Nine killed.')</script><style>p {{}}</style><p>{SECOND}</p>"
    assert article("a.html", page(body=body)).text.endswith(STORY)


def test_what_the_head_says(article):
    head = """<link rel="canonical" href="https://gazette.example/dam-road"><meta name="author" content="A. Doe">
        <meta property="og:site_name" content="The Gazette"><meta property="og:title" content="Drivers hurt">
        <meta property="article:published_time" content="2021-05-04T16:20:00+02:00">
        <meta property="article:modified_time" content="2021-05-05">"""
    read = article("a.html", page(head), published="1999-01-01", publisher="Another")
    assert read.id == read.url == "https://gazette.example/dam-road"
    assert (read.publisher, read.author, read.title) == ("The Gazette", "A. Doe", "Drivers hurt")
    assert (read.published, read.modified) == ("2021-05-04T16:20:00+02:00", "2021-05-05")
    assert read.language == "en"


def test_json_ld_says_the_same(article):
    node = {
        "@type": ["NewsArticle"], "headline": "Drivers hurt", "datePublished": "2021-05-04",
        "author": [{"@type": "Person", "name": "A. Doe"}, {"name": "B. Roe"}], "publisher": {"name": "The Gazette"},
    }  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebSite"}, node]})}</script>'
    broken = '<script type="application/ld+json">{"@type": "NewsArticle",</script>'
    read = article("a.html", page(broken + script))
    assert (read.publisher, read.author, read.published) == ("The Gazette", "A. Doe, B. Roe", "2021-05-04")


def test_a_date_that_is_none_is_not_said_and_none_is_guessed(article):
    body = f"<p>{FIRST}</p><p>{SECOND}</p><p>Updated in 2021. Copyright 2020-03-01.</p>"
    assert article("a.html", page('<meta name="date" content="2021-02-30">', body)).published is None


@pytest.mark.parametrize(
    "content",
    [
        "<!doctype html><html><body></body></html>",
        "<!doctype html><title>Nothing</title>",
        page(body=""),
        page(body="<ul><li><a href='/a'>First story</a></li><li><a href='/b'>Second story</a></li></ul>"),
        page(body="<noscript>Please enable JavaScript in your browser to read the stories of this site.</noscript>"),
        "<html><frameset><frame src='a.html'></frameset></html>",
        "<html><body>" + "<div>" * 50_000 + "</body></html>",
    ],
)
def test_pages_without_an_article(reason, content):
    assert reason("a.html", content) == "no-text"


@pytest.mark.parametrize(
    ("charset", "encoding"), [("windows-1251", "cp1251"), ("utf-8", "utf-8"), ("koi8-r", "koi8-r"), (None, "utf-8-sig")]
)
def test_the_declared_charset_is_honoured(article, charset, encoding):
    words = "Военные сообщили о двух раненых водителях после нападения на колонну во вторник утром."
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    read = article("a.html", page(head, f"<p>{words}</p><p>{words}</p>", "<html>").replace("©", "").encode(encoding))
    assert words in read.text
    assert read.language == "ru"


def test_a_charset_that_is_wrong_or_unknown(article, reason):
    body = f"<p>{FIRST} Café.</p>"
    assert "Café" in article("a.html", page('<meta charset="klingon">', body)).text
    assert "Café" in article("b.html", page("", body).encode("cp1252"), encoding="cp1252").text
    assert reason("c.html", page('<meta charset="utf-8">', body).encode("cp1252")) == "encoding"
    assert reason("d.html", page("", body) + "\0") == "binary"


def test_the_kind_is_told_by_content(article, reason):
    assert article("a.txt", page()).text.endswith(STORY)
    xhtml = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
    assert article("b", page(html=xhtml).replace("<!DOCTYPE html>", "")).text.endswith(STORY)
    assert reason("c.docx", b"PK\x03\x04") == "binary"


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?><rss version="2.0"/>',
        '<feed xmlns="http://www.w3.org/2005/Atom"/>',
        '<?xml version="1.0"?><story/>',
        "WARC/1.1\r\n",
        "%PDF-1.7\n",
        b"\x1f\x8b\x08\x00\x00",
    ],
)
def test_formats_that_come_later(reason, content):
    assert reason("a.txt", content) == "not in this version"


def test_addresses_that_are_not_of_the_web_stay_out(article):
    assert article("a.html", page('<link rel="canonical" href="javascript:alert(1)">')).url is None


def test_a_page_over_the_limit(reason, monkeypatch):
    monkeypatch.setattr("builder.readers.page.LARGEST_PAGE", 100)
    assert reason("a.html", page()) == "too-large"


def test_a_page_that_takes_too_long_harms_no_other(article, reason, monkeypatch):
    monkeypatch.setattr("builder.readers.page.SECONDS", 2)
    hostile = "<html><body><p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">a word</p></body></html>"
    assert reason("a.html", hostile) == "time-limit"
    assert article("b.html", page()).text.endswith(STORY)


def test_a_page_that_kills_its_reader_harms_no_other(article, reason, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("builder.readers.page._main_text", lambda tree: os.abort())
        assert reason("a.html", page()) == "unreadable"
    assert article("b.html", page()).text.endswith(STORY)
