"""Addresses as listings write them, made absolute and safe to store."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

__all__ = ["LONGEST", "web_link"]

LONGEST = 2_000
"""Characters of the longest address that is kept."""

_UNSAFE = re.compile(
    r"[\x00-\x20\x7f-\xa0<>\"`\\^{|}\ud800-\udfff\u200b-\u200f\u2028-\u202e\ufeff]"
)
_BREAKS = re.compile(r"[\t\r\n]+")


def web_link(base: str, written: str) -> str:
    """Give the absolute http(s) address of a link on the page `base`; empty if it has none.

    Signs that no address may hold are percent-encoded.
    """
    if not (written := _BREAKS.sub("", written.strip())):
        return ""
    try:
        address = urljoin(base, written)
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    address = _UNSAFE.sub(lambda sign: quote(sign[0].encode("utf8", "replace")), address)
    return address if len(address) <= LONGEST else ""
