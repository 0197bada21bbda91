"""Web addresses and the one way to read them."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.collecting.fetching import Address, checked
from detente.collecting.fetching.urls import LONGEST, onward
from detente.errors import Refused

BASE = checked("https://example.org/news/feed.xml?page=1")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("http://example.org", "http://example.org/"),
        ("HTTPS://Example.ORG:443/A", "https://example.org/A"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("http://example.org:/", "http://example.org/"),
        ("http://example.org./", "http://example.org/"),
        ("http://foo_bar.example/", "http://foo_bar.example/"),
        ("http://example.org?q=1#top", "http://example.org/?q=1"),
        ("http://example.org/a/../b/./c", "http://example.org/b/c"),
        ("http://example.org/?u=http://a@b:99", "http://example.org/?u=http://a@b:99"),
        ("http://example.org/a%20b%2Fc", "http://example.org/a%20b%2Fc"),
        ("http://президент.рф/новости",
         "http://xn--d1abbgf6aiiy.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("http://خبر.example/", "http://xn--ngblk.example/"),
        ("http://fußball.example/", "http://xn--fuball-cta.example/"),
        ("http://example.org/می‌شود", "http://example.org/%D9%85%DB%8C%E2%80%8C%D8%B4%D9%88%D8%AF"),
        ("http://[2606:4700:0:0::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        ("http://[::ffff:8.8.8.8]/", "http://8.8.8.8/"),
        ("http://134744072/", "http://8.8.8.8/"),
    ],
)  # fmt: skip
def test_an_address_is_read_in_one_way(written: str, read: str) -> None:
    assert checked(written).text == read
    assert checked(read).text == read


@pytest.mark.parametrize(
    ("location", "read"),
    [
        ("/x", "https://example.org/x"),
        ("x", "https://example.org/news/x"),
        ("?page=2", "https://example.org/news/feed.xml?page=2"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example/"),
        (" /x ", "https://example.org/x"),
        ("/a b", "https://example.org/a%20b"),
        ("/новости", "https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("#top", "https://example.org/news/feed.xml?page=1"),
    ],
)
def test_a_redirect_is_followed_from_where_it_stands(location: str, read: str) -> None:
    assert onward(BASE, location).text == read


@pytest.mark.parametrize(
    "location",
    [
        "//127.0.0.1/", "//user@example.org/", "http:x", "http:/x", "http:///x", "///127.0.0.1/",
        "\\\\example.org", "/\\example.org", "http://exa mple.org/", "/a\tb", "//[::1", "ftp:x",
        "javascript:alert(1)", "http://[", "//[v1.x]/",
    ],
)  # fmt: skip
def test_no_trick_of_a_redirect_is_followed(location: str) -> None:
    with pytest.raises(Refused):
        onward(BASE, location)


def test_a_very_long_address_is_refused() -> None:
    url = f"http://example.org/{'x' * LONGEST}"
    assert len(checked(url[:LONGEST]).text) == LONGEST
    with pytest.raises(Refused, match=r"^not a web address: .{,200}longer than 8,000"):
        checked(url[: LONGEST + 1])


def test_a_message_does_not_repeat_a_whole_novel() -> None:
    with pytest.raises(Refused) as caught:
        checked(f"http://user@example.org/{'x' * 5000}")
    assert len(str(caught.value)) < 250


@given(
    st.from_regex(r"https?://[^/]{0,30}(/[\w%./?&=#~\[\]{}|-]{0,40})?", fullmatch=True)
    | st.text(max_size=60)
)
def test_whatever_is_written_is_read_as_the_client_reads_it_or_refused(written: str) -> None:
    """Who checks and who fetches agree on the host, the port and all the rest."""
    try:
        found = checked(written)
    except Refused:
        return
    assert isinstance(found, Address)
    assert found.text.isascii()
    sent = httpx.URL(found.text)
    assert str(sent) == found.text
    assert (sent.raw_host.decode(), sent.port or {"http": 80, "https": 443}[sent.scheme]) == (
        found.host, found.port,
    )  # fmt: skip
    assert checked(found.text) == found
