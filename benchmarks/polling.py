"""How long a new item waits for the poll that finds it, beside polling at fixed intervals.

Simulated: each feed publishes at random (Poisson), around the clock or with nights in which it
hardly does. After three days of warming up, the delay from publication to poll is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from math import cos, tau
from pathlib import Path
from random import Random
from statistics import mean, quantiles

from detente.collecting.schedule import KEPT, next_poll
from detente.records import SourceState

START = datetime(2026, 11, 1, tzinfo=UTC)
DAY = 86_400.0
WARM_UP = 3 * DAY
FEEDS = {"every 5 minutes": (300.0, 4), "hourly": (3_600.0, 12), "daily": (DAY, 200)}
"""Seconds between items, and days that are counted."""

Wait = Callable[[list[float], float, float], float]
"""Seconds to the next poll: from the times of the items seen, the time now, and a random number."""


def measure(_: Path) -> Iterator[tuple[str, str]]:
    ways: dict[str, Wait] = {
        "adaptive": adaptive,
        "fixed, 1 minute": lambda *_: 60.0,
        "fixed, 5 minutes": lambda *_: 300.0,
        "fixed, 1 hour": lambda *_: 3_600.0,
    }
    yield "publishes; polled", "mean / median / 90th percentile of the delay; polls a day"
    for name, (gap, days) in FEEDS.items():
        for nights in (False, True):
            until = WARM_UP + days * DAY
            items = published(gap, until, nights=nights, random=Random(f"{name}{nights}"))
            feed = f"{name}{', by day' if nights else ''}"
            for way, wait in ways.items():
                polls = polled(items, until, wait, Random(way))
                yield f"{feed}; {way}", summary(items, polls, days)


def adaptive(seen: list[float], now: float, jitter: float) -> float:
    times = tuple(START + timedelta(seconds=one) for one in seen[-KEPT:])
    state = SourceState(source="simulated", address="https://feed.example/", times=times)
    moment = START + timedelta(seconds=now)
    due = next_poll(state, now=moment, jitter=jitter)
    assert due is not None
    return (due - moment).total_seconds()


def published(gap: float, until: float, *, nights: bool, random: Random) -> list[float]:
    """Draw the times of items; with nights, the rate swings between nothing and double."""
    items, now = [], 0.0
    while (now := now + random.expovariate(2 / gap if nights else 1 / gap)) < until:
        if not nights or random.random() < (1 - cos(tau * now / DAY)) / 2:
            items.append(now)
    return items


def polled(items: list[float], until: float, wait: Wait, random: Random) -> list[float]:
    """Give the times of the polls, from a random one within the first hour on."""
    polls, seen, now = [], 0, random.random() * 3_600
    while now < until:
        polls.append(now)
        while seen < len(items) and items[seen] <= now:
            seen += 1
        now += wait(items[max(0, seen - KEPT) : seen], now, random.random())
    return polls


def summary(items: list[float], polls: list[float], days: int) -> str:
    delays, place = [], 0
    for item in (one for one in items if one >= WARM_UP):
        while place < len(polls) and polls[place] < item:
            place += 1
        if place < len(polls):
            delays.append(polls[place] - item)
    cuts = quantiles(delays, n=10)
    counted = sum(poll >= WARM_UP for poll in polls) / days
    figures = " / ".join(f"{seconds:.0f}" for seconds in (mean(delays), cuts[4], cuts[8]))
    return f"{figures} s; {counted:.0f}"
