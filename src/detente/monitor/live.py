"""The live run: poll, fetch, read, code, merge and measure, all at the same time, for weeks."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

from detente.collecting.articles import Fetched
from detente.collecting.polling import Getting, Polled
from detente.monitor.clock import Clock
from detente.monitor.gathering import Gathering
from detente.monitor.intake import Intake
from detente.monitor.journal import Journal, silent
from detente.monitor.live_options import LiveOptions
from detente.monitor.rolling import Rolling
from detente.monitor.settling import Settled, Settling
from detente.monitor.tally import Tally
from detente.records import Source
from detente.store import Ledger, Run

__all__ = ["Live"]

BATCH = 16
"""Pages that are read and coded together: few, so that news is on the page soon."""
MOST_UNREAD = 500
"""Pages that wait to be read from which on nothing more is fetched."""
IDLE = 0.5
"""Seconds between looks at what waits to be read."""

T = TypeVar("T")


class Live:
    """Takes in what web sources bring, until it is told to stop or, once, until all is done.

    Three stages run side by side and hand over through the ledger, so that a kill at any instant
    loses nothing: what was polled is listed there, what waits stands there in line, and what was
    read leaves the line in the transaction that brings its reports. A stage that falls behind holds
    up the one before it.
    """

    def __init__(
        self,
        ledger: Ledger,
        run: Run,
        sources: Iterable[Source],
        fetcher: Getting,
        clock: Clock,
        tally: Tally,
        *,
        options: LiveOptions,
        journal: Journal = silent,
    ) -> None:
        self.tally = tally
        self.stop = asyncio.Event()
        """Set it to end the run; what is under way is finished or can be done again."""
        self._ledger = ledger
        self._clock = clock
        self._options = options
        self._journal = journal
        self._settling = Settling(
            ledger, run, tally, full_text=options.full_text, jitter=random.random
        )
        self.gathering = Gathering(
            sources,
            self._settling.states,
            fetcher,
            clock,
            connections=options.connections,
            once=options.once,
        )
        self._intake = Intake(ledger, run, options.coder, tally, fast=options.fast)
        self._rolling = Rolling(
            ledger,
            run,
            tally,
            coder=options.coder,
            watch=options.watch,
            monotonic=clock.monotonic,
        )
        self._gathered = False
        self._settled = False
        self._unread = 0
        self._pages = asyncio.Event()
        self._threads = ThreadPoolExecutor(2, "detente")

    async def run(self) -> None:
        """Work. Raises `LedgerError` where the ledger cannot be written any more."""
        self.gathering.add(await self.in_thread(self._backlog))
        stages = [asyncio.create_task(stage()) for stage in (
            self._gather, self._settle, self._read)]  # fmt: skip
        try:
            await asyncio.gather(*stages)
            if not self._options.once:
                await self.in_thread(self._rolling.close, self._clock.now().date())
        finally:
            self.stop.set()
            for stage in stages:
                stage.cancel()
            await asyncio.gather(*stages, return_exceptions=True)
            self._threads.shutdown()

    async def lease(self, source: str, until: datetime | None) -> None:
        """Note until when a hub pushes what is new in a source; None: it does not any more."""
        state = await self.in_thread(self._settling.lease, source, until)
        self.gathering.renew(state)

    def _backlog(self) -> Any:
        return self._ledger.waiting(fetch=True, limit=1_000_000)

    async def _gather(self) -> None:
        await self.gathering.run(room=lambda: self._unread < MOST_UNREAD, stop=self.stop)
        self._gathered = True

    async def _settle(self) -> None:
        """Commit results as they come, until gathering has ended and all of them are kept."""
        queue = self.gathering.results
        while not (self._gathered and queue.empty()):
            try:
                result = await asyncio.wait_for(queue.get(), IDLE)
            except TimeoutError:
                continue
            if isinstance(result, Fetched):
                settled = await self.in_thread(self._settling.fetched, result)
            else:
                settled = await self.in_thread(self._settling.poll, result)
            self.gathering.update(result, settled)
            self._tell(result, settled)
            fresh = sum(not waiting.fetch for waiting in settled.waiting)
            self._unread += fresh
            if fresh:
                self._pages.set()
        self._settled = True

    async def _read(self) -> None:
        """Read and code what waits, and conclude, until everything before has ended."""
        while True:
            ended = self._settled
            batch = await self.in_thread(self._next_batch)
            if batch:
                reports = await self.in_thread(self._intake.take_waiting, batch)
                self._unread = max(0, self._unread - len(batch))
                self.gathering.wake()
                self._rolling.take(reports)
                self._journal("read", pages=len(batch), reports=len(reports))
            if not self._options.once:
                await self._conclude()
            if not batch and ended:
                return
            if not batch:
                self._unread = 0
                self._pages.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._pages.wait(), IDLE)

    def _next_batch(self) -> Any:
        return list(self._ledger.waiting(fetch=False, limit=BATCH))

    async def _conclude(self) -> None:
        pairs = await self.in_thread(self._rolling.step, self._clock.now().date())
        if pairs:
            self._journal("concluded", pairs=pairs)

    async def in_thread(self, work: Callable[..., T], *given: Any) -> T:
        """Do work that takes a while beside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)

    def _tell(self, result: Polled | Fetched, settled: Settled) -> None:
        if isinstance(result, Fetched):
            url, skip = result.before.page.url, result.skip
            self._journal("fetched", url=url, bytes=result.size, error=skip.reason if skip else "")
        else:
            error = str(result.error) if result.error else ""
            status = result.answer.status if result.answer else None
            self._journal(
                "polled",
                source=result.source.address,
                status=status,
                error=error,
                began=result.at.timestamp(),
                late=round(settled.late, 3),
                waiting=len(settled.waiting),
            )
