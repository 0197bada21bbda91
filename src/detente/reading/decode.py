"""Bytes to characters."""

from __future__ import annotations

import codecs
import re

from detente.language.charsets import GUESSED_FROM, NO_CHARSET, guessed
from detente.reading.draft import Unreadable

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\x7fELF")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_HEAD = 4096
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x1B), 0x7F])


def decode(body: bytes) -> str:
    """Give the characters of a page or text, whatever encoding it declares.

    A byte order mark decides; then valid UTF-8, since hardly any other text is; then the declared
    encoding; then UTF-8 with a few broken characters; then a guess from the frequency of letters.
    Raises `Unreadable` for pictures, archives and the like.
    """
    if body.startswith(_MAGIC):
        raise Unreadable("not text (binary)")
    text = _decode(body)
    sample = text[:GUESSED_FROM]
    if len(sample) - len(_without_control(sample)) > len(sample) / 50:
        raise Unreadable("not text (binary)")
    return _without_control(text)


def _without_control(text: str) -> str:
    coded = text.encode("utf-8", "surrogatepass")
    kept = coded.translate(None, _CONTROL)  # faster than a pattern or `str.replace` by far
    return text if len(kept) == len(coded) else kept.decode("utf-8", "surrogatepass")


def _decode(body: bytes) -> str:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").removeprefix("\ufeff")
    declared = _DECLARED.search(body[:_HEAD])
    names = ["utf-8"] + ([declared[1].decode("ascii")] if declared else [])
    for name in names:
        if name.lower().replace("_", "-") in NO_CHARSET:
            continue
        try:
            return body.decode(name)
        except (LookupError, ValueError):  # an unknown name, or bytes that it cannot be
            continue
    return guessed(body)
