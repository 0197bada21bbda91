"""``detente run`` without an end: what lies in files first, then the web, until told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice

from detente.coding import coder as find_coder
from detente.collecting import collect
from detente.collecting.polling import is_web
from detente.monitor.clock import Clock, SystemClock
from detente.monitor.fetching import Fetching, fetcher_of
from detente.monitor.intake import Intake
from detente.monitor.journal import Journal, silent
from detente.monitor.live import Live
from detente.monitor.live_options import LiveOptions
from detente.monitor.pushing import Pushing
from detente.monitor.run import BATCH
from detente.monitor.tally import Tally
from detente.records import Source
from detente.store import Ledger, Run

__all__ = ["run_live"]


async def run_live(
    ledger: Ledger,
    sources: Iterable[Source],
    *,
    options: LiveOptions,
    tally: Tally,
    clock: Clock | None = None,
    published: date | None = None,
    journal: Journal = silent,
    on_start: Callable[[Live, Pushing | None], None] | None = None,
    fetching: Fetching = fetcher_of,
) -> None:
    """Take in files, then poll the sources on the web until `Live.stop` is set.

    `on_start` is given the run before its first step, and what takes pushes where the options name
    a callback: its server is the caller's. Events and curves follow the news; everything
    is concluded anew at the end. Raises `UnknownPiece` for a coder that is not
    there, and `LedgerError` where the ledger cannot be written any more.
    """
    find_coder(options.coder)
    time = clock or SystemClock()
    given = list(sources)
    with ledger.run(time.now()) as run:
        run.add(given)
        web = [source for source in given if is_web(source)]
        async with fetching(options, time) as fetcher:
            live = Live(ledger, run, web, fetcher, time, tally, options=options, journal=journal)
            pushing = None
            if options.callback:
                pushing = Pushing(live, fetcher, time, callback=options.callback, journal=journal)
            if on_start:
                on_start(live, pushing)
            local = [source for source in given if not is_web(source)]
            await live.in_thread(
                _take_files, ledger, run, local, time, published, tally, options, live.stop
            )
            await _beside(live, pushing)


async def _beside(live: Live, pushing: Pushing | None) -> None:
    """Keep subscriptions alive as long as the run lasts."""
    subscribing = asyncio.create_task(pushing.run()) if pushing else None
    try:
        await live.run()
    finally:
        if subscribing:
            subscribing.cancel()
            await asyncio.gather(subscribing, return_exceptions=True)


def _take_files(
    ledger: Ledger,
    run: Run,
    sources: list[Source],
    clock: Clock,
    published: date | None,
    tally: Tally,
    options: LiveOptions,
    stop: asyncio.Event,
) -> None:
    intake = Intake(ledger, run, options.coder, tally, fast=options.fast)
    pages = collect(sources, now=clock.now(), published=published, on_skip=tally.skip)
    while not stop.is_set() and (batch := list(islice(pages, BATCH))):
        intake.take(batch)
    intake.close()
