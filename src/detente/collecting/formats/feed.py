"""Feeds: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1; fetched, or saved as a file.

A text counts as the whole article only where it is an entry's content, not its summary, is long
enough, and does not end by saying that it goes on elsewhere. A document type is never read: no
entity expands and nothing is fetched for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from detente.collecting.characters import characters
from detente.collecting.listing import Listing
from detente.collecting.saved import saved_items
from detente.collecting.xmltext import root_at, root_name
from detente.errors import InvalidInput
from detente.records import Page, Skip, Source

__all__ = ["LARGEST", "NAME", "build", "recognises"]

NAME = "feed"

LARGEST = 50_000_000
"""Bytes of the largest feed that is read."""

_SUFFIXES = {".xml", ".rss", ".rdf", ".atom", ".json"}
_HEAD = 8_192
_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf)(?=[\s>])", re.I)
_JSON_FEED = re.compile(r"""\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org""")
_OTHERS = {
    "urlset": "a sitemap; its kind is sitemap",
    "sitemapindex": "an index of sitemaps; its kind is sitemap",
    "opml": "a list of feeds (OPML); import it",
}
_ALTERNATE = re.compile(r"<link\b[^<>]{0,1000}", re.I)
_ATTRIBUTE = re.compile(r"""\b(rel|type|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_PAGE = re.compile(r"<(?:html|body|head|!doctype html)\b", re.I)


def build() -> Feed:
    """Make the format."""
    return Feed()


def recognises(path: Path) -> bool:
    """Tell whether a file is a feed, by name and beginning."""
    try:
        if path.suffix.lower() not in _SUFFIXES or not path.is_file():
            return False  # a named pipe would never end
        with path.open("rb") as stream:
            head = characters(stream.read(_HEAD))
    except (OSError, ValueError):
        return False
    return bool(_JSON_FEED.search(head)) or root_name(head, root_at(head)) in _ROOTS


class Feed:
    """Reads a feed."""

    def listing(self, body: bytes, *, address: str, charset: str = "", now: datetime) -> Listing:
        """Give the entries of a feed in its order. Raises `InvalidInput` for anything else."""
        del now  # nothing in a feed depends on when it is read
        if len(body) > LARGEST:
            raise InvalidInput(f"a feed of {len(body):,} bytes; the most is {LARGEST:,}")
        text = characters(body, charset)
        if text.lstrip()[:1] in ("{", "["):
            from detente.collecting.jsonfeed import json_feed

            return json_feed(text, address)
        from detente.collecting.xmlfeed import xml_feed

        return xml_feed(_from_root(text), address)

    def items(
        self, source: Source, *, now: datetime, published: date | None
    ) -> Iterator[Page | Skip]:
        """Give a page for each entry of a saved feed, and a skip for each that has nothing."""
        return saved_items(source, self, now=now, published=published)


def _from_root(text: str) -> str:
    """Give a feed from its root element on. Raises `InvalidInput` that says what it is instead."""
    at = root_at(text)
    name = root_name(text, at)
    if name in _ROOTS:
        return text[at:]
    if not _PAGE.search(text, 0, _HEAD) and (inner := _ROOT.search(text)):
        return text[inner.start() :]  # what a server wrote before it, such as a warning
    raise InvalidInput(_instead(text, name))


def _instead(text: str, name: str) -> str:
    if not text.strip():
        return "an empty answer, not a feed"
    if name in _OTHERS:
        return _OTHERS[name]
    if name and _PAGE.search(text, 0, _HEAD):
        feeds = ", ".join(_announced(text))
        remedy = f"its <link rel=alternate> names: {feeds}" if feeds else "it names no feed either"
        return f"a web page, not a feed; {remedy}"
    return f"not a feed: it begins with {text.strip()[:60]!r}"


def _announced(page: str) -> list[str]:
    found = []
    for link in _ALTERNATE.findall(page[:500_000]):
        has = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(link)}
        kind = has.get("type", "").lower()
        alternate = "alternate" in has.get("rel", "").lower().split()
        if alternate and ("rss" in kind or "atom" in kind or "feed+json" in kind):
            found.append(has.get("href", ""))
    return [address for address in dict.fromkeys(found) if address][:5]
