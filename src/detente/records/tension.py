"""How tense it is: a point on the curve, and a stretch of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, get_args

from detente.records.dyad import Dyad
from detente.records.record import Record, check

__all__ = ["DayState", "Phase", "TensionPoint"]

DayState = Literal["news", "quiet", "no data"]
"""``news``: events of the pair; ``quiet``: documents, none with one; ``no data``: no documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionPoint(Record):
    """The index of a pair on one day, with its band and what moved it."""

    IDENTITY: ClassVar[tuple[str, ...]] = ("dyad", "day", "index", "value", "events")

    dyad: Dyad
    day: date
    index: str
    """Name and version, such as ``net.v1``."""
    value: float
    """From -100 (cooperation only) to 100 (conflict only)."""
    low: float
    high: float
    """Bounds of the 80 % band of `value`."""
    words: float
    """The verbal part of `value`."""
    deeds: float
    """The material part of `value`; `words + deeds == value`."""
    rung: int
    """Standing rung of the ladder on that day, 0 to 5."""
    state: DayState
    documents: int
    """Documents read that were published on that day, on whatever subject."""
    events: tuple[str, ...] = ()
    """Ids of the pair's events of that day."""

    def _check(self) -> None:
        check(self.low <= self.value <= self.high, self, "the band does not hold the value")
        check(-100.0 <= self.value <= 100.0, self, f"value {self.value}")
        check(0 <= self.rung <= 5, self, f"rung {self.rung}")
        check(self.state in get_args(DayState), self, f"unknown state {self.state!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Record):
    """A stretch of days in which a relation kept its character."""

    dyad: Dyad
    first: date
    last: date | None
    """None while it lasts."""
    label: str
    version: str

    def _check(self) -> None:
        check(self.last is None or self.first <= self.last, self, "it ends before it begins")
        check(self.label, self, "label is empty")
