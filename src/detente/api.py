"""The Python API's verbs over the rooms: lazy, and readable more than once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from detente.pieces import DEFAULT_CODER, find_piece
from detente.records import Document, Dyad, History, Page, Report, Skip, Source

if TYPE_CHECKING:
    from detente.collecting.fetching import Fetcher
    from detente.outlook import Outlooks

__all__ = ["Stream", "code", "collect", "foresee", "read"]

Item = TypeVar("Item")


class Stream(Generic[Item]):
    """An iterable that does its work on the first pass and remembers it for the next ones.

    So `documents` can be coded first and counted as coverage afterwards. Archives that do not fit
    into memory go through the rooms themselves, which give plain iterators.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._rest = iter(items)
        self._seen: list[Item] = []

    def __iter__(self) -> Iterator[Item]:
        index = 0
        while index < len(self._seen) or self._draw():
            yield self._seen[index]
            index += 1

    def __len__(self) -> int:
        while self._draw():
            pass
        return len(self._seen)

    def _draw(self) -> bool:
        for item in self._rest:
            self._seen.append(item)
            return True
        return False


def collect(
    sources: Iterable[Source],
    *,
    now: datetime | None = None,
    published: date | None = None,
    on_skip: Callable[[Skip], None] | None = None,
    allow: Iterable[str] = (),
) -> Stream[Page]:
    """Give the pages of the sources; `now` (aware UTC) is the time of the fetch, else the clock's.

    `published` is the day of those that do not tell theirs. A source on the web is asked once, with
    the articles of its teasers; `allow` names hosts and networks of your own that may be fetched
    although they are private. Items left out go to `on_skip`. Raises `UnknownPiece` for a kind of
    source that nothing reads.
    """
    from detente.collecting import collect as room

    given = tuple(sources)
    for kind in {source.kind for source in given}:
        find_piece("detente.collecting.formats", kind)
    moment = now or datetime.now(UTC)
    hosts = tuple(allow)

    def fetching() -> Fetcher:
        from detente.collecting.fetching import Allowed, Fetcher

        return Fetcher(allowed=Allowed.parse(hosts))

    pages = room(given, now=moment, published=published, on_skip=on_skip, fetching=fetching)
    return Stream(pages)


def read(
    pages: Iterable[Page],
    *,
    on_skip: Callable[[Skip], None] | None = None,
    fast: bool = False,
) -> Stream[Document]:
    """Turn pages into documents; pages without a text go to `on_skip`.

    `fast` reads HTML in about half the time, with somewhat more of the page around the article.
    """
    from detente.reading import read as room

    return Stream(room(pages, on_skip=on_skip, fast=fast))


def code(
    documents: Iterable[Document],
    coder: str = DEFAULT_CODER,
    *,
    on_skip: Callable[[Skip], None] | None = None,
) -> Stream[Report]:
    """Turn documents into reports. Raises `UnknownPiece` for a coder that is not there."""
    from detente.coding import code as room

    return Stream(room(documents, coder, on_skip=on_skip))


def foresee(
    history: History,
    *,
    as_of: date,
    dyads: Iterable[Dyad] | None = None,
    model: str = "baserate.v1",
) -> Outlooks:
    """Give the outlook of each pair on `as_of`; a history without points is measured first.

    Raises `UnknownPiece` for a model that is not there.
    """
    from detente.outlook import foresee as room
    from detente.tension import measure

    wanted = None if dyads is None else tuple(dyads)
    if not any(p.day == as_of for p in history.points):
        history = replace(history, points=measure(history, as_of=as_of, dyads=wanted))
    return room(history, as_of=as_of, dyads=wanted, model=model)
