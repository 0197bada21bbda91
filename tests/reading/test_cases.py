from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from detente.reading import read_page
from detente.records import Document, MediaType, Page

CASES = sorted((Path(__file__).parent.parent / "cases" / "reading").iterdir())
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def _parts(path: Path) -> tuple[dict[str, Any], str, MediaType]:
    """Give what a case file expects, its content, and the media type."""
    text = path.read_text("utf8")
    if path.suffix == ".txt":
        expected, _, content = text.partition("\n=====\n")
        return json.loads(expected), content, "text/plain"
    expected, _, content = text.removeprefix("<!-- ").partition(" -->\n")
    return json.loads(expected), content, "text/html"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    expected, content, media = _parts(path)
    body = content.encode(expected.get("encoding", "utf8"))
    page = Page(url="saved/page", body=body, media_type=media, fetched_at=NOW)

    document = read_page(page)

    assert isinstance(document, Document), document
    stated = expected["published"]
    assert document.title == expected["title"]
    assert document.published == (date.fromisoformat(stated) if stated else None)
    assert document.language == expected["language"]
    assert document.url == (expected.get("url") or "saved/page")
    assert document.outlet == expected.get("outlet", "")
    assert len(document.bounds) == expected["sentences"], list(document.sentences())
    assert not [words for words in expected["present"] if words not in document.text]
    assert not [words for words in expected["absent"] if words in document.text]
