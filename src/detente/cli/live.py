"""A run without an end in a terminal: signals, the pages beside it, a line of status."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from detente.cli.server import EVERYWHERE, check_port, serve_beside
from detente.cli.terminal import console, progress, say

if TYPE_CHECKING:
    from detente.monitor.journal import Journal
    from detente.monitor.live import Live
    from detente.monitor.live_options import LiveOptions
    from detente.monitor.pushing import Pushing
    from detente.monitor.tally import Tally
    from detente.records import Source
    from detente.store import Ledger

__all__ = ["live"]

_STOPPED = 130
"""Exit status after a second Ctrl-C, as shells have it."""
_EVERY = 1.0
"""Seconds between two looks at how it goes."""
_FIRST, _SELDOM = 30.0, 600.0
"""Seconds until the first word where nobody watches, and between two later ones."""


def live(
    ledger: Ledger,
    sources: tuple[Source, ...],
    options: LiveOptions,
    *,
    published: date | None,
    journal: Journal,
) -> Tally:
    """Run until Ctrl-C or SIGTERM; a second one ends at once. Gives what was counted.

    Raises `InvalidInput` where the port for pushes is taken.
    """
    from detente.monitor.tally import Tally

    if options.callback:
        check_port(options.callback_port, EVERYWHERE)
    with progress(quiet=True) as ignored:
        tally = Tally(ignored)
    asyncio.run(_run(ledger, sources, options, tally, published, journal))
    return tally


async def _run(
    ledger: Ledger,
    sources: tuple[Source, ...],
    options: LiveOptions,
    tally: Tally,
    published: date | None,
    journal: Journal,
) -> None:
    from detente.monitor.running import run_live
    from detente.web.websub import callback_app

    started: list[asyncio.Task[None]] = []

    def on_start(run: Live, pushing: Pushing | None) -> None:
        _stop_on_signal(run)
        started.append(asyncio.create_task(_tell(run)))
        if pushing:
            app = callback_app(pushing.known, pushing)
            server = asyncio.create_task(serve_beside(app, port=options.callback_port))
            server.add_done_callback(lambda _: run.stop.set())  # without it, pushes are lost
            started.append(server)
            say(f"Hubs may push to {options.callback}, served on port {options.callback_port}")

    try:
        await run_live(
            ledger,
            sources,
            options=options,
            tally=tally,
            published=published,
            journal=journal,
            on_start=on_start,
        )
    finally:
        for task in started:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def _stop_on_signal(run: Live) -> None:
    loop = asyncio.get_running_loop()

    def stop() -> None:
        say("stopping: what was fetched is read, then the curves are brought up to date; once more "
            "Ctrl-C ends at once, and nothing is lost either")  # fmt: skip
        run.stop.set()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
            signal.signal(number, _leave)

    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C ends the run there, also safely
            loop.add_signal_handler(number, stop)


def _leave(number: int, frame: object) -> None:
    """End at once: what is not in the ledger yet can be done again."""
    del number, frame
    os._exit(_STOPPED)


async def _tell(run: Live) -> None:
    """Keep one line of a terminal up to date; where nobody watches, tell it now and then."""
    if not sys.stderr.isatty():
        pause = _FIRST
        while True:
            await asyncio.sleep(pause)
            say(_line(run))
            pause = min(2 * pause, _SELDOM)
    with console(sys.stderr).status("starting") as status:
        while True:
            status.update(_line(run))
            await asyncio.sleep(_EVERY)


def _line(run: Live) -> str:
    counts = run.tally.counts
    parts = [
        f"{counts['polled']:,} polls ({counts['failed']:,} failed)",
        f"{run.gathering.active} under way",
        f"{run.gathering.waiting:,} articles in line",
        f"{counts['items']:,} new items",
        f"{counts['new']:,} documents",
        f"{counts['reports']:,} reports",
    ]
    return " · ".join(parts)
