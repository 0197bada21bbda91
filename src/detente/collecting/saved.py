"""Saved copies of what is otherwise fetched: a feed, a sitemap, a section page in a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from detente.collecting.entry_pages import page_of
from detente.collecting.listing import ListingFormat
from detente.errors import InvalidInput
from detente.records import Page, Skip, Source
from detente.records.skip import SkipKind

__all__ = ["LARGEST", "saved_items"]

LARGEST = 20_000_000
"""Bytes of the largest file that is read."""


def saved_items(
    source: Source, form: ListingFormat, *, now: datetime, published: date | None
) -> Iterator[Page | Skip]:
    """Give a page for each entry of a saved listing, and a skip for each that has nothing.

    Articles are not fetched: an entry is read as the listing tells it.
    """

    def skip(kind: SkipKind, reason: str, detail: str = "", part: str = "") -> Skip:
        subject = f"{source.address}#{part}" if part else source.address
        return Skip(stage="collect", kind=kind, subject=subject, reason=reason,
                    detail=detail, at=now)  # fmt: skip

    try:
        path = Path(source.address)
        if path.stat().st_size > LARGEST:
            yield skip("skip", "too large", f"more than {LARGEST:,} bytes")
            return
        found = form.listing(path.read_bytes(), address="", now=now)
    except (FileNotFoundError, NotADirectoryError):
        yield skip("error", "no such file or folder")
    except InvalidInput as error:
        yield skip("error", "not what its kind says", str(error))
    except (OSError, ValueError) as error:
        yield skip("error", "cannot be read", str(error))
    else:
        for entry in found.entries:
            page = page_of(entry, source, now=now)
            yield replace(page, published=published or page.published)
        if not found.entries and not found.left_out:
            yield skip("skip", "nothing listed")
        for reason, detail in found.left_out:
            yield skip("skip", reason, detail, "" if reason == "too many entries" else detail)
