"""One JSON object, as corpora and exports hold an article."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from detente.reading.dates import day_of
from detente.reading.draft import Draft, Unreadable

__all__ = ["read_item"]

_URL = ("url", "link", "id")
_TITLE = ("title", "headline")
_TEXT = ("text", "body", "content", "sentences")
_DATE = ("published", "date")
_LANGUAGE = ("language", "lang")
_OUTLET = ("outlet", "source")
_BREAK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr)\b[^<>]{0,500}>", re.I)
_TAG = re.compile(r"</?[a-z][^<>]{0,2000}>", re.I)


def read_item(body: bytes) -> Draft:
    """Give the article that a JSON object holds. Raises `Unreadable`.

    Of several keys that mean the same the first one that is filled counts: url, link, id; title,
    headline; text, body, content, sentences; published, date; language, lang; outlet, source; note.
    """
    try:
        item = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON", str(error), wrong=True) from error
    if not isinstance(item, dict):
        raise Unreadable("not a JSON object", f"a {type(item).__name__}")
    title, text = _first(item, _TITLE), _first(item, _TEXT)
    if not title and not text:
        raise Unreadable("no text", f"none of the keys {', '.join(_TEXT + _TITLE)} holds any")
    stated = next((item[key] for key in _DATE if item.get(key)), None)
    return Draft(
        title=" ".join(_unmarked(title).split()),
        text=_unmarked(text),
        url=_first(item, _URL),
        outlet=_first(item, _OUTLET),
        language=_first(item, _LANGUAGE),
        note=_first(item, ("note",)),
        published=day_of(stated),
    )


def _first(item: dict[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        value = item.get(key)
        if isinstance(value, list):
            value = "\n".join(part for part in value if isinstance(part, str))
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _unmarked(text: str) -> str:
    """Drop HTML tags, which feeds and exports leave in their texts."""
    if not _BREAK.search(text):
        return text
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
