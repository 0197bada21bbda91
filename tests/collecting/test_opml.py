"""Lists of feeds: those of other programs, our own there and back, and hostile ones."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from detente.collecting.opml import read_opml, write_opml
from detente.errors import InvalidInput
from detente.records import Source

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TASS = Source(
    kind="feed", address="https://tass.example/rss?a=1&b=2", name='TASS "world"', language="en",
    country="RUS", ownership="state", role="wire", group="Russia/Agencies", note="a state agency",
)  # fmt: skip

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TEXTS = st.text(max_size=30) | st.sampled_from(
    ["", '"', "<&>", "a\nb\tc\r\n", "\u202eabc", "خبر", "\x00\x1b[31m", "]]>", "\ud800", "a/b"]
)
SOURCES = st.builds(
    Source,
    kind=st.sampled_from(["feed", "sitemap", "section", "page", "channel", "plugin.v1"]),
    address=st.builds("https://{}.example/{}".format, st.integers(0, 9), st.integers(0, 9)),
    name=TEXTS | st.just("https://1.example/1"),
    language=st.sampled_from([None, "en", "az"]),
    country=st.sampled_from([None, "AZE", "XKX"]),
    ownership=st.sampled_from(["", "state", "public", "private"]),
    role=st.sampled_from(["", "wire", "outlet", "ministry", "body"]),
    group=TEXTS | st.sampled_from(["A", "A/B", "A/B/C", "/", "//", "A/"]),
    note=TEXTS,
)


def _list(outlines: str, head: str = "") -> bytes:
    return f'<opml version="2.0"><head>{head}</head><body>{outlines}</body></opml>'.encode()


def _legal(source: Source) -> Source:
    texts = {n: ILLEGAL.sub("", getattr(source, n)) for n in ("name", "group", "note")}
    return replace(source, **texts)  # type: ignore[arg-type]


@settings(max_examples=50)
@given(st.lists(SOURCES, max_size=8, unique_by=lambda s: (s.kind, s.address)))
def test_a_list_goes_out_and_in_again_without_loss(sources: list[Source]) -> None:
    """Characters that XML cannot hold are lost, and nothing else is."""
    written = write_opml(sources, title="All \x00", now=NOW)
    back, left_out = read_opml(written)
    assert left_out == ()
    assert {s.id: s for s in back} == {s.id: _legal(s) for s in sources}
    assert write_opml(back, title="All ", now=NOW) == written


def test_other_readers_find_feeds_titles_and_folders() -> None:
    page = Source(kind="section", address="https://mfa.example/news", name="MFA", group="Russia")
    root = etree.fromstring(write_opml([TASS, page], title="Mine", now=NOW))
    assert root.get("version") == "2.0"
    assert root.findtext("head/title") == "Mine"
    assert root.findtext("head/dateCreated") == "Wed, 25 Nov 2026 09:30:00 +0000"
    (russia,) = root.findall("body/outline")
    (feed,) = russia.findall("outline[@text='Agencies']/outline")
    plain = {name: value for name, value in feed.items() if "{" not in name}
    assert plain == {"type": "rss", "text": TASS.name, "title": TASS.name,
                     "xmlUrl": TASS.address, "language": "en"}  # fmt: skip
    (link,) = russia.findall("outline[@type='link']")
    assert (link.get("url"), link.get("xmlUrl")) == (page.address, None)


def test_a_list_of_another_program_is_read() -> None:
    """Names of attributes differ in case; languages have regions; folders may have none."""
    (one, two), left_out = read_opml(
        _list(
            '<outline text="News"><outline text="World" >'
            '<outline text="T" title="One" type="rss" xmlURL=" https://a.example/ " '
            'htmlUrl="https://a.example" language="en-us"/></outline></outline>'
            '<outline text="Two" xmlUrl="https://b.example" language="unknown" '
            'category="/News/Caucasus,/Tech"/>'
        )
    )
    assert one == Source(kind="feed", address="https://a.example/", name="One", language="en",
                         group="News/World")  # fmt: skip
    assert (two.name, two.group, two.language) == ("Two", "News/Caucasus", None)
    assert left_out == ()


def test_a_feed_in_which_others_lie_is_a_feed_and_no_folder() -> None:
    inner = '<outline text="B" xmlUrl="https://b.example"/>'
    found, _ = read_opml(_list(f'<outline text="A" xmlUrl="https://a.example">{inner}</outline>'))
    assert [(s.name, s.group) for s in found] == [("A", ""), ("B", "")]


@pytest.mark.parametrize(
    ("outline", "reason", "detail"),
    [
        ('<outline type="link" text="L" url="https://a.example/"/>', "a reference, no feed", "L"),
        ('<outline type="include" url="https://a.example/x.opml"/>', "a reference, no feed",
         "https://a.example/x.opml"),
        ('<outline text="only words"/>', "no address of a feed", "only words"),
        ('<outline text="E" xmlUrl=""/>', "not a web address", "E"),
        ('<outline xmlUrl="/etc/passwd"/>', "not a web address", "/etc/passwd"),
        ('<outline xmlUrl="file:///etc/passwd"/>', "not a web address", "file:///etc/passwd"),
        ('<outline xmlUrl="https://[/"/>', "not a web address", "https://[/"),
        ('<outline xmlUrl="https://"/>', "not a web address", "https://"),
        ('<outline d:kind="files" url="/home"/>', "a file of another machine", "/home"),
        ('<outline xmlUrl="https://a.example" isComment="true" text="C"/>', "commented out", "C"),
        ('<outline isComment="true" text="C"><outline xmlUrl="https://a.example"/></outline>',
         "commented out", "C"),
        ('<outline xmlUrl="https://a.example" d:role="blog"/>', "unknown role", "blog"),
        ('<outline xmlUrl="https://a.example" d:ownership="mine"/>', "unknown ownership", "mine"),
        ('<outline xmlUrl="https://a.example" d:country="AZR"/>', "unknown country", "AZE"),
    ],
)  # fmt: skip
def test_what_is_no_source_is_left_out_with_its_line(
    outline: str, reason: str, detail: str
) -> None:
    named = 'xmlns:d="https://github.com/detente-project/detente/opml"'
    body = _list(f'\n<outline text="F" {named}>\n{outline}</outline>')
    found, ((told, where),) = read_opml(body)
    assert found == ()
    assert told == reason
    assert where.startswith("line 3: ")
    assert detail in where


def test_a_feed_in_two_folders_is_taken_once_and_told() -> None:
    feed = '<outline text="A" xmlUrl="https://a.example/"/>'
    found, left_out = read_opml(_list(f'<outline text="F">{feed}</outline>\n{feed}'))
    assert [s.group for s in found] == ["F"]
    assert left_out == (("listed twice", "line 2: https://a.example/"),)


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "line 1: not XML"),
        (b"\x00\xff\xfe", "line 1: not XML"),
        (b"<html>\n<body/></html>", "line 1: <html> begins no OPML; export"),
        (b'<rss version="2.0"/>', "line 1: a feed, no list of feeds; give its address"),
        (b'<opml>\n<body>\n<outline text="a&b"/>', r"line 3: not XML: .*& is written &amp;"),
        (b"<opml><body>", "line 1: not XML"),
        (b"<?xml version='1.0' encoding='utf-8'?>\n<opml a='\xe9'/>", "line 2: not XML"),
        (b'\n<!DOCTYPE opml SYSTEM "http://127.0.0.1:9/x"><opml/>', "line 2: a DOCTYPE.*delete"),
        ('<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml/>'.encode("utf-16"),
         "a DOCTYPE"),
        (f'<!DOCTYPE opml [<!ENTITY e0 "ha">{BOMB}]><opml a="&e11;">&e11;</opml>'.encode(),
         "a DOCTYPE"),
        (b"<opml><body>" + b"\n<outline/>" * 20_001, "line 20002: more than 20,000 outlines"),
        (b"<opml>" + b"<a/>" * 30_000, "more than 20,000"),
        (b"<opml><body>" + b"\n<outline>" * 101 + b"</outline>" * 101 + b"</body></opml>",
         "line 102: outlines nested deeper than 100; use fewer folders"),
        (b"<opml><body>" + b"<outline>" * 30_000, "nested too deep"),
        (_list("\n<outline " + " ".join(f"a{n}=''" for n in range(50_000)) + "/>"),
         "line 2: more than 100 attributes; export"),
        (b"<opml>" + b" " * 20_000_000, "more than 20,000,000 bytes; split"),
    ],
    ids=["empty", "binary", "html", "rss", "bare &", "cut", "charset", "external DTD", "external",
         "bomb", "many outlines", "many others", "deep", "deepest", "attributes", "large"],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_line_and_remedy(body: bytes, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        read_opml(body)


@given(st.binary(max_size=200) | st.text("<>opmlbdyuten/= \"'&;![]\n", max_size=80).map(str.encode))
def test_no_bytes_crash_it(body: bytes) -> None:
    for whole in (body, b"<opml><body>" + body + b"</body></opml>"):
        with suppress(InvalidInput):
            read_opml(whole)


def test_what_cannot_be_read_again_is_not_written() -> None:
    deep = replace(TASS, group="/".join("a" * 100))
    with pytest.raises(InvalidInput, match="100 levels"):
        write_opml([deep], title="", now=NOW)
    with pytest.raises(InvalidInput, match=r"'a\\x00' cannot be written"):
        write_opml([replace(TASS, address="a\x00")], title="", now=NOW)
    many = [Source.feed(f"https://a.example/{n}") for n in range(20_001)]
    with pytest.raises(InvalidInput, match="split the list"):
        write_opml(many, title="", now=NOW)
    assert len(read_opml(write_opml(many[:-1], title="", now=NOW))[0]) == 20_000
