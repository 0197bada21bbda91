"""What a site asks of robots is kept to."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from tests import newsroom
from tests.collecting.fetching.asking import always, failure, fetcher, get
from tests.collecting.fetching.test_hosts import Time
from tests.newsroom import NewsServer, Reply, Request, redirect

from detente.collecting.fetching.robots import HOSTS, TEXT, Robots
from detente.collecting.fetching.urls import checked
from detente.errors import FetchError, Refused


@pytest.fixture
def server() -> Any:
    with NewsServer() as made:
        made.set("/news", Reply(body=b"news"))
        yield made


def _forbids(*lines: str) -> Reply:
    return Reply(body="\n".join(lines).encode(), headers={"Content-Type": "text/plain"})


@pytest.mark.parametrize("lines", [
    ("User-agent: *", "Disallow: /"),
    ("User-agent: Detente", "Disallow: /news"),
    ("User-agent: detente/2.0 # us", "Disallow: /n*s$"),
    ("\ufeffUser-agent: other", "user-agent: DETENTE", "Disallow: /"),
    ("User-agent: *", "Allow: /", "User-agent: Detente*", "Disallow: /"),
    ("User-agent: Detente", "nonsense", "User-agent: other", "Disallow: /"),
    ("User-agent: other", "Sitemap: /x.xml", "User-agent: Detente", "Disallow: /"),
    ("User-agent: Detente", "Crawl-delay: 1", "Allow: /", "Disallow: /news"),
])  # fmt: skip
def test_what_is_forbidden_is_not_asked_for(server: NewsServer, lines: tuple[str, ...]) -> None:
    server.set("/robots.txt", _forbids(*lines))
    error = failure(server, "/news")
    assert (error.reason, error.status) == ("robots.txt forbids it", None)
    assert [request.path for request in server.requests] == ["/robots.txt"]
    assert get(server, "/news", robots=False).body == b"news"


@pytest.mark.parametrize("reply", [
    Reply(status=404), Reply(status=403), newsroom.gone(), Reply(status=204), Reply(status=302),
    newsroom.loop("/robots.txt"), Reply(), Reply(body=b"<html>\xff not found</html>"),
    _forbids("User-agent: other", "Disallow: /"), _forbids("Disallow: /"),
    _forbids("User-agent: detentebot", "Disallow: /"),
    _forbids("User-agent: *", "Disallow: /x", "User-agent: other", "Disallow: /"),
    _forbids("User-agent: other", "Disallow: /", "User-agent: Detente", "Disallow: /x"),
    _forbids("User-agent: *", "Disallow: /", "User-agent: Detente", "Allow: /"),
])  # fmt: skip
def test_a_site_that_forbids_nothing_is_fetched(server: NewsServer, reply: Reply) -> None:
    server.set("/robots.txt", reply)
    assert get(server, "/news").body == b"news"


@pytest.mark.parametrize(("reply", "reason", "status"), [
    (newsroom.server_error(), "server error", 500),
    (newsroom.server_error(503), "server error", 503),
    (newsroom.cut(b"x" * 100, 5), "connection cut", None),
    (newsroom.not_http(), "not HTTP", None),
    (Reply(body=b"x", headers={"Content-Encoding": "gzip"}), "cannot be unpacked", None),
])  # fmt: skip
def test_a_site_that_cannot_say_is_left_alone_for_a_while(
    server: NewsServer, reply: Reply, reason: str, status: int | None
) -> None:
    server.set("/robots.txt", reply)
    time = Time()

    async def run() -> None:
        async with fetcher(clock=time, sleep=time.sleep) as made:
            for _ in range(3):
                with pytest.raises(FetchError, match=r"robots\.txt, without which") as caught:
                    await made.get(server.url("/news"))
                assert (caught.value.reason, caught.value.status) == (reason, status)
                assert caught.value.retry_after == 1600 - time.now
                time.now += 100
            server.set("/robots.txt", Reply(status=404))
            time.now += 301
            assert (await made.get(server.url("/news"))).body == b"news"

    asyncio.run(run())
    assert len(server.requests) == 3


def test_a_robots_txt_that_asks_to_wait_is_asked_for_when_the_time_has_come(
    server: NewsServer,
) -> None:
    server.set("/robots.txt", newsroom.too_many(30))
    time = Time()

    async def run() -> None:
        async with fetcher(clock=time, sleep=time.sleep) as made:
            for waited in (30.0, 20.0):
                with pytest.raises(FetchError) as caught:
                    await made.get(server.url("/news"))
                assert (caught.value.reason, caught.value.retry_after) == ("asked to wait", waited)
                time.now += 10
            server.set("/robots.txt", Reply(status=404))
            time.now += 20
            await made.get(server.url("/news"))

    asyncio.run(run())
    assert server.paths == ["/news"]


def test_it_is_asked_for_once_a_day_and_once_for_all_who_come_together(server: NewsServer) -> None:
    server.set("/robots.txt", Reply(delay=0.1))
    time = Time()

    async def run() -> None:
        async with fetcher(clock=time, sleep=time.sleep) as made:
            await asyncio.gather(*(made.get(server.url("/news")) for _ in range(5)))
            time.now += 86_300
            await made.get(server.url("/news"))
            assert len(server.requests) - len(server.paths) == 1
            time.now += 200
            await made.get(server.url("/news"))

    asyncio.run(run())
    assert len(server.requests) - len(server.paths) == 2


def test_each_host_on_the_way_is_asked(server: NewsServer) -> None:
    def robots(request: Request) -> Reply:
        forbidding = request.headers["host"].startswith("two.")
        return _forbids("User-agent: *", "Disallow: /") if forbidding else Reply(status=404)

    server.set("/robots.txt", robots)
    server.set("/away", redirect(server.url("/news", host="two.example")))

    async def run() -> None:
        async with fetcher(resolver=always("127.0.0.1")) as made:
            with pytest.raises(FetchError, match=r"robots\.txt forbids it: http://two\.example"):
                await made.get(server.url("/away", host="one.example"))

    asyncio.run(run())
    assert server.paths == ["/away"]


def test_a_redirect_may_lead_from_robots_txt_to_another_host_but_not_inside(
    server: NewsServer,
) -> None:
    server.set("/robots.txt", redirect("/rules"))
    server.set("/rules", _forbids("User-agent: *", "Disallow: /news"))
    assert failure(server, "/news").reason == "robots.txt forbids it"
    server.set("/robots.txt", redirect("http://169.254.169.254/robots.txt"))
    assert isinstance(failure(server, "/news"), Refused)


def test_the_pause_that_a_site_asks_for_is_made(server: NewsServer) -> None:
    time = Time()

    async def run(delay: str) -> float:
        server.set("/robots.txt", _forbids("User-agent: *", f"Crawl-delay: {delay}"))
        async with fetcher(clock=time, sleep=time.sleep) as made:
            await made.get(server.url("/news"))
            began = time.now
            await made.get(server.url("/news"))
            return time.now - began

    found = [asyncio.run(run(delay)) for delay in ("7", "0.5", "9999", "-1", "inf", "x")]
    assert found == [7.0, 0.5, 30.0, 0.0, 0.0, 0.0]


def test_of_a_long_robots_txt_the_beginning_counts(server: NewsServer) -> None:
    long = b"User-agent: *\nDisallow: /news\n" + b"# padding\n" * 60_000
    server.set("/robots.txt", Reply(body=long))
    assert failure(server, "/news").reason == "robots.txt forbids it"
    server.set("/robots.txt", Reply(body=long, gzip=True))
    assert failure(server, "/news").reason == "robots.txt forbids it"
    server.set("/robots.txt", newsroom.huge())
    assert get(server, "/news").body == b"news"
    server.set("/robots.txt", newsroom.gzip_bomb())
    assert get(server, "/news").body == b"news"


def _kept(count: int, text: bytes) -> tuple[Robots, list[str]]:
    asked: list[str] = []

    async def fetch(address: str) -> bytes:
        asked.append(address)
        return text

    async def run(robots: Robots) -> None:
        for number in range(count):
            await robots.delay(checked(f"http://n{number}.example/"))
        await robots.delay(checked(f"http://n{count - 1}.example/"))

    robots = Robots(fetch, clock=Time())
    asyncio.run(run(robots))
    return robots, asked


def test_memory_is_bounded_by_number_and_by_size() -> None:
    robots, asked = _kept(HOSTS + 10, b"")
    assert (len(robots), len(asked)) == (HOSTS, HOSTS + 10)
    robots, asked = _kept(30, b"User-agent: *\nDisallow: /" + b"x" * 500_000)
    assert (len(robots), len(asked)) == (TEXT // 500_027, 30)


def test_names_times_rules_do_not_explode() -> None:
    """Each of many names in one group would get a copy of its many rules."""
    names = "".join(f"User-agent: robot{number}\n" for number in range(12_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(12_000))
    began = time.process_time()
    _kept(1, (names + rules).encode())
    assert time.process_time() - began < 5


def test_rules_of_one_origin_do_not_reach_another_port() -> None:
    """A port is a site of its own."""
    with NewsServer() as one, NewsServer() as two:
        one.set("/robots.txt", _forbids("User-agent: *", "Disallow: /"))
        two.set("/news", Reply(body=b"news"))

        async def run() -> None:
            async with fetcher() as made:
                with pytest.raises(FetchError):
                    await made.get(one.url("/news"))
                assert (await made.get(two.url("/news"))).body == b"news"

        asyncio.run(run())
