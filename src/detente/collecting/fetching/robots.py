"""What the owners of a site ask of robots (RFC 9309)."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

from protego import Protego

from detente.collecting.fetching import reasons
from detente.collecting.fetching.limits import AGENT
from detente.collecting.fetching.urls import Address
from detente.errors import FetchError, Refused

__all__ = ["LARGEST", "Robots"]

LARGEST = 500_000
"""Bytes of a robots.txt that are read; the rest is left out."""

KEPT = 86_400.0
"""Seconds that a robots.txt holds."""

RETRIED_AFTER = 600.0
"""Seconds after which one that could not be read is asked for anew."""

LONGEST_DELAY = 30.0

HOSTS = 2_000
TEXT = 8_000_000
"""How many are kept, and how many characters of them."""

_FOR_WHOM = re.compile(r"\s*user[- ]?agent\s*:?\s*([^#]*)", re.IGNORECASE)
_RULE = re.compile(r"\s*(?!#|sitemap|host)[^:#]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    rules: Protego | None = None
    """None: all is allowed."""
    size: int = 0
    error: FetchError | None = None
    """Why nothing may be fetched for now."""


class Robots:
    """Reads, keeps and applies the robots.txt of sites."""

    def __init__(
        self, fetch: Callable[[str], Awaitable[bytes]], *, clock: Callable[[], float]
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._kept: OrderedDict[str, _Rules] = OrderedDict()
        self._size = 0
        self._reading: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def __len__(self) -> int:
        """Tell how many sites are remembered."""
        return len(self._kept)

    async def delay(self, address: Address) -> float | None:
        """Give the pause that a site asks for; None where it asks for none.

        Raises `FetchError` if it forbids the address, or if nobody knows whether it does.
        """
        found = await self._rules(address.origin)
        if found.error is not None:
            raise self._unknown(address, found.error, found.until)
        if found.rules is None:
            return None
        if not found.rules.can_fetch(address.text, AGENT):
            raise FetchError(reasons.ROBOTS, address.text)
        asked = found.rules.crawl_delay(AGENT)
        return None if asked is None else min(asked, LONGEST_DELAY)

    def _unknown(self, address: Address, error: FetchError, until: float) -> FetchError:
        detail = f"{address.origin}/robots.txt, without which nothing is fetched: {error.detail}"
        left = max(until - self._clock(), 0.0)
        return FetchError(error.reason, detail, status=error.status, retry_after=left)

    async def _rules(self, origin: str) -> _Rules:
        lock = self._reading.setdefault(origin, asyncio.Lock())
        async with lock:  # whoever comes meanwhile waits for the one that reads
            kept = self._kept.get(origin)
            if kept is not None and kept.until > self._clock():
                self._kept.move_to_end(origin)
                return kept
            found = await self._read(f"{origin}/robots.txt")
            self._keep(origin, found)
            return found

    async def _read(self, address: str) -> _Rules:
        try:
            body = await self._fetch(address)
        except Refused:
            raise
        except FetchError as error:
            return self._without(error)
        text = _ours(body.decode("utf-8-sig", "replace"))
        return _Rules(self._clock() + KEPT, Protego.parse(text), len(text))

    def _without(self, error: FetchError) -> _Rules:
        """Tell a site that has no robots.txt from one that cannot say so now."""
        if error.reason == reasons.ASKED_TO_WAIT:
            raise error
        led_astray = error.reason in (reasons.TOO_MANY_REDIRECTS, reasons.LOOP)
        if led_astray or (error.status is not None and error.status < 500):
            return _Rules(self._clock() + KEPT)
        return _Rules(self._clock() + RETRIED_AFTER, error=error)

    def _keep(self, origin: str, found: _Rules) -> None:
        if (before := self._kept.pop(origin, None)) is not None:
            self._size -= before.size
        self._kept[origin] = found
        self._size += found.size
        while len(self._kept) > HOSTS or (self._size > TEXT and len(self._kept) > 1):
            _, oldest = self._kept.popitem(last=False)
            self._size -= oldest.size


def _ours(text: str) -> str:
    """Give the groups that are for us.

    A parser keeps the rules of a group once for each of its names: ten thousand names above ten
    thousand rules would be a hundred million. And what is for others need not be kept at all.
    """
    kept: list[str] = []
    for_us, naming = False, False
    for line in text.splitlines():
        if found := _FOR_WHOM.match(line):
            for_us = for_us and naming
            naming = True
            if name := _name(found[1]):
                kept.append(f"User-agent: {name}")
                for_us = True
        elif _RULE.match(line):
            naming = False
            if for_us:
                kept.append(line)
    return "\n".join(kept)


def _name(written: str) -> str:
    """Give the name by which a group means us; empty if it means others."""
    name = written.strip()
    if name == "*":
        return name
    return AGENT if name.rstrip("*").partition("/")[0].lower() == AGENT.lower() else ""
