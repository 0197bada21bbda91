"""A section or front page without a feed: its links that look like articles.

Such a link leads to the same site, to a page below its front page, and its words are a headline's:
four at least. Links of menus, headers and footers, and those to tags, authors and pictures, are not
articles. The order is that of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag, urlsplit

from detente.collecting.links import web_link
from detente.collecting.listing import Entry, Listing
from detente.collecting.pagetree import page_tree, title_of, without
from detente.collecting.plain import headline

__all__ = ["LEAST_WORDS", "MOST_ENTRIES", "NAME", "build"]

NAME = "section"

LEAST_WORDS = 4
MOST_ENTRIES = 100
_LONGEST_HEADLINE = 300
_LEAST_SIGNS = 10
"""Signs of a headline in a script that sets no spaces."""

_NOT_READ = ("script", "style", "noscript", "template", "svg", "iframe", "nav", "header", "footer",
             "form", "button")  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"\w[\w'’.-]*")
_NO_ARTICLE = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|authors?|search|login|register|subscri\w*|about\w*"
    r"|contacts?|impressum|imprint|privacy\w*|terms\w*|cookies?|newsletters?|rss|feeds?|page|user"
    r"|account|advert\w*|careers?|jobs)(?:/[^/]*)?/?$"
    r"|\.(?:jpe?g|png|gif|svg|webp|pdf|mp[34]|zip|xml|json|css|js)$",
    re.I,
)


def build() -> Section:
    """Make the format."""
    return Section()


class Section:
    """Reads the links of a page."""

    def listing(self, body: bytes, *, address: str, charset: str = "", now: datetime) -> Listing:
        """Give the links that look like articles. Raises `InvalidInput` for what is no web page."""
        del now  # links have no time
        tree = page_tree(body, charset)
        title = title_of(tree)
        titles: dict[str, str] = {}
        for url, words in _links(without(tree, _NOT_READ), address):
            titles.setdefault(url, words)
        entries = [Entry(url=url, title=words) for url, words in titles.items()]
        surplus = len(entries) - MOST_ENTRIES
        left_out = (("too many entries", f"{surplus:,}"),) if surplus > 0 else ()
        return Listing(entries=tuple(entries[:MOST_ENTRIES]), left_out=left_out, title=title)


def _links(tree: Any, address: str) -> Iterator[tuple[str, str]]:
    base = next((web_link(address, b.get("href") or "") for b in tree.iter("base")), "") or address
    own = urldefrag(address).url.rstrip("/")
    hosts: dict[str, bool] = {}
    for link in tree.iter("a"):
        url = urldefrag(web_link(base, link.get("href") or "")).url
        parts = urlsplit(url)
        path = parts.path.strip("/")
        if not (path or parts.query) or url.rstrip("/") == own or _NO_ARTICLE.search(parts.path):
            continue
        host = parts.hostname or ""
        if host not in hosts:
            hosts[host] = _site(host) == _site(urlsplit(address).hostname or "")
        if hosts[host] and _is_headline(words := _words(link)):
            yield url, words


def _site(host: str) -> str:
    """Give the domain that somebody has registered; for a bare name or number, that itself."""
    from tld import get_fld

    return get_fld(host, fix_protocol=True, fail_silently=True) or host.removeprefix("www.")


def _words(link: Any) -> str:
    """Give the heading in the link if there is one: a card holds summary and date as well."""
    heading = next(link.iter(*_HEADINGS), None)
    parts = (link if heading is None else heading).itertext()
    return headline(" ".join(str(part) for part in parts))


def _is_headline(words: str) -> bool:
    if len(words) > _LONGEST_HEADLINE:
        return False
    return len(_WORD.findall(words)) >= LEAST_WORDS or len(_UNSPACED.findall(words)) >= _LEAST_SIGNS
