"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from detente.collecting.links import web_link
from detente.collecting.listing import Entry, Listing
from detente.collecting.plain import headline, lines_of, plain
from detente.collecting.whole import is_whole
from detente.collecting.xmlfeed import MOST_ENTRIES, language_code, usable
from detente.errors import InvalidInput

__all__ = ["VERSION", "json_feed"]

VERSION = "https://jsonfeed.org/version/"


def json_feed(text: str, address: str) -> Listing:
    """Read a feed that came from `address`. Raises `InvalidInput` for any other JSON."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"broken JSON, not a feed: {str(error)[:200]}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(feed.get("version")):
        raise InvalidInput(f"JSON, but no JSON Feed: no list of items with version {VERSION}1.1")
    language = language_code(feed.get("language"))
    read = [_entry(item, address, language) for item in items[:MOST_ENTRIES]]
    kept, left = usable([entry for entry in read if entry])
    left += [("not an entry", f"entry {n}") for n, entry in enumerate(read, 1) if entry is None]
    if surplus := len(items) - len(read):
        left.append(("too many entries", f"{surplus:,}"))
    return Listing(
        entries=kept,
        left_out=tuple(left),
        title=headline(_text(feed, "title")),
        language=language,
        hub=_hub(feed.get("hubs"), address),
        topic=web_link(address, _text(feed, "feed_url")),
    )


def _entry(item: object, address: str, language: str | None) -> Entry | None:
    if not isinstance(item, dict):
        return None
    content = plain(_text(item, "content_html")) or lines_of(_text(item, "content_text"))
    links = [web_link(address, _text(item, key)) for key in ("url", "external_url")]
    links.append(web_link("", _text(item, "id")))  # an id is often the address, but never relative
    guid = item.get("id")
    return Entry(
        url=next((link for link in links if link), ""),
        guid=headline(guid if isinstance(guid, str) else "" if guid is None else str(guid)),
        title=headline(_text(item, "title")),
        text=content or lines_of(_text(item, "summary")),
        whole=is_whole(content),
        published=_time(item.get("date_published")) or _time(item.get("date_modified")),
        updated=_time(item.get("date_modified")),
        language=language_code(item.get("language")) or language,
    )


def _text(found: dict[str, Any], key: str) -> str:
    value = found.get(key)
    return value if isinstance(value, str) else ""


def _time(stated: object) -> datetime | None:
    """Read a time of RFC 3339; one without a zone is taken for UTC."""
    try:
        time = datetime.fromisoformat(stated.strip()) if isinstance(stated, str) else None
        if time is None:
            return None
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _hub(hubs: object, address: str) -> str:
    for hub in hubs if isinstance(hubs, list) else ():
        if isinstance(hub, dict) and _text(hub, "type").lower() == "websub":
            return web_link(address, _text(hub, "url"))
    return ""
