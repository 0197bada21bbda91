"""A single page that changes, such as a ministry's page of statements.

The listing has one entry: the page itself. Its text serves only to tell whether the page has
changed; the article is read from the answer's body, so the entry is never `whole`. Menus, headers
and footers are left out of the text, since they change while the page does not.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from detente.collecting.listing import Entry, Listing
from detente.collecting.pagetree import page_tree, title_of, without
from detente.collecting.plain import plain

__all__ = ["NAME", "build"]

NAME = "page"

_NOT_READ = (
    "script", "style", "noscript", "template", "svg", "iframe", "nav", "header", "footer", "aside",
    "form", "button", "time", "title",
)  # fmt: skip


def build() -> SinglePage:
    """Make the format."""
    return SinglePage()


class SinglePage:
    """Reads a page as a listing of itself."""

    def listing(self, body: bytes, *, address: str, charset: str = "", now: datetime) -> Listing:
        """Give the page as the only entry. Raises `InvalidInput` for what is no web page."""
        del now  # a page says nothing that depends on when it is read
        tree = page_tree(body, charset)
        title = title_of(tree)
        entry = Entry(url=address, guid=address, title=title, text=_visible(tree))
        return Listing(entries=(entry,), title=title)


def _visible(tree: Any) -> str:
    from lxml import etree

    return plain(etree.tostring(without(tree, _NOT_READ), encoding="unicode", method="html"))
