"""What a web page states about itself: title, address, site, language, publication day."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from detente.reading.dates import day_of, sane

__all__ = ["Stated", "host_of", "is_web_address", "stated_of"]

_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "article.published",
    "og:published_time",
    "datepublished",
    "date_published",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
    "originalpublicationdate",
    "article_date_original",
)
_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "headline")
_ARTICLE = re.compile(r"Article|Posting|Report$|VideoObject$|AudioObject$|WebPage$")
_DATE_CLASS = re.compile(r"date|time|publish|posted|byline|article-info|entry-meta|post-meta", re.I)
_MOST_NODES = 5_000
_LONGEST_URL = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a page states about itself; empty where it is silent."""

    title: str
    url: str
    host: str
    site: str
    language: str
    published: date | None


def stated_of(tree: Any, url: str, fetched_at: datetime) -> Stated:
    """Gather it from meta elements, JSON-LD, links and headings of an lxml tree.

    `url` is where the page came from. A canonical address on another host is not believed unless
    the page is a local file.
    """
    metas = _metas(tree)
    articles = list(_articles(tree))
    address = _address(tree, metas, url)
    return Stated(
        title=_title(tree, metas, articles),
        url=address,
        host=host_of(address),
        site=metas.get("og:site_name", ""),
        language=_language(tree),
        published=_published(tree, metas, articles, address, fetched_at),
    )


def is_web_address(url: str) -> bool:
    """Tell whether it is an address that a reader can safely be sent to."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    clean = not any(char.isspace() or char in "<>\"'`\\" for char in url)
    return parts.scheme in ("http", "https") and "." in host and clean and len(url) < _LONGEST_URL


def host_of(url: str) -> str:
    """Give the host name without ``www.``; empty for anything but a web address."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if is_web_address(url) else ""


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """Give the JSON-LD objects that describe an article, outermost first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            queue = deque([json.loads(script.text or "", strict=False)])
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not queue:
                break
            node = queue.popleft()
            if isinstance(node, list):
                queue.extend(node)
            elif isinstance(node, dict):
                if _ARTICLE.search(str(node.get("@type", ""))):
                    yield node
                queue.extend(value for value in node.values() if isinstance(value, dict | list))


def _title(tree: Any, metas: dict[str, str], articles: list[dict[str, Any]]) -> str:
    stated = [metas.get(name, "") for name in _TITLE_METAS[:1]]
    stated += [a["headline"] for a in articles if isinstance(a.get("headline"), str)][:1]
    heads = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    stated += [h for h in heads if h] if len([h for h in heads if h]) == 1 else []
    stated += [metas.get(name, "") for name in _TITLE_METAS[1:]]
    stated += [t.text_content() for t in tree.iter("title")][:1]
    stated += heads[:1]
    return next((" ".join(title.split()) for title in stated if title.strip()), "")


def _address(tree: Any, metas: dict[str, str], url: str) -> str:
    links = [
        (link.get("href") or "").strip()
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    candidates = [link for link in [*links, metas.get("og:url", "")] if is_web_address(link)]
    if not is_web_address(url):
        return candidates[0] if candidates else ""
    return next((link for link in candidates if host_of(link) == host_of(url)), url)


def _language(tree: Any) -> str:
    root = tree.getroottree().getroot()
    return (root.get("lang") or root.get("xml:lang") or "").strip()


def _published(
    tree: Any,
    metas: dict[str, str],
    articles: list[dict[str, Any]],
    url: str,
    fetched_at: datetime,
) -> date | None:
    stated = [a.get("datePublished") for a in articles]
    stated += [metas.get(name) for name in _DATE_METAS]
    stated += [time.get("datetime") for time in _publication_times(tree)]
    for value in stated:
        if day := sane(day_of(value), fetched_at):
            return day
    return _by_htmldate(tree, url, fetched_at)


def _publication_times(tree: Any) -> Iterator[Any]:
    for time in tree.iter("time"):
        if time.get("pubdate") is not None or "datePublished" in (time.get("itemprop") or ""):
            yield time


def _by_htmldate(tree: Any, url: str, fetched_at: datetime) -> date | None:
    """Ask htmldate, showing it only the head and the elements made for dates.

    In the whole page it would also take a day that the text speaks of, or a copyright line.
    """
    from htmldate import find_date

    bare = tree.makeelement("html")
    body = tree.makeelement("body")
    bare.append(body)
    body.extend(deepcopy(element) for element in _date_elements(tree))
    found = find_date(
        bare,
        extensive_search=False,
        original_date=True,
        url=url or None,
        max_date=(fetched_at + timedelta(days=1)).strftime("%Y-%m-%d"),
    )
    return sane(day_of(found), fetched_at)


def _date_elements(tree: Any) -> list[Any]:
    found = []
    for element in tree.iter("time", "span", "p", "div", "abbr", "td", "li", "small"):
        marks = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))
        if element.tag != "time" and not _DATE_CLASS.search(marks):
            continue
        if len(element) <= 5 and len("".join(element.itertext())) < 150:
            found.append(element)
        if len(found) == 20:
            break
    return found
