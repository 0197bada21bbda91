"""What of a listing is new, what has changed, and what was seen before."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from detente.collecting.entry_pages import page_of
from detente.collecting.identity import marks_of, shared_by, words_of
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
    marks: tuple[tuple[str, str], ...] = ()
    """What known items are now known by as well: mark and key."""


def marks(listing: Listing, source: Source) -> frozenset[str]:
    """Give all marks that the listing's entries may be known by."""
    shared = shared_by(listing.entries)
    return frozenset(mark for e in listing.entries for mark in marks_of(e, source, shared))


def sift(
    listing: Listing,
    source: Source,
    known: Mapping[str, Item],
    *,
    now: datetime,
    full_text: bool = True,
    unread: Container[str] = (),
) -> Sifted:
    """Compare a listing with what is `known` by its marks.

    With `full_text`, the article of an entry that has only a teaser is to be fetched. `unread`
    holds ids of known items that brought no document: another source may tell them anew.
    """
    shared = shared_by(listing.entries)
    clocked = _clocked(listing, now)
    met = dict(known)
    items: list[Item] = []
    waiting: list[Waiting] = []
    times: list[datetime] = []
    more: dict[str, str] = {}
    for entry in reversed(listing.entries):  # sources list the newest first
        own = marks_of(entry, source, shared)
        before = _known(entry, own, met, source)
        item = _item(entry, source, own, before, now, clocked=clocked, unread=unread)
        if item is None:
            if before is not None:
                more |= {mark: before.key for mark in own if mark not in met}
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
        marks=tuple(more.items()),
    )


def _known(
    entry: Entry, own: tuple[str, ...], met: Mapping[str, Item], source: Source
) -> Item | None:
    """Give the item that the entry is; a link alone is not enough where ids and words differ."""
    mark = next((mark for mark in own if mark in met), None)
    if mark is None:
        return None
    found = met[mark]
    other_id = own[0].startswith("g") and any(m.startswith("g") for m in found.marks)
    if mark.startswith("l") and other_id and found.source == source.id:
        return found if words_of(entry) == found.words else None
    return found


def _item(
    entry: Entry,
    source: Source,
    marks: tuple[str, ...],
    before: Item | None,
    now: datetime,
    *,
    clocked: bool,
    unread: Container[str],
) -> Item | None:
    """Give the item if it is new, or its next revision if it has changed; None if it is as it was.

    A source may say that an item was changed without showing it: then its article is.
    """
    words = words_of(entry)
    item = Item(
        key=before.key if before else content_id("item", source.id, marks, words),
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
        return item if before.id in unread else None
    if words != before.words:
        return item
    if not entry.whole and not clocked and _touched(entry, before, now):
        return replace(item, digest=content_id(words, entry.updated))
    return None


def _touched(entry: Entry, before: Item, now: datetime) -> bool:
    """Tell whether the source says that it was changed since; at most every ten minutes."""
    if entry.updated is None or (now - before.seen).total_seconds() < _REST:
        return False
    return entry.updated > (before.updated or before.seen)


def _clocked(listing: Listing, now: datetime) -> bool:
    """Tell whether the times of change only tell when the listing was made."""
    times = [entry.updated for entry in listing.entries if entry.updated]
    just_now = sum(abs((now - moment).total_seconds()) < _JUST_NOW for moment in times)
    return len(times) > 1 and just_now > len(times) / 2


_JUST_NOW = 120
"""Seconds within which a time of change may be that of the answer itself."""
_REST = 600
"""Seconds for which an item is not fetched again, whatever its source says of it."""


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
