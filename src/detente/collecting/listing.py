"""What a feed, sitemap, section page or channel lists, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

__all__ = ["Entry", "Listing", "ListingFormat"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a listing. Title and text are plain text; times are aware UTC."""

    url: str = ""
    """Absolute web address of the item; empty where it has none."""
    guid: str = ""
    """The id that the source gives it."""
    title: str = ""
    text: str = ""
    """Paragraphs, one a line."""
    whole: bool = False
    """Whether `text` is the whole item, so that its address need not be fetched."""
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None
    """ISO 639-1 code."""
    outlet: str = ""
    """Name of the publisher, where the listing names one for the item."""
    note: str = ""
    """What a reader must be told about the text, such as where it was forwarded from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The items of one answer, in the order of the source, and what it says about itself."""

    entries: tuple[Entry, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    """Reason and detail for each item that cannot be used: none vanishes."""
    more: tuple[str, ...] = ()
    """Addresses of further listings: the parts of a sitemap index, newest first."""
    title: str = ""
    language: str | None = None
    hub: str = ""
    """Address of a WebSub hub."""
    topic: str = ""
    """The listing's own address, by its own word; the hub knows it by that."""
    every: timedelta | None = None
    """How often it changes, by its own word."""


class ListingFormat(Protocol):
    """What a module in ``formats/`` builds for sources that are fetched from the web."""

    def listing(self, body: bytes, *, address: str, charset: str = "", now: datetime) -> Listing:
        """Read the body of an answer that came from `address` at `now`.

        `charset` is what the answer's header says, empty where it is silent. Raises `InvalidInput`
        where the body is nothing of that kind; a single bad item goes to `Listing.left_out`.
        """
