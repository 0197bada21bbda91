"""Fetching from a real server, whatever it does."""

from __future__ import annotations

import asyncio
import time
import zlib
from typing import Any

import pytest
from tests import newsroom
from tests.collecting.fetching.asking import always, failure, fetcher, get, limits
from tests.collecting.fetching.test_hosts import Time
from tests.newsroom import NewsServer, Reply, Request, content, redirect

from detente.collecting.fetching import REASONS, FetchLimits, user_agent
from detente.errors import FetchError, InvalidConfig, Refused

FEED = b"<rss>" + b"<item>news</item>" * 500 + b"</rss>"
ETAG, MODIFIED = '"one"', "Tue, 01 Jul 2025 10:00:00 GMT"


@pytest.fixture
def server() -> Any:
    with NewsServer() as made:
        yield made


def test_an_answer_has_all_that_was_said(server: NewsServer) -> None:
    said = {
        "Content-Type": "Application/RSS+XML; charset=UTF-8", "ETag": ETAG,
        "Last-Modified": MODIFIED, "Cache-Control": "public, max-age=300",
        "Link": '<https://hub.example/>; rel="hub", </feed.xml>; rel="self"',
    }  # fmt: skip
    server.set("/feed.xml", Reply(body=FEED, headers=said))
    answer = get(server, "/feed.xml")
    assert (answer.status, answer.body, answer.url) == (200, FEED, server.url("/feed.xml"))
    assert (answer.media_type, answer.charset) == ("application/rss+xml", "utf-8")
    assert (answer.etag, answer.modified, answer.max_age) == (ETAG, MODIFIED, 300)
    assert answer.links == {"hub": "https://hub.example/", "self": server.url("/feed.xml")}
    assert (answer.moved, answer.hops) == ("", 0)
    assert 0 < answer.seconds < 10


def test_the_request_says_who_asks_and_nothing_else(server: NewsServer) -> None:
    server.set("/", Reply(headers={"Set-Cookie": "id=1; Path=/"}))
    server.set("/a", redirect("/"))

    async def run() -> None:
        async with fetcher(agent=user_agent("desk@example.org")) as made:
            await made.get(server.url("/"))
            await made.get(server.url("/a"), accept="application/xml")

    asyncio.run(run())
    sent = {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": user_agent("desk@example.org"),
        "accept": "*/*",
        "accept-encoding": "gzip, deflate",
    }
    _, first, second, third = server.requests
    assert first.headers == sent
    assert second.headers == third.headers == sent | {"accept": "application/xml"}
    assert "desk@example.org)" in sent["user-agent"]


