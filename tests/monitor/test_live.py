"""A run without an end: news that is published while it runs is on the pages soon after."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from detente.monitor.clock import SystemClock
from detente.monitor.live import Live
from detente.monitor.live_options import LiveOptions
from detente.monitor.running import run_live
from detente.monitor.tally import Tally
from detente.records import Dyad, Source
from detente.store import Ledger
from tests.monitor.building import ignore
from tests.monitor.collecting_world import CODER, content, fetching, once, sources
from tests.newsroom import NewsServer, Reply
from tests.newsroom.world import Outlet, World, story

PAIR = Dyad.of("RUS", "AZE")


class FastClock(SystemClock):
    """Runs a thousand times as fast, from a morning in 2025 on."""

    SPEED = 1000.0

    def __init__(self) -> None:
        self._begin = datetime(2025, 7, 1, 6, tzinfo=UTC)
        self._from = super().monotonic()

    def now(self) -> datetime:
        passed = super().monotonic() - self._from
        return datetime.fromtimestamp(self._begin.timestamp() + passed * self.SPEED, UTC)

    def monotonic(self) -> float:
        return super().monotonic() * self.SPEED

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.SPEED)


@pytest.fixture
def world() -> Iterator[World]:
    with NewsServer() as server:
        yield World(server)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db") as opened:
        yield opened


@asynccontextmanager
async def running(
    ledger: Ledger, given: list[Source], clock: SystemClock | None = None, **options: object
) -> AsyncIterator[Live]:
    """Run beside the test, and stop in an orderly way."""
    chosen = LiveOptions(coder=CODER, watch=(PAIR,), **options)  # type: ignore[arg-type]
    started: asyncio.Queue[Live] = asyncio.Queue()
    task = asyncio.create_task(
        run_live(
            ledger,
            given,
            options=chosen,
            tally=Tally(ignore),
            clock=clock or SystemClock(),
            on_start=lambda live, _: started.put_nowait(live),
            fetching=fetching,
        )
    )
    live = await asyncio.wait_for(started.get(), 5)
    try:
        yield live
    finally:
        live.stop.set()
        await asyncio.wait_for(task, 20)


async def until(holds: Callable[[], object], seconds: float = 15) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.02)


def documents(ledger: Ledger) -> int:
    return ledger.counts()["documents"]


def test_news_published_while_it_runs_becomes_events(world: World, ledger: Ledger) -> None:
    outlet = world.outlet()
    outlet.publish(story(1))

    async def go() -> None:
        async with running(ledger, sources(world.outlets), FastClock()):
            await until(lambda: documents(ledger) == 1)
            outlet.publish(*map(story, range(2, 14)))
            await until(lambda: documents(ledger) == 13)
            await until(lambda: list(ledger.events(dyad=PAIR)))
            await until(lambda: ledger.points(PAIR))

    asyncio.run(go())


def test_what_it_concludes_bit_by_bit_is_what_one_run_concludes(
    world: World, tmp_path: Path
) -> None:
    outlet, other = world.outlet(), world.outlet(whole=True)
    path, whole = tmp_path / "live.db", tmp_path / "whole.db"

    async def go(ledger: Ledger) -> None:
        async with running(ledger, sources(world.outlets), FastClock()):
            for start in range(0, 60, 20):
                outlet.publish(*map(story, range(start, start + 20)))
                other.publish(*map(story, range(start + 5, start + 12)))
                await until(lambda: documents(ledger) == _published(world))
            await until(lambda: ledger.waiting_counts() == (0, 0))

    with Ledger.open(path) as ledger:
        asyncio.run(go(ledger))
    once(whole, world.outlets, watch=[PAIR])
    live, single = content(path), content(whole)
    assert live["events"]
    assert {k: live[k] for k in ("documents", "reports", "events", "backgrounds", "waiting")} == {
        k: single[k] for k in ("documents", "reports", "events", "backgrounds", "waiting")
    }


def _published(world: World) -> int:
    return sum(len(outlet.stories) for outlet in world.outlets)


def test_a_stop_in_the_middle_leaves_the_rest_for_the_next_run(
    world: World, ledger: Ledger, tmp_path: Path
) -> None:
    outlet = world.outlet()
    outlet.publish(*map(story, range(30)))
    for number in range(30):
        _slow(world, outlet, number)

    async def go() -> None:
        async with running(ledger, sources(world.outlets)):
            await until(lambda: documents(ledger) >= 3)

    asyncio.run(go())
    assert documents(ledger) < 30
    assert sum(ledger.waiting_counts()) + documents(ledger) == 30
    assert all(run.finished for run in ledger.runs())
    once(ledger.path, world.outlets)
    assert documents(ledger) == 30


def _slow(world: World, outlet: Outlet, number: int) -> None:
    """Let an article take its time."""
    path = f"/{outlet.name}/s{number}.html"
    body = outlet.page(story(number))
    html = {"Content-Type": "text/html"}
    world.server.set(path, Reply(body=body, headers=html, delay=0.15))


def test_a_dead_source_is_asked_less_and_less(world: World, ledger: Ledger) -> None:
    outlet = world.outlet()
    world.server.set("/outlet0/feed.xml", Reply(status=500))

    async def go() -> None:
        async with running(ledger, sources([outlet]), FastClock()):
            await until(lambda: len(world.server.paths) >= 5)

    asyncio.run(go())
    asked = [r.at for r in world.server.requests if r.path.endswith("feed.xml")]
    waits = [later - earlier for earlier, later in pairwise(asked)]
    assert waits[3] > waits[0]
    (state,) = ledger.states().values()
    assert state.failures >= 4


def test_nothing_more_is_fetched_while_too_much_waits_to_be_read(
    world: World, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.monitor.live.MOST_UNREAD", 4)
    outlet = world.outlet()
    outlet.publish(*map(story, range(40)))
    most = 0

    async def go() -> None:
        nonlocal most
        async with running(ledger, sources(world.outlets), connections=2):
            while documents(ledger) < 40:
                most = max(most, ledger.waiting_counts()[1])
                await asyncio.sleep(0.005)

    asyncio.run(asyncio.wait_for(go(), 20))
    assert most <= 4 + 2 + 2  # what is under way when the limit is met still comes
