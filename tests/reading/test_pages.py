from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.language import fingerprint, split
from detente.reading import read, read_page
from detente.reading.markup import MOST_ELEMENTS
from detente.reading.read import LARGEST
from detente.records import Document, MediaType, Page, Skip

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
PARAGRAPH = (
    "<p>Arvia called in the ambassador of Belmora on Monday and protested against the raid.</p>"
    "<p>The ambassador rejected the charge and left for consultations in his own capital.</p>"
)
HEAD = "<html><head><title>Envoy called in over the raid</title></head><body>"


def _page(body: bytes | str, media: MediaType = "text/html", **given: Any) -> Page:
    data = body if isinstance(body, bytes) else body.encode()
    fields: dict[str, Any] = {"url": "a.html", "fetched_at": NOW, **given}
    return Page(body=data, media_type=media, **fields)


def _document(body: bytes | str, media: MediaType = "text/html", **given: Any) -> Document:
    found = read_page(_page(body, media, **given))
    assert isinstance(found, Document), found
    return found


def _skip(body: bytes | str, media: MediaType = "text/html") -> Skip:
    found = read_page(_page(body, media))
    assert isinstance(found, Skip), found
    return found


def test_reading_gives_documents_and_hands_over_the_skips() -> None:
    skips: list[Skip] = []
    pages = [_page(HEAD + PARAGRAPH), _page(""), _page(b"\x89PNG\r\n\x1a\n")]
    documents = list(read(pages, on_skip=skips.append))
    assert [d.title for d in documents] == ["Envoy called in over the raid"]
    assert [s.reason for s in skips] == ["no text", "not text (binary)"]
    assert len(list(read(pages))) == 1


def test_a_document_carries_bounds_and_fingerprint_of_its_text() -> None:
    document = _document(HEAD + PARAGRAPH)
    assert document.bounds == split(document.text)
    assert document.fingerprint == fingerprint(document.text) != ""
    assert document.fetched_at == NOW


def test_the_users_day_dates_only_a_page_that_tells_none() -> None:
    plain = HEAD + PARAGRAPH
    dated = HEAD.replace("<title>", '<meta name="date" content="2025-05-05"><title>') + PARAGRAPH
    assert _document(plain, published=date(2024, 1, 1)).published == date(2024, 1, 1)
    assert _document(plain, published=date(2027, 1, 1)).published is None
    assert _document(dated, published=date(2024, 1, 1)).published == date(2025, 5, 5)


def test_the_day_of_a_page_that_was_changed_later_is_its_first() -> None:
    metas = (
        '<meta property="article:modified_time" content="2025-06-01T10:00:00Z">'
        '<meta property="article:published_time" content="2025-05-05T10:00:00Z"><title>'
    )
    assert _document(HEAD.replace("<title>", metas) + PARAGRAPH).published == date(2025, 5, 5)


def test_a_day_in_the_address_or_in_a_byline_is_a_date() -> None:
    url = "https://wire.example.com/2025/04/09/envoy.html"
    assert _document(HEAD + PARAGRAPH, url=url).published == date(2025, 4, 9)
    byline = '<span class="publish-date">9 April 2025</span>'
    assert _document(HEAD + byline + PARAGRAPH).published == date(2025, 4, 9)


def test_a_canonical_address_on_a_strangers_host_is_not_believed() -> None:
    lying = HEAD.replace(
        "<title>", '<link rel="canonical" href="https://other.example.org/"><title>'
    )
    document = _document(lying + PARAGRAPH, url="https://www.wire.example.com/1")
    assert (document.url, document.outlet) == ("https://www.wire.example.com/1", "wire.example.com")


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Envoy called in - Wire Example", "Envoy called in"),
        ("Wire | Envoy called in", "Envoy called in"),
        ("Envoy called in – Wire – 05.05.2025", "Envoy called in"),
        ("Arvia - Belmora talks fail", "Arvia - Belmora talks fail"),
        ("Talks fail | Analysis", "Talks fail | Analysis"),
        ("Wire", "Wire"),
    ],
)
def test_the_outlets_name_is_no_part_of_the_title(stated: str, title: str) -> None:
    page = HEAD.replace("Envoy called in over the raid", stated).replace(
        "<title>", '<meta property="og:site_name" content="Wire Example"><title>'
    )
    assert _document(page + PARAGRAPH, url="https://www.wire.example.com/1").title == title


TEXT = "Министерство вызвало посла соседней страны и выразило протест из-за обысков в редакции."


