"""XML from anywhere, made harmless and as sound as can be before a parser sees it.

Nothing before the root element is kept. So there is no DOCTYPE, and with it no entity that expands,
no external one and no DTD to fetch; the entities of HTML, which old feeds use by their DTD, become
characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import name2codepoint

__all__ = ["repaired", "root_at", "root_name"]

_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});|(\w{1,32});)?", re.A)
_STRAY = re.compile(r"<(?=[\s\d=<&]|$)")
_MARK = re.compile(r"<!\[CDATA\[|<!--|<!|<\?")
_IN_DECLARATION = re.compile(r"\"[^\"]*\"|'[^']*'|<!--|[\[\]>]")
_NAME = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")


def root_at(text: str) -> int:
    """Give where the first element begins, past declarations, comments, DOCTYPE; -1: nowhere."""
    at = text.find("<")
    while at >= 0:
        if text.startswith("<?", at):
            at = text.find("?>", at)
        elif text.startswith("<!--", at):
            at = text.find("-->", at)
        elif text.startswith("<!", at):
            at = _declaration_end(text, at)
        elif _NAME.match(text, at):
            return at
        at = text.find("<", at + 1) if at >= 0 else -1
    return -1


def root_name(text: str, at: int) -> str:
    """Give the name of the element that begins there, without its prefix, in lower case."""
    found = _NAME.match(text, at)
    return found[1].lower() if found else ""


def repaired(text: str) -> str:
    """Mend what makes XML unreadable: odd characters, bare ``&`` and ``<``, unknown entities.

    Comments, instructions and further declarations go; CDATA stays as it is.
    """
    return "".join(_sections(_ILLEGAL.sub("", text)))


def _sections(text: str) -> Iterator[str]:
    at = 0
    while mark := _MARK.search(text, at):
        yield _mended(text[at : mark.start()])
        at = mark.start()
        if mark[0] == "<![CDATA[":
            end = _after(text, "]]>", at)
            yield text[at:end]
        elif mark[0] == "<!":
            end = _declaration_end(text, at) + 1 or len(text)
        else:
            end = _after(text, "-->" if mark[0] == "<!--" else "?>", at)
        at = end
    yield _mended(text[at:])


def _after(text: str, end: str, at: int) -> int:
    found = text.find(end, at)
    return found + len(end) if found >= 0 else len(text)


def _declaration_end(text: str, at: int) -> int:
    """Give where the ``>`` of a declaration is, past its internal subset; -1 if it has no end."""
    depth = 0
    while found := _IN_DECLARATION.search(text, at):
        at = found.end()
        if found[0] == "<!--":
            at = _after(text, "-->", at)
        elif found[0] == ">" and depth <= 0:
            return found.start()
        depth += {"[": 1, "]": -1}.get(found[0], 0)
    return -1


def _mended(text: str) -> str:
    text = _REFERENCE.sub(_reference, text) if "&" in text else text
    return _STRAY.sub("&lt;", text.replace("]]>", "]]&gt;"))


def _reference(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if decimal or hexadecimal:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        sound = code <= 0x10FFFF and not _ILLEGAL.match(chr(code))
        return found[0] if sound else "\ufffd"
    if name in _XML_NAMES:
        return found[0]
    if name in name2codepoint:
        return chr(name2codepoint[name])
    return f"&amp;{found[0][1:]}"
