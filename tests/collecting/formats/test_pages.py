"""Listings that are web pages: a page, a section, a channel; and any bytes at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.collecting.formats.channel import web_address
from detente.collecting.formats.section import MOST_ENTRIES
from detente.collecting.listing import Listing
from detente.errors import InvalidInput
from detente.pieces import find_piece

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
KINDS = ("channel", "page", "section")


def _read(kind: str, body: bytes, charset: str = "") -> Listing:
    made = find_piece("detente.collecting.formats", kind).build()
    found = made.listing(body, address="https://post.example/", charset=charset, now=NOW)
    assert isinstance(found, Listing)
    return found


def test_only_so_many_links_are_taken() -> None:
    links = (f"<a href='/news/{n}'>Envoy number {n} was summoned</a>" for n in range(130))
    found = _read("section", "".join(links).encode())
    assert [e.url for e in found.entries[:2]] == [f"https://post.example/news/{n}" for n in (0, 1)]
    assert len(found.entries) == MOST_ENTRIES
    assert found.left_out == (("too many entries", "30"),)


def test_a_base_of_another_site_leads_away() -> None:
    links = b"<base href='https://other.example/'><a href='/1'>Envoy was summoned on Monday</a>"
    assert _read("section", links).entries == ()


def test_a_page_tells_a_change_of_words_and_no_change_of_menus() -> None:
    page = "<title>Notes</title><nav>{menu}</nav><p>{words}</p>"
    texts = [
        _read("page", page.format(menu=menu, words=words).encode()).entries[0].text
        for menu, words in (("a", "Calm."), ("b", "Calm."), ("a", "Alarm."))
    ]
    assert texts == ["Calm.", "Calm.", "Alarm."]


def test_the_charset_of_the_header_counts() -> None:
    body = "<title>Москва</title><p>Посол вызван.</p>".encode("cp1251")
    assert _read("page", body, "windows-1251").title == "Москва"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"words", b"<!-- -->", b"\x1f\x8b\x08"])
def test_what_is_no_page_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(InvalidInput):
        _read(kind, body)


@pytest.mark.parametrize(
    "written",
    ["@harbour", "harbour", "t.me/harbour", "https://t.me/harbour", "http://telegram.me/s/harbour/",
     "https://t.me/s/harbour?before=7", " https://t.me/harbour/77 "],
)  # fmt: skip
def test_a_channel_has_one_address_however_it_is_written(written: str) -> None:
    assert web_address(written) == "https://t.me/s/harbour"


def test_a_mirror_of_a_channel_stays_as_it_is() -> None:
    assert web_address("http://127.0.0.1:8000/s/harbour") == "http://127.0.0.1:8000/s/harbour"


@pytest.mark.parametrize("written", ["", "https://t.me/+AbC", "t.me/c/12/3", "two words", "@a"])
def test_what_names_no_public_channel_is_refused(written: str) -> None:
    with pytest.raises(InvalidInput, match="names no public channel"):
        web_address(written)


PIECES = st.sampled_from(
    ["<div class='tgme_widget_message' data-post='a/1'>", "<div class='tgme_widget_message_text'>",
     "</div>", "<br>", "<time datetime='9999-12-31T23:59:59-14:00'>", "<a href='/1'>", "<h1>",
     "</a>", "<a href='http://['>", "four words of headline", "<title>", "<base href='//['>",
     "<script>", "<!--", "&#0;", "\0", "<section class='tgme_channel_history'>", "<svg>", "<math>",
     "<template>"]
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_any_text_is_read_or_refused(kind: str, text: str) -> None:
    try:
        found = _read(kind, f"<p>{text}".encode("utf8", "replace"))
    except InvalidInput:
        return
    assert found == _read(kind, f"<p>{text}".encode("utf8", "replace"))


@pytest.mark.parametrize("kind", KINDS)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(kind: str, body: bytes) -> None:
    for given_ in (body, b"<p>" + body):
        try:
            _read(kind, given_)
        except InvalidInput:
            continue
