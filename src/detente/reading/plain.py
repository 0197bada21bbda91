"""Plain text, often a web page saved as text, with its menu and footer."""

from __future__ import annotations

import re

from detente.reading.draft import Draft
from detente.reading.lines import is_paragraph, without_dressing, words

__all__ = ["read_plain"]

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_BYLINE = re.compile(
    r"(?:by|от|автор:?|von|par|por)\s+\S.{0,60}$|(?:published|updated|posted|last modified)\b", re.I
)
_DATELIKE = re.compile(r"\b\d{1,2}[:./]\d{2}|\b(?:19|20)\d{2}\b")
_WRAP_FROM, _WRAP_TO = 50, 90


def read_plain(text: str) -> Draft:
    """Give the headline and the text below it, without what stands above and at the foot.

    The headline is the last line above the first paragraph that can be one: site name, tag line
    and menu stand above it. A text that starts with a paragraph has no title.
    """
    lines = without_dressing(_lines(text))
    first = next((n for n, line in enumerate(lines) if is_paragraph(line)), 0)
    chosen = _headline(lines[:first])
    if chosen is None:
        return Draft(title="", text="\n".join(map(_bare, lines)))
    below = [n for n in range(chosen + 1, len(lines)) if n >= first or not _is_credit(lines[n])]
    return Draft(title=_bare(lines[chosen]), text="\n".join(_bare(lines[n]) for n in below))


def _lines(text: str) -> list[str]:
    """Give the lines that say something, with lines broken at a fixed width put together again."""
    lines: list[str] = []
    for block in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        inside = [line.strip() for line in block.split("\n") if line.strip()]
        lines += [" ".join(inside)] if _wrapped(inside) else inside
    return lines


def _wrapped(lines: list[str]) -> bool:
    """Tell whether a block is one paragraph broken at a fixed width, as in a mailed text."""
    if len(lines) < 3 or any(not line[0].isalnum() for line in lines[1:] if line[0] not in "\"'“("):
        return False
    full = lines[:-1]
    return all(_WRAP_FROM <= len(line) <= _WRAP_TO for line in full) and len(lines[-1]) <= _WRAP_TO


def _headline(head: list[str]) -> int | None:
    """Give the place of the headline among the lines above the first paragraph."""
    marked = [n for n, line in enumerate(head) if line.startswith("# ")]
    if marked:
        return marked[0]
    able = [n for n, line in enumerate(head) if words(line) <= 30 and not _is_credit(line)]
    long = [n for n in able if words(head[n]) >= 4]
    if long:
        return long[-1]
    return able[0] if len(able) == 1 else None


def _is_credit(line: str) -> bool:
    """Tell whether a line names author or time rather than saying something."""
    return bool(_BYLINE.match(line)) or (words(line) < 9 and bool(_DATELIKE.search(line)))


def _bare(line: str) -> str:
    return _HEADING.sub("", line, count=1)
