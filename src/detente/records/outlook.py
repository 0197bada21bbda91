"""How far it may go, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from detente.records.dyad import Dyad
from detente.records.record import Record, Value, check

__all__ = ["Chance", "Outcome", "Outlook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance(Value):
    """The probability that a rung or a higher one is newly triggered within so many days."""

    rung: int
    days: int
    probability: float
    low: float
    high: float
    """Bounds of the 95 % interval of `probability`."""
    base: int
    """Number of past cases it rests on."""

    def _check(self) -> None:
        check(0 <= self.low <= self.probability <= self.high <= 1, self, "bounds out of order")
        check(self.days > 0, self, f"{self.days} days")
        check(self.base >= 0, self, f"base {self.base}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook(Record):
    """For one pair, as of one day: the chance of each rung within each horizon.

    ``at_least(r, days)`` never grows with the rung and never shrinks with the horizon.
    """

    IDENTITY: ClassVar[tuple[str, ...]] = ("dyad", "as_of", "model", "chances")

    dyad: Dyad
    as_of: date
    model: str
    """Name and version, such as ``baserate.v1``."""
    ladder: str
    standing: int
    """Rung the pair stands on, on `as_of`."""
    chances: tuple[Chance, ...]
    caption: str
    """What a reader must be told beside the figures."""

    def _check(self) -> None:
        cells = {(c.rung, c.days): c.probability for c in self.chances}
        check(len(cells) == len(self.chances), self, "a rung and horizon stand twice")
        for (rung, days), p in cells.items():
            for (other, longer), q in cells.items():
                if other <= rung and longer >= days:
                    check(
                        q >= p - 1e-9, self, f"rung {rung} in {days} d beats {other} in {longer} d"
                    )

    def at_least(self, rung: int, days: int) -> float:
        """Give P(highest newly triggered rung ≥ `rung` within `days`). Raises `KeyError`."""
        for chance in self.chances:
            if (chance.rung, chance.days) == (rung, days):
                return chance.probability
        raise KeyError(f"no chance for rung {rung} within {days} days in {self.model}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Record):
    """What came of one chance of an outlook."""

    outlook: str
    rung: int
    days: int
    happened: bool | None
    """None voids it: the window had no data."""
    settled: date
    """The day from which the answer was known."""

    def _check(self) -> None:
        check(self.days > 0, self, f"{self.days} days")
