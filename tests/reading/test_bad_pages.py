"""Pages that nobody should have written, each of them read or left out with its reason."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime

import pytest

from detente.reading import read_page
from detente.records import Document, MediaType, Page, Skip

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
TEXT = "Arvia called in the ambassador of Belmora on Monday and protested against the raid."
HTML = f"<html><head><title>Envoy called in</title></head><body><p>{TEXT}</p><p>{TEXT}</p>"
LONGEST = 10
"""Seconds of work that no page below a megabyte may take."""


def _read(body: bytes, media: MediaType = "text/html") -> Document | Skip:
    start = time.process_time()
    found = read_page(Page(url="bad/page", body=body, media_type=media, fetched_at=NOW))
    assert time.process_time() - start < LONGEST
    if isinstance(found, Skip):
        assert found.subject == "bad/page"
        assert found.reason != "reading failed", found.detail
    return found


def _text(body: bytes, media: MediaType = "text/html") -> str:
    found = _read(body, media)
    assert isinstance(found, Document), found
    return found.text


def _reason(body: bytes, media: MediaType = "text/html") -> str:
    found = _read(body, media)
    assert isinstance(found, Skip), found
    return found.reason


@pytest.mark.parametrize("tag", ["div", "b", "span", "ul><li", "table><tr><td", "font", "section"])
def test_a_hundred_thousand_levels_of_markup(tag: str) -> None:
    body = f"<{tag}>".encode() * 100_000 + HTML.encode()
    assert _reason(body[:990_000]) in ("too large", "nested too deep", "no text")


@pytest.mark.parametrize("opening", ["[", '{"text":', '{"text":"x","more":['])
def test_a_hundred_thousand_levels_of_json(opening: str) -> None:
    closing = {"[": "]", "{": "}"}
    shut = "".join(closing[c] for c in reversed(opening) if c in closing)
    assert _reason((opening * 100_000).encode(), "application/json") == "not JSON"
    whole = opening * 100_000 + "1" + shut * 100_000
    assert _reason(whole.encode(), "application/json") == "not JSON"


def test_json_inside_a_page_may_be_nested_too() -> None:
    script = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    assert TEXT in _text(HTML.replace("</head>", f"{script}</head>").encode())


@pytest.mark.parametrize("at", range(20, len(HTML), 23))
def test_a_page_cut_anywhere(at: int) -> None:
    assert isinstance(_read(HTML[:at].encode()), Document | Skip)


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\ufeff", "\x1b", "\x07", "\x00"])
def test_invisible_characters_hide_nothing_and_break_nothing(sign: str) -> None:
    text = TEXT.replace("Arvia", f"Ar{sign}via")
    found = _text(text.encode(), "text/plain")
    visible = "".join(c for c in found if c != sign)
    assert visible.replace("\ufffd", "") == TEXT


def test_a_text_in_five_scripts_keeps_them_all() -> None:
    parts = ("Baku met Moscow.", "Баку и Москва.", "باكو وموسكو.", "バクーとモスクワ。", "Բաքու։")
    document = _read(" ".join(parts).encode(), "text/plain")
    assert isinstance(document, Document)
    assert document.text == " ".join(parts)
    assert "".join(document.text[a:b] for a, b in document.bounds).replace(" ", "") == (
        document.text.replace(" ", "")
    )


def test_a_language_nobody_knows_is_undetermined() -> None:
    document = _read(b"Qwrtz zxcvb mnbvc lkjhg. " * 3, "text/plain")
    assert isinstance(document, Document)
    assert len(document.language) in (2, 3)
    document = _read(b"1234 5678 9012 3456 7890.", "text/plain")
    assert isinstance(document, Document)
    assert document.language == "und"


def test_a_sentence_of_ten_thousand_words_is_one_sentence() -> None:
    document = _read(b"word " * 9_999 + b"end.", "text/plain")
    assert isinstance(document, Document)
    assert len(document.bounds) == 1


@pytest.mark.parametrize("stated", ["2026-01-16", "2099-01-01T00:00:00Z", "9999-12-31", 4e9])
@pytest.mark.parametrize("media", ["text/html", "application/json"])
def test_a_day_to_come_dates_nothing(stated: object, media: MediaType) -> None:
    item = json.dumps({"text": TEXT, "published": stated})
    page = HTML.replace("<title>", f'<meta name="date" content="{stated}"><title>')
    document = _read((item if media == "application/json" else page).encode(), media)
    assert isinstance(document, Document)
    assert document.published is None


def test_a_stated_day_to_come_gives_way_to_one_that_was() -> None:
    metas = '<meta name="pubdate" content="2099-01-01"><meta name="date" content="2025-05-05">'
    document = _read(HTML.replace("<title>", f"{metas}<title>").encode())
    assert isinstance(document, Document)
    assert document.published == date(2025, 5, 5)


@pytest.mark.parametrize("charset", ["unicode_escape", "idna", "punycode", "undefined", "hex"])
def test_a_codec_that_is_no_charset_is_not_believed(charset: str) -> None:
    page = f"<meta charset={charset}><p>Министерство вызвало посла: \\d. {TEXT}</p>"
    assert "Министерство" in _text(page.encode("cp1251"))


@pytest.mark.parametrize(
    "piece",
    ["1. januar ", "e.\n", "<a ", "&amp", "“a” ", "A. B. ", "| a ", "Ա: ", "<p>a", "\u200b"],
)
@pytest.mark.parametrize("media", ["text/html", "text/plain"])
def test_nothing_takes_time_that_grows_with_the_square(piece: str, media: MediaType) -> None:
    _read((piece * 1_000_000).encode()[:150_000], media)


def test_control_characters_by_reference_in_deep_markup() -> None:
    assert "lamp" in _text(b"<s>" * 200 + b"&#29;&#xFFFE;lamp" + HTML.encode())


def test_whatever_breaks_in_a_page_is_a_skip() -> None:
    page = Page(
        url="bad/page",
        body=b"A text.",
        media_type="text/plain",
        fetched_at=NOW,
        published="soon",  # type: ignore[arg-type]
    )
    found = read_page(page)
    assert isinstance(found, Skip)
    assert (found.kind, found.reason, found.subject) == ("error", "reading failed", "bad/page")
    assert "TypeError" in found.detail
