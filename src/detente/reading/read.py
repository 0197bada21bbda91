"""Pages to documents, whatever they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from detente.errors import DataFileError
from detente.language import fingerprint, language_of, split
from detente.reading.dates import sane
from detente.reading.decode import decode
from detente.reading.draft import Draft, Unreadable
from detente.reading.items import read_item
from detente.reading.markup import read_markup
from detente.reading.plain import read_plain
from detente.reading.stated import host_of, is_web_address
from detente.records import Document, Page, Skip

__all__ = ["LARGEST", "read", "read_page"]

LARGEST = 20_000_000
"""Bytes of the largest page that is read."""

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]|$)", re.I)
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.I)


def read(
    pages: Iterable[Page],
    *,
    on_skip: Callable[[Skip], None] | None = None,
    fast: bool = False,
) -> Iterator[Document]:
    """Give a document for each page that holds a text; the others go to `on_skip`.

    `fast` reads HTML in about half the time, with somewhat more of the page around the article.
    """
    for page in pages:
        result = read_page(page, fast=fast)
        if isinstance(result, Document):
            yield result
        elif on_skip:
            on_skip(result)


def read_page(page: Page, *, fast: bool = False) -> Document | Skip:
    """Give the page's text as a document, or a skip that says why there is none.

    The date that the page's source states wins over the page's own. A date before 1800 or after the
    fetch is dropped, and a page that states none stays undated.
    """
    try:
        return _document(page, _draft(page, fast))
    except Unreadable as problem:
        return _skip(page, problem)
    except DataFileError:
        raise
    except Exception as error:  # one page, whatever breaks in it, must never end a run
        return _skip(page, Unreadable("reading failed", repr(error)[:200], wrong=True))


def _skip(page: Page, problem: Unreadable) -> Skip:
    return Skip(
        stage="read",
        kind="error" if problem.wrong else "skip",
        subject=page.url,
        reason=problem.reason,
        detail=problem.detail,
        at=page.fetched_at,
    )


def _draft(page: Page, fast: bool) -> Draft:
    if not page.body.strip():
        raise Unreadable("no text", "the page is empty")
    if len(page.body) > LARGEST:
        raise Unreadable("too large", f"{len(page.body):,} bytes, the most is {LARGEST:,}")
    if page.media_type == "application/json":
        return read_item(page.body)
    text = decode(page.body)
    if page.media_type == "text/plain":
        return read_plain(text)
    return read_markup(text, page.url, page.fetched_at, fast=fast)


def _document(page: Page, draft: Draft) -> Document:
    title = _storable(" ".join(draft.title.split()))
    text = _storable(draft.text).strip()
    if not (title or text):
        raise Unreadable("no text")
    url = _storable(draft.url)
    if not url or _OTHER_SCHEME.match(url):
        url = page.url
    web = url if is_web_address(url) else page.url
    return Document(
        url=url,
        outlet=page.outlet or _storable(draft.outlet) or host_of(web),
        title=title,
        text=text,
        bounds=split(text),
        language=_language(page, draft, title, text),
        fetched_at=page.fetched_at,
        published=sane(draft.published, page.fetched_at) or sane(page.published, page.fetched_at),
        fingerprint=fingerprint(text),
        note=" ".join(dict.fromkeys(filter(None, (_storable(draft.note), page.note)))),
    )


def _language(page: Page, draft: Draft, title: str, text: str) -> str:
    """Prefer what source or item state; a page's own attribute counts only where nothing else does.

    Site templates carry the wrong attribute too often.
    """
    stated = page.language or ("" if page.media_type == "text/html" else draft.language)
    if code := _LANGUAGE.match(stated or ""):
        return code[1].lower()
    found = language_of(f"{title}\n{text}")
    attribute = _LANGUAGE.match(draft.language)
    return attribute[1].lower() if found == "und" and attribute else found


def _storable(text: str) -> str:
    return _UNSTORABLE.sub("\ufffd", text)