def test_proxies_of_the_environment_are_left_alone(
    server: NewsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.set("/", Reply(body=b"direct"))
    assert get(server).body == b"direct"


@pytest.mark.parametrize("reply", [
    Reply(body=FEED), Reply(body=FEED, gzip=True), Reply(body=FEED, chunked=True),
    Reply(body=FEED, gzip=True, chunked=True, drip=(50, 0)),
    Reply(body=zlib.compress(FEED), headers={"Content-Encoding": "deflate"}),
    Reply(body=FEED, raw=lambda: [b"HTTP/1.0 200 OK\r\n\r\n", FEED]),
])  # fmt: skip
def test_a_body_comes_whole_however_it_is_sent(server: NewsServer, reply: Reply) -> None:
    server.set("/", reply)
    assert get(server).body == FEED


def test_what_has_not_changed_is_not_sent_again(server: NewsServer) -> None:
    server.set("/", content(FEED, etag=ETAG, modified=MODIFIED))
    for asked in ({"etag": ETAG}, {"modified": MODIFIED}, {"etag": ETAG, "modified": "x"}):
        answer = get(server, **asked)
        assert (answer.status, answer.body, answer.etag) == (304, b"", ETAG)
    assert get(server, etag='"other"').status == 200


def test_an_unchanged_answer_keeps_the_connection_and_what_was_known(server: NewsServer) -> None:
    server.set("/", Reply(status=304))

    async def run() -> None:
        async with fetcher() as made:
            for _ in range(3):
                answer = await made.get(server.url(), etag=ETAG, modified=MODIFIED, robots=False)
                assert (answer.status, answer.etag, answer.modified) == (304, ETAG, MODIFIED)

    asyncio.run(run())
    assert server.accepted == 1


def test_unchanged_is_no_answer_for_whoever_did_not_ask(server: NewsServer) -> None:
    server.set("/", Reply(status=304))
    error = failure(server)
    assert (error.reason, error.status) == ("unexpected answer", 304)


def test_conditions_that_cannot_be_sent_are_not_sent(server: NewsServer) -> None:
    server.set("/", Reply(body=FEED))
    assert get(server, etag='"é"', modified="a\r\nX: y").body == FEED
    assert not {"if-none-match", "if-modified-since", "x"} & set(server.requests[-1].headers)


def test_the_time_of_one_address_is_no_condition_for_another(server: NewsServer) -> None:
    server.set("/", redirect("/new"))
    server.set("/new", content(FEED, modified=MODIFIED))
    assert get(server, modified=MODIFIED).status == 200
    server.set("/new", content(FEED, etag=ETAG))
    assert get(server, etag=ETAG).status == 304


@pytest.mark.parametrize(("statuses", "moved"), [
    ((301,), 1), ((308, 301, 308), 3), ((302,), 0), ((307, 301), 0), ((301, 302, 301), 1),
    ((303, 301), 0),
])  # fmt: skip
def test_only_permanent_redirects_from_the_start_move_an_address(
    server: NewsServer, statuses: tuple[int, ...], moved: int
) -> None:
    for number, status in enumerate(statuses):
        server.set(f"/{number}", redirect(f"/{number + 1}#top", status))
    server.set(f"/{len(statuses)}", Reply(body=FEED))
    answer = get(server, "/0")
    assert answer.moved == (server.url(f"/{moved}") if moved else "")
    assert (answer.url, answer.hops) == (server.url(f"/{len(statuses)}"), len(statuses))


def test_loops_and_long_ways_end(server: NewsServer) -> None:
    server.set("/self", newsroom.loop("/self"))
    server.set("/a", redirect("/b", 301))
    server.set("/b", redirect("/a", 301))
    server.set("/long", lambda r: redirect(f"/long?{len(r.path)}{'x' * len(r.path)}"))
    assert failure(server, "/self").reason == "redirect loop"
    assert failure(server, "/a").reason == "redirect loop"
    server.forget()
    assert failure(server, "/long").reason == "too many redirects"
    assert len(server.paths) == 6
    assert failure(server, "/a", only=limits(redirects=0)).reason == "too many redirects"


def test_a_redirect_must_say_where_to(server: NewsServer) -> None:
    server.set("/", Reply(status=301))
    assert (error := failure(server)).reason == "unexpected answer"
    assert error.status == 301


@pytest.mark.parametrize(("status", "reason"), [
    (204, "unexpected answer"), (206, "unexpected answer"), (300, "unexpected answer"),
    (400, "unexpected answer"), (401, "forbidden"), (403, "forbidden"), (404, "not found"),
    (410, "gone"), (418, "unexpected answer"), (451, "forbidden"), (500, "server error"),
    (503, "server error"),
])  # fmt: skip
def test_a_status_becomes_a_reason(server: NewsServer, status: int, reason: str) -> None:
    server.set("/", Reply(status=status, headers={"Location": "/elsewhere"}))
    error = failure(server)
    assert (error.reason, error.status, error.retry_after) == (reason, status, None)
    assert server.paths == ["/"]


@pytest.mark.parametrize(("reply", "wait"), [
    (newsroom.too_many(120), 120.0), (newsroom.too_many("7", 503), 7.0),
    (newsroom.too_many(10**9), 86_400.0), (newsroom.too_many(), 60.0),
    (newsroom.too_many("nonsense"), 60.0),
    (Reply(status=503, headers={"Date": MODIFIED,
                                "Retry-After": "Tue, 01 Jul 2025 10:01:30 GMT"}), 90.0),
])  # fmt: skip
def test_a_host_that_asks_to_wait_is_left_alone(
    server: NewsServer, reply: Reply, wait: float
) -> None:
    """Whatever else is wanted of it; other hosts are asked as before."""
    server.set("/", reply)
    server.set("/other", Reply(body=FEED))

    async def run() -> None:
        async with fetcher(resolver=always("127.0.0.1")) as made:
            with pytest.raises(FetchError) as first:
                await made.get(server.url("/"))
            with pytest.raises(FetchError) as second:
                await made.get(server.url("/other"))
            assert [e.value.reason for e in (first, second)] == ["asked to wait"] * 2
            assert first.value.retry_after == wait
            assert wait - 3 < (second.value.retry_after or 0) <= wait
            assert (await made.get(server.url("/other", host="two.example"))).body == FEED

    asyncio.run(run())
    assert server.paths == ["/", "/other"]


@pytest.mark.parametrize(("reply", "reason"), [
    (newsroom.cut(FEED, 100), "connection cut"),
    (newsroom.cut(FEED, 100, chunked=True), "connection cut"),
    (newsroom.cut(FEED, 0), "connection cut"),
    (newsroom.wrong_length(FEED, len(FEED) + 1), "connection cut"),
    (Reply(raw=list), "connection cut"),
    (Reply(raw=lambda: [b"HTTP/1.1 200 OK\r\nContent-Le"]), "connection cut"),
    (Reply(raw=lambda: [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"]),
     "connection cut"),
    (newsroom.not_http(), "not HTTP"),
    (Reply(raw=lambda: [b"<rss/>\r\n\r\n"]), "not HTTP"),
    (Reply(raw=lambda: [b"HTTP/1.1 200 OK\r\nA\0b: c\r\n\r\n"]), "not HTTP"),
    (Reply(raw=lambda: [b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"]),
     "not HTTP"),
    (Reply(raw=lambda: [b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"]),
     "not HTTP"),
    (newsroom.endless_headers(), "too large"),
    (Reply(headers={"X-Long": "x" * 70_000}), "too large"),
    (newsroom.huge(), "too large"),
    (newsroom.huge(said=True), "too large"),
    (newsroom.gzip_bomb(), "unpacks to too much"),
    (Reply(body=FEED[:99], headers={"Content-Encoding": "gzip"}), "cannot be unpacked"),
    (Reply(body=FEED, headers={"Content-Encoding": "br"}), "cannot be unpacked"),
    (Reply(body=FEED, headers={"Content-Encoding": "gzip, gzip"}), "cannot be unpacked"),
])  # fmt: skip
def test_what_is_broken_is_told_by_its_reason(
    server: NewsServer, reply: Reply, reason: str
) -> None:
    server.set("/", reply)
    error = failure(server, robots=False)
    assert error.reason == reason
    assert reason in REASONS
    assert len(str(error)) < 300


def test_a_length_that_is_too_large_ends_it_at_once(server: NewsServer) -> None:
    """Nothing of the body is waited for."""
    server.set("/", Reply(body=b"x" * 50, content_length=10**9, drip=(1, 30)))
    assert failure(server).reason == "too large"


def test_the_caller_may_take_less(server: NewsServer) -> None:
    server.set("/", Reply(body=FEED))
    server.set("/packed", Reply(body=FEED, gzip=True))
    assert get(server, most=len(FEED)).body == FEED
    assert failure(server, most=len(FEED) - 1).reason == "too large"
    assert failure(server, "/packed", most=len(FEED) - 1).reason == "unpacks to too much"
    assert failure(server, most=10**9, only=limits(body=100)).reason == "too large"


@pytest.mark.parametrize(("reply", "limit"), [
    (newsroom.slow_drip(FEED, 10, 0.02), {"total": 0.3}),
    (Reply(body=FEED, delay=30), {"read": 0.2}),
    (Reply(body=FEED, delay=30), {"total": 0.2}),
    (Reply(body=FEED, drip=(100, 30)), {"read": 0.2}),
    (redirect("/"), {"total": 0.2}),
])  # fmt: skip
def test_nobody_is_waited_for_longer_than_allowed(
    server: NewsServer, reply: Reply, limit: dict[str, float]
) -> None:
    """The last server drips redirects: the time is for all of them together."""
    if reply.status == 302:
        slow = Reply(status=302, headers={"Location": "/?2"}, delay=0.12)
        server.set("/?2", Reply(status=302, headers={"Location": "/?3"}, delay=0.12))
        server.set("/", slow)
    else:
        server.set("/", reply)
    began = time.monotonic()
    assert failure(server, only=limits(**limit), robots=False).reason == "no answer in time"
    assert time.monotonic() - began < 10


def test_a_name_that_nobody_knows(server: NewsServer) -> None:
    async def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    async def silent(host: str, port: int) -> list[str]:
        await asyncio.sleep(30)
        return []

    async def run(resolver: Any) -> str:
        async with fetcher(resolver=resolver, only=limits(connect=0.2)) as made:
            with pytest.raises(FetchError) as caught:
                await made.get("http://news.example/", robots=False)
            assert not isinstance(caught.value, Refused)
            return caught.value.reason

    assert asyncio.run(run(unknown)) == "name not found"
    assert asyncio.run(run(always())) == "name not found"
    assert asyncio.run(run(silent)) == "no answer in time"


def test_a_port_where_nobody_listens() -> None:
    with NewsServer() as closed:
        pass
    error = failure(closed, robots=False)
    assert error.reason == "cannot connect"
    assert f"127.0.0.1:{closed.port}" in error.detail


def test_the_wrong_charset_is_passed_on_for_the_reader_to_judge(server: NewsServer) -> None:
    text = "Баку вызвал посла"
    server.set("/", newsroom.wrong_charset(text, said="utf-8", true="windows-1251"))
    answer = get(server)
    assert (answer.charset, answer.body) == ("utf-8", text.encode("windows-1251"))


def test_a_pause_lies_between_requests_to_one_host(server: NewsServer) -> None:
    server.set("/", Reply())
    time = Time()

    async def run() -> None:
        async with fetcher(only=limits(gap=5.0), clock=time, sleep=time.sleep) as made:
            await asyncio.gather(*(made.get(server.url(), robots=False) for _ in range(4)))

    asyncio.run(run())
    assert (time.now, len(server.requests)) == (1015.0, 4)


def test_no_more_than_two_at_once_are_asked_of_one_host(server: NewsServer) -> None:
    under_way = [0, 0]

    def count(request: Request) -> Reply:
        under_way[0] += 1
        under_way[1] = max(under_way)
        return Reply(raw=answered)

    def answered() -> Any:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        under_way[0] -= 1

    server.set("/", count)

    async def run() -> None:
        async with fetcher(only=limits(per_host=2)) as made:
            await asyncio.gather(*(made.get(server.url(), robots=False) for _ in range(20)))

    asyncio.run(run())
    assert under_way[1] <= 2
    assert server.accepted == 20


def test_a_fetch_that_is_given_up_leaves_room_for_the_next(server: NewsServer) -> None:
    server.set("/slow", Reply(body=FEED, delay=30))
    server.set("/", Reply(body=FEED))

    async def run() -> bytes:
        async with fetcher(only=limits(connections=1, per_host=1)) as made:
            task = asyncio.create_task(made.get(server.url("/slow"), robots=False))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return (await made.get(server.url(), robots=False)).body

    assert asyncio.run(run()) == FEED


def test_many_hosts_are_fetched_side_by_side(server: NewsServer) -> None:
    """One server plays them all, and takes half a second for each."""

    async def run() -> int:
        async with fetcher(resolver=always("127.0.0.1")) as made:
            urls = [server.url("/feed.xml", host=f"n{n}.example") for n in range(40)]
            answers = await asyncio.gather(*(made.get(url, robots=False) for url in urls))
            return sum(answer.body == FEED for answer in answers)

    server.set("/feed.xml", Reply(body=FEED, delay=0.5))
    began = time.monotonic()
    assert asyncio.run(run()) == 40
    assert time.monotonic() - began < 15  # one after another would take 20


@pytest.mark.parametrize("wrong", [
    {"connect": 0}, {"gap": -1}, {"body": 0}, {"connections": 0}, {"redirects": -1},
])  # fmt: skip
def test_limits_that_let_nothing_through_are_refused(wrong: dict[str, float]) -> None:
    (name,) = wrong
    with pytest.raises(InvalidConfig, match=f"limit {name}"):
        FetchLimits(**wrong)  # type: ignore[arg-type]


def test_a_contact_that_would_break_the_header_is_refused() -> None:
    assert user_agent().startswith("Detente/")
    for contact in ("a\r\nX: y", "é@example.org"):
        with pytest.raises(InvalidConfig, match="plain ASCII"):
            user_agent(contact)


def test_every_reason_is_a_few_words() -> None:
    assert len(REASONS) == len(set(REASONS))
    assert all(len(reason.split()) <= 5 for reason in REASONS)
