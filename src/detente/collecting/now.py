"""What a source on the web lists right now, with the articles behind it, and nothing remembered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

from detente.collecting.articles import fetch_article
from detente.collecting.polling import first_state, poll
from detente.collecting.sifting import sift
from detente.errors import FetchError
from detente.records import Page, Skip, Source, Waiting

if TYPE_CHECKING:
    from detente.collecting.fetching import Fetcher

__all__ = ["Fetching", "items_now"]

Fetching = Callable[[], "Fetcher"]
"""Makes what fetches."""


def items_now(source: Source, *, now: datetime, fetching: Fetching) -> Iterator[Page | Skip]:
    """Give a page for each item that the source lists, and a skip for what cannot be had.

    An article that cannot be fetched is given as the listing tells it, with a skip that says why.
    """
    # In a thread of its own: notebooks have an event loop already.
    with ThreadPoolExecutor(1) as thread:
        work = thread.submit(lambda: asyncio.run(_items(source, now, fetching)))
    yield from work.result()


async def _items(source: Source, now: datetime, fetching: Fetching) -> list[Page | Skip]:
    async with fetching() as fetcher:
        polled = await poll(source, first_state(source), fetcher, now=now)
        if polled.error is not None:
            return [_skip(source.address, polled.error, now)]
        if polled.listing is None:
            return []
        sifted = sift(polled.listing, source, {}, now=now)
        wanted = (_article(waiting, fetcher, now) for waiting in sifted.waiting)
        found = [one for each in await asyncio.gather(*wanted) for one in each]
        return [*found, *sifted.skips]


async def _article(waiting: Waiting, fetcher: Fetcher, now: datetime) -> list[Page | Skip]:
    if not waiting.fetch:
        return [waiting.page]
    fetched = await fetch_article(waiting, fetcher, now=now)
    told: list[Page | Skip] = [fetched.after.page]
    return told + ([fetched.skip] if fetched.skip else [])


def _skip(subject: str, error: FetchError, now: datetime) -> Skip:
    return Skip(
        stage="collect",
        kind="error",
        subject=subject,
        reason=f"source not polled: {error.reason}",
        detail=error.detail,
        at=now,
    )
