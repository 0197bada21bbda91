"""What the ledger answers where the answer is no record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from detente.records import Document

__all__ = ["Found", "RunEntry", "SourceDay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document that a search found."""

    document: Document
    snippet: str
    """The piece of title or text around the words found."""
    spans: tuple[tuple[int, int], ...]
    """Start and end, within `snippet`, of the words found."""


class RunEntry(NamedTuple):
    """One run: when it was started, and what it added, by table."""

    number: int
    started: datetime
    finished: bool
    """False while it lasts, and for good if it was killed or failed."""
    added: dict[str, int]


class SourceDay(NamedTuple):
    """What one source's day brought."""

    source: str
    """Id of the `Source`."""
    day: date
    polls: int = 0
    answers: int = 0
    """Polls that succeeded, unchanged answers included."""
    new: int = 0
    changed: int = 0
    bytes: int = 0
