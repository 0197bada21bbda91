"""A live run in a process of its own: ``python -m benchmarks._collecting_child SETTINGS.json``."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.monitor.collecting_world import fetching

from detente.cli.server import serving
from detente.monitor.clock import SystemClock
from detente.monitor.live_options import LiveOptions
from detente.monitor.run import run_once
from detente.monitor.running import run_live
from detente.monitor.tally import Tally
from detente.records import Dyad, Source
from detente.store import Ledger
from detente.web.app import create_app

__all__ = ["Hurried"]


class Hurried(SystemClock):
    """Runs so many times as fast, from a given time on."""

    def __init__(self, speed: float, begin: datetime) -> None:
        self._speed = speed
        self._begin = begin
        self._from = time.monotonic()

    def now(self) -> datetime:
        passed = (time.monotonic() - self._from) * self._speed
        return datetime.fromtimestamp(self._begin.timestamp() + passed, UTC)

    def monotonic(self) -> float:
        return time.monotonic() * self._speed

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)


def main(given: dict[str, Any]) -> None:
    sources = [Source.feed(feed, name=name) for name, feed in given["feeds"].items()]
    options = LiveOptions(coder=given["coder"], watch=(Dyad.of("RUS", "AZE"),))
    clock = Hurried(given["speed"], datetime.fromisoformat(given["begin"]))
    with Ledger.open(given["ledger"]) as ledger, Path(given["log"]).open("a", buffering=1) as log:

        def journal(event: str, **fields: object) -> None:
            row = {"at": clock.now().timestamp(), "event": event, **fields}
            log.write(json.dumps(row) + "\n")

        if given["once"]:
            _once(ledger, sources, options, clock)
            return
        tally = Tally(lambda stage, done, total: None)  # noqa: ARG005
        with serving(create_app(ledger, watched=options.watch), port=given["port"]):
            live = run_live(
                ledger, sources, options=options, tally=tally, clock=clock, journal=journal,
                fetching=fetching, on_start=lambda *_: print("ready", flush=True),
            )  # fmt: skip
            asyncio.run(live)


def _once(ledger: Ledger, sources: list[Source], options: LiveOptions, clock: SystemClock) -> None:
    began = time.perf_counter()
    summary = run_once(
        ledger, sources, now=clock.now(), coder=options.coder, options=options, clock=clock,
        fetching=fetching,
    )  # fmt: skip
    took = time.perf_counter() - began
    print(json.dumps({"seconds": took, "stages": summary.seconds, "pages": summary.documents}))


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text("utf8")))
