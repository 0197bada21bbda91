"""The articles that wait to be fetched."""

from __future__ import annotations

import heapq
from collections import Counter, OrderedDict, deque
from datetime import datetime
from urllib.parse import urlsplit

from detente.records import Waiting

__all__ = ["PER_HOST", "Line", "host_of"]

PER_HOST = 2
"""Requests to one host that are under way at the same time."""


class Line:
    """Articles to be fetched, host by host, so that one slow host never holds up the others."""

    def __init__(self) -> None:
        self._ready: OrderedDict[str, deque[Waiting]] = OrderedDict()
        self._later: list[tuple[datetime, str, Waiting]] = []
        self._sources: Counter[str] = Counter()

    def __len__(self) -> int:
        return self._sources.total()

    def of_source(self, source: str) -> int:
        """Count those that a source has brought."""
        return self._sources[source]

    def add(self, waiting: Waiting) -> None:
        """Let an article wait until it is due."""
        heapq.heappush(self._later, (waiting.due, waiting.id, waiting))
        self._sources[waiting.page.source] += 1

    def take(self, now: datetime, most: int, active: Counter[str]) -> list[Waiting]:
        """Give at most so many that may be fetched now, one host after the other.

        `active` counts the requests to each host that are under way.
        """
        self._ripen(now)
        taken: list[Waiting] = []
        for host in list(self._ready):
            if len(taken) >= most:
                break
            line, free = self._ready[host], PER_HOST - active[host]
            number = min(len(line), free, most - len(taken))
            taken += [line.popleft() for _ in range(number)]
            if not line:
                del self._ready[host]
            else:
                self._ready.move_to_end(host)
        self._sources.subtract(waiting.page.source for waiting in taken)
        return taken

    def ready(self, now: datetime) -> bool:
        """Tell whether any may be fetched now."""
        self._ripen(now)
        return bool(self._ready)

    def next_due(self) -> datetime | None:
        """Give when the next of those that are not due yet will be."""
        return self._later[0][0] if self._later else None

    def _ripen(self, now: datetime) -> None:
        while self._later and self._later[0][0] <= now:
            waiting = heapq.heappop(self._later)[2]
            self._ready.setdefault(host_of(waiting.page.url), deque()).append(waiting)


def host_of(url: str) -> str:
    """Give host and port of an address; empty where there is none."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""
