"""Lists of feeds in OPML, the format in which feed readers exchange them: 1.x and 2.0.

A feed is what every reader knows: ``type="rss"`` with its ``xmlUrl``; folders are groups. What OPML
has no word for stands in attributes of our namespace, as its specification asks: ``kind`` (for
sources that are no feeds, which are written as ``type="link"``), ``country``, ``ownership``,
``role``, ``note``. Other readers pass over them, so a list goes out and in again without loss.

Only addresses of the web are read: a list from elsewhere must not name files of this machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from typing import Any, get_args
from urllib.parse import urlsplit

from detente.collecting.opml_xml import check_size, parse_opml
from detente.errors import InvalidInput
from detente.knowledge.countries import country
from detente.records import Source
from detente.records.record import field_hints

__all__ = ["LeftOut", "read_opml", "write_opml"]

LeftOut = tuple[str, str]
"""Reason, and a detail that begins with the line."""

_NAMESPACE = "https://github.com/detente-project/detente/opml"
_OWN = ("country", "ownership", "role", "note")
_LOCAL = frozenset({"files", "telegram", "warc"})
_DEEPEST = 100
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.I | re.S)
_CHANNEL = re.compile(r"@\w+|t\.me/\w+", re.A)


def read_opml(body: bytes) -> tuple[tuple[Source, ...], tuple[LeftOut, ...]]:
    """Give the sources of a list, and why each other entry is left out.

    Raises `InvalidInput`, with line and remedy, where it is no OPML, has a DOCTYPE, nests outlines
    deeper than 100, or has more than 20,000 of them.
    """
    found: dict[str, Source] = {}
    left_out: list[LeftOut] = []
    for element, path in _entries(parse_opml(body)):
        line = f"line {element.sourceline}"
        try:
            source = _source(_attributes(element), "/".join(path))
        except _Unfit as error:
            left_out.append((error.reason, f"{line}: {error.detail}"))
            continue
        if found.setdefault(source.id, source) is not source:
            left_out.append(("listed twice", f"{line}: {source.address}"))
    return tuple(found.values()), tuple(left_out)


def write_opml(sources: Iterable[Source], *, title: str, now: datetime) -> bytes:
    """Write an OPML 2.0 list; folders and sources keep the order in which they are given.

    Characters that XML cannot hold are dropped. Raises `InvalidInput` where one stands in a kind or
    an address, and for a list that `read_opml` would not take.
    """
    from lxml import etree

    root = etree.Element("opml", version="2.0", nsmap={"detente": _NAMESPACE})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = _legal(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    folders: dict[tuple[str, ...], Any] = {(): etree.SubElement(root, "body")}
    for source in sources:
        group = _legal(source.group)
        path = tuple(group.split("/")) if group else ()
        if len(path) >= _DEEPEST:
            raise InvalidInput(f"{source.address}: its group has {_DEEPEST} levels; use fewer")
        for depth, name in enumerate(path, start=1):
            if path[:depth] not in folders:
                above = folders[path[: depth - 1]]
                folders[path[:depth]] = etree.SubElement(above, "outline", text=name)
        etree.SubElement(folders[path], "outline", _written(source))
    etree.indent(root)
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    check_size(body)
    return body


class _Unfit(Exception):
    """An outline that is no source."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


def _entries(
    element: Any, path: tuple[str, ...] = (), depth: int = 0
) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Give every outline that is no folder, with the names of the folders that it lies in."""
    if depth > _DEEPEST:
        raise InvalidInput(
            f"line {element.sourceline}: outlines nested deeper than {_DEEPEST}; use fewer folders"
        )
    for child in element:
        tag = str(child.tag).rpartition("}")[2].lower()
        if tag == "body":
            yield from _entries(child)
        elif tag == "outline":
            given = _attributes(child)
            folder = len(child) > 0 and not _is_entry(given)
            if not folder:
                yield child, path
            name = given.get("text") or given.get("title") or ""
            if not _is_comment(given):
                yield from _entries(child, (*path, name) if folder else path, depth + 1)


def _attributes(element: Any) -> dict[str, str]:
    """Give the attributes by name in lower case, since programs differ; ours with their prefix."""
    own = f"{{{_NAMESPACE}}}"
    return {
        f"own:{name.removeprefix(own)}" if name.startswith(own) else name.lower(): value
        for name, value in element.items()
    }


def _source(given: dict[str, str], group: str) -> Source:
    text = given.get("text") or given.get("title") or ""
    kind = "feed" if "xmlurl" in given else given.get("own:kind", "")
    address = (given.get("xmlurl") or given.get("url") or "").strip(" \t\r\n")
    if _is_comment(given):
        raise _Unfit("commented out", text or address)
    if not kind:
        reason = "a reference, no feed" if address else "no address of a feed"
        raise _Unfit(reason, text or address)
    if kind in _LOCAL:
        raise _Unfit("a file of another machine", address or text)
    if not _is_web(kind, address):
        raise _Unfit("not a web address", address or text)
    name = given.get("title") or text
    return Source(
        kind=kind,
        address=address,
        name="" if name == address and not given.get("title") else name,
        language=_language(given.get("language", "")),
        group=group or _category(given.get("category", "")),
        **_own(given),
    )


def _is_entry(given: dict[str, str]) -> bool:
    """Tell whether an outline stands for something itself, even if others lie in it."""
    return "xmlurl" in given or "own:kind" in given or _is_comment(given)


def _is_comment(given: dict[str, str]) -> bool:
    return given.get("iscomment", "").lower() == "true"


def _is_web(kind: str, address: str) -> bool:
    if kind == "channel" and _CHANNEL.match(address):
        return True
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets that hold no IPv6 address
        return False


def _language(written: str) -> str | None:
    """Give ``en`` for ``en-us``; None for ``unknown``, which the specification allows."""
    found = _LANGUAGE.fullmatch(written)
    return found[1].lower() if found else None


def _category(written: str) -> str:
    """Give the first of ``/News/Caucasus,/Tech``: readers without folders group by it."""
    return written.partition(",")[0].strip().strip("/")


def _own(given: dict[str, str]) -> dict[str, Any]:
    values = {name: given[f"own:{name}"] for name in _OWN if given.get(f"own:{name}")}
    for name in ("ownership", "role"):
        if values.get(name, "") not in get_args(field_hints(Source)[name]):
            raise _Unfit(f"unknown {name}", values[name])
    if "country" in values:
        try:
            country(values["country"])
        except InvalidInput as error:
            raise _Unfit("unknown country", str(error)) from error
    return values


def _written(source: Source) -> dict[str, str]:
    """Give the attributes of a source. A title marks a name: text must never be empty."""
    for value in (source.kind, source.address):
        if _ILLEGAL.search(value) or value != value.strip(" \t\r\n"):
            raise InvalidInput(f"{value!r} cannot be written as OPML; correct that address or kind")
    name = _legal(source.name)
    feed = source.kind == "feed"
    own = {**{n: getattr(source, n) or "" for n in _OWN}, "kind": "" if feed else source.kind}
    given = {
        "type": "rss" if feed else "link",
        "text": name or source.address,
        "title": name,
        "xmlUrl" if feed else "url": source.address,
        "language": source.language or "",
        **{f"{{{_NAMESPACE}}}{n}": _legal(value) for n, value in own.items()},
    }
    return {name: value for name, value in given.items() if value}


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