@pytest.mark.parametrize(
    "body",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1251"),
        TEXT.encode("koi8-r"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "cp1251", "koi8-r"],
)
def test_plain_text_in_any_encoding(body: bytes) -> None:
    assert _document(body, "text/plain").text == TEXT


@pytest.mark.parametrize(
    ("declared", "used"),
    [("iso-8859-1", "utf-8"), ("utf-8", "cp1251"), ("windows-1251", "cp1251"), ("x-no", "cp1251")],
)
def test_the_declared_encoding_may_be_wrong(declared: str, used: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{TEXT}</p><p>{TEXT} </p></body>'
    assert TEXT in _document(page.encode(used)).text


def test_one_broken_byte_does_not_spoil_a_page() -> None:
    body = (HEAD + f"<p>{TEXT}</p>" + PARAGRAPH).encode() + b"\xff"
    assert TEXT in _document(body).text


@pytest.mark.parametrize(
    "body",
    [b"%PDF-1.7\n1 0 obj", b"PK\x03\x04rest", bytes(range(256)) * 20, b"\x1f\x8b\x08\x00abc"],
)
@pytest.mark.parametrize("media", ["text/html", "text/plain"])
def test_what_is_no_text_is_skipped(body: bytes, media: MediaType) -> None:
    assert _skip(body, media).reason == "not text (binary)"


@pytest.mark.parametrize(
    "body", ["", " \n", "<html></html>", "<!-- nothing -->", "<!doctype html>"]
)
def test_a_page_without_text_is_skipped(body: str) -> None:
    assert _skip(body).reason == "no text"


def test_too_large_a_page_is_skipped() -> None:
    assert _skip(b"a" * (LARGEST + 1), "text/plain").reason == "too large"
    assert _skip(HEAD + "<br>" * MOST_ELEMENTS).reason == "too large"


def test_deep_nesting_is_flattened_and_beyond_reason_skipped() -> None:
    # The parser closes what is still open; a thousand levels are read, ten thousand are not.
    assert "Arvia called in" in _document(HEAD + "<div>" * 1_000 + PARAGRAPH).text
    start = time.perf_counter()
    assert _skip(HEAD + "<div>" * 10_000 + PARAGRAPH).reason == "nested too deep"
    assert time.perf_counter() - start < 5


@settings(deadline=None, max_examples=60)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda t: t.encode("utf8", "replace")),
        st.lists(
            st.sampled_from(
                [
                    "<p>",
                    "</p>",
                    "<b",
                    ">",
                    "<table>",
                    "<td>",
                    "<script>",
                    "&#xD800;",
                    "&#0;",
                    '"',
                    "war. ",
                ]
            ),
            max_size=60,
        ).map(lambda parts: "".join(parts).encode()),
    ),
    st.sampled_from(["text/html", "text/plain", "application/json"]),
)
def test_any_bytes_become_a_document_or_a_skip(body: bytes, media: MediaType) -> None:
    page = _page(body, media)
    found = read_page(page)
    assert isinstance(found, Document | Skip)
    assert found == read_page(page)
    if isinstance(found, Skip):
        assert found.reason != "reading failed", found.detail
    if isinstance(found, Document):
        assert found.id == read_page(page).id
        end = 0
        for first, last in found.bounds:
            assert end <= first < last <= len(found.text)
            end = last
        found.text.encode("utf8")
        assert found.published is None or found.published <= NOW.date()


def test_every_saved_page_of_the_evaluation_data_becomes_a_document(shared: Path) -> None:
    from detente.collecting import collect
    from detente.records import Source

    sources = [Source.files(str(shared / "pages" / "fundus" / c)) for c in ("jp", "ru", "tr", "us")]
    pages = list(collect(sources, now=NOW + timedelta(days=400)))
    skips: list[Skip] = []
    documents = list(read(pages, on_skip=skips.append))
    assert len(documents) + len(skips) == len(pages)
    assert {d.language for d in documents} == {"en", "ja", "ru", "tr"}
    # Of the JSON files, which hold no text under a key that is understood.
    assert {s.reason for s in skips} == {"no text"}


def test_the_seed_article_has_its_headline_and_no_date(shared: Path) -> None:
    body = (shared / "seed" / "article.txt").read_bytes()
    document = _document(body, "text/plain", url="article.txt")
    assert document.title.startswith("Crisis in the Caucasus")
    assert document.published is None
    for words in ("Get News Fast", "Gaza", "News Sources", "Telegram", "Back to top"):
        assert words not in document.text
