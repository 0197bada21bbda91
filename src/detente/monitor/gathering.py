"""Which source to poll and which article to fetch next, and how many at a time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeAlias

from detente.collecting.articles import Fetched, fetch_article, given_up
from detente.collecting.polling import Getting, Polled, first_state, poll
from detente.errors import FetchError
from detente.monitor.clock import Clock
from detente.monitor.line import PER_HOST, Line, host_of
from detente.monitor.settling import Settled
from detente.records import Source, SourceState, Waiting

__all__ = ["Gathering"]

Result: TypeAlias = Polled | Fetched

MOST_WAITING = 500
"""Articles of one source in line from which on it is not polled until some have been fetched."""
FURTHEST = timedelta(days=8)
"""Time beyond which no poll is ever set."""
LONGEST_PAUSE = 60.0
"""Seconds after which the line is looked at again, whatever was announced."""


class Gathering:
    """Polls what is due, fetches what waits, and puts what came into a queue of limited length.

    A source or an item stays busy until `update` says that its result is in the ledger.
    """

    def __init__(
        self,
        sources: Iterable[Source],
        states: Mapping[str, SourceState],
        fetcher: Getting,
        clock: Clock,
        *,
        connections: int,
        once: bool = False,
    ) -> None:
        """With `once`, every source is polled once, whenever it is due, unless it asked to wait."""
        now = clock.now()
        self.results: asyncio.Queue[Result] = asyncio.Queue(maxsize=connections)
        self._sources = {source.id: source for source in sources}
        self._states = {i: states.get(i) or first_state(s) for i, s in self._sources.items()}
        self._unpolled = {i for i, s in self._states.items() if once and not _at_rest(s, now)}
        self._once = once
        self._fetcher = fetcher
        self._clock = clock
        self._connections = connections
        self._line = Line()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._hosts: Counter[str] = Counter()
        """Requests under way, by host."""
        self._held: dict[str, str] = {}
        """The host that each busy source or item asks."""
        self._fetching = 0
        self._wake = asyncio.Event()

    @property
    def waiting(self) -> int:
        """Articles in line."""
        return len(self._line)

    @property
    def active(self) -> int:
        """Polls and fetches that are under way."""
        return len(self._busy)

    def wake(self) -> None:
        """Look again at what may be begun: there is room now."""
        self._wake.set()

    @property
    def states(self) -> Mapping[str, SourceState]:
        """Where each source stands, by its id."""
        return self._states

    def source(self, source_id: str) -> Source | None:
        """Give the source of an id."""
        return self._sources.get(source_id)

    def renew(self, state: SourceState) -> None:
        """Take over a state that something else than a poll has changed."""
        self._states[state.source] = state
        self._wake.set()

    def add(self, waiting: Iterable[Waiting]) -> None:
        """Put articles into the line; what is not to be fetched is passed over."""
        for one in waiting:
            if one.fetch:
                self._line.add(one)
        self._wake.set()

    def update(self, result: Result, settled: Settled) -> None:
        """Take note that a result is in the ledger."""
        if isinstance(result, Fetched):
            self._end(result.before.id)
            self._fetching -= 1
        else:
            if not result.pushed:
                self._end(result.source.id)
            if settled.state:
                self._states[result.source.id] = settled.state
        self.add(settled.waiting)

    async def run(self, *, room: Callable[[], bool], stop: asyncio.Event) -> None:
        """Go on until `stop`, or, once, until nothing is left to do.

        While `room` does not hold, nothing new is begun: what was fetched has to be read first.
        """
        try:
            while not stop.is_set():
                self._wake.clear()
                if room():
                    self._start()
                if self._once and not self._busy and not self._startable():
                    return
                await self._pause(stop)
        finally:
            await self._cancel()

    def _start(self) -> None:
        now = self._clock.now()
        for_fetches = max(1, self._connections * 3 // 4)
        most = min(for_fetches - self._fetching, self._connections - len(self._busy))
        for waiting in self._line.take(now, most, self._hosts):
            self._fetching += 1
            work = fetch_article(waiting, self._fetcher, now=now)
            broken = partial(_broken_fetch, waiting, now)
            self._begin(waiting.id, host_of(waiting.page.url), work, broken)
        for source in self._due(now):
            if len(self._busy) >= self._connections:
                return
            state = self._states[source.id]
            if self._hosts[host_of(state.address)] < PER_HOST:
                self._unpolled.discard(source.id)
                asked = poll(source, state, self._fetcher, now=now)
                broken_poll = partial(_broken_poll, source, now)
                self._begin(source.id, host_of(state.address), asked, broken_poll)

    def _due(self, now: datetime) -> list[Source]:
        """Give the sources to be polled now, longest due first."""
        if self._once:
            return [self._sources[i] for i in sorted(self._unpolled) if i not in self._busy]
        never = datetime.min.replace(tzinfo=now.tzinfo)
        ready = [
            (state.due or never, i)
            for i, state in self._states.items()
            if i not in self._busy and _is_due(state, now) and not self._crowded(i)
        ]
        return [self._sources[i] for _, i in sorted(ready)]

    def _crowded(self, source: str) -> bool:
        return self._line.of_source(source) >= MOST_WAITING

    def _begin(
        self,
        key: str,
        host: str,
        work: Coroutine[Any, Any, Result],
        broken: Callable[[Exception], Result],
    ) -> None:
        async def bring() -> None:
            try:
                result: Result = await work
            except Exception as error:  # one source, whatever breaks, must never end all others
                result = broken(error)
            await self.results.put(result)

        self._hosts[host] += 1
        self._held[key] = host
        self._busy[key] = asyncio.create_task(bring())

    def _end(self, key: str) -> None:
        self._busy.pop(key, None)
        host = self._held.pop(key, "")
        self._hosts[host] -= 1
        if self._hosts[host] <= 0:
            del self._hosts[host]

    def _startable(self) -> bool:
        return bool(self._unpolled) or self._line.ready(self._clock.now())

    async def _pause(self, stop: asyncio.Event) -> None:
        """Wait for a result that was kept, for the next thing that is due, or for the end."""
        waits = [asyncio.ensure_future(w) for w in (
            self._wake.wait(), stop.wait(), self._clock.sleep(self._gap()))]  # fmt: skip
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    def _gap(self) -> float:
        now = self._clock.now()
        dues = [s.due for i, s in self._states.items()
                if s.due and i not in self._busy and not self._crowded(i)]  # fmt: skip
        if later := self._line.next_due():
            dues.append(later)
        gap = min(((due - now).total_seconds() for due in dues), default=LONGEST_PAUSE)
        return min(max(gap, 0.05), LONGEST_PAUSE)

    async def _cancel(self) -> None:
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._busy.clear()


def _is_due(state: SourceState, now: datetime) -> bool:
    """Tell whether to poll now; a time too far ahead was set by a clock that was wrong."""
    return state.due is None or state.due <= now or state.due > now + FURTHEST


def _at_rest(state: SourceState, now: datetime) -> bool:
    """Tell whether a source is to be left alone until it is due: it is gone, or asked for it."""
    if _is_due(state, now):
        return False
    return state.gone or state.error.startswith("asked to wait")


def _broken_poll(source: Source, now: datetime, error: Exception) -> Polled:
    failed = FetchError("polling failed", repr(error)[:200])
    return Polled(source=source, at=now, error=failed)


def _broken_fetch(waiting: Waiting, now: datetime, error: Exception) -> Fetched:
    return given_up(waiting, FetchError("fetching failed", repr(error)[:200]), now)
