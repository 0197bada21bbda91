"""Live collecting from 500 feeds on loopback: latency, throughput, memory. Takes ten minutes.

Latency goes from the moment a poll is due to the moment the Pair page shows the sentence; the page
is asked five times a second. The wait for the poll itself is ``python -m benchmarks polling``.
"""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.request import urlopen

from tests.newsroom import NewsServer
from tests.newsroom.world import Outlet, World, quiet, story

FEEDS = 500
SECONDS = 240
EVERY = 1.5
"""Seconds between two stories while latency is measured."""
LONGEST_WAIT = 400
"""Seconds after the last story until all must be shown."""
CODER = "minilm.v1"
ROOT = Path(__file__).resolve().parents[1]


def measure(_: Path) -> Iterator[tuple[str, str]]:
    if hasattr(os, "sched_setaffinity"):  # this one is about the whole machine
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    yield from throughput()
    yield from latency()
    yield from memory()


def throughput() -> Iterator[tuple[str, str]]:
    with _world(FEEDS) as (world, folder):
        for outlet in world.outlets:
            outlet.publish(*[quiet(random.randrange(10_000)) for _ in range(2)])
        first = _once(world.outlets, folder)
        rest = _once(world.outlets, folder)
        yield (
            f"polls of {FEEDS} feeds, two articles each, all new: pages/s",
            _rate(first["pages"], first),
        )
        yield "  of these seconds: " + _stages(first), f"{first['seconds']:.1f} s"
        yield f"polls of {FEEDS} feeds, nothing new: feeds/s", _rate(FEEDS, rest)


def latency() -> Iterator[tuple[str, str]]:
    with _world(FEEDS) as (world, folder):
        now = datetime.now(UTC)
        for number, outlet in enumerate(world.outlets):
            recent = [now - timedelta(minutes=m) for m in (2, 4, 7, 11)]
            outlet.publish(*[_at(quiet(number * 10 + n), w) for n, w in enumerate(recent)])
        port = _free_port()
        with _running(world.outlets, folder, port=port):
            _settled(folder)
            told = _publish_and_watch(world.outlets, folder, port)
    seconds = sorted(told)
    cuts = quantiles(seconds, n=100)
    yield (
        f"{len(seconds)} stories in {FEEDS} feeds: due poll to Pair page, median",
        (f"{median(seconds):.1f} s (aim 5)"),
    )
    yield "  99th percentile", f"{cuts[98]:.1f} s (aim 20)"


