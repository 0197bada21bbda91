"""What of a listing is new, what has changed, and what was seen before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from detente.collecting.entry_pages import page_of
from detente.collecting.identity import marks_of, shared_ids, words_of
from detente.collecting.listing import Entry, Listing
from detente.records import Item, Skip, Source, Waiting, content_id

__all__ = ["Sifted", "marks", "sift"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What one listing brings."""

    items: tuple[Item, ...]
    """New items, and new revisions of known ones."""
    waiting: tuple[Waiting, ...]
    """What is to be read of them, in the order of the listing's oldest first."""
    skips: tuple[Skip, ...]
    new: int
    changed: int
    times: tuple[datetime, ...]
    """When the new items were published, as far as they say, at most `now`; else `now`."""


def marks(listing: Listing, source: Source) -> frozenset[str]:
    """Give all marks that the listing's entries may be known by."""
    shared = shared_ids(listing.entries)
    return frozenset(mark for e in listing.entries for mark in marks_of(e, source, shared))


def sift(
    listing: Listing,
    source: Source,
    known: Mapping[str, Item],
    *,
    now: datetime,
    full_text: bool = True,
) -> Sifted:
    """Compare a listing with what is `known` by its marks.

    With `full_text`, the article of an entry that has only a teaser is to be fetched.
    """
    shared = shared_ids(listing.entries)
    met = dict(known)
    items: list[Item] = []
    waiting: list[Waiting] = []
    times: list[datetime] = []
    for entry in reversed(listing.entries):  # sources list the newest first
        own = marks_of(entry, source, shared)
        before = next((met[mark] for mark in own if mark in met), None)
        item = _item(entry, source, own, before, now)
        if item is None:
            continue
        items.append(item)
        met |= dict.fromkeys({*own, *(before.marks if before else ())}, item)
        fetch = full_text and bool(entry.url) and not entry.whole
        page = page_of(entry, source, now=now)
        waiting.append(Waiting(item=item.id, page=page, fetch=fetch, due=now))
        if item.revision == 0:
            times.append(min(entry.published or now, now))
    return Sifted(
        items=tuple(items),
        waiting=tuple(waiting),
        skips=tuple(_skips(listing, source, now)),
        new=sum(item.revision == 0 for item in items),
        changed=sum(item.revision > 0 for item in items),
        times=tuple(times),
    )


def _item(
    entry: Entry, source: Source, marks: tuple[str, ...], before: Item | None, now: datetime
) -> Item | None:
    """Give the item if it is new, or its next revision if it has changed; None if it is as it was.

    A source may say that an item was changed without showing it: then its article is.
    """
    words = words_of(entry)
    item = Item(
        key=before.key if before else content_id("item", marks[0]),
        digest=words,
        words=words,
        revision=before.revision + 1 if before else 0,
        source=source.id,
        url=entry.url,
        title=entry.title,
        marks=marks,
        seen=now,
        updated=entry.updated,
    )
    if before is None:
        return item
    if before.source != source.id:  # another feed tells it in its own words
        return None
    touched = not entry.whole and _touched(entry, before, now)
    if touched:
        return replace(item, digest=content_id(words, entry.updated))
    return item if words != before.words else None


def _touched(entry: Entry, before: Item, now: datetime) -> bool:
    """Tell whether the source says it was changed; not where it only says when it was asked."""
    if entry.updated is None or before.updated is None or entry.updated <= before.updated:
        return False
    return (now - entry.updated).total_seconds() > _JUST_NOW


_JUST_NOW = 120
"""Seconds within which a time of change is taken for the time of the answer itself."""


def _skips(listing: Listing, source: Source, now: datetime) -> list[Skip]:
    return [
        Skip(
            stage="collect",
            kind="skip",
            subject=source.address,
            reason=reason,
            detail=detail,
            at=now,
        )
        for reason, detail in listing.left_out
    ]
