"""A page that waits for its turn in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from detente.records.page import Page
from detente.records.record import Record, check, content_id

__all__ = ["Waiting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting(Record):
    """What is to be done with one revision of an item. It is deleted when it is done."""

    IDENTITY: ClassVar[tuple[str, ...]] = ("item",)

    item: str
    """Id of the `Item`, revision included."""
    page: Page
    """What is to be read; while `fetch` holds, only what the listing told."""
    fetch: bool
    """Whether the article at the page's address is to be fetched first."""
    due: datetime
    attempts: int = 0
    """Fetches that failed so far."""

    @staticmethod
    def id_of(item: str) -> str:
        """Give the id that waiting for an item has."""
        return content_id(Waiting.__name__, item)

    def _check(self) -> None:
        check(self.item, self, "item is empty")
        check(self.attempts >= 0, self, f"attempts {self.attempts} is below 0")
