"""Headlines without the outlet's name, which many pages add to them."""

from __future__ import annotations

import re

__all__ = ["letters", "without_site"]

_SEPARATOR = re.compile(r"\s+[|·•»:–—-]\s+|\s*[|｜]\s*")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
# Host names write these letters as two.
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe"})


def without_site(title: str, site: str, host: str) -> str:
    """Drop the site's name, and a date beside it, from both ends of a title.

    The name must be the one that the page states, or stand in its host name.
    """
    names = {letters(name) for name in (site, host, *host.split(".")[:-1])} - {""}
    for _ in range(3):
        shorter = _shorter(title, names)
        if shorter == title:
            break
        title = shorter
    return title


def letters(text: str) -> str:
    """Give letters and digits alone, without case: enough to compare two names."""
    return "".join(filter(str.isalnum, text.casefold().translate(_TWO_LETTERS)))


def _shorter(title: str, names: set[str]) -> str:
    cuts = list(_SEPARATOR.finditer(title))
    for cut in cuts[-1:]:
        tail = title[cut.end() :].strip()
        if letters(tail) in names or _DATE.fullmatch(tail):
            return title[: cut.start()].strip() or title
    for cut in cuts[:1]:
        if letters(title[: cut.start()]) in names:
            return title[cut.end() :].strip() or title
    return title
