"""Sitemaps: news sitemaps, plain ones, indices of them; also gzipped.

A sitemap holds the whole archive of a site. So an address whose publication (or, where it has none,
last change) is stated and older than three days is not listed, but counted; one without a date is.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from detente.collecting.characters import characters
from detente.collecting.links import web_link
from detente.collecting.listing import Entry, Listing
from detente.collecting.plain import headline
from detente.collecting.xmlfeed import language_code
from detente.collecting.xmltext import repaired, root_at, root_name
from detente.errors import InvalidInput

__all__ = ["LARGEST", "MOST_ENTRIES", "MOST_PARTS", "NAME", "RECENT", "build"]

NAME = "sitemap"

LARGEST = 52_428_800
"""Bytes of the largest sitemap, unpacked: the bound of the protocol."""
MOST_ENTRIES = 1_000
MOST_PARTS = 10
RECENT = timedelta(days=3)

_MOST_MEMBERS = 100
"""Files packed one after the other into one: each costs a copy of the rest."""

_UNDATED = datetime.min.replace(tzinfo=UTC)
# Prefixes are often undeclared, and attributes say nothing that is read.
_TAG = re.compile(r"<(/?)(?:[\w.-]++:)?+([\w.-]++)([^<>]*+)>")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?$")


def build() -> Sitemap:
    """Make the format."""
    return Sitemap()


@dataclass(slots=True)
class _Found:
    """The words of one ``url`` or ``sitemap`` element."""

    address: str = ""
    changed: str = ""
    published: str = ""
    title: str = ""
    outlet: str = ""
    language: str = ""


# Images and videos have titles and dates too; only those of the news count.
_FIELDS = {
    ("url", "loc"): "address",
    ("sitemap", "loc"): "address",
    ("url", "lastmod"): "changed",
    ("sitemap", "lastmod"): "changed",
    ("news", "publication_date"): "published",
    ("news", "title"): "title",
    ("publication", "name"): "outlet",
    ("publication", "language"): "language",
}


class Sitemap:
    """Reads a sitemap."""

    def listing(self, body: bytes, *, address: str, charset: str = "", now: datetime) -> Listing:
        """Give the recent addresses, or the parts of an index. Raises `InvalidInput`."""
        body, whole = _unpacked(body)
        text = characters(body, charset)
        at = root_at(text)
        name = root_name(text, at)
        if name not in ("urlset", "sitemapindex"):
            start = text.strip()[:60]
            raise InvalidInput(f"not a sitemap: it begins with {start!r}; its kind may be feed")
        found, broken = _elements(_TAG.sub(_bare, repaired(text[at:])))
        left = [] if whole and not broken else [("sitemap cut off", broken or "packed badly")]
        if name == "sitemapindex":
            return _index(found, address, left)
        return _recent(found, address, now, left)


def _unpacked(body: bytes) -> tuple[bytes, bool]:
    """Unpack gzip, if it is; tell whether it was whole."""
    if not body.startswith(b"\x1f\x8b"):
        return body, True
    unpacked = b""
    for _ in range(_MOST_MEMBERS):
        if not body.startswith(b"\x1f\x8b"):
            return unpacked, True
        packer = zlib.decompressobj(31)
        try:
            unpacked += packer.decompress(body, LARGEST + 1 - len(unpacked))
        except zlib.error as error:
            raise InvalidInput(f"a sitemap in corrupt gzip: {error}") from error
        if len(unpacked) > LARGEST:
            raise InvalidInput(f"a sitemap that unpacks to more than {LARGEST:,} bytes")
        if not packer.eof:
            return unpacked, False
        body = packer.unused_data
    return unpacked, False


def _bare(tag: re.Match[str]) -> str:
    closed = "/" if tag[3].endswith("/") else ""
    return f"<{tag[1]}{tag[2]}{closed}>"


def _elements(text: str) -> tuple[list[_Found], str]:
    """Give the elements that are whole, and what was wrong with the rest."""
    from lxml import etree

    found: list[_Found] = []
    try:
        for element in _closed(text):
            found.append(_read(element))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.LxmlError as error:
        return found, str(error)[:200]
    return found, ""


def _closed(text: str) -> Iterator[Any]:
    import io

    from lxml import etree

    stream = io.BytesIO(text.encode("utf8", "replace"))
    options = {"resolve_entities": False, "no_network": True, "huge_tree": False}
    for _, element in etree.iterparse(stream, events=("end",), encoding="utf-8", **options):
        if _local(element) in ("url", "sitemap"):
            yield element


def _local(element: Any) -> str:
    return str(element.tag).lower()


def _read(element: Any) -> _Found:
    made = _Found()
    for child in element.iter():
        parent = child.getparent() if child is not element else None
        field = _FIELDS.get((_local(parent), _local(child))) if parent is not None else None
        if field and not getattr(made, field):
            setattr(made, field, (child.text or "").strip())
    return made


def _index(found: list[_Found], address: str, left: list[tuple[str, str]]) -> Listing:
    dated = [(_time(part.changed) or _UNDATED, web_link(address, part.address)) for part in found]
    parts = [link for _, link in sorted(dated, key=lambda part: part[0], reverse=True) if link]
    if (surplus := len(parts) - MOST_PARTS) > 0:
        left.append(("too many parts", f"{surplus:,}"))
    return Listing(more=tuple(parts[:MOST_PARTS]), left_out=tuple(left))


def _recent(
    found: list[_Found], address: str, now: datetime, left: list[tuple[str, str]]
) -> Listing:
    entries = [_entry(one, address) for one in found]
    linked = [entry for entry in entries if entry.url]
    recent = [e for e in linked if not (day := e.published or e.updated) or now - day <= RECENT]
    kept = _newest(recent)
    counts = {
        "entry without link or words": len(entries) - len(linked),
        "older than three days": len(linked) - len(recent),
        "too many entries": len(recent) - len(kept),
    }
    left += [(reason, f"{number:,}") for reason, number in counts.items() if number]
    return Listing(entries=kept, left_out=tuple(left))


def _newest(entries: list[Entry]) -> tuple[Entry, ...]:
    """Give the newest ones, in their own order; those without a date after all others."""
    if len(entries) <= MOST_ENTRIES:
        return tuple(entries)
    dates = [(e.published or e.updated or _UNDATED, -n) for n, e in enumerate(entries)]
    newest = sorted(dates, reverse=True)[:MOST_ENTRIES]
    return tuple(entries[-n] for n in sorted((n for _, n in newest), reverse=True))


def _entry(found: _Found, address: str) -> Entry:
    return Entry(
        url=web_link(address, found.address) if found.address else "",
        title=headline(found.title),
        published=_time(found.published),
        updated=_time(found.changed),
        language=language_code(found.language),
        outlet=headline(found.outlet),
    )


def _time(stated: str) -> datetime | None:
    """Read a W3C date: a year, a month, a day or a time."""
    if day := _DAY.match(stated):
        stated = f"{day[1]}-{day[2] or '01'}-01"
    try:
        time = datetime.fromisoformat(stated)
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
