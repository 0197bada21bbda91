from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.publishing.clean import one_line, printable, web_link
from detente.publishing.dates import when_in_words
from detente.records import When


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("http://example.org", "http://example.org"),
        ("https://example.org/a b<c>\"d", "https://example.org/a%20b%3Cc%3E%22d"),
        ("https://example.org/новости", "https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("ht\ntps://example.org", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https://", None),
        ("https://[broken", None),
        ("https://bank.example@evil.example/", None),
        ("https://example.org/\u202egpj", None),
        ("news/item.txt", None),
        ("", None),
    ],
)  # fmt: skip
def test_only_plain_web_addresses_become_links(url: str, link: str | None) -> None:
    assert web_link(url) == link


@given(st.text())
def test_links_are_plain_ascii_and_open_nothing(url: str) -> None:
    link = web_link(f"https://example.org/{url}")
    assert link is None or (link.isascii() and not set(link) & set(" <>\"'`\\{}\n"))


@given(st.text(st.characters(codec=None)))
def test_printable_text_can_be_written_and_stays_as_it_is(text: str) -> None:
    clean = printable(text)
    assert clean.encode("utf8").decode("utf8") == clean == printable(clean)


def test_control_characters_go_and_letters_of_all_scripts_stay() -> None:
    assert printable("a\x00\x1b[31m\ud800\ufffe\u202eb") == "a[31mb"
    assert one_line(" Баку \n عربي\u200f\t\x07 ") == "Баку عربي\u200f"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2025-06-28", "28 June 2025"),
        ("2025-06", "June 2025"),
        ("1828", "1828"),
        ("1988/1994", "1988–1994"),
        ("2025-06-01/2025-06-03", "1 June 2025 to 3 June 2025"),
    ],
)
def test_dates_in_words(when: str, words: str) -> None:
    assert when_in_words(When.parse(when)) == words
