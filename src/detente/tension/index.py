"""What every index offers: readings day by day, and the share of each event in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from detente.records import Event
from detente.tension.coverage import Coverage

__all__ = ["Index", "Reading", "Share"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The index on one day: ``words + deeds == value``, which lies in the 80 % band."""

    words: float
    deeds: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one event does to the index on one day, factor by factor."""

    event: str
    """Id of the event."""
    weight: float
    """Intensity of its type and mode, positive for conflict."""
    repeat: float
    """Factor for being one of several of its kind on its day; 1 where it stands alone."""
    volume: float
    """Factor by which the news was more than usual."""
    decay: float
    """What time has left of it; for a deed dated to a month, the mean over its days."""
    points: float
    """Its part in the value, in points of the index."""


class Index(Protocol):
    """An index of a pair. It sees the pair's counting events, dated within 31 days or less."""

    name: str

    def readings(
        self, events: Sequence[Event], coverage: Coverage, first: date, last: date
    ) -> list[Reading]:
        """Give one reading a day from `first` to `last`, from events and coverage up to it."""
        ...

    def shares(self, events: Sequence[Event], coverage: Coverage, day: date) -> list[Share]:
        """Give the share of each event in the value of a day; the points add up to it."""
        ...
