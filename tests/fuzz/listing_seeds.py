"""Listings to start from: the cases of the tests, and made ones of every kind."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tests.fuzz.items import Item
from tests.fuzz.seeds import ROOT

__all__ = ["seeds"]

CASES = ROOT / "tests" / "cases" / "collecting"
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
_KINDS = ("channel", "feed", "opml", "page", "section", "sitemap")


def seeds() -> list[Item]:
    """Give the case files of every kind, and made ones of each."""
    found = [
        Item(f".{kind}", path.read_bytes())
        for kind in _KINDS
        if (CASES / kind).is_dir()
        for path in sorted((CASES / kind).iterdir())
    ]
    made = list(_made())
    return found + made * max(1, len(found) // (3 * len(made)))


def _made() -> Iterator[Item]:
    for number in (1, 30):
        yield Item(".feed", _rss(number))
        yield Item(".feed", _json_feed(number))
        yield Item(".sitemap", _sitemap(number))
        yield Item(".sitemap.gz", gzip.compress(_sitemap(number), mtime=0))
        yield Item(".channel", _channel(number))
        yield Item(".telegram", _export(number))
        yield Item(".opml", _opml(number))
        yield Item(".warc", b"".join(_records(number)))
        packed = (gzip.compress(record, mtime=0) for record in _records(number))
        yield Item(".warc.gz", b"".join(packed))


def _rss(number: int) -> bytes:
    items = "".join(
        f"<item><title>Envoy {n} &amp; port</title><link>https://post.example/{n}</link>"
        f"<guid isPermaLink='false'>id-{n}</guid>"
        f"<pubDate>Wed, 14 Jan 2026 10:{n:02}:00 +0300</pubDate>"
        f"<dc:creator>A (a@post.example)</dc:creator><source url='https://w.example'>Wire</source>"
        f"<description>&lt;p&gt;Words {n}.&lt;/p&gt;</description>"
        f"<content:encoded><![CDATA[<p>Words <b>{n}</b>.</p><ul><li>x</li></ul>]]>"
        "</content:encoded></item>"
        for n in range(number)
    )
    names = "xmlns:dc='http://purl.org/dc/elements/1.1/' "
    names += "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    channel = f"<channel><title>Post</title><ttl>5</ttl>{items}</channel>"
    root = f"<rss version='2.0' {names}>{channel}</rss>"
    return f"<?xml version='1.0' encoding='utf-8'?>\n{root}".encode()


def _json_feed(number: int) -> bytes:
    items = [
        {"id": n, "url": f"https://post.example/{n}", "title": f"Envoy {n}", "content_html": "<p>x",
         "date_published": "2026-01-14T10:30:00+03:00", "language": "az"}
        for n in range(number)
    ]  # fmt: skip
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "Post", "items": items}).encode()


def _sitemap(number: int) -> bytes:
    urls = "".join(
        f"<url><loc>https://post.example/{n}</loc><lastmod>{NOW - timedelta(hours=9 * n):%Y-%m-%d}"
        f"</lastmod><news:news><news:publication><news:name>Post</news:name></news:publication>"
        f"<news:title>Envoy {n}</news:title></news:news></url>"
        for n in range(number)
    )
    names = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    return f"<urlset {names}>{urls}</urlset>".encode()


def _channel(number: int) -> bytes:
    posts = "".join(
        f"<div class='tgme_widget_message' data-post='harbour/{n}'>"
        f"<div class='tgme_widget_message_text'>Words<br/>{n} <b>more</b></div>"
        f"<time datetime='2026-01-14T02:{n:02}:00+00:00'></time></div>"
        for n in range(number)
    )
    return f"<html><section class='tgme_channel_history'>{posts}</section></html>".encode()


def _export(number: int) -> bytes:
    messages = [
        {"id": n, "type": "message", "date": "2026-01-14T02:30:00", "date_unixtime": "1768357800",
         "text": ["Words ", {"type": "bold", "text": str(n)}], "edited_unixtime": "1768357900"}
        for n in range(number)
    ]  # fmt: skip
    return json.dumps({"name": "Harbour", "id": 42, "messages": messages}).encode()


def _opml(number: int) -> bytes:
    feeds = "".join(
        f"<outline type='rss' text='Post {n}' xmlUrl='https://post.example/{n}' language='az'/>"
        for n in range(number)
    )
    return (
        f"<opml version='2.0'><body><outline text='Folder'>{feeds}</outline></body></opml>".encode()
    )


def _records(number: int) -> Iterator[bytes]:
    for n in range(number):
        body = b"<p>Words.</p>" if n % 2 else gzip.compress(b"<p>Words.</p>", mtime=0)
        packed = b"" if n % 2 else b"Content-Encoding: gzip\r\n"
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%b\r\n%b" % (packed, body)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{n}\r\n"
            "WARC-Date: 2025-07-01T02:30:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        yield head.encode() + answer + b"\r\n\r\n"
