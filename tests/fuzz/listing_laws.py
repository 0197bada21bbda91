"""What must hold of everything that comes of a listing, an export, an archive or a list."""

from __future__ import annotations

import json
import resource
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from detente.collecting import collect
from detente.collecting.entry_pages import page_of
from detente.collecting.links import LONGEST as LONGEST_LINK
from detente.collecting.listing import Entry, Listing
from detente.collecting.opml import read_opml
from detente.collecting.plain import LONGEST, LONGEST_TITLE
from detente.errors import InvalidInput
from detente.pieces import find_piece
from detente.records import Page, Skip, Source
from tests.fuzz.items import Item

__all__ = ["take"]

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
MEMORY = 2 * 2**30
"""Bytes that the process may use."""
LISTINGS = ("channel", "feed", "page", "section", "sitemap")
_ADDRESS = "https://post.example/listing"


def take(item: Item) -> None:
    """Read an item as what its ending says. Raises for whatever breaks a law."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    kind = item.suffix.split(".")[1]
    if kind in ("warc", "telegram"):
        _local(kind, item)
    elif kind == "opml":
        _opml(item.body)
    else:
        for name in LISTINGS if kind not in LISTINGS else (kind,):
            _listing(name, item.body)


def _listing(kind: str, body: bytes) -> None:
    made = find_piece("detente.collecting.formats", kind).build()
    try:
        found: Listing = made.listing(body, address=_ADDRESS, charset="", now=NOW)
    except InvalidInput as error:
        str(error).encode("utf8")
        return
    for link in (*found.more, found.hub, found.topic):
        assert not link or link.startswith(("http:", "https:")), "a link to elsewhere"
    source = Source(kind=kind, address=_ADDRESS)
    for entry in found.entries:
        _entry(entry)
        Page.from_json(page_of(entry, source, now=NOW).to_json())
    json.dumps([*found.left_out, found.title], ensure_ascii=False).encode("utf8")


def _entry(entry: Entry) -> None:
    assert entry.url or entry.title or entry.text, "an entry without link or words"
    assert not entry.url or entry.url.startswith(("http:", "https:")), "a link to elsewhere"
    assert len(entry.url) <= LONGEST_LINK, "a link too long"
    assert len(entry.title) <= LONGEST_TITLE, "a title too long"
    assert "\n" not in entry.title, "a title of several lines"
    assert len(entry.text) <= LONGEST, "a text too long"
    for time in (entry.published, entry.updated):
        assert time is None or time.tzinfo is UTC, "a time that is not in UTC"
    assert entry.language is None or len(entry.language) == 2, "no code of a language"
    words = (entry.url, entry.guid, entry.title, entry.text, entry.outlet, entry.note)
    "".join(words).encode("utf8")


def _local(kind: str, item: Item) -> None:
    name = "result.json" if kind == "telegram" else f"item{item.suffix}"
    with tempfile.TemporaryDirectory(prefix="detente-fuzz-") as folder:
        path = Path(folder) / name
        path.write_bytes(item.body)
        skips: list[Skip] = []
        source = Source(kind=kind, address=str(path))
        for page in collect([source], now=NOW, on_skip=skips.append):
            assert page.fetched_at.tzinfo is UTC, "a time that is not in UTC"
            page.to_json()
        for skip in skips:
            skip.to_json().encode("utf8")


def _opml(body: bytes) -> None:
    try:
        sources, left_out = read_opml(body)
    except InvalidInput as error:
        str(error).encode("utf8")
        return
    for source in sources:
        source.to_json().encode("utf8")
    json.dumps(left_out, ensure_ascii=False).encode("utf8")
