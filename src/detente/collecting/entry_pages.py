"""An entry of a listing as the page that reading takes."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from detente.collecting.listing import Entry
from detente.records import Page, Source

__all__ = ["TEASER", "page_of"]

TEASER = "The summary of a feed, not the whole article."


def page_of(entry: Entry, source: Source, *, now: datetime) -> Page:
    """Give the entry's own words as a page.

    An entry without an address gets the source's, with its id or a hash of its words after ``#``.
    A teaser is called one in the note.
    """
    url = entry.url or f"{source.address}#{entry.guid or _digest(entry)}"
    item = {
        "url": url,
        "title": entry.title,
        "text": entry.text,
        "published": _iso(entry.published),
        "updated": _iso(entry.updated),
        "language": entry.language or "",
        "outlet": source.name or entry.outlet,
        "note": " ".join(_notes(entry)),
    }
    return Page(
        url=url,
        body=json.dumps(item, ensure_ascii=False).encode("utf8", "replace"),
        media_type="application/json",
        fetched_at=now,
        source=source.id,
        outlet=source.name or entry.outlet,
        language=source.language,
        note=source.note,
        published=_day(entry, now),
    )


def _day(entry: Entry, now: datetime) -> date | None:
    """Give the day by the listing's word, for an article that does not tell its own."""
    told = entry.published
    return told.date() if told and told <= now else None


def _notes(entry: Entry) -> list[str]:
    teaser = TEASER if entry.text and entry.url and not entry.whole else ""
    return [note for note in (entry.note, teaser) if note]


def _digest(entry: Entry) -> str:
    words = f"{entry.title}\n{entry.text}".encode("utf8", "replace")
    return hashlib.sha256(words).hexdigest()[:16]


def _iso(time: datetime | None) -> str:
    return time.isoformat() if time else ""
