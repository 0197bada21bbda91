"""A saved web page: the article's text by trafilatura, and what the page states about itself."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from detente.reading.draft import Draft, Unreadable
from detente.reading.lines import without_dressing
from detente.reading.stated import Stated, stated_of

__all__ = ["MOST_ELEMENTS", "read_markup"]

MOST_ELEMENTS = 60_000
"""Elements of the largest page that is read: beyond it extraction takes minutes."""

_DEEPEST = 150
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_SPLIT = re.compile(r"\s+[|·•»–—-]\s+|\s*\|\s*")


def read_markup(markup: str, url: str, fetched_at: datetime) -> Draft:
    """Give title, text, address, outlet and date of an HTML page. Raises `Unreadable`."""
    tree = _parse(markup)
    stated = stated_of(tree, url, fetched_at)
    text = _text(tree)
    lines = without_dressing([line.strip() for line in text.split("\n") if line.strip()])
    title = _without_site(stated)
    if lines and _same(lines[0], title):
        lines = lines[1:]
    if not lines:
        raise Unreadable("no text")
    return Draft(
        title=title,
        text="\n".join(lines),
        url=stated.url,
        outlet=stated.host,
        language=stated.language,
        published=stated.published,
    )


def _parse(markup: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(_DECLARATION.sub("", markup), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("no text", str(error)) from error
    _bound(tree)
    return tree


def _bound(tree: Any) -> None:
    """Refuse a page too large to be read in bounded time, and flatten one nested beyond reason."""
    from lxml import etree

    depth = count = 0
    for action, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if action == "start" else -1
        if action == "start":
            count += 1
        if depth > _DEEPEST and action == "start":
            _flatten(element)
    if count > MOST_ELEMENTS:
        raise Unreadable("too large", f"{count:,} elements, the most is {MOST_ELEMENTS:,}")


def _flatten(element: Any) -> None:
    words = [text for text in element.itertext() if text.strip()]
    for child in list(element):
        element.remove(child)
    element.text = " ".join(words)


def _text(tree: Any) -> str:
    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(
            tree, fast=True, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception as error:  # hostile pages find ways to break any extractor
        raise Unreadable("extraction failed", repr(error)[:200], wrong=True) from error
    return str(found.text or "") if found else ""


def _without_site(stated: Stated) -> str:
    """Drop the outlet's name, which many pages add to the title."""
    title = stated.title
    names = {_letters(name) for name in (stated.site, stated.host, *stated.host.split(".")[:-1])}
    parts = list(_SPLIT.finditer(title))
    for cut, keep_after in ((parts[-1:], False), (parts[:1], True)):
        for found in cut:
            name = title[: found.start()] if keep_after else title[found.end() :]
            rest = title[found.end() :] if keep_after else title[: found.start()]
            if _letters(name) in names and len(rest.split()) > 1:
                return rest.strip()
    return title


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _same(line: str, title: str) -> bool:
    return bool(title) and _letters(line) == _letters(title)
