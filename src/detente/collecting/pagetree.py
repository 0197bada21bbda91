"""A fetched web page as a tree of elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from detente.collecting.characters import characters
from detente.collecting.plain import headline
from detente.errors import InvalidInput

__all__ = ["page_tree", "title_of", "without"]

LARGEST = 20_000_000
"""Bytes of the largest page that is read."""

_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\x7fELF")


def page_tree(body: bytes, charset: str = "") -> Any:
    """Give the root of an HTML page. Raises `InvalidInput` for anything else.

    The parser goes no deeper than 256 levels; what lies below is lost.
    """
    from lxml import etree, html

    if body.startswith(_MAGIC):
        raise InvalidInput("a picture, document or archive, not a web page")
    if len(body) > LARGEST:
        raise InvalidInput(f"a page of {len(body):,} bytes; the most is {LARGEST:,}")
    text = characters(body, charset).replace("\0", "")
    if "<" not in text:
        raise InvalidInput(f"no web page: it begins with {text.strip()[:60]!r}")
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        return html.document_fromstring(text.encode("utf8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InvalidInput(f"a web page without content: {str(error)[:100]}") from error


def title_of(tree: Any) -> str:
    """Give the words of the ``title`` element."""
    title = next(tree.iter("title"), None)
    return headline(str(title.text_content())) if title is not None else ""


def without(tree: Any, names: Iterable[str]) -> Any:
    """Take all elements of these names out of a tree, with what is in them."""
    from lxml import etree

    etree.strip_elements(tree, *names, with_tail=False)
    return tree
