"""Where a source stands after each poll: real answers from a real server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.newsroom import (
    NewsServer,
    Reply,
    content,
    cut,
    gone,
    gzip_bomb,
    loop,
    not_http,
    redirect,
    server_error,
    too_many,
    wrong_length,
)

from detente.collecting.fetching import Allowed, Fetcher, FetchLimits
from detente.collecting.polling import Polled, first_state, is_web, poll, settled, web_address
from detente.records import Source, SourceState

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
RSS = (
    b"<rss version='2.0'><channel><title>News</title><item><title>Envoy called in</title>"
    b"<link>https://example.org/1</link></item></channel></rss>"
)
INDEX = (
    b"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
    b"<sitemap><loc>%s</loc></sitemap><sitemap><loc>%s</loc></sitemap></sitemapindex>"
)
PART = (
    b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
    b"xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>%s</loc><n:news>"
    b"<n:publication_date>2025-07-01T10:00:00Z</n:publication_date><n:title>Envoy %d</n:title>"
    b"</n:news></url></urlset>"
)


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as started:
        yield started


def ask(source: Source, state: SourceState | None = None, now: datetime = NOW) -> Polled:
    """Poll once, with a fetcher that reaches the server and nothing else that is private."""

    async def go() -> Polled:
        limits = FetchLimits(gap=0, total=3, read=2)
        async with Fetcher(limits, allowed=Allowed.parse(["127.0.0.1"])) as fetcher:
            return await poll(source, state or first_state(source), fetcher, now=now)

    return asyncio.run(go())


def after(source: Source, state: SourceState | None = None, now: datetime = NOW) -> SourceState:
    before = state or first_state(source)
    return settled(before, ask(source, before, now), jitter=0.5)


def test_an_answer_sets_conditions_and_the_next_poll(server: NewsServer) -> None:
    server.set("/rss", content(RSS, etag='"one"'))
    source = Source.feed(server.url("/rss"))
    state = after(source)
    assert (state.etag, state.answered, state.failures) == ('"one"', NOW, 0)
    assert state.due is not None
    assert state.due > NOW
    again = ask(source, state)
    assert again.answer is not None
    assert again.answer.status == 304
    assert again.listing is None
    assert settled(state, again, jitter=0.5).etag == '"one"'


def test_a_permanent_redirect_moves_the_source_and_another_does_not(server: NewsServer) -> None:
    server.set("/new", Reply(body=RSS))
    for status, moves in ((301, True), (308, True), (302, False), (307, False)):
        server.set("/old", redirect("/new", status))
        state = after(Source.feed(server.url("/old")))
        assert (state.address == server.url("/new")) is moves


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (server_error(), "server error"),
        (Reply(status=404), "not found"),
        (Reply(status=403), "forbidden"),
        (too_many(30), "asked to wait"),
        (cut(RSS, 20), "connection cut"),
        (wrong_length(RSS, 9_999), "connection cut"),
        (not_http(), "not HTTP"),
        (loop("/rss"), "redirect loop"),
        (Reply(body=b"<html><body>Welcome</body></html>"), "not what its kind says"),
        (Reply(body=b""), "not what its kind says"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_goes_wrong_is_told_and_tried_again_later(
    server: NewsServer, reply: Reply, error: str
) -> None:
    server.set("/rss", reply)
    state = after(Source.feed(server.url("/rss")))
    assert state.error.startswith(error)
    assert state.failures == 1
    assert state.due is not None
    assert NOW < state.due <= NOW + timedelta(hours=1)


def test_a_bomb_is_refused(server: NewsServer) -> None:
    server.set("/rss", gzip_bomb())
    assert "unpacks to too much" in after(Source.feed(server.url("/rss"))).error


def test_a_source_that_is_gone_is_asked_again_in_a_week(server: NewsServer) -> None:
    server.set("/rss", gone())
    state = after(Source.feed(server.url("/rss")))
    assert state.gone
    assert state.due == NOW + timedelta(days=7)


def test_retry_after_is_kept_to(server: NewsServer) -> None:
    server.set("/rss", too_many(7200))
    state = after(Source.feed(server.url("/rss")))
    assert state.due is not None
    assert state.due >= NOW + timedelta(hours=2)


def test_a_success_wipes_out_what_was_wrong(server: NewsServer) -> None:
    server.set("/rss", Reply(body=RSS))
    source = Source.feed(server.url("/rss"))
    bad = replace(first_state(source), failures=4, error="server error", gone=True)
    state = after(source, bad)
    assert (state.failures, state.error, state.gone) == (0, "", False)


def test_a_poll_that_was_put_off_is_no_failure_of_the_source(server: NewsServer) -> None:
    server.set("/a", too_many(60))
    server.set("/b", Reply(body=RSS))
    one, other = Source.feed(server.url("/a")), Source.feed(server.url("/b"))

    async def go() -> list[Polled]:
        limits = FetchLimits(gap=0)
        async with Fetcher(limits, allowed=Allowed.parse(["127.0.0.1"])) as fetcher:
            return [await poll(s, first_state(s), fetcher, now=NOW) for s in (one, other)]

    _, put_off = asyncio.run(go())
    state = settled(first_state(other), put_off, jitter=0.5)
    assert state.error.startswith("asked to wait")
    assert state.failures == 0
    assert [r.path for r in server.requests if r.path == "/b"] == []


def test_the_parts_of_a_sitemap_index_are_one_listing(server: NewsServer) -> None:
    parts = [server.url(f"/{n}.xml").encode() for n in (1, 2)]
    server.set("/index.xml", Reply(body=INDEX % tuple(parts)))
    for number in (1, 2):
        server.set(
            f"/{number}.xml", Reply(body=PART % (b"https://example.org/%d" % number, number))
        )
    polled = ask(Source(kind="sitemap", address=server.url("/index.xml")))
    assert polled.listing is not None
    assert sorted(e.title for e in polled.listing.entries) == ["Envoy 1", "Envoy 2"]


def test_a_part_that_is_gone_hides_no_other_and_an_index_is_never_unchanged(
    server: NewsServer,
) -> None:
    parts = [server.url(f"/{n}.xml").encode() for n in (1, 2)]
    server.set("/index.xml", content(INDEX % tuple(parts), etag='"same"'))
    server.set("/1.xml", gone())
    server.set("/2.xml", Reply(body=PART % (b"https://example.org/2", 2)))
    source = Source(kind="sitemap", address=server.url("/index.xml"))
    first = ask(source)
    assert first.listing is not None
    assert [e.title for e in first.listing.entries] == ["Envoy 2"]
    assert [reason for reason, _ in first.listing.left_out] == ["part not fetched"]
    state = settled(first_state(source), first, jitter=0.5)
    assert not state.gone
    server.set("/1.xml", Reply(body=PART % (b"https://example.org/1", 1)))
    again = ask(source, state)
    assert again.listing is not None
    assert len(again.listing.entries) == 2


def test_an_address_that_moved_and_died_gives_way_to_that_of_the_settings(
    server: NewsServer,
) -> None:
    source = Source.feed(server.url("/old"))
    state = replace(first_state(source), address=server.url("/dead"), failures=2)
    assert after(source, state).address == server.url("/old")


def test_a_push_tells_nothing_of_the_source_itself(server: NewsServer) -> None:
    server.set("/rss", Reply(body=RSS))
    source = Source.feed(server.url("/rss"))
    state = replace(first_state(source), hub="https://hub.example/", topic="t", due=NOW, etag="e")
    pushed = replace(ask(source), pushed=True)
    new = settled(state, pushed, times=(NOW,), jitter=0.5)
    assert (new.hub, new.topic, new.due, new.etag) == (state.hub, "t", NOW, "e")
    assert new.renewed == NOW


def test_the_hub_that_a_header_names_is_kept(server: NewsServer) -> None:
    link = f'<{server.url("/hub")}>; rel="hub", <{server.url("/topic")}>; rel="self"'
    server.set("/rss", Reply(body=RSS, headers={"Link": link}))
    state = after(Source.feed(server.url("/rss")))
    assert (state.hub, state.topic) == (server.url("/hub"), server.url("/topic"))


def test_only_what_is_fetched_is_a_source_on_the_web() -> None:
    assert is_web(Source.feed("https://example.org/rss"))
    assert is_web(Source(kind="channel", address="@baku"))
    assert not is_web(Source.feed("saved/feed.xml"))
    assert not is_web(Source.files("https://example.org"))
    assert not is_web(Source(kind="pigeon", address="https://example.org"))
    assert web_address(Source(kind="channel", address="@baku")) == "https://t.me/s/baku"
