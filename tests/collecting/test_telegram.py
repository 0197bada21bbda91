"""Exports of Telegram Desktop: real files, whole and broken."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.collecting import collect, kind_of
from detente.collecting.formats.telegram import build
from detente.reading import read_page
from detente.records import Document, Page, Skip, Source

NOW = datetime(2026, 11, 25, tzinfo=UTC)
TEXT = "Azerbaijan summoned the Russian ambassador on Monday."
MESSAGE = {
    "id": 7, "type": "message", "date": "2025-07-01T02:30:00", "date_unixtime": "1751322600",
    "from": "Channel", "text": TEXT, "text_entities": [{"type": "plain", "text": TEXT}],
}  # fmt: skip


def _export(folder: Path, *messages: object, **chat: Any) -> Path:
    given = {"name": "Baku news", "type": "public_channel", "id": 42, "messages": list(messages)}
    path = folder / "result.json"
    path.write_text(json.dumps(given | chat), encoding="utf8")
    return path


def _read(path: Path) -> tuple[list[Page], list[Skip]]:
    skips: list[Skip] = []
    source = Source(kind=kind_of(path), address=str(path))
    return list(collect([source], now=NOW, on_skip=skips.append)), skips


def _document(page: Page) -> Document:
    made = read_page(page)
    assert isinstance(made, Document)
    return made


def test_a_message_becomes_a_document_of_its_day_in_utc(tmp_path: Path) -> None:
    """The export's own ``date`` is in the zone of whoever exported it."""
    pages, skips = _read(_export(tmp_path, MESSAGE))
    made = _document(pages[0])
    assert (made.text, made.published, made.outlet) == (TEXT, date(2025, 6, 30), "Baku news")
    assert made.url == "https://t.me/c/42/7"
    assert skips == []


def test_a_text_of_parts_is_joined(tmp_path: Path) -> None:
    """Links and bold words are objects between strings."""
    parts = ["Azerbaijan ", {"type": "bold", "text": "summoned"}, " the Russian ambassador."]
    (page,), _ = _read(_export(tmp_path, MESSAGE | {"text": parts}))
    assert _document(page).text == "Azerbaijan summoned the Russian ambassador."


def test_an_edit_and_a_forward_are_told(tmp_path: Path) -> None:
    changed = MESSAGE | {"edited_unixtime": "1751400000", "forwarded_from": "Ministry"}
    (page,), _ = _read(_export(tmp_path, changed))
    note = _document(page).note
    assert "edited 2025-07-01" in note
    assert "forwarded from Ministry" in note


def test_what_is_no_message_is_counted_with_its_reason(tmp_path: Path) -> None:
    notice = {"id": 1, "type": "service", "action": "pin_message", "text": ""}
    picture = MESSAGE | {"id": 2, "text": "", "photo": "photos/1.jpg"}
    pages, skips = _read(_export(tmp_path, notice, picture, "broken", MESSAGE))
    assert len(pages) == 1
    assert [s.reason for s in skips] == [
        "a notice of the chat, no message", "a message without text", "not a message",
    ]  # fmt: skip
    assert skips[1].subject.endswith("result.json#2")


def test_a_whole_account_is_read_and_what_lies_beside_it_as_well(tmp_path: Path) -> None:
    chat = {"name": "One", "id": 1, "messages": [MESSAGE]}
    whole = {"about": "x", "chats": {"about": "y", "list": [chat, chat | {"id": 2}, "odd"]}}
    (tmp_path / "result.json").write_text(json.dumps(whole), encoding="utf8")
    (tmp_path / "other.txt").write_text("Another text lies beside it.", encoding="utf8")
    assert kind_of(tmp_path) == "files"
    assert kind_of(tmp_path / "result.json") == "telegram"
    pages, skips = _read(tmp_path)
    assert pages.pop(0).body == b"Another text lies beside it."
    assert [p.url for p in pages] == ["https://t.me/c/1/7", "https://t.me/c/2/7"]
    assert [s.reason for s in skips] == ["not a Telegram chat"]


def test_other_files_of_that_name_are_files(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps({"url": "https://x.example/1", "text": TEXT}), encoding="utf8")
    assert kind_of(path) == "files"
    assert kind_of(tmp_path) == "files"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "result.json")
    assert kind_of(tmp_path) == "files"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"messages": [', "not JSON"),
        ('{"messages": {}}', "not a Telegram chat"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a Telegram chat"),
    ],
)
def test_a_broken_export_is_named(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "result.json"
    path.write_text(content, encoding="utf8")
    (skip,) = build().items(Source(kind="telegram", address=str(path)), now=NOW, published=None)
    assert isinstance(skip, Skip)
    assert (skip.kind, skip.reason) == ("error", reason)


def test_a_second_reading_gives_the_same_pages(tmp_path: Path) -> None:
    path = _export(tmp_path, MESSAGE, MESSAGE | {"id": 8})
    assert _read(path) == _read(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["id", "type", "text", "date", "date_unixtime", "edited", "name", "x"]),
        inner, max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.lists(JSON, max_size=4), JSON)
def test_nothing_in_a_message_stops_the_others(
    tmp_path_factory: pytest.TempPathFactory, messages: list[object], name: object
) -> None:
    """Every item is a page or a counted skip, whatever stands in it."""
    path = _export(tmp_path_factory.mktemp("export"), *messages, MESSAGE, name=name)
    pages, skips = _read(path)
    assert len(pages) + len(skips) == len(messages) + 1
    assert any(TEXT.encode() in page.body for page in pages)
