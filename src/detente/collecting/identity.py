"""When two entries are one item, and when an item has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from detente.collecting.listing import Entry
from detente.records import Source, content_id

__all__ = ["link_of", "marks_of", "shared_ids", "words_of"]

_FEW = 80
"""Characters below which the same words, such as "Daily briefing", may be told of two items."""


def link_of(url: str) -> str:
    """Give what stays of an address whatever link leads there.

    Without scheme, ``www.``, fragment, tracking parameters and their order.
    """
    from courlan import normalize_url

    try:
        parts = urlsplit(normalize_url(url))
    except ValueError:
        return url.strip()
    host = parts.netloc.removeprefix("www.")
    path = parts.path.rstrip("/")
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"


def words_of(entry: Entry) -> str:
    """Give a hash of the words that the listing has for the entry."""
    return content_id(" ".join(entry.title.split()), " ".join(entry.text.split()))


def shared_ids(entries: Iterable[Entry]) -> frozenset[str]:
    """Give the ids that a listing gives to several items: such an id names none of them."""
    links = {(entry.guid, link_of(entry.url) or words_of(entry)) for entry in entries if entry.guid}
    times = Counter(guid for guid, _ in links)
    return frozenset(guid for guid, number in times.items() if number > 1)


def marks_of(entry: Entry, source: Source, shared: frozenset[str]) -> tuple[str, ...]:
    """Give the hashes by which the item is known again, the surest first.

    The source's id for it, unless `shared`; its link; its words, if there are enough of them or
    they come with the time of publication, or there is nothing else.
    """
    found = []
    if entry.guid and entry.guid not in shared:
        found.append(content_id("guid", source.id, entry.guid))
    if entry.url:
        found.append(content_id("link", link_of(entry.url)))
    enough = len(entry.title) + len(entry.text) >= _FEW
    dated = entry.published is not None and bool(entry.title or entry.text)
    if enough or dated or not found:
        found.append(content_id("words", source.id, words_of(entry), entry.published))
    return tuple(found)
