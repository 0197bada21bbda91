"""Which source to poll and which article to fetch next, and how many at a time."""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from detente.collecting.articles import Fetched, fetch_article, given_up
from detente.collecting.polling import Getting, Polled, first_state, poll
from detente.errors import FetchError
from detente.monitor.clock import Clock
from detente.monitor.settling import Settled
from detente.records import Source, SourceState, Waiting

__all__ = ["Gathering"]

Result: TypeAlias = Polled | Fetched

PER_HOST = 2
"""Articles of one host that are fetched at the same time."""
MOST_WAITING = 5_000
"""Articles in line from which on no source is polled until some have been fetched."""
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
        self.results: asyncio.Queue[Result] = asyncio.Queue(maxsize=connections)
        self._sources = {source.id: source for source in sources}
        self._states = {i: states.get(i) or first_state(s) for i, s in self._sources.items()}
        self._unpolled = {i for i, state in self._states.items() if once and not state.gone}
        self._once = once
        self._fetcher = fetcher
        self._clock = clock
        self._connections = connections
        self._line = _Line()
        self._busy: dict[str, asyncio.Task[None] | None] = {}
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
            self._busy.pop(result.before.id, None)
            self._line.done(result.before)
        else:
            self._busy.pop(result.source.id, None)
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
        for waiting in self._line.take(now, for_fetches - len(self._busy)):
            work = fetch_article(waiting, self._fetcher, now=now)
            self._begin(waiting.id, work, partial(_broken_fetch, waiting, now))
        if len(self._line) >= MOST_WAITING:
            return
        free = self._connections - len(self._busy)
        for source in list(self._due(now))[: max(0, free)]:
            self._unpolled.discard(source.id)
            asked = poll(source, self._states[source.id], self._fetcher, now=now)
            self._begin(source.id, asked, partial(_broken_poll, source, now))

    def _due(self, now: datetime) -> Iterator[Source]:
        """Give the sources to be polled now, longest due first."""
        if self._once:
            yield from (self._sources[i] for i in sorted(self._unpolled) if i not in self._busy)
            return
        ready = [
            (state.due or datetime.min.replace(tzinfo=now.tzinfo), i)
            for i, state in self._states.items()
            if i not in self._busy and not state.gone and (state.due is None or state.due <= now)
        ]
        yield from (self._sources[i] for _, i in sorted(ready))

    def _begin(
        self,
        key: str,
        work: Coroutine[Any, Any, Result],
        broken: Callable[[Exception], Result],
    ) -> None:
        async def bring() -> None:
            try:
                result: Result = await work
            except Exception as error:  # one source, whatever breaks, must never end all others
                result = broken(error)
            await self.results.put(result)

        self._busy[key] = asyncio.create_task(bring())

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
                if s.due and not s.gone and i not in self._busy]  # fmt: skip
        if later := self._line.next_due():
            dues.append(later)
        gap = min(((due - now).total_seconds() for due in dues), default=LONGEST_PAUSE)
        return min(max(gap, 0.05), LONGEST_PAUSE)

    async def _cancel(self) -> None:
        tasks = [task for task in self._busy.values() if task]
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._busy.clear()


class _Line:
    """Articles to be fetched, host by host, so that one slow host never holds up the others."""

    def __init__(self) -> None:
        self._ready: OrderedDict[str, deque[Waiting]] = OrderedDict()
        self._later: list[tuple[datetime, str, Waiting]] = []
        self._active: Counter[str] = Counter()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, waiting: Waiting) -> None:
        heapq.heappush(self._later, (waiting.due, waiting.id, waiting))
        self._length += 1

    def take(self, now: datetime, most: int) -> list[Waiting]:
        """Give at most so many that may be fetched now, one host after the other."""
        self._ripen(now)
        taken: list[Waiting] = []
        for host in list(self._ready):
            if len(taken) >= most:
                break
            line = self._ready[host]
            while line and self._active[host] < PER_HOST and len(taken) < most:
                taken.append(line.popleft())
                self._active[host] += 1
            if not line:
                del self._ready[host]
            else:
                self._ready.move_to_end(host)
        self._length -= len(taken)
        return taken

    def done(self, waiting: Waiting) -> None:
        host = _host(waiting)
        self._active[host] -= 1
        if self._active[host] <= 0:
            del self._active[host]

    def ready(self, now: datetime) -> bool:
        self._ripen(now)
        return bool(self._ready)

    def next_due(self) -> datetime | None:
        return self._later[0][0] if self._later else None

    def _ripen(self, now: datetime) -> None:
        while self._later and self._later[0][0] <= now:
            waiting = heapq.heappop(self._later)[2]
            self._ready.setdefault(_host(waiting), deque()).append(waiting)


def _host(waiting: Waiting) -> str:
    try:
        return urlsplit(waiting.page.url).netloc
    except ValueError:
        return ""


def _broken_poll(source: Source, now: datetime, error: Exception) -> Polled:
    failed = FetchError("polling failed", repr(error)[:200])
    return Polled(source=source, at=now, error=failed)


def _broken_fetch(waiting: Waiting, now: datetime, error: Exception) -> Fetched:
    return given_up(waiting, FetchError("fetching failed", repr(error)[:200]), now)
