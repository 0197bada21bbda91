"""Feeds beyond their cases: bounds, saved files, and any bytes at all."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.collecting import collect, kind_of
from detente.collecting.entry_pages import TEASER
from detente.collecting.formats.feed import build
from detente.collecting.listing import Listing
from detente.collecting.plain import LONGEST
from detente.collecting.xmlfeed import MOST_ENTRIES
from detente.errors import InvalidInput
from detente.reading import read_page
from detente.records import Document, Page, Skip, Source

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
ADDRESS = "https://post.example/feed"
ITEM = "<item><title>Envoy {n}</title><link>https://post.example/{n}</link></item>"


def _rss(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>Post</title>{''.join(items)}</channel></rss>"


def _read(text: str | bytes, charset: str = "") -> Listing:
    body = text if isinstance(text, bytes) else text.encode()
    return build().listing(body, address=ADDRESS, charset=charset, now=NOW)


def _collect(path: Path, **given: str) -> tuple[list[Page], list[Skip]]:
    skips: list[Skip] = []
    source = replace(Source(kind=kind_of(path), address=str(path)), **given)  # type: ignore[arg-type]
    return list(collect([source], now=NOW, on_skip=skips.append)), skips


def test_entries_beyond_the_bound_are_counted() -> None:
    items = [ITEM.format(n=n) for n in range(MOST_ENTRIES + 7)]
    found = _read(_rss(*items))
    assert len(found.entries) == MOST_ENTRIES
    assert found.entries[-1].title == f"Envoy {MOST_ENTRIES - 1}"
    assert found.left_out == (("too many entries", "7"),)


def test_items_beyond_the_bound_of_a_json_feed_are_counted() -> None:
    items = [{"id": str(n), "title": "x"} for n in range(MOST_ENTRIES + 7)]
    feed = {"version": "https://jsonfeed.org/version/1", "items": items}
    found = _read(json.dumps(feed))
    assert (len(found.entries), found.left_out) == (MOST_ENTRIES, (("too many entries", "7"),))


def test_a_long_text_is_cut() -> None:
    (entry,) = _read(_rss(f"<item><description>{'word ' * 60_000}</description></item>")).entries
    assert LONGEST - 5 <= len(entry.text) <= LONGEST


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "an empty answer"),
        ("plain words", "not a feed: it begins with 'plain words'"),
        ("<html><body>", "a web page, not a feed; it names no feed either"),
        ("<urlset/>", "a sitemap; its kind is sitemap"),
        ('{"items": [', "broken JSON"),
        ("[" * 100_000, "broken JSON"),
        ("<rss" + "".join(f" xmlns:a{n}='b'" for n in range(300)) + "/>", "namespaces"),
        (_rss("<item>" + "<a></a>" * 300_000 + "</item>"), "tags"),
    ],
)
def test_what_is_no_feed_is_refused_with_what_was_found(text: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        _read(text)
    assert said in str(refused.value)


def test_a_body_that_names_a_file_opens_none(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(_rss(ITEM))
    with pytest.raises(InvalidInput):
        _read(str(path))


@pytest.mark.parametrize("coding", ["utf-16", "utf-32", "utf-16-le", "utf-8-sig", "koi8-r"])
def test_any_declared_encoding_is_read(coding: str) -> None:
    declared = "" if coding.startswith("utf") else f" encoding='{coding}'"
    text = f"<?xml version='1.0'{declared}?>{_rss('<item><title>Москва</title></item>')}"
    assert _read(text.encode(coding)).entries[0].title == "Москва"


def test_a_codec_that_is_no_encoding_of_news_is_not_asked() -> None:
    body = "<?xml version='1.0' encoding='utf-7'?>" + _rss("<item><title>+ADw-b é</title></item>")
    assert _read(body.encode("latin-1"), "unicode_escape").entries[0].title == "+ADw-b é"


def test_a_saved_feed_gives_a_page_for_each_entry(tmp_path: Path) -> None:
    path = tmp_path / "saved.xml"
    path.write_text(
        _rss(
            "<item><title>Envoy summoned</title><link>https://post.example/1</link>"
            "<pubDate>Wed, 14 Jan 2026 10:30:00 +0300</pubDate>"
            "<description>The envoy was summoned on Wednesday.</description></item>",
            "<item></item>",
            "<item><description>Only words, no address.</description></item>",
        )
    )
    assert kind_of(path) == "feed"
    pages, skips = _collect(path, name="Post", language="en")
    first, second = (read_page(page) for page in pages)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.url, first.published, first.outlet) == (
        "https://post.example/1", date(2026, 1, 14), "Post",
    )  # fmt: skip
    assert first.note == TEASER
    assert first.text == "The envoy was summoned on Wednesday."
    assert second.note == ""
    assert pages[1].url.startswith(f"{path}#")
    assert [(s.kind, s.reason, s.subject) for s in skips] == [
        ("skip", "entry without link or words", f"{path}#entry 2")
    ]
    assert _collect(path, name="Post", language="en") == (pages, skips)


def test_a_saved_json_feed_is_known_from_other_json(tmp_path: Path) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": []}
    (tmp_path / "feed.json").write_text(json.dumps(feed))
    (tmp_path / "item.json").write_text('{"title": "x"}')
    (tmp_path / "page.xml").write_text("<html></html>")
    kinds = [kind_of(tmp_path / name) for name in ("feed.json", "item.json", "page.xml")]
    assert kinds == ["feed", "files", "files"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [("<html>", "not what"), (None, "no such file"), ("<rss/>", "nothing listed")],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, content: str | None, reason: str) -> None:
    path = tmp_path / "feed.xml"
    if content:
        path.write_text(content)
    source = Source.feed(str(path))
    (skip,) = build().items(source, now=NOW, published=None)
    assert isinstance(skip, Skip)
    assert skip.reason.startswith(reason)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "feed.xml")
    assert kind_of(tmp_path / "feed.xml") == "files"


PIECES = st.sampled_from(
    ["<rss>", "<feed>", "<channel>", "<item>", "</item>", "<entry>", "<title>", "</title>",
     "<link>", "<link href='x'/>", "<guid>", "<pubDate>", "2026-01-01", "<![CDATA[", "]]>", "<!--",
     "-->", "<!DOCTYPE", "[", "]>", "&", "&x;", "&#0;", "&#xD800;", "<", ">", "'", '"', "{", "}",
     "\0", "é", "<content type='xhtml'>", "<content type='x' mode='base64'>",
     "xml:base='http://['", "</", "/>",
     "<?xml encoding='punycode'?>", "<source>", "<image>", "<svg>",
     "<media:x/>", "<ttl>9e99</ttl>"],
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join), st.text(max_size=8))
def test_any_text_is_read_or_refused(text: str, charset: str) -> None:
    for body in (text.encode("utf8", "replace"), f"<rss>{text}".encode("utf8", "replace")):
        try:
            found = _read(body, charset)
        except InvalidInput:
            continue
        assert all(e.url or e.title or e.text for e in found.entries)
        assert all(e.url.startswith(("http:", "https:")) for e in found.entries if e.url)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for given_ in (body, b"<feed>" + body, b'{"version":"https://jsonfeed.org","items":[' + body):
        try:
            _read(given_)
        except InvalidInput:
            continue


@given(st.lists(st.integers(0, 99), max_size=12))
def test_the_order_of_a_feed_is_kept(numbers: list[int]) -> None:
    found = _read(_rss(*(ITEM.format(n=n) for n in numbers)))
    assert [e.title for e in found.entries] == [f"Envoy {n}" for n in numbers]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "url", "title", "content_html", "date_published", "language", "x"]),
        inner, max_size=5,
    ),
    max_leaves=10,
)  # fmt: skip


@given(st.lists(JSON, max_size=4), JSON)
def test_nothing_in_a_json_item_stops_the_others(items: list[object], other: object) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "hubs": other, "language": other}
    found = _read(json.dumps(feed | {"items": [*items, {"title": "Sound"}]}))
    assert len(found.entries) + len(found.left_out) == len(items) + 1
    assert found.entries[-1].title == "Sound"
