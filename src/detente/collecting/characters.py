"""Bytes of an answer to characters, whatever encodings header and document claim."""

from __future__ import annotations

import codecs
import re

from detente.language.charsets import UNSAFE, guessed

__all__ = ["characters"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    # The same without a mark shows at the first signs of XML.
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
# What servers and templates state without looking, and what browsers take it for.
_BY_DEFAULT = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
    "us-ascii": "cp1252", "windows-1252": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
}  # fmt: skip
_HEAD = 2048


def characters(body: bytes, charset: str = "") -> str:
    """Give the characters of an answer whose header states `charset`.

    A byte order mark decides; then valid UTF-8, since hardly any other text is; then what document
    and header declare, the more telling one first; then UTF-8 with a few broken characters; then a
    guess from the frequency of letters.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").removeprefix("\ufeff")
    declared = list(_declared(body, charset))
    shifted = any(name.startswith(("iso-2022", "hz")) for name in declared)
    for name in declared if shifted else ["utf-8", *declared]:  # shifted ones look like ASCII
        if (text := _decoded(body, name)) is not None:
            return text
    return guessed(body)


def _declared(body: bytes, charset: str) -> list[str]:
    found = _DECLARED.search(body[:_HEAD])
    names = [found[1].decode("ascii", "replace") if found else "", charset]
    names = [name.strip().lower().replace("_", "-") for name in names]
    names = [_BY_DEFAULT.get(name, name) for name in names if name]
    # Latin-1 is what servers state of everything: the other word, if there is one, knows more.
    return sorted(dict.fromkeys(names), key=lambda name: name == "cp1252")


def _decoded(body: bytes, name: str) -> str | None:
    if name in UNSAFE:
        return None
    try:
        return body.decode(name)
    except (LookupError, ValueError):  # an unknown name, or bytes that it cannot be
        return None