def memory() -> Iterator[tuple[str, str]]:
    hours, real = 24, 160
    with _world(20) as (world, folder):
        begin = datetime(2025, 7, 1, tzinfo=UTC)
        speed = hours * 3600 / real
        sizes: list[tuple[float, int, int]] = []
        with _running(world.outlets, folder, speed=speed, begin=begin, coder="rules.v1") as child:
            start = time.monotonic()
            number = 0
            while (passed := time.monotonic() - start) < real:
                now = begin + timedelta(seconds=passed * speed)
                outlet = random.choice(world.outlets)
                number += 1
                made = (story if number % 5 == 0 else quiet)(number)
                outlet.publish(_at(made, now - timedelta(seconds=speed / 2)))
                time.sleep(0.1)
                if number % 200 == 100:
                    sizes.append((passed * speed / 3600, _rss(child.pid), _ledger_size(folder)))
    for hour, resident, ledger in (sizes[0], sizes[len(sizes) // 2], sizes[-1]):
        yield (
            f"after {hour:.0f} simulated hours: memory; ledger",
            (f"{resident / 1e6:.0f} MB; {ledger / 1e6:.0f} MB"),
        )


def _publish_and_watch(outlets: list[Outlet], folder: Path, port: int) -> list[float]:
    """Publish stories for a while; give the seconds from each due poll to the page."""
    published: dict[str, tuple[str, float]] = {}
    shown: dict[str, float] = {}
    stop = threading.Event()

    def watch() -> None:
        address = f"http://127.0.0.1:{port}/pair/AZE-RUS.json"
        while not stop.is_set():
            with urlopen(address) as answer:
                page = answer.read().decode()
            now = time.time()
            for key in published.keys() - shown.keys():
                if f"statement {key}." in page:
                    shown[key] = now
            time.sleep(0.2)

    watching = threading.Thread(target=watch)
    watching.start()
    end = time.monotonic() + SECONDS
    number = 1_200_000
    while time.monotonic() < end:
        number += 30  # of these numbers, Azerbaijan always acts on Russia
        outlet = random.choice(outlets)
        made = _at(story(number), datetime.now(UTC))
        outlet.publish(made)
        published[str(number)] = (outlet.feed, time.time())
        time.sleep(EVERY)
    last = time.monotonic() + LONGEST_WAIT  # for the polls of the feeds that were asked just before
    while len(shown) < len(published) and time.monotonic() < last:
        time.sleep(1)
    stop.set()
    watching.join()
    polls = _polls(folder)
    waits = []
    for key, at in shown.items():
        feed, since = published[key]
        due = min(d for d, done in polls[feed] if done > since)
        waits.append(at - max(due, since))
    if len(shown) < len(published):
        print(f"published {len(published)}, shown only {len(shown)}", file=sys.stderr)
    return waits


def _polls(folder: Path) -> dict[str, list[tuple[float, float]]]:
    """Give, for each feed, when its polls that brought something were due and when they ended."""
    found: dict[str, list[tuple[float, float]]] = {}
    for line in (folder / "log.jsonl").read_text("utf8").splitlines():
        row = json.loads(line)
        if row["event"] == "polled" and row["waiting"]:
            begun = row["began"]
            found.setdefault(row["source"], []).append((begun - row["late"], row["at"]))
    return found


def _at(one: Any, when: datetime) -> Any:
    from dataclasses import replace

    return replace(one, published=when)


@contextmanager
def _world(feeds: int) -> Iterator[tuple[World, Path]]:
    with NewsServer() as server, tempfile.TemporaryDirectory() as folder:
        world = World(server)
        for _ in range(feeds):
            world.outlet().most = 30  # as feeds do
        yield world, Path(folder)


def _settings(outlets: list[Outlet], folder: Path, **given: Any) -> Path:
    made = {
        "feeds": {outlet.name: outlet.feed for outlet in outlets},
        "ledger": str(folder / "ledger.db"), "log": str(folder / "log.jsonl"),
        "coder": CODER, "speed": 1.0, "begin": datetime.now(UTC).isoformat(), "once": False,
        "port": 0, **given,
    }  # fmt: skip
    path = folder / "settings.json"
    path.write_text(json.dumps(made, default=str), "utf8")
    return path


def _once(outlets: list[Outlet], folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks._collecting_child"]
    path = _settings(outlets, folder, once=True)
    done = subprocess.run([*command, str(path)], cwd=ROOT, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextmanager
def _running(outlets: list[Outlet], folder: Path, **given: Any) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "benchmarks._collecting_child"]
    path = _settings(outlets, folder, **given)
    with subprocess.Popen(
        [*command, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        try:
            yield child
        finally:
            child.kill()


def _settled(folder: Path) -> None:
    """Wait until every feed was polled and nothing waits."""
    from detente.store import Ledger

    with Ledger.open(folder / "ledger.db") as ledger:
        while len(ledger.states()) < FEEDS or ledger.waiting_counts() != (0, 0):
            time.sleep(1)


def _rate(number: int, run: dict[str, Any]) -> str:
    return f"{number / run['seconds']:.0f}"


def _stages(run: dict[str, Any]) -> str:
    return ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in run["stages"] if seconds)


def _rss(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    line = next(x for x in status if x.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def _ledger_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("ledger.db*"))


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
