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
    """Give the address, percent-encoded, if it may be linked: http or https, without a password."""
    if printable(url) != url or any(c in url for c in "\t\r\n"):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    return quote(url, safe="%/:?#@!$&*+,;=-._~[]", errors="replace")
