"""How records read on a page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from detente.records import Actor, When
from detente.web import words


@given(st.text())
def test_shown_text_holds_no_control_and_no_override(text: str) -> None:
    result = str(words.shown(text))
    assert not any(ord(c) < 0x20 and c not in "\n\t" for c in result)
    assert not set(result) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert words.shown(result) == result


@pytest.mark.parametrize(
    "text", ["Ağdam, Şuşa", "Москва", "می\u200cخواهم", "Հայաստան", "a\u00a0b", "שלום\u200f"]
)
def test_ordinary_writing_is_left_alone(text: str) -> None:
    assert words.shown(text) == text


def test_markup_numbers_and_nothing_pass() -> None:
    assert words.shown(Markup("<b>")) == Markup("<b>")
    assert words.shown(3) == 3
    assert words.shown(None) == ""


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2025-07-01", "1 Jul 2025"),
        ("2025-07", "July 2025"),
        ("2025", "2025"),
        ("1988/1994", "1988–1994"),
        ("2025-06-28/2025-06-29", "28 Jun 2025 – 29 Jun 2025"),
    ],
)
def test_dates_are_as_precise_as_known(iso: str, text: str) -> None:
    assert words.when_text(When.parse(iso)) == text


def test_no_date_is_undated() -> None:
    assert words.when_text(None) == "undated"
    assert words.long_date(date(2025, 7, 1)) == "1 July 2025"


@pytest.mark.parametrize(
    ("value", "text"), [(12.4, "+12"), (-3.6, "−4"), (0.4, "0"), (-0.4, "0"), (100, "+100")]
)
def test_signs_are_true(value: float, text: str) -> None:
    assert words.signed(value) == text


@pytest.mark.parametrize(
    ("chance", "text"), [(0, "0 %"), (0.002, "<1 %"), (0.5, "50 %"), (0.996, ">99 %"), (1, "100 %")]
)
def test_only_certainty_reads_as_certain(chance: float, text: str) -> None:
    assert words.percent(chance) == text


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example", "https://",
     "http://[", "", "news/page.html", "vbscript:x", " javascript:x"],
)  # fmt: skip
def test_only_web_addresses_are_links(url: str) -> None:
    assert words.web_link(url) == ""


def test_web_addresses_are_links() -> None:
    assert words.web_link("https://x.example/a?b=c") == "https://x.example/a?b=c"


@pytest.mark.parametrize(
    "path", ["news/items.jsonl#3", "C:\\\\news\\\\items.jsonl#3", "items.jsonl#3"]
)
def test_a_file_is_named_without_its_folders(path: str) -> None:
    assert words.file_name(path) == "items.jsonl#3"


def test_actors_are_named() -> None:
    assert words.actor(None) == "Unknown"
    assert words.actor(Actor(country="NOR")) == "Norway"
    assert words.actor(Actor(country="NOR", sector="COP", name="officers")) == "Norway (police)"
    assert words.actor(Actor(name="the crowd")) == "the crowd"
    assert words.actor(Actor(sector="CVL")) == "Civilians"


def test_commands_are_set_as_code_and_the_rest_is_escaped() -> None:
    assert words.commands("a <b> `detente run` \u202e.") == (
        "a &lt;b&gt; <code>detente run</code> [U+202E]."
    )
    assert words.commands("") == ""
