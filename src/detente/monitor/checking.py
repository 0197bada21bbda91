"""Asking every source once what it is worth, without keeping anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from detente.collecting.fetching import reasons
from detente.collecting.polling import Getting, Polled, first_state, is_web, poll, web_address
from detente.errors import FetchError, Refused
from detente.monitor.ago import ago

if TYPE_CHECKING:
    from detente.records import Source

__all__ = ["GOOD", "Checked", "Outcome", "check"]

Outcome: TypeAlias = Literal["live", "moved", "empty", "blocked", "dead", "no feed", "refused"]

GOOD: frozenset[Outcome] = frozenset({"live", "moved"})
"""Outcomes of sources that can be collected from."""

_BLOCKED = frozenset({reasons.FORBIDDEN, reasons.ASKED_TO_WAIT, reasons.ROBOTS})
_UNREADABLE = frozenset({"not what its kind says", "cannot be polled", "polling failed"})

_REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        reasons.ASKED_TO_WAIT: "ask less often, later",
        reasons.CANNOT_CONNECT: "look whether the site is up, and whether this machine is online",
        reasons.CUT: "try again later",
        reasons.FORBIDDEN: "it lets no program in: look for another address, or ask the outlet",
        reasons.GONE: "it is gone for good: look for a new address, or leave it out",
        reasons.LOOP: "look in a browser where it leads",
        reasons.NO_ANSWER: "try again later",
        reasons.NO_NAME: "correct the address, or see whether this machine is online",
        reasons.NOT_FOUND: "look on the site for its new address",
        reasons.ROBOTS: "the site asks programs to stay away: look for another address, or ask it",
        reasons.SERVER_ERROR: "try again later",
        reasons.TLS: "look at its certificate in a browser; the clock of this machine may be wrong",
    }
)
_OTHERS: Mapping[Outcome, str] = MappingProxyType(
    {
        "dead": "look at it in a browser",
        "no feed": "look whether the address is that of the feed, and whether its kind is right",
        "refused": "if it is a host of your own, allow it under [collecting] in the settings",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one source answered."""

    id: str
    name: str
    address: str
    kind: str
    group: str
    outcome: Outcome
    words: str
    """What was found, and what to do about it."""
    moved: str = ""
    """Where it has moved for good."""
    entries: int = 0
    newest: datetime | None = None
    """When the newest entry was published or changed."""
    error: str = ""
    status: int | None = None

    @property
    def good(self) -> bool:
        """Whether it can be collected from."""
        return self.outcome in GOOD


async def check(
    sources: Iterable[Source],
    fetcher: Getting,
    now: datetime,
    on_done: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> tuple[Checked, ...]:
    """Ask those of the sources that lie on the web, in their order, all at the same time.

    `on_done` is told how many are done, of how many. The fetcher keeps to its own limits.
    """
    wanted = [source for source in sources if is_web(source)]
    done = 0

    async def one(source: Source) -> Checked:
        nonlocal done
        found = _checked(await _polled(source, fetcher, now))
        done += 1
        on_done(done, len(wanted))
        return found

    return tuple(await asyncio.gather(*map(one, wanted)))


async def _polled(source: Source, fetcher: Getting, now: datetime) -> Polled:
    try:
        return await poll(source, first_state(source), fetcher, now=now)
    except Exception as error:  # one source, whatever breaks, must never hide all others
        failed = FetchError("polling failed", repr(error)[:200])
        return Polled(source=source, at=now, error=failed)


def _checked(polled: Polled) -> Checked:
    outcome, words = _told(polled)
    entries = polled.listing.entries if polled.listing else ()
    address = web_address(polled.source)
    return Checked(
        id=polled.source.id,
        name=polled.source.name or address,
        address=address,
        kind=polled.source.kind,
        group=polled.source.group,
        outcome=outcome,
        words=words,
        moved=polled.answer.moved if polled.answer else "",
        entries=len(entries),
        newest=_newest(polled),
        error=str(polled.error or ""),
        status=polled.error.status if polled.error else None,
    )


def _told(polled: Polled) -> tuple[Outcome, str]:
    if polled.error:
        outcome = _failed(polled.error)
        remedy = _REMEDIES.get(polled.error.reason) or _OTHERS.get(outcome, "")
        return outcome, f"{polled.error}; {remedy}"
    number = len(polled.listing.entries) if polled.listing else 0
    if not number:
        return "empty", "it answers, but lists nothing: look at it in a browser"
    newest = _newest(polled)
    age = f", the newest {ago(newest, polled.at)}" if newest else ", none with a date"
    entries = f"{number:,} {'entry' if number == 1 else 'entries'}{age}"
    if moved := polled.answer.moved if polled.answer else "":
        return "moved", f"put the new address {moved} into the settings; {entries}"
    return "live", entries


def _failed(error: FetchError) -> Outcome:
    if isinstance(error, Refused):
        return "refused"
    if error.reason in _BLOCKED:
        return "blocked"
    return "no feed" if error.reason in _UNREADABLE else "dead"


def _newest(polled: Polled) -> datetime | None:
    entries = polled.listing.entries if polled.listing else ()
    times = (max(filter(None, (e.published, e.updated)), default=None) for e in entries)
    return max((moment for moment in times if moment), default=None)
