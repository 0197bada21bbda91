"""Fast reading keeps every promise of reading, but for the finest of the text."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading import read, read_page
from detente.reading.markup import MOST_ELEMENTS
from detente.records import Document, Page, Skip

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
FIRST = "Arvia called in the ambassador of Belmora on Monday and protested against the raid."
SECOND = "The ambassador rejected the charge and left for consultations in his own capital."
ARTICLE = f"<article><h1>Envoy called in</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
HEAD = '<html lang="en"><head><title>Envoy called in - Wire</title></head><body>'
MENU = '<nav><ul><li><a href="/a">World news of today</a><li><a href="/b">Sport</a></ul></nav>'
LONGEST = 5
"""Seconds of work that no page below a megabyte may take."""


def _read(body: str | bytes, *, fast: bool = True) -> Document | Skip:
    data = body if isinstance(body, bytes) else body.encode()
    page = Page(url="https://wire.example/1", body=data, media_type="text/html", fetched_at=NOW)
    start = time.process_time()
    found = read_page(page, fast=fast)
    assert time.process_time() - start < LONGEST
    return found


def _document(body: str, *, fast: bool = True) -> Document:
    found = _read(body, fast=fast)
    assert isinstance(found, Document), found
    return found


def _reason(body: str) -> str:
    found = _read(body)
    assert isinstance(found, Skip), found
    return found.reason


def test_an_ordinary_page_reads_the_same_both_ways() -> None:
    meta = '<meta property="article:published_time" content="2025-05-05T10:00:00Z"><title>'
    page = HEAD.replace("<title>", meta) + MENU + ARTICLE + "<footer>© Wire</footer>"
    fast, exact = _document(page), _document(page, fast=False)
    assert fast == exact
    assert (fast.title, fast.text) == ("Envoy called in", f"{FIRST}\n{SECOND}")
    assert (fast.published, fast.language) == (date(2025, 5, 5), "en")


def test_a_day_in_a_byline_is_found_too() -> None:
    byline = '<span class="publish-date">9 April 2025</span>'
    assert _document(HEAD + byline + ARTICLE).published == date(2025, 4, 9)


@pytest.mark.parametrize("above", ["", "<p>Politics</p>", "<p>World</p><div>Politics</div>"])
def test_the_title_and_what_stands_above_it_are_no_text(above: str) -> None:
    page = HEAD + ARTICLE.replace("<h1>", f"{above}<h1>")
    assert _document(page).text == f"{FIRST}\n{SECOND}"


def test_a_paragraph_above_a_repeated_title_stays() -> None:
    page = HEAD + ARTICLE.replace("<h1>Envoy called in</h1>", "") + "<p>Envoy called in</p>"
    assert _document(page).text.startswith(f"{FIRST}\n{SECOND}")


def test_bold_words_and_links_stay_in_their_sentence() -> None:
    marked = ARTICLE.replace("ambassador", '<b>amb<i>ass</i>ador</b> <a href="/x">there</a>')
    assert FIRST.replace("ambassador", "ambassador there") in _document(HEAD + marked).text


def test_scripts_and_styles_are_no_text() -> None:
    hidden = "<script>var a='<p>shown?</p>'</script><style>p{}</style><noscript>on!</noscript>"
    assert _document(HEAD + hidden + ARTICLE + hidden).text == f"{FIRST}\n{SECOND}"


def test_the_same_bounds_hold() -> None:
    assert _reason(HEAD + "<br>" * MOST_ELEMENTS) == "too large"
    assert _reason(HEAD + "<div>" * 10_000 + ARTICLE) == "nested too deep"
    assert FIRST in _document(HEAD + "<div>" * 1_000 + ARTICLE).text
    assert _reason("<html></html>") == "no text"


HOSTILE = {
    "formatting left open before many blocks": "<p>"
    + "".join(f"<b id={n}>" for n in range(140))
    + "<div>x</div>" * 25_000,
    "formatting left open in many paragraphs": "<p>"
    + "".join(f"<i id={n}>" for n in range(140))
    + "</p><p>x" * 25_000,
    "links left open": "".join(f"<a id={n}>" for n in range(140)) + "<div>x</div>" * 25_000,
    "elements that close themselves": "<div/>x" * 25_000,
    "an element that only old parsers close": "<isindex>x" * 25_000,
    "tables in tables": "<table><tr><td>" * 8_000,
    "text in tables": "<table>x<tr>y<td>z" * 8_000,
    "lists": "<ul><li>x" * 12_000,
    "select and option": "<select><option>x" * 12_000,
    "foreign elements": "<svg><math><mi/>x" * 8_000,
    "raw text": "<plaintext><textarea><xmp>" * 8_000,
    "attributes": "<p " + "a=1 " * 200_000 + ">x",
    "entities": "&amp;&#29;&#xFFFE;&notin" * 40_000,
    "half a tag": "<a " * 250_000,
    "frames": "<frameset><frame>" * 12_000 + ARTICLE,
    "json": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + ARTICLE,
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_is_read_or_left_out_in_time(markup: str) -> None:
    for page in (HEAD + markup, HEAD + ARTICLE + markup, markup + HEAD + ARTICLE):
        found = _read(page)
        assert isinstance(found, Document) or found.reason != "reading failed", found


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count in other units")
def test_memory_stays_within_bounds() -> None:
    """HTML 5 opens formatting anew in each block: this page would take gigabytes."""
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name in list(HOSTILE)[:3]:
        _read(HEAD + ARTICLE + HOSTILE[name])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


PIECES = (
    "<p>", "</p>", "<b", ">", "<table>", "<td>", "<script>", "</script>", "<svg>", "<a href=x>",
    "&#xD800;", "&#0;", '"', "war. ", "<body>", "</html>", "<!--", "]]>", "\x00", "\u202e",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=300))
def test_any_markup_becomes_a_document_or_a_skip(body: str) -> None:
    found = _read(body.encode("utf8", "replace"))
    assert isinstance(found, Document) or found.reason != "reading failed", found
    assert found == _read(body.encode("utf8", "replace"))


def test_what_is_no_markup_reads_the_same() -> None:
    """Plain text and JSON have one way only."""
    item = json.dumps({"text": FIRST, "title": "Envoy"}).encode()
    pages = [
        Page(url="a.txt", body=FIRST.encode(), media_type="text/plain", fetched_at=NOW),
        Page(url="a.json", body=item, media_type="application/json", fetched_at=NOW),
        Page(url="a.html", body=b"", media_type="text/html", fetched_at=NOW),
    ]
    skips: list[Skip] = []
    assert list(read(pages, fast=True, on_skip=skips.append)) == list(read(pages))
    assert [skip.reason for skip in skips] == ["no text"]
