"""RSS, RDF and Atom of every version, by feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import struct_time
from typing import Any

from detente.collecting.links import web_link
from detente.collecting.listing import Entry, Listing
from detente.collecting.plain import headline, lines_of, plain
from detente.collecting.whole import is_whole
from detente.collecting.xmltext import repaired
from detente.errors import InvalidInput

__all__ = ["MOST_ENTRIES", "language_code", "usable", "xml_feed"]

MOST_ENTRIES = 5_000
"""Entries that are read of one feed."""
_MOST_NAMESPACES = 200
_MOST_TAGS = 200_000
"""A tag costs the parser about thirty microseconds."""
_LONGEST_GUID = 2_000

_ENTRY = re.compile(r"<(/?)(?:[\w.-]+:)?(?:item|entry)(?=[\s/>])", re.I)
_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>\s*\Z", re.I)
_PREFIX = re.compile(r"xmlns:([\w.-]+)")
# Nothing is read of these, and feedparser would: names of people by a pattern whose time grows
# with the square of their length, and titles of pictures in place of those of the entry.
_PEOPLE = re.compile(
    r"(</?(?:[\w.-]+:)?)(?=(?:author|creator|managingeditor|webmaster|publisher|owner|contributor)"
    r"[\s/>])",
    re.I,
)
_UNREAD = re.compile(
    r"(</?)(itunes|media|georss|gml|geo|psc|podcast|creativecommons|cc|thr):", re.I
)
# An id that is no address would be taken for one relative to the feed: a false link.
_FALSE_LINK = re.compile(r"<(guid|id)\b[^<>]*>(?=\s*+(?:<!\[CDATA\[\s*+)?(?!https?:))", re.I)
_FULL = re.compile(r"<(?:[\w.-]+:)?(?:encoded|body|fullitem)[\s>]", re.I)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]|$)", re.I)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_LONGEST_PERIOD = timedelta(days=365)


def xml_feed(text: str, address: str) -> Listing:
    """Read a feed that came from `address`, from its root element on.

    Raises `InvalidInput` where nothing of it can be read.
    """
    if len(set(_PREFIX.findall(text))) > _MOST_NAMESPACES:
        raise InvalidInput(f"a feed with more than {_MOST_NAMESPACES} namespaces; is it one?")
    text, surplus, cut = _bounded(repaired(text))
    if text.count("<") > _MOST_TAGS:
        raise InvalidInput(f"a feed with more than {_MOST_TAGS:,} tags; is it one?")
    found = _parsed(_without_traps(text), address)
    if not found.entries and _ENTRY.search(text):
        raise InvalidInput(f"a feed too broken to be read: {found.get('bozo_exception', '')}")
    full = found.version.startswith("atom") or bool(_FULL.search(text))
    entries = [_entry(entry, found, address, full) for entry in found.entries]
    last = [entries.pop()] if cut and entries else []
    kept, left = usable(entries)
    left += [("entry cut off", entry.guid or entry.title or "the last one") for entry in last]
    left += [("too many entries", f"{surplus:,}")] if surplus else []
    return Listing(
        entries=kept,
        left_out=tuple(left),
        title=_words(found.feed, "title"),
        language=language_code(found.feed.get("language")),
        hub=_link(found.feed, "hub", address),
        topic=_link(found.feed, "self", address),
        every=_every(found.feed),
    )


def usable(entries: list[Entry]) -> tuple[tuple[Entry, ...], list[tuple[str, str]]]:
    """Part entries from those that have neither link nor words, with the reason for each."""
    numbered = list(enumerate(entries, start=1))
    kept = tuple(e for _, e in numbered if e.url or e.title or e.text)
    bare = [(n, e) for n, e in numbered if not (e.url or e.title or e.text)]
    return kept, [("entry without link or words", e.guid or f"entry {n}") for n, e in bare]


def language_code(stated: object) -> str | None:
    """Give the ISO 639-1 code of a language tag such as ``en-GB``."""
    found = _LANGUAGE.match(stated.strip()) if isinstance(stated, str) else None
    return found[1].lower() if found else None


def _bounded(text: str) -> tuple[str, int, bool]:
    """Cut off entries beyond the bound; give their number, and whether the last one is cut."""
    tags = list(_ENTRY.finditer(text))
    starts = [tag.start() for tag in tags if not tag[1]]
    surplus = max(0, len(starts) - MOST_ENTRIES)
    if surplus:
        rest = text.find(">", tags[-1].start()) + 1 if tags[-1][1] else 0
        text = text[: starts[MOST_ENTRIES]] + (text[rest:] if rest else "")
    cut = bool(tags) and not tags[-1][1] and not _END.search(text)
    return text, surplus, cut and not surplus


def _without_traps(text: str) -> str:
    text = _PEOPLE.sub(r"\1un-", _UNREAD.sub(r"\1\2-", text))
    return _FALSE_LINK.sub(r'<\1 isPermaLink="false">', text)


def _parsed(text: str, address: str) -> Any:
    import feedparser

    body = b"<?xml version='1.0' encoding='utf-8'?>\n" + text.encode("utf8", "replace")
    try:
        # A stream, since bytes might be taken for the name of a file.
        return feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-location": address},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # hostile feeds find ways to break any parser
        raise InvalidInput(f"a feed too broken to be read: {error!r:.200}") from error


def _entry(given: Any, found: Any, address: str, full: bool) -> Entry:
    contents = [_text(part) for part in given.get("content") or ()]
    text = max([*contents, _text_of(given, "summary")], key=len)
    published, updated = _time(given, "published_parsed"), _time(given, "updated_parsed")
    # Atom asks for `updated` alone, and RSS has only the date of Dublin Core beside its own.
    published = published or updated
    return Entry(
        url=_url(given, address),
        guid=headline(str(given.get("id") or ""))[:_LONGEST_GUID],
        title=_words(given, "title"),
        text=text,
        whole=full and any(is_whole(content) for content in contents if content == text),
        published=published,
        updated=updated,
        language=_language(given) or language_code(found.feed.get("language")),
        outlet=_outlet(given, found.version),
    )


def _url(given: Any, address: str) -> str:
    """Prefer the article's own address to that of a counting redirect."""
    links = [link for link in given.get("links") or () if link.get("rel") == "alternate"]
    written = [given.get("feedburner_origlink"), given.get("link")]
    written += [link.get("href") for link in links]
    absolute = (web_link(address, link) for link in written if link and isinstance(link, str))
    return next((link for link in absolute if link), "")


