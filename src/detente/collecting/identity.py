"""When two entries are one item, and when an item has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from detente.collecting.listing import Entry
from detente.records import Source, content_id

__all__ = ["Shared", "link_of", "marks_of", "shared_by", "words_of"]

_FEW = 80
"""Characters below which the same words, such as "Daily briefing", may be told of two items."""


def link_of(url: str) -> str:
    """Give what stays of an address whatever link leads there; empty for a bare host.

    Without scheme, ``www.``, tracking parameters and their order, and without fragment, unless it
    is one by which a page of scripts tells its articles apart (``#!/news/5``).
    """
    from courlan import normalize_url

    try:
        parts = urlsplit(normalize_url(url))
    except ValueError:
        return url.strip()
    host = parts.netloc.removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    rest = f"{parts.path.rstrip('/')}{query}{fragment}"
    return f"{host}{rest}" if rest else ""


def words_of(entry: Entry) -> str:
    """Give a hash of the words that the listing has for the entry."""
    return content_id(" ".join(entry.title.split()), " ".join(entry.text.split()))


@dataclass(frozen=True, slots=True)
class Shared:
    """Ids and links that a listing gives to several items: they name none of them."""

    ids: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()


def shared_by(entries: Iterable[Entry]) -> Shared:
    """Find the ids that come with several links, and the links that come with several ids."""
    given = list(entries)
    with_ids = {(e.guid, link_of(e.url) or words_of(e)) for e in given if e.guid}
    ids = _repeated(guid for guid, _ in with_ids)
    with_links = {(link_of(e.url), (e.guid not in ids and e.guid) or words_of(e)) for e in given}
    return Shared(ids, _repeated(link for link, _ in with_links if link))


def _repeated(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name, times in Counter(names).items() if times > 1)


def marks_of(entry: Entry, source: Source, shared: Shared) -> tuple[str, ...]:
    """Give what the item is known by, the surest first, each a letter and a hash.

    ``g``: the source's id for it; ``l``: its link; neither if it is `shared`. ``w``: its words, if
    there are enough of them, or they come with the time of publication, or there is nothing else.
    """
    found = []
    if entry.guid and entry.guid not in shared.ids:
        found.append(_mark("g", source.id, entry.guid))
    if (link := link_of(entry.url) if entry.url else "") and link not in shared.links:
        found.append(_mark("l", link))
    enough = len(entry.title) + len(entry.text) >= _FEW
    dated = entry.published is not None and bool(entry.title or entry.text)
    if enough or dated or not found:
        found.append(_mark("w", source.id, words_of(entry), entry.published))
    return tuple(found)


def _mark(kind: str, *parts: object) -> str:
    return kind + content_id(kind, *parts)[:15]
