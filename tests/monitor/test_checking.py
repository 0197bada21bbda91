"""Every source is asked once, over real connections, and nothing hides behind another."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from detente.collecting.fetching import Allowed, Fetcher, FetchLimits
from detente.monitor.checking import Checked, check
from detente.records import Source
from tests.newsroom import (
    NewsServer,
    Reply,
    cut,
    gone,
    loop,
    not_http,
    redirect,
    server_error,
    too_many,
)

NOW = datetime(2025, 7, 1, 9, tzinfo=UTC)
FEED = b"""<rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>https://a.example/1</link>
<pubDate>Tue, 01 Jul 2025 07:00:00 GMT</pubDate></item>
<item><title>Two</title><link>https://a.example/2</link>
<pubDate>Mon, 30 Jun 2025 07:00:00 GMT</pubDate></item></channel></rss>"""
EMPTY = b'<rss version="2.0"><channel><title>News</title></channel></rss>'

ROUTES = {
    "/live": Reply(body=FEED),
    "/moved": redirect("/live", 301),
    "/for-now": redirect("/live", 302),
    "/empty": Reply(body=EMPTY),
    "/page": Reply(body=b"<!doctype html><html><body>Hello</body></html>"),
    "/forbidden": Reply(status=403),
    "/login": Reply(status=401),
    "/law": Reply(status=451),
    "/busy": too_many(30),
    "/gone": gone(),
    "/broken": server_error(),
    "/loop": loop("/loop"),
    "/cut": cut(FEED, 100),
    "/smtp": not_http(),
    "/inward": redirect("http://10.0.0.1/feed", 302),
    "/slow": Reply(body=FEED, delay=30),
    "/robots.txt": Reply(body=b"User-agent: *\nDisallow: /private"),
    "/private": Reply(body=FEED),
}


@pytest.fixture(scope="module")
def server() -> Iterator[NewsServer]:
    with NewsServer() as made:
        for path, route in ROUTES.items():
            made.set(path, route)
        yield made


async def _ask(server: NewsServer, *addresses: str, **more: object) -> tuple[Checked, ...]:
    async def resolver(host: str, port: int) -> list[str]:
        if host == "nowhere.example":
            raise OSError("no such host")
        return [server.host]

    # Each on a host of its own, so that who asks to wait holds up nobody else.
    given = [
        address if "://" in address else server.url(address, host=f"h{n}.example")
        for n, address in enumerate(addresses)
    ]
    allowed = Allowed.parse([server.host])
    limits = FetchLimits(gap=0, per_host=20, read=1, total=1.5)
    async with Fetcher(limits, allowed=allowed, resolver=resolver) as fetcher:
        return await check(map(Source.feed, given), fetcher, NOW, **more)  # type: ignore[arg-type]


def ask(server: NewsServer, *addresses: str, **more: object) -> tuple[Checked, ...]:
    return asyncio.run(_ask(server, *addresses, **more))


EXPECTED = {
    "/live": ("live", "2 entries, the newest 2 hours ago"),
    "/for-now": ("live", "2 entries, the newest 2 hours ago"),
    "/moved": ("moved", "put the new address"),
    "/empty": ("empty", "look at it in a browser"),
    "/page": ("no feed", "not what its kind says"),
    "/forbidden": ("blocked", "look for another address"),
    "/login": ("blocked", "look for another address"),
    "/law": ("blocked", "look for another address"),
    "/busy": ("blocked", "ask less often, later"),
    "/private": ("blocked", "the site asks programs to stay away"),
    "/missing": ("dead", "look on the site for its new address"),
    "/gone": ("dead", "look for a new address, or leave it out"),
    "/broken": ("dead", "try again later"),
    "/loop": ("dead", "look in a browser where it leads"),
    "/cut": ("dead", "try again later"),
    "/smtp": ("dead", "look at it in a browser"),
    "/slow": ("dead", "try again later"),
    "http://nowhere.example/rss": ("dead", "correct the address"),
    "/inward": ("refused", "allow it under [collecting]"),
    "http://169.254.169.254/": ("refused", "allow it under [collecting]"),
}


def test_each_source_is_told_with_a_remedy_in_the_order_given(server: NewsServer) -> None:
    found = ask(server, *EXPECTED)
    assert {a: one.outcome for a, one in zip(EXPECTED, found, strict=True)} == {
        address: outcome for address, (outcome, _) in EXPECTED.items()
    }
    for one, (_, words) in zip(found, EXPECTED.values(), strict=True):
        assert words in one.words
        assert not one.words.endswith("; ")
        assert one.good == (one.outcome in ("live", "moved"))
        assert bool(one.error) == (one.outcome not in ("live", "moved", "empty"))


def test_where_it_has_moved_and_what_it_lists_is_told(server: NewsServer) -> None:
    (one,) = ask(server, "/moved")
    assert one.moved == server.url("/live", host="h0.example")
    assert one.moved in one.words
    assert (one.entries, one.newest) == (2, datetime(2025, 7, 1, 7, tzinfo=UTC))


def test_progress_is_told_and_files_are_passed_over(server: NewsServer) -> None:
    told: list[tuple[int, int]] = []
    ask(server, "/live", "/missing", "/empty", on_done=lambda *step: told.append(step))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert asyncio.run(check([Source.files("news/")], None, NOW)) == ()  # type: ignore[arg-type]


def test_a_fetcher_that_breaks_on_one_source_leaves_the_others(server: NewsServer) -> None:
    class Breaking:
        async def get(self, url: str, **_: str) -> object:
            raise ZeroDivisionError(url)

    sources = [Source.feed("https://a.example/"), Source.feed("https://b.example/")]
    found = asyncio.run(check(sources, Breaking(), NOW))  # type: ignore[arg-type]
    assert [one.outcome for one in found] == ["no feed", "no feed"]
    assert "ZeroDivisionError" in found[0].error
