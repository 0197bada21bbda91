"""The way in: every source through the format that can read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from detente.collecting.kinds import kind_of
from detente.collecting.now import Fetching, items_now
from detente.collecting.polling import is_web
from detente.collecting.saved import saved_items
from detente.errors import UnknownPiece
from detente.pieces import find_piece
from detente.records import Page, Skip, Source

if TYPE_CHECKING:
    from detente.collecting.fetching import Fetcher

__all__ = ["Format", "collect", "kind_of"]


class Format(Protocol):
    """What a module in ``formats/`` builds."""

    def items(
        self, source: Source, *, now: datetime, published: date | None
    ) -> Iterator[Page | Skip]:
        """Give a page for every item of the source and a skip for every one that is none.

        Raises nothing for bad items: one of them must never hide the others.
        """


def collect(
    sources: Iterable[Source],
    *,
    now: datetime,
    published: date | None = None,
    on_skip: Callable[[Skip], None] | None = None,
    fetching: Fetching | None = None,
) -> Iterator[Page]:
    """Give the pages of all sources in turn.

    `now` (aware UTC) becomes their fetch time. `published` is the day of those that tell none,
    stated by the user. What is no page goes to `on_skip`, and so does a source of unknown kind.
    A source on the web is asked once, and the articles of its teasers are fetched; `fetching` makes
    what fetches, a `Fetcher` with its defaults if it is None.
    """
    for source in sources:
        for item in _items(source, now, published, fetching):
            if isinstance(item, Page):
                yield item
            elif on_skip:
                on_skip(item)


def _items(
    source: Source, now: datetime, published: date | None, fetching: Fetching | None
) -> Iterator[Page | Skip]:
    if is_web(source):
        yield from items_now(source, now=now, fetching=fetching or _fetcher)
        return
    try:
        made = find_piece("detente.collecting.formats", source.kind).build()
    except UnknownPiece as error:
        yield Skip(
            stage="collect",
            kind="error",
            subject=source.address,
            reason="unknown kind of source",
            detail=str(error),
            at=now,
        )
        return
    if hasattr(made, "items"):
        yield from made.items(source, now=now, published=published)
    else:
        yield from saved_items(source, made, now=now, published=published)


def _fetcher() -> Fetcher:
    from detente.collecting.fetching import Fetcher

    return Fetcher()
