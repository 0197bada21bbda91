"""Being told instead of asking: subscriptions at the WebSub hubs that sources name."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Awaitable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from detente.collecting.fetching import Answer
from detente.collecting.polling import Polled, listing_of
from detente.collecting.websub import Callbacks, Subscription, subscribe
from detente.errors import FetchError
from detente.monitor.clock import Clock
from detente.monitor.journal import Journal
from detente.monitor.live import Live
from detente.records import SourceState

__all__ = ["Posting", "Pushing"]

EVERY = 60.0
"""Seconds between two looks at which subscriptions are missing or end soon."""
AHEAD = timedelta(hours=12)
"""How long before its end a subscription is renewed."""
AGAIN = timedelta(hours=1)
"""How long a hub that did not answer is left alone."""


class Posting(Protocol):
    """What sends forms: `detente.collecting.fetching.Fetcher`."""

    def post(self, url: str, fields: Mapping[str, str]) -> Awaitable[int]:
        """Give the status of the answer. Raises `FetchError`."""


class Pushing:
    """Keeps subscriptions alive, and hands what hubs push to the live run as if it were polled.

    Keys are new in every run: a hub that was subscribed by an earlier one is asked again, and its
    pushes to the old address are refused.
    """

    def __init__(
        self, live: Live, fetcher: Posting, clock: Clock, *, callback: str, journal: Journal
    ) -> None:
        """Take the public address, `callback`, that leads to the server of the callbacks."""
        self.counts: Counter[str] = Counter()
        """Pushes taken, and requests ignored, by reason."""
        self._live = live
        self._fetcher = fetcher
        self._clock = clock
        self._journal = journal
        self._callbacks = Callbacks(secrets.token_bytes(32), callback)
        self._asked: dict[str, datetime] = {}
        self._leased: set[str] = set()

    async def run(self) -> None:
        """Subscribe where a hub is known, and again before each end, until cancelled."""
        while True:
            for state in list(self._live.gathering.states.values()):
                if self._wanted(state):
                    await self._subscribe(state)
            await self._clock.sleep(EVERY)

    def known(self, token: str) -> Subscription | None:
        """Give the subscription that a callback's token belongs to."""
        source = self._callbacks.source(token)
        state = self._live.gathering.states.get(source) if source else None
        return self._subscription(state) if state and state.hub else None

    async def pushed(self, source: str, body: bytes, media_type: str) -> None:
        """Take a push into the ledger. Raises `FetchError` for a body that is none of its kind."""
        given, state = self._live.gathering.source(source), self._live.gathering.states[source]
        if given is None:
            return
        kind, _, parameters = media_type.partition(";")
        answer = Answer(
            url=state.topic or state.address,
            body=body,
            media_type=kind.strip().lower(),
            charset=parameters.partition("charset=")[2].strip("\"' ").lower(),
        )
        now = self._clock.now()
        listing = listing_of(given, answer, now=now)
        polled = Polled(source=given, at=now, answer=answer, listing=listing, pushed=True)
        await self._live.gathering.results.put(polled)
        self.counts["pushes"] += 1

    async def leased(self, source: str, seconds: int) -> None:
        """Note that the hub pushes for so many seconds; 0: it no longer does."""
        until = self._clock.now() + timedelta(seconds=seconds) if seconds else None
        self._leased.add(source)
        await self._live.lease(source, until)
        self._journal("leased", source=source, until=until.isoformat() if until else "")

    async def denied(self, source: str, reason: str) -> None:
        """Note that the hub does not push this source."""
        await self._live.lease(source, None)
        self._journal("denied", source=source, reason=reason)

    async def ignored(self, source: str, reason: str) -> None:
        """Count a request that was not believed."""
        self.counts[reason] += 1
        self._journal("ignored", source=source, reason=reason)

    def _wanted(self, state: SourceState) -> bool:
        now = self._clock.now()
        if not state.hub or state.gone or self._asked.get(state.source, now - AGAIN) > now - AGAIN:
            return False
        ends = state.pushed_until
        return state.source not in self._leased or ends is None or ends < now + AHEAD

    async def _subscribe(self, state: SourceState) -> None:
        self._asked[state.source] = self._clock.now()
        wanted = self._subscription(state)
        try:
            await subscribe(self._fetcher.post, state.hub, wanted, self._callbacks)
        except FetchError as error:
            self._journal("not subscribed", source=state.source, hub=state.hub, error=str(error))

    def _subscription(self, state: SourceState) -> Subscription:
        key = self._callbacks.key(state.source)
        return Subscription(source=state.source, topic=state.topic, key=key)
