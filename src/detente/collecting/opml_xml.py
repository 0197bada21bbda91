"""The XML of an OPML list, which may come from anybody: no DTD, no entities, nothing endless."""

from __future__ import annotations

import re
from collections.abc import Sized
from dataclasses import dataclass
from typing import Any

from detente.errors import InvalidInput

__all__ = ["MOST", "check_size", "parse_opml"]

MOST = 20_000
"""Outlines of one list."""
LARGEST = 20_000_000
"""Bytes of one list."""
ATTRIBUTES = 100
"""Attributes of one outline."""
_REMEDY = "export the list anew from the feed reader as OPML"
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.I)
_OUTLINE = re.compile(rb"<outline\b", re.I)


def parse_opml(body: bytes) -> Any:
    """Give the root element. Raises `InvalidInput`, with the line and a remedy."""
    from lxml import etree

    check_size(body)
    root = _parsed(body, _parser())
    name = str(etree.QName(root).localname).lower()
    if name == "opml":
        return root
    if name in ("rss", "rdf", "feed"):
        raise InvalidInput("line 1: a feed, no list of feeds; give its address under [[sources]]")
    raise InvalidInput(f"line {root.sourceline}: <{name}> begins no OPML; {_REMEDY}")


def check_size(body: bytes) -> None:
    """Refuse what is too much or declares anything, before a tree of it is built."""
    if len(body) > LARGEST:
        raise InvalidInput(f"line 1: more than {LARGEST:,} bytes; split the list")
    try:
        _parsed(body, _parser(target=_Gauge()))
    except _Stop as stop:
        line = _line(body, stop.pattern, stop.earlier)
        raise InvalidInput(f"line {line}: {stop.problem}") from None


def _parsed(body: bytes, parser: Any) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        line, problem = error.lineno or 1, str(error.msg or error).partition(", line ")[0]
        if "depth" in problem:
            raise InvalidInput(f"line {line}: nested too deep; use fewer folders") from error
        raise InvalidInput(
            f"line {line}: not XML: {problem}; mend that line (& is written &amp;), or {_REMEDY}"
        ) from error


def _parser(**more: Any) -> Any:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, **more,
    )  # fmt: skip


def _line(body: bytes, pattern: re.Pattern[bytes], earlier: int = 0) -> int:
    """Give the line of the match that so many precede; the first one if there is none."""
    for number, found in enumerate(pattern.finditer(body)):
        if number == earlier:
            return body.count(b"\n", 0, found.start()) + 1
    return 1


@dataclass
class _Stop(Exception):
    """Stands where the pattern matches, after so many `earlier` matches."""

    problem: str
    pattern: re.Pattern[bytes]
    earlier: int = 0


@dataclass(slots=True)
class _Gauge:
    """Follows a parser that builds no tree, and stops it."""

    outlines: int = 0
    others: int = 0

    def doctype(self, *_: object) -> None:
        raise _Stop(
            "a DOCTYPE, which OPML does not need and which may hide other text; delete everything "
            "from <!DOCTYPE to its >",
            _DOCTYPE,
        )

    def start(self, name: str, attributes: Sized) -> None:
        if name.lower() == "outline":
            self.outlines += 1
        else:
            self.others += 1
        if max(self.outlines, self.others) > MOST:
            raise _Stop(f"more than {MOST:,} outlines; split the list", _OUTLINE, MOST)
        if len(attributes) > ATTRIBUTES:  # the time to list them grows with the square
            raise _Stop(
                f"more than {ATTRIBUTES} attributes; {_REMEDY}", _OUTLINE, max(self.outlines - 1, 0)
            )

    def end(self, _: str) -> None:
        """Nothing to count."""

    def close(self) -> None:
        """Nothing to give."""