def _language(given: Any) -> str | None:
    details = [given, *(given.get(f"{name}_detail") or {} for name in ("title", "summary"))]
    details += given.get("content") or ()
    codes = (language_code(detail.get("language")) for detail in details)
    return next((code for code in codes if code), None)


def _outlet(given: Any, version: str) -> str:
    source = given.get("source")
    named = isinstance(source, dict) and not version.startswith("atom")
    return headline(str(source.get("title") or "")) if named else ""


def _words(given: Any, name: str) -> str:
    return headline(_text_of(given, name))


def _text_of(given: Any, name: str) -> str:
    detail = given.get(f"{name}_detail")
    if isinstance(detail, dict) and isinstance(detail.get("value"), str):
        return _text(detail)
    value = given.get(name)
    return plain(value) if isinstance(value, str) else ""


def _text(detail: Any) -> str:
    value = str(detail.get("value") or "")
    return lines_of(value) if detail.get("type") == "text/plain" else plain(value)


def _time(given: Any, name: str) -> datetime | None:
    """Give a time that feedparser has read; it answers with another one's where there is none."""
    parsed = dict.get(given, name)
    if not isinstance(parsed, struct_time | tuple):
        return None
    year, month, day, hour, minute, second = parsed[:6]
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _link(feed: Any, relation: str, address: str) -> str:
    links: Iterator[Any] = (link for link in feed.get("links") or () if link.get("rel") == relation)
    return next((url for link in links if (url := web_link(address, link.get("href") or ""))), "")


def _every(feed: Any) -> timedelta | None:
    try:
        if minutes := float(feed.get("ttl") or 0):
            every = timedelta(minutes=minutes)
        else:
            period = _PERIODS[str(feed.get("sy_updateperiod")).strip().lower()]
            every = period / float(feed.get("sy_updatefrequency") or 1)
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return None
    return every if timedelta(0) < every <= _LONGEST_PERIOD else None
