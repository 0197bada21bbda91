"""Text and addresses from outside, made safe to print. They are data, whatever they say."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

__all__ = ["one_line", "printable", "web_link"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML 1.0 forbids or advises against; a lone surrogate cannot even be encoded."""
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the reading direction around, beyond the text they stand in."""


def printable(text: str) -> str:
    """Drop control characters, lone surrogates and marks that override the direction."""
    return _OVERRIDES.sub("", _CONTROL.sub("", text))


def one_line(text: str) -> str:
    """Give the printable text with every run of white space as one space."""
    return " ".join(printable(text).split())


def web_link(url: str) -> str | None:
    """Give the address if it is an http or https one that may be linked, percent-encoded."""
    try:
        parts = urlsplit(url)
        linkable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    if not linkable or printable(url) != url:
        return None
    return quote(url, safe="%/:?#@!$&*+,;=-._~[]", errors="replace")
