"""One item of a source, as it was seen again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from detente.records.record import Record, check

__all__ = ["Item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Record):
    """One wording of an item that a source lists. A later wording is a revision of the same item.

    Two entries are one item where they share a mark: the source's id for it, its address without
    tracking parameters, or its words.
    """

    IDENTITY: ClassVar[tuple[str, ...]] = ("key", "revision", "digest")

    key: str
    """Names the item through all its revisions."""
    digest: str
    """Hash of what tells this revision from others: its words, or when it was changed."""
    words: str
    """Hash of title and text as listed."""
    revision: int
    """0 for the wording that was seen first."""
    source: str
    """Id of the `Source` that brought this revision."""
    url: str
    title: str
    marks: tuple[str, ...]
    seen: datetime
    updated: datetime | None = None
    """When it was changed last, by the source's word."""

    def _check(self) -> None:
        check(self.key, self, "key is empty")
        check(self.digest, self, "digest is empty")
        check(self.revision >= 0, self, f"revision {self.revision} is below 0")
