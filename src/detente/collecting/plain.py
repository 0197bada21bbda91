"""Marked-up texts of listings to plain text: paragraphs, one a line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

__all__ = ["LONGEST", "LONGEST_TITLE", "headline", "lines_of", "plain"]

LONGEST = 200_000
"""Characters of the longest text that is kept."""
LONGEST_TITLE = 2_000
"""Characters of the longest title that is kept."""

_MOST_MARKUP = 5 * LONGEST
_DEEPEST = 200
"""Levels from which on markup is taken apart by hand: cleaning takes time that grows with the
square of the depth."""

_BLOCK_NAMES = """
    address article aside blockquote br caption center dd details div dl dt figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th tr ul
"""
_MUTE_NAMES = "script style template noscript svg math title"
_LONE_NAMES = "br hr img input link meta source wbr area base col embed param track"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_MUTE = frozenset(_MUTE_NAMES.split())
"""Elements whose contents nobody reads."""
_ALONE = frozenset(_LONE_NAMES.split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>?")
_COMMENT_OR_TAG = re.compile(rf"<!--|{_TAG.pattern}")
_ANY_TAG = re.compile(r"<[^<>]*>")
_BREAK = "\0"
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(markup: str) -> str:
    """Give the words of HTML without its tags, scripts and styles; references are resolved once.

    Blocks and line breaks part paragraphs; where there is no tag at all, blank lines do.
    """
    markup = markup[:_MOST_MARKUP].replace(_BREAK, "")
    if "<" not in markup:
        parted = _BLANK_LINE.sub(_BREAK, markup)
    elif _depth(markup) > _DEEPEST:
        parted = "".join(_by_hand(markup))
    else:
        parted = _by_nh3(markup)
    return lines_of(html.unescape(parted), _BREAK)


def lines_of(text: str, parted_by: str = "\n") -> str:
    """Give the paragraphs of plain text, one a line, without blank ones and odd characters."""
    lines = (" ".join(_UNSTORABLE.sub("\ufffd", part).split()) for part in text.split(parted_by))
    return "\n".join(line for line in lines if line)[:LONGEST].rstrip()


def headline(text: str) -> str:
    """Give plain text as one line."""
    return " ".join(lines_of(text).split())[:LONGEST_TITLE].rstrip()


def _depth(markup: str) -> int:
    """Give the levels that elements are nested in, if none but the written ends end them."""
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        if tag[2].lower() not in _ALONE:
            depth = max(0, depth + (-1 if tag[1] else 1))
            deepest = max(deepest, depth)
    return deepest


def _by_nh3(markup: str) -> str:
    import nh3

    cleaned = nh3.clean(
        markup, tags=set(_BLOCKS), attributes={}, clean_content_tags=set(_MUTE), link_rel=None
    )
    return _ANY_TAG.sub(_BREAK, cleaned)  # brackets of the text are references by now


def _by_hand(markup: str) -> Iterator[str]:
    at = 0
    while tag := _COMMENT_OR_TAG.search(markup, at):
        yield markup[at : tag.start()]
        name = (tag[2] or "").lower()
        yield _BREAK if name in _BLOCKS else ""
        at = tag.end()
        end = "-->" if not name else f"</{name}" if name in _MUTE and not tag[1] else ""
        if end and (at := _found(markup, end, at)) < 0:
            return
    yield markup[at:]


def _found(markup: str, end: str, at: int) -> int:
    found = re.compile(re.escape(end), re.I).search(markup, at)
    return found.start() if found else -1
