"""A saved web page: the article's text, and what the page states about itself."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from detente.reading.draft import Draft, Unreadable
from detente.reading.fast import main_text
from detente.reading.lines import is_paragraph, without_dressing
from detente.reading.stated import stated_of
from detente.reading.titles import letters, without_site

__all__ = ["MOST_ELEMENTS", "read_markup"]

MOST_ELEMENTS = 30_000
"""Elements of the largest page that is read. Real pages have a tenth of it, and the time that
extraction takes can grow with the square of the number."""

_HEAD_LINES = 5
_DEEPEST = 150
_IS_DEEP = f"boolean({'/*' * (_DEEPEST + 1)})"
_PARSED_DEPTH = 2_000
"""The parser drops what lies more than 2,048 levels deep."""
# What character references smuggle in and lxml then refuses as the text of an element.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")


def read_markup(markup: str, url: str, fetched_at: datetime, *, fast: bool = False) -> Draft:
    """Give title, text, address, outlet and date of an HTML page. Raises `Unreadable`.

    `fast` finds the text by simpler rules, in a fraction of the time.
    """
    tree = _parse(markup)
    stated = stated_of(tree, url, fetched_at)
    text = _extracted(tree, fast)
    lines = without_dressing([line.strip() for line in text.split("\n") if line.strip()])
    title = without_site(stated.title, stated.site, stated.host)
    lines = _below(title, lines)
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
    from lxml import etree, html

    try:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
        tree = html.document_fromstring(_DECLARATION.sub("", markup), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("no text", str(error)) from error
    _bound(tree)
    return tree


def _bound(tree: Any) -> None:
    """Refuse a page too large to be read in bounded time, and flatten one nested beyond reason."""
    if tree.xpath("count(descendant-or-self::*)") > MOST_ELEMENTS:
        raise Unreadable("too large", f"more than {MOST_ELEMENTS:,} elements")
    if tree.xpath(_IS_DEEP):
        _flatten_below(tree)


def _flatten_below(tree: Any) -> None:
    level, depth = [tree], 1
    below: list[Any] = []
    while level:
        if depth > _PARSED_DEPTH:
            raise Unreadable("nested too deep", f"more than {_PARSED_DEPTH:,} levels")
        if depth == _DEEPEST + 1:
            below = level
        level, depth = [child for element in level for child in element], depth + 1
    for element in below:
        _flatten(element)


def _flatten(element: Any) -> None:
    words = [text for text in element.itertext() if text.strip()]
    for child in list(element):
        element.remove(child)
    element.text = _NO_XML.sub("\ufffd", " ".join(words))


def _extracted(tree: Any, fast: bool) -> str:
    try:
        return main_text(tree) if fast else _by_trafilatura(tree)
    except Exception as error:  # hostile pages find ways to break any extractor
        raise Unreadable("extraction failed", repr(error)[:200], wrong=True) from error


def _by_trafilatura(tree: Any) -> str:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        tree, fast=True, include_comments=False, include_tables=True, with_metadata=False
    )
    return str(found.text or "") if found else ""


def _below(title: str, lines: list[str]) -> list[str]:
    """Drop the headline and what stands above it, such as a section's name, but no paragraph."""
    wanted = letters(title)
    for place, line in enumerate(lines[:_HEAD_LINES], 1):
        if wanted and letters(line) == wanted:
            return lines[place:]
        if is_paragraph(line):
            break
    return lines
