"""Turns: at most so many requests at once, in all and per host, and a pause between them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from detente.collecting.fetching import reasons
from detente.errors import FetchError

__all__ = ["Hosts"]

FORGOTTEN_AFTER = 3_600.0
"""Seconds after which a host that nobody asks is forgotten."""

_TIDIED_EVERY = 60.0


@dataclass(slots=True)
class _Host:
    places: asyncio.Semaphore
    gate: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by the next one to begin."""
    users: int = 0
    """Requests under way or in line."""
    free_from: float = float("-inf")
    """When the next request may begin, as far as the pause goes."""
    rests_until: float = float("-inf")
    seen: float = 0.0


class Hosts:
    """Gives turns for hosts, first come, first served."""

    def __init__(
        self,
        *,
        total: int,
        per_host: int,
        gap: float,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._budget = asyncio.Semaphore(total)
        self._per_host = per_host
        self._gap = gap
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._tidied = clock()

    def __len__(self) -> int:
        """Tell how many hosts are remembered."""
        return len(self._hosts)

    @asynccontextmanager
    async def turn(self, name: str, *, gap: float | None = None) -> AsyncIterator[None]:
        """Wait for a turn and hold it; `gap` seconds at least lie before the host's next one.

        A host that asked to be left alone is no reason to wait: that raises `FetchError` at once.
        """
        self._tidy()
        host = self._host(name)
        host.users += 1
        try:
            async with host.places:
                await self._begin(name, host, self._gap if gap is None else max(gap, self._gap))
                try:
                    yield
                finally:
                    self._budget.release()
        finally:
            host.users -= 1
            host.seen = self._clock()

    def rest(self, name: str, seconds: float) -> None:
        """Leave a host alone for some seconds."""
        host = self._host(name)
        host.rests_until = max(host.rests_until, self._clock() + seconds)

    def _host(self, name: str) -> _Host:
        return self._hosts.setdefault(name, _Host(asyncio.Semaphore(self._per_host)))

    async def _begin(self, name: str, host: _Host, gap: float) -> None:
        async with host.gate:
            self._refuse_at_rest(name, host)
            if (wait := host.free_from - self._clock()) > 0:
                await self._sleep(wait)
            # The budget is taken last, so that nobody sleeps on it.
            await self._budget.acquire()
            try:
                self._refuse_at_rest(name, host)
            except FetchError:
                self._budget.release()
                raise
            host.free_from = self._clock() + gap

    def _refuse_at_rest(self, name: str, host: _Host) -> None:
        if (left := host.rests_until - self._clock()) > 0:
            detail = f"{name} is left alone for {left:.0f} s more, as it asked"
            raise FetchError(reasons.ASKED_TO_WAIT, detail, retry_after=left)

    def _tidy(self) -> None:
        now = self._clock()
        if now - self._tidied < _TIDIED_EVERY:
            return
        self._tidied = now
        old = now - FORGOTTEN_AFTER
        for name, host in list(self._hosts.items()):
            if not host.users and max(host.seen, host.rests_until, host.free_from) < old:
                del self._hosts[name]
