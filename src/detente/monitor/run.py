"""One run over all sources: collect, read, code, store; then merge, measure, foresee, store."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from detente.coding import coder as find_coder
from detente.collecting import collect
from detente.collecting.polling import is_web
from detente.monitor.clock import Clock, SystemClock
from detente.monitor.conclude import Conclusion, conclude, last_day
from detente.monitor.fetching import Fetching, fetcher_of
from detente.monitor.intake import Intake
from detente.monitor.journal import Journal, silent
from detente.monitor.live import Live
from detente.monitor.live_options import LiveOptions
from detente.monitor.ranking import PairMonth
from detente.monitor.tally import Progress, Tally
from detente.pieces import DEFAULT_CODER
from detente.records import Dyad, Source
from detente.store import Ledger

if TYPE_CHECKING:
    from detente.collecting.fetching import Fetcher

__all__ = ["Progress", "RunSummary", "run_once"]

BATCH = 100
"""Pages that are read, coded and stored together: what a killed run has to do again at most."""
STAGES = ("collect", "read", "code", "merge", "measure", "foresee", "store")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What one run did, and what the ledger holds after it."""

    as_of: date
    """Curves and outlooks reach to this day."""
    pages: int
    documents: int
    """Documents that this run read, known ones included."""
    new_documents: int
    coded: int
    """Documents that this run coded."""
    reports: int
    """Reports of this run's coder in the ledger."""
    events: int
    on_curve: int
    """Events that are dated, told as fact or corroborated, and between two states."""
    backgrounds: int
    pairs: int
    undated: int
    """Documents that this run read which tell no day: their events stay off the curve."""
    skips: tuple[tuple[str, str, str, int, str], ...]
    """Items left out in this run: stage, ``skip`` or ``error``, reason, number, the first one."""
    seconds: tuple[tuple[str, float], ...]
    """Time spent in each stage, in the order of the stages."""
    tensest: tuple[PairMonth, ...]
    """The five tensest pair-months of the ledger."""
    polled: int
    """Sources on the web that were asked."""
    failed: int
    """Those of them that gave no usable answer."""
    items: int
    """Items that they listed for the first time."""
    revised: int
    """Items whose words have changed since."""
    waiting: int
    """Articles that could not be fetched yet; the next run tries again."""


def run_once(
    ledger: Ledger,
    sources: Iterable[Source],
    *,
    now: datetime,
    as_of: date | None = None,
    published: date | None = None,
    coder: str = DEFAULT_CODER,
    watch: Iterable[Dyad] = (),
    progress: Progress | None = None,
    options: LiveOptions | None = None,
    clock: Clock | None = None,
    journal: Journal = silent,
    fetching: Fetching = fetcher_of,
) -> RunSummary:
    """Take in everything the sources hold, and bring events and curves up to date.

    `now` (aware UTC) is the fetch time. `as_of` is the day that events and curves reach to; without
    it the last day of news, at most the day of `now`, since a curve beyond it would only tell
    silence. `published` dates pages that tell no day. Documents that `coder` has coded before
    are not coded again. Curves and outlooks are stored for `watch`, or for the ten pairs with most
    events. `options` say how sources on the web are polled, `fetching` makes what fetches; `coder`
    and `watch` win over those of the options.
    A killed run can be started again at any time, and a second run changes nothing. Raises
    `UnknownPiece` for a coder that is not there, `LedgerError`.
    """
    tally = Tally(progress or _ignore)
    find_coder(coder)
    given = list(sources)
    chosen = replace(options or LiveOptions(), coder=coder, watch=tuple(watch), once=True)
    with ledger.run(now) as run:
        run.add(given)
        intake = Intake(ledger, run, coder, tally, fast=chosen.fast)
        local = (source for source in given if not is_web(source))
        pages = collect(local, now=now, published=published, on_skip=tally.skip)
        while batch := tally.timed("collect", lambda: list(islice(pages, BATCH))):
            intake.take(batch)
        intake.close()
        if web := [source for source in given if is_web(source)]:
            time = clock or SystemClock()
            fetcher = fetching(chosen, time)
            live = Live(ledger, run, web, fetcher, time, tally, options=chosen, journal=journal)
            _wait_for(_go(live, fetcher))
        day = as_of or last_day(ledger, today=now.date())
        end = conclude(ledger, run, as_of=day, coder=coder, watch=watch, tally=tally)
    return _summary(day, end, tally, waiting=ledger.waiting_counts()[0])


def _summary(day: date, end: Conclusion, tally: Tally, *, waiting: int) -> RunSummary:
    return RunSummary(
        as_of=day,
        pages=tally.counts["collect"],
        documents=tally.counts["read"],
        new_documents=tally.counts["new"],
        coded=tally.counts["coded"],
        reports=end.reports,
        events=len(end.events),
        on_curve=sum(1 for e in end.events if e.counts and e.dyad),
        backgrounds=len(end.backgrounds),
        pairs=len({e.dyad for e in end.events if e.dyad}),
        undated=tally.counts["undated"],
        skips=tuple((*key, n, tally.examples[key]) for key, n in sorted(tally.skips.items())),
        seconds=tuple((stage, round(tally.seconds[stage], 3)) for stage in STAGES),
        tensest=end.tensest,
        polled=tally.counts["polled"],
        failed=tally.counts["failed"],
        items=tally.counts["items"],
        revised=tally.counts["revisions"],
        waiting=waiting,
    )


def _wait_for(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end, in a notebook as well, whose thread has an event loop already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(work)
    else:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, work).result()


async def _go(live: Live, fetcher: Fetcher) -> None:
    async with fetcher:
        await live.run()


def _ignore(stage: str, done: int, total: int | None) -> None:
    """Take no notice."""
