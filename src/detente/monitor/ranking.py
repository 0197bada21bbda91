"""Which pairs were tensest, and when."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from detente.records import Dyad, TensionPoint

__all__ = ["PairMonth", "tensest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairMonth:
    """The mean index of one pair over the days of one month."""

    dyad: Dyad
    month: str
    """Such as ``2008-08``."""
    mean: float
    days: int
    """Days of the month that the mean is over."""
    rung: int
    """Highest standing rung of the month."""


def tensest(points: Iterable[TensionPoint], *, as_of: date, top: int = 5) -> tuple[PairMonth, ...]:
    """Give the pair-months with the highest mean of the daily index, the highest first.

    The mean is over all days of the month, or up to `as_of` in its month. Days before the first
    event of a pair count as 0, so that one late event does not stand for a month.
    """
    sums: Counter[tuple[Dyad, int, int]] = Counter()
    rungs: Counter[tuple[Dyad, int, int]] = Counter()
    for point in points:
        key = (point.dyad, point.day.year, point.day.month)
        sums[key] += point.value  # type: ignore[assignment]
        rungs[key] = max(rungs[key], point.rung)
    found = [
        PairMonth(
            dyad=key[0],
            month=f"{key[1]:04d}-{key[2]:02d}",
            mean=total / _days(key[1], key[2], as_of),
            days=_days(key[1], key[2], as_of),
            rung=rungs[key],
        )
        for key, total in sums.items()
    ]
    return tuple(sorted(found, key=lambda p: (-p.mean, p.month, p.dyad))[:top])


def _days(year: int, month: int, as_of: date) -> int:
    if (year, month) == (as_of.year, as_of.month):
        return as_of.day
    return calendar.monthrange(year, month)[1]
