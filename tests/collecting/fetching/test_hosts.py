"""Turns and pauses, by a clock that the test turns."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from detente.collecting.fetching.hosts import Hosts
from detente.errors import FetchError


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


def _hosts(time: Time, **changed: Any) -> Hosts:
    given: dict[str, Any] = {"total": 40, "per_host": 2, "gap": 1.0}
    given |= {"clock": time, "sleep": time.sleep}
    return Hosts(**(given | changed))


async def _take(hosts: Hosts, time: Time, starts: list[float], name: str, **how: Any) -> None:
    async with hosts.turn(name, **how):
        starts.append(time.now)


def test_requests_to_one_host_begin_a_pause_apart() -> None:
    async def run() -> list[float]:
        time, starts = Time(), list[float]()
        hosts = _hosts(time)
        await asyncio.gather(*(_take(hosts, time, starts, "a") for _ in range(5)))
        return starts

    assert asyncio.run(run()) == [1000.0, 1001.0, 1002.0, 1003.0, 1004.0]


def test_other_hosts_do_not_wait() -> None:
    async def run() -> list[float]:
        time, starts = Time(), list[float]()
        hosts = _hosts(time)
        for name in "abcde":
            await _take(hosts, time, starts, name)
        return starts

    assert asyncio.run(run()) == [1000.0] * 5


def test_a_longer_pause_is_kept_and_a_shorter_one_is_not() -> None:
    async def run() -> list[float]:
        time, starts = Time(), list[float]()
        hosts = _hosts(time)
        for gap in (10.0, 0.1, None):
            await _take(hosts, time, starts, "a", gap=gap)
        await _take(hosts, time, starts, "a")
        return starts

    assert asyncio.run(run()) == [1000.0, 1010.0, 1011.0, 1012.0]


@pytest.mark.parametrize(("names", "most"), [("aaaaaa", 2), ("abcdefgh", 3)])
def test_so_many_at_once_and_no_more(names: str, most: int) -> None:
    under_way = [0, 0]

    async def one(hosts: Hosts, name: str) -> None:
        async with hosts.turn(name):
            under_way[0] += 1
            under_way[1] = max(under_way)
            for _ in range(5):
                await asyncio.sleep(0)
            under_way[0] -= 1

    async def run() -> None:
        hosts = _hosts(Time(), total=3, gap=0.0)
        await asyncio.gather(*(one(hosts, name) for name in names))

    asyncio.run(run())
    assert under_way == [0, most]


def test_a_host_at_rest_is_refused_at_once_until_its_time_has_passed() -> None:
    async def run() -> None:
        time = Time()
        hosts = _hosts(time)
        hosts.rest("a", 300.0)
        time.now += 100
        hosts.rest("a", 10.0)  # a shorter one does not cut a longer one short
        with pytest.raises(FetchError, match="asked to wait: a is left alone for 200 s") as caught:
            await _take(hosts, time, [], "a")
        assert caught.value.retry_after == 200.0
        await _take(hosts, time, [], "b")
        time.now += 200
        await _take(hosts, time, [], "a")

    asyncio.run(run())


@pytest.mark.parametrize("per_host", [1, 2])
def test_a_rest_reaches_those_already_in_line(per_host: int) -> None:
    """Those that wait for a place, and the one that sleeps through the pause."""

    async def run() -> list[object]:
        time = Time()
        hosts = _hosts(time, per_host=per_host)

        async def first() -> None:
            async with hosts.turn("a"):
                await asyncio.sleep(0)
                hosts.rest("a", 60.0)

        waiting = (_take(hosts, time, [], "a") for _ in range(3))
        return await asyncio.gather(first(), *waiting, return_exceptions=True)

    done, *refused = asyncio.run(run())
    assert done is None
    assert [str(error)[:13] for error in refused] == ["asked to wait"] * 3


def test_a_turn_that_is_given_up_is_free_again() -> None:
    async def run() -> None:
        hosts = _hosts(Time(), total=1, per_host=1, gap=0.0)
        async with hosts.turn("a"):
            line = [asyncio.create_task(_take(hosts, Time(), [], name)) for name in "ab"]
            await asyncio.sleep(0)
            for task in line:
                task.cancel()
            await asyncio.gather(*line, return_exceptions=True)
        with pytest.raises(ZeroDivisionError):
            async with hosts.turn("a"):
                raise ZeroDivisionError
        async with asyncio.timeout(1):
            await _take(hosts, Time(), [], "a")
            await _take(hosts, Time(), [], "b")

    asyncio.run(run())


def test_hosts_are_forgotten_after_an_hour_unless_they_rest_longer() -> None:
    async def run() -> None:
        time = Time()
        hosts = _hosts(time)
        for number in range(500):
            await _take(hosts, time, [], f"host{number}")
        hosts.rest("slow", 86_400.0)
        time.now += 3_000
        await _take(hosts, time, [], "a")
        assert len(hosts) == 502
        time.now += 1_000
        await _take(hosts, time, [], "b")
        assert len(hosts) == 3
        with pytest.raises(FetchError):
            await _take(hosts, time, [], "slow")

    asyncio.run(run())
