"""Items whose wording was changed after it was published."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Generator

    from detente.records import Item
    from detente.store import Ledger

__all__ = ["Reworded", "lately_reworded"]

LATEST = 20
"""Rewordings that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """One change of an item: its headline before and after, and when each was seen first."""

    key: str
    """Names the item through all its revisions."""
    revision: int
    source: str
    """Name of the source that brought the change, its id where nothing names it."""
    url: str
    before: str
    after: str
    seen_before: datetime
    seen: datetime
    updated: datetime | None
    """When it was changed, by the source's word."""

    @property
    def same_title(self) -> bool:
        """Whether only the text below the headline was changed."""
        return self.before == self.after


def lately_reworded(
    ledger: Ledger, names: Mapping[str, str], *, limit: int = LATEST
) -> tuple[Reworded, ...]:
    """Give the latest changes, latest first. `names` maps ids of sources to their names."""
    revised = cast("Generator[Item]", ledger.items(revised=True))
    with closing(revised):  # its connection, too
        latest = list(islice(revised, limit))
    found = ((item, _before(ledger, item)) for item in latest)
    return tuple(_reworded(item, before, names) for item, before in found if before)


def _before(ledger: Ledger, item: Item) -> Item | None:
    """Give the wording that this one took the place of."""
    earlier = (one for one in ledger.items(key=item.key) if one.revision < item.revision)
    return max(earlier, key=lambda one: (one.revision, one.seen), default=None)


def _reworded(item: Item, before: Item, names: Mapping[str, str]) -> Reworded:
    return Reworded(
        key=item.key,
        revision=item.revision,
        source=names.get(item.source, item.source),
        url=item.url,
        before=before.title,
        after=item.title,
        seen_before=before.seen,
        seen=item.seen,
        updated=item.updated,
    )
