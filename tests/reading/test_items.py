from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from detente.reading import read_page
from detente.records import Document, Page, Skip

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
TEXT = "Arvia called in the ambassador of Belmora. He rejected the charge."


def _read(item: Any, **page: Any) -> Document | Skip:
    body = item if isinstance(item, bytes) else json.dumps(item).encode()
    fields: dict[str, Any] = {"url": "news.jsonl#7", "fetched_at": NOW, **page}
    return read_page(Page(body=body, media_type="application/json", **fields))


def _document(item: Any, **page: Any) -> Document:
    found = _read(item, **page)
    assert isinstance(found, Document), found
    return found


def test_every_key_is_taken() -> None:
    document = _document(
        {
            "url": "https://www.wire.example.com/7",
            "title": "Envoy called in",
            "text": TEXT,
            "published": "2025-12-24T23:30:00-05:00",
            "language": "en-GB",
            "outlet": "Wire",
            "note": "summary, not the original wording",
        }
    )
    assert document.url == "https://www.wire.example.com/7"
    assert document.title == "Envoy called in"
    assert document.published == date(2025, 12, 25)
    assert (document.language, document.outlet) == ("en", "Wire")
    assert document.note == "summary, not the original wording"
    assert [sentence.index for sentence in document.sentences()] == [-1, 0, 1]


@pytest.mark.parametrize("key", ["text", "body", "content"])
def test_names_for_the_text(key: str) -> None:
    assert _document({key: TEXT}).text == TEXT


def test_a_list_of_sentences_is_a_text() -> None:
    document = _document({"sentences": ["Arvia closed the bridge", "Belmora protested."]})
    assert [s.text for s in document.sentences()] == [
        "Arvia closed the bridge",
        "Belmora protested.",
    ]


def test_a_headline_alone_is_a_document() -> None:
    document = _document({"headline": "Arvia closes the bridge", "text": ""})
    assert (document.title, document.text, document.bounds) == ("Arvia closes the bridge", "", ())


def test_the_item_knows_its_day_the_source_its_language_and_outlet() -> None:
    document = _document(
        {"text": TEXT, "date": "2025-01-01", "lang": "de", "source": "Wire", "note": "short"},
        published=date(2025, 2, 2),
        language="en",
        outlet="Our archive",
        note="summaries",
    )
    assert document.published == date(2025, 1, 1)
    assert (document.language, document.outlet) == ("en", "Our archive")
    assert document.note == "short summaries"


def test_without_an_outlet_the_host_is_named() -> None:
    assert _document({"text": TEXT, "link": "https://www.wire.example.com/a"}).outlet == (
        "wire.example.com"
    )


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2025-03-04", date(2025, 3, 4)),
        ("2025-03-04T00:00:00+04:00", date(2025, 3, 4)),
        ("2025-03-04T02:00:00+0400", date(2025, 3, 3)),
        ("2025-03-04 10:11:12.1234567Z", date(2025, 3, 4)),
        ("Tue, 04 Mar 2025 10:00:00 GMT", date(2025, 3, 4)),
        ("20250304", date(2025, 3, 4)),
        (1741082400, date(2025, 3, 4)),
        (1741082400000, date(2025, 3, 4)),
        ("1896-06-01", date(1896, 6, 1)),
        ("yesterday", None),
        ("2025-02-30", None),
        ("2026-01-16", None),
        ("9999-12-31T23:59:59-10:00", None),
        ("0001-01-01T00:00:01+10:00", None),
        (1e300, None),
        (10**400, None),
        (float("nan"), None),
        (True, None),
        ({"year": 2025}, None),
        (None, None),
    ],
)
def test_stated_days(stated: object, day: date | None) -> None:
    assert _document({"text": TEXT, "published": stated}).published == day


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", ""]
)
def test_an_address_that_is_no_web_address_is_not_taken(url: str) -> None:
    assert _document({"text": TEXT, "url": url}).url == "news.jsonl#7"


def test_an_id_serves_where_there_is_no_address() -> None:
    assert _document({"text": TEXT, "id": "wire-17"}).url == "wire-17"
    assert _document({"text": TEXT, "id": 17}).url == "17"


def test_markup_in_a_text_becomes_lines() -> None:
    document = _document({"content": "<p>Arvia &amp; Belmora <b>met</b>.</p><p>They talked.</p>"})
    assert [s.text for s in document.sentences()] == ["Arvia & Belmora met.", "They talked."]
    assert _document({"text": "Losses < 5 and gains > 3."}).text == "Losses < 5 and gains > 3."


def test_half_a_character_in_a_note_does_not_reach_the_store() -> None:
    note = _document({"text": TEXT, "note": "Summary \ud800"}, note="Sample").note
    assert note == "Summary \ufffd Sample"


def test_half_a_character_does_not_reach_the_store() -> None:
    document = _document(b'{"text": "Arvia \\ud800 and \\u0000 Belmora met in the capital."}')
    document.text.encode("utf8")
    assert "\x00" not in document.text


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (b'{"text": ', "error", "not JSON"),
        (b"[" * 100_000, "error", "not JSON"),
        (b"\xff\xfe\x00\x01garbage", "error", "not JSON"),
        (b'["a text"]', "skip", "not a JSON object"),
        (b"null", "skip", "not a JSON object"),
        (b'{"url": "https://a.example.com/1"}', "skip", "no text"),
        (b'{"text": "  ", "title": 0.5, "body": ["", 3, null]}', "skip", "no text"),
        (b" ", "skip", "no text"),
    ],
)
def test_what_is_no_article_is_skipped_with_its_reason(body: bytes, kind: str, reason: str) -> None:
    found = _read(body)
    assert isinstance(found, Skip)
    assert (found.stage, found.kind, found.reason) == ("read", kind, reason)
    assert (found.subject, found.at) == ("news.jsonl#7", NOW)
