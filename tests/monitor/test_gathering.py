"""What is begun next: no host and no source holds up the others."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from detente.collecting.articles import Fetched
from detente.collecting.fetching import Answer
from detente.collecting.polling import Polled, first_state
from detente.errors import FetchError
from detente.monitor.clock import SystemClock
from detente.monitor.gathering import MOST_WAITING, Gathering
from detente.monitor.line import PER_HOST
from detente.monitor.settling import Settled
from detente.records import Page, Source, SourceState, Waiting

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
RSS = b"<rss version='2.0'><channel><title>News</title></channel></rss>"


class Clock(SystemClock):
    """Stands still."""

    def now(self) -> datetime:
        return NOW


class Fetcher:
    """Answers when it is told to, and remembers what is under way."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go = asyncio.Event()

    async def get(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        self.asked.append(url)
        await self.go.wait()
        return Answer(url=url, body=RSS, media_type="application/rss+xml")


def feeds(host: str, number: int) -> list[Source]:
    return [Source.feed(f"https://{host}/{n}") for n in range(number)]


def waiting(host: str, number: int, source: str, due: datetime = NOW) -> list[Waiting]:
    def one(n: int) -> Waiting:
        page = Page(
            url=f"https://{host}/a{n}", body=b"{}", media_type="application/json", fetched_at=NOW,
            source=source,
        )  # fmt: skip
        return Waiting(item=f"{host} {n}", page=page, fetch=True, due=due)

    return [one(n) for n in range(number)]


def begun(
    sources: list[Source],
    line: Iterable[Waiting] = (),
    states: Iterable[SourceState] = (),
    *,
    once: bool = False,
) -> list[str]:
    """Give the hosts that are asked before anything is answered."""

    async def go() -> list[str]:
        fetcher, stop = Fetcher(), asyncio.Event()
        known = {state.source: state for state in states}
        gathering = Gathering(sources, known, fetcher, Clock(), connections=40, once=once)
        gathering.add(line)
        task = asyncio.create_task(gathering.run(room=lambda: True, stop=stop))
        await asyncio.sleep(0.05)
        stop.set()
        await task
        return [url.split("/")[2] for url in fetcher.asked]

    return asyncio.run(go())


def test_one_host_never_holds_all_connections() -> None:
    asked = begun([*feeds("many.example", 100), *feeds("one.example", 1)])
    assert asked.count("many.example") == PER_HOST
    assert "one.example" in asked


def test_articles_of_one_host_do_not_hold_up_sources_and_articles_of_others() -> None:
    busy, other = feeds("busy.example", 1)[0], feeds("other.example", 1)[0]
    line = [*waiting("busy.example", 600, busy.id), *waiting("third.example", 1, other.id)]
    asked = begun([busy, other], line)
    assert asked.count("busy.example") == PER_HOST
    assert {"other.example", "third.example"} <= set(asked)


def test_a_source_with_many_articles_in_line_is_not_polled_but_once_it_is() -> None:
    source = Source.feed("https://feed.example/rss")
    later = waiting("busy.example", MOST_WAITING, source.id, NOW + timedelta(hours=1))
    assert begun([source], later) == []
    assert begun([source], later, once=True) == ["feed.example"]


def test_once_leaves_alone_who_asked_for_it() -> None:
    sources = [Source.feed(f"https://{name}.example/") for name in ("waits", "gone", "fails")]
    waits, gone, fails = (replace(first_state(s), due=NOW + timedelta(hours=1)) for s in sources)
    states = [
        replace(waits, error="asked to wait: 429"),
        replace(gone, gone=True),
        replace(fails, failures=1, error="server error"),
    ]
    assert begun(sources, states=states, once=True) == ["fails.example"]


def test_a_time_that_a_wrong_clock_has_set_is_not_believed() -> None:
    source = Source.feed("https://feed.example/rss")
    far = replace(first_state(source), due=NOW + timedelta(days=900))
    near = replace(first_state(source), due=NOW + timedelta(days=1))
    assert begun([source], states=[far]) == ["feed.example"]
    assert begun([source], states=[near]) == []


def test_a_push_does_not_end_the_poll_that_is_under_way() -> None:
    source = Source.feed("https://feed.example/rss")

    async def go() -> int:
        fetcher, stop = Fetcher(), asyncio.Event()
        gathering = Gathering([source], {}, fetcher, Clock(), connections=4)
        task = asyncio.create_task(gathering.run(room=lambda: True, stop=stop))
        await asyncio.sleep(0.02)
        gathering.update(Polled(source=source, at=NOW, pushed=True), Settled())
        await asyncio.sleep(0.1)
        stop.set()
        await task
        return len(fetcher.asked)

    assert asyncio.run(go()) == 1


def test_what_breaks_in_one_source_becomes_its_error() -> None:
    class Broken(Fetcher):
        async def get(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
            raise RuntimeError("a mistake")

    async def go() -> list[object]:
        source = Source.feed("https://feed.example/rss")
        stop = asyncio.Event()
        gathering = Gathering([source], {}, Broken(), Clock(), connections=4)
        gathering.add(waiting("a.example", 1, source.id))
        task = asyncio.create_task(gathering.run(room=lambda: True, stop=stop))
        found = [await gathering.results.get() for _ in range(2)]
        stop.set()
        await task
        return list(found)

    for result in asyncio.run(go()):
        if isinstance(result, Fetched):
            assert result.skip is not None
            assert result.skip.reason == "article not fetched: fetching failed"
        else:
            assert isinstance(result, Polled)
            assert isinstance(result.error, FetchError)
            assert "a mistake" in str(result.error)
