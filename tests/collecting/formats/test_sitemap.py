"""Sitemaps beyond their cases: gzip, bounds, and any bytes at all."""

from __future__ import annotations

import gzip
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.collecting.formats.sitemap import LARGEST, MOST_ENTRIES, build
from detente.collecting.listing import Listing
from detente.errors import InvalidInput

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
URL = "<url><loc>https://post.example/{n}</loc><lastmod>{day}</lastmod></url>"


def _read(body: bytes) -> Listing:
    return build().listing(body, address="https://post.example/sitemap.xml", now=NOW)


def _sitemap(*days: datetime) -> bytes:
    urls = (URL.format(n=n, day=day.isoformat()) for n, day in enumerate(days))
    return f"<urlset>{''.join(urls)}</urlset>".encode()


def test_a_packed_sitemap_is_unpacked() -> None:
    packed = gzip.compress(_sitemap(NOW)) + gzip.compress(b"\n")
    assert [e.url for e in _read(packed).entries] == ["https://post.example/0"]


def test_of_a_packed_sitemap_cut_off_the_beginning_is_kept() -> None:
    days = [NOW - timedelta(minutes=n) for n in range(500)]
    found = _read(gzip.compress(_sitemap(*days))[:-200])
    assert 0 < len(found.entries) < 500
    assert found.left_out[0][0] == "sitemap cut off"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (gzip.compress(b"<urlset>" + b" " * LARGEST), "unpacks to more than"),
        (b"\x1f\x8b\x08\x00junk junk junk", "corrupt gzip"),
        (b"", "not a sitemap"),
        (b"<html></html>", "not a sitemap"),
    ],
)
def test_what_is_no_sitemap_is_refused(body: bytes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        _read(body)


def test_of_too_many_the_newest_are_kept_in_their_order() -> None:
    days = [NOW - timedelta(seconds=n) for n in range(MOST_ENTRIES + 5, 0, -1)]
    found = _read(_sitemap(*days))
    assert [e.url for e in found.entries] == [
        f"https://post.example/{n}" for n in range(5, MOST_ENTRIES + 5)
    ]
    assert found.left_out == (("too many entries", "5"),)


@pytest.mark.parametrize(
    ("day", "listed"),
    [("2026-01-12T12:00:00Z", 1), ("2026-01-12T11:59:59Z", 0), ("2026-01", 0), ("soon", 1),
     ("0000-01-01", 1), ("9999-12-31T23:59:59-12:00", 1), ("0001-01-01T00:00:00+12:00", 1)],
)  # fmt: skip
def test_three_days_are_recent_and_an_unreadable_date_is_none(day: str, listed: int) -> None:
    assert len(_read(f"<urlset>{URL.format(n=1, day=day)}</urlset>".encode()).entries) == listed


PIECES = st.sampled_from(
    ["<url>", "</url>", "<loc>", "</loc>", "https://x.example/1", "<lastmod>", "2026-01-15",
     "<a:b>", "<news:news>", "<![CDATA[", "]]>", "<!--", "&x;", "<", ">", "\0",
     "<sitemap>", "</sitemap>"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join), st.booleans())
def test_any_text_is_read_or_refused(text: str, index: bool) -> None:
    root = "sitemapindex" if index else "urlset"
    body = f"<{root}>{text}</{root}>".encode("utf8", "replace")
    with suppress(InvalidInput):
        assert _read(body) == _read(gzip.compress(body))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for given_ in (body, b"<urlset>" + body, b"\x1f\x8b\x08" + body):
        try:
            _read(given_)
        except InvalidInput:
            continue
