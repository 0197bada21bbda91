"""What headers say, and what they say badly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.collecting.fetching.headers import links, max_age, media_type, retry_after

DATE = "Tue, 01 Jul 2025 10:00:00 GMT"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Text/HTML", ("text/html", "")),
        ("application/rss+xml; charset=UTF-8", ("application/rss+xml", "utf-8")),
        ('text/xml;charset="windows-1251"', ("text/xml", "windows-1251")),
        ("text/html; profile=x; CHARSET = 'koi8-r'", ("text/html", "koi8-r")),
        ("text/html; charset=", ("text/html", "")),
        ("text", ("", "")),
        ("", ("", "")),
    ],
)
def test_media_type_and_charset(written: str, read: tuple[str, str]) -> None:
    assert media_type(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("max-age=300", 300), ("public, Max-Age=60, x", 60), ('max-age="5"', 5),
        ("s-maxage=9", None), ("no-cache", None), ("max-age=-1", None), ("max-age=x", None),
        (f"max-age={10**14}", 366 * 86_400),
    ],
)  # fmt: skip
def test_max_age(written: str, read: int | None) -> None:
    assert max_age(written) == read


@pytest.mark.parametrize(
    ("written", "date", "read"),
    [
        ("120", "", 120.0),
        (" 0 ", "", 0.0),
        ("99999999999999999999", "", 86_400.0),
        ("Tue, 01 Jul 2025 10:02:00 GMT", DATE, 120.0),
        ("Tue, 01 Jul 2025 09:00:00 GMT", DATE, 0.0),
        ("Tue, 01 Jul 2031 09:00:00 GMT", DATE, 86_400.0),
        ("Tue, 01 Jul 2025 10:02:00 GMT", "", None),
        ("soon", DATE, None), ("-5", DATE, None), ("٣", DATE, None), ("", DATE, None),
        ("Tue, 99 Jul 2025 10:02:00 GMT", DATE, None),
    ],
)  # fmt: skip
def test_retry_after(written: str, date: str, read: float | None) -> None:
    assert retry_after({"retry-after": written, "date": date}) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<https://hub.example/>; rel="hub", </feed>; rel=self',
         {"hub": "https://hub.example/", "self": "https://example.org/feed"}),
        ('<x>; title="a, b"; rel="alternate HUB"', {"hub": "https://example.org/a/x"}),
        ("<x>; rel=hub, <y>; rel=hub", {"hub": "https://example.org/a/x"}),
        ("<x>; rel=next", {}), ("<x>", {}), ("nonsense; rel=hub", {}), ("<http://[>; rel=hub", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_links(written: str, read: dict[str, str]) -> None:
    assert links(written, "https://example.org/a/b") == read


@given(st.text() | st.from_regex(r"(<[^>]{0,9}>;? ?rel ?=\"?[hubself, ]{0,9}\"?,?){0,9}"))
def test_no_header_breaks_anything(written: str) -> None:
    media_type(written)
    max_age(written)
    links(written, "https://example.org/")
    retry_after({"retry-after": written, "date": written})
