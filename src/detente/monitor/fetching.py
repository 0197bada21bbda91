"""The fetcher of a run, as its options want it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from detente.monitor.clock import Clock
from detente.monitor.live_options import LiveOptions

if TYPE_CHECKING:
    from detente.collecting.fetching import Fetcher

__all__ = ["Fetching", "fetcher_of"]

Fetching: TypeAlias = "Callable[[LiveOptions, Clock], Fetcher]"
"""Makes what fetches for a run."""


def fetcher_of(options: LiveOptions, clock: Clock) -> Fetcher:
    """Give a fetcher; use it in an ``async with``. Raises `InvalidConfig` for a wrong option."""
    # Fetching brings in httpx, which runs over files can do without.
    from detente.collecting.fetching import Allowed, Fetcher, FetchLimits, user_agent

    return Fetcher(
        FetchLimits(connections=options.connections, gap=options.gap),
        allowed=Allowed.parse(options.allow),
        agent=user_agent(options.contact),
        clock=clock.monotonic,
        sleep=clock.sleep,
    )
