"""Polling a source: what it lists now, and where it stands after that."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from detente.collecting.listing import Listing, ListingFormat
from detente.collecting.schedule import KEPT, next_poll
from detente.errors import DetenteError, FetchError, InvalidInput
from detente.pieces import find_piece, find_pieces
from detente.records import Source, SourceState

if TYPE_CHECKING:
    from detente.collecting.fetching.answer import Answer

__all__ = [
    "Getting",
    "Polled",
    "first_state",
    "is_web",
    "listing_of",
    "poll",
    "settled",
    "web_address",
]


TURN = 3
"""Failures in a row after which the address in the settings is tried."""
GONE = timedelta(days=7)
"""Time after which a source that is gone is asked whether it still is."""


class Getting(Protocol):
    """What fetches an address: `detente.collecting.fetching.Fetcher`."""

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Awaitable[Answer]:
        """Give the answer. Raises `FetchError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What came of one poll: a listing, an error, or neither if nothing has changed."""

    source: Source
    at: datetime
    answer: Answer | None = None
    listing: Listing | None = None
    error: FetchError | None = None
    pushed: bool = False
    """A hub pushed it: it tells what is new, and nothing of the source itself."""


def first_state(source: Source) -> SourceState:
    """Give the state of a source that was never polled."""
    return SourceState(source=source.id, address=web_address(source))


def web_address(source: Source) -> str:
    """Give the address to fetch; some kinds have names for it that are shorter."""
    module = find_piece("detente.collecting.formats", source.kind)
    spelt: Callable[[str], str] | None = getattr(module, "web_address", None)
    return spelt(source.address) if spelt else source.address


def is_web(source: Source) -> bool:
    """Tell whether a source is polled on the web; False for files, and for an unknown kind."""
    module = find_pieces("detente.collecting.formats").get(source.kind)
    if module is None or not hasattr(module.build(), "listing"):
        return False
    return web_address(source).lower().startswith(("http://", "https://"))


async def poll(source: Source, state: SourceState, fetcher: Getting, *, now: datetime) -> Polled:
    """Ask a source what it lists. Raises nothing for what is wrong with source or answer."""
    try:
        known = ("", "") if state.parts else (state.etag, state.modified)
        answer = await fetcher.get(state.address, etag=known[0], modified=known[1])
        if answer.status == 304:
            return Polled(source=source, at=now, answer=answer)
        listing = await _read(source, answer, now)
        for address in listing.more:
            listing = _joined(listing, await _part(source, address, fetcher, now))
    except FetchError as error:
        return Polled(source=source, at=now, error=error)
    except InvalidInput as error:
        failed = FetchError("not what its kind says", str(error))
        return Polled(source=source, at=now, error=failed)
    except DetenteError as error:
        return Polled(source=source, at=now, error=FetchError("cannot be polled", str(error)))
    return Polled(source=source, at=now, answer=answer, listing=listing)


async def _part(source: Source, address: str, fetcher: Getting, now: datetime) -> Listing:
    """Read a part of a listing; one that cannot be had is left out, and the others are not."""
    try:
        return await _read(source, await fetcher.get(address), now)
    except (FetchError, InvalidInput) as error:
        return Listing(left_out=(("part not fetched", f"{address}: {error}"),))


async def _read(source: Source, answer: Answer, now: datetime) -> Listing:
    # Beside the event loop: a feed may take seconds to read, and other answers come in meanwhile.
    return await asyncio.to_thread(listing_of, source, answer, now=now)


def listing_of(source: Source, answer: Answer, *, now: datetime) -> Listing:
    """Read an answer as the source's kind says. Raises `InvalidInput`, `UnknownPiece`."""
    made: ListingFormat = find_piece("detente.collecting.formats", source.kind).build()
    if not hasattr(made, "listing"):
        raise InvalidInput(f"a source of kind {source.kind!r} is read from files, not the web")
    return made.listing(answer.body, address=answer.url, charset=answer.charset, now=now)


def _joined(listing: Listing, part: Listing) -> Listing:
    return replace(
        listing,
        entries=listing.entries + part.entries,
        left_out=listing.left_out + part.left_out,
    )


def settled(
    state: SourceState, polled: Polled, *, times: tuple[datetime, ...] = (), jitter: float
) -> SourceState:
    """Give the state after a poll that brought new items of these times of publication.

    `jitter`, from 0 to 1, spreads polls over time.
    """
    now = polled.at
    if polled.error is not None:
        return _failed(state, polled, polled.error, jitter)
    answer = polled.answer
    assert answer is not None  # noqa: S101  # no error, so there is an answer
    rhythm = tuple(sorted((*state.times, *times))[-KEPT:])
    if polled.pushed:
        renewed = now if times else state.renewed
        return replace(state, answered=now, renewed=renewed, times=rhythm)
    after = replace(
        state,
        address=answer.moved or state.address,
        polled=now,
        answered=now,
        renewed=now if times else state.renewed,
        failures=0,
        error="",
        gone=False,
        times=rhythm,
    )
    if polled.listing is not None:
        after = _told(after, polled.listing, answer)
    return replace(after, due=next_poll(after, now=now, max_age=answer.max_age, jitter=jitter))


def _told(state: SourceState, listing: Listing, answer: Answer) -> SourceState:
    """Take over what an answer with a listing says about itself."""
    hub, topic = answer.links.get("hub", "") or listing.hub, listing.topic or answer.url
    return replace(
        state,
        etag=answer.etag,
        modified=answer.modified,
        parts=bool(listing.more),
        every=listing.every.total_seconds() if listing.every else None,
        hub=hub,
        topic=answer.links.get("self", "") or topic,
    )


def _failed(state: SourceState, polled: Polled, error: FetchError, jitter: float) -> SourceState:
    """Give the state after a poll that failed.

    A poll that was put off because its host had asked to wait is no failure of the source. Where
    an address that it has moved to fails again and again, the one in the settings gets its turn.
    """
    put_off = error.reason == "asked to wait" and error.status is None
    failures = state.failures + (not put_off)
    back = failures > 0 and failures % TURN == 0
    after = replace(
        state,
        address=web_address(polled.source) if back else state.address,
        polled=polled.at,
        failures=failures,
        error=str(error),
        gone=error.status == 410,
    )
    if after.gone:
        return replace(after, due=polled.at + GONE)
    due = next_poll(after, now=polled.at, jitter=jitter, retry_after=error.retry_after)
    return replace(after, due=due)
