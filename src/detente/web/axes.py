"""Axes: scales, round bounds, and marks that do not crowd."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from detente.web.words import short_month

__all__ = ["Mark", "nice", "scale", "x_marks", "y_marks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A labelled position on an axis, in SVG units."""

    at: float
    label: str


def scale(low: float, high: float, from_: float, to: float) -> Callable[[float], float]:
    """Give the function that lays `low` to `high` out on `from_` to `to`, in SVG units."""
    span = (high - low) or 1.0

    def place(value: float) -> float:
        return round(from_ + (value - low) / span * (to - from_), 1)

    return place


def nice(low: float, high: float, marks: int) -> tuple[float, float, float]:
    """Widen to zero and to whole steps of 1, 2, 5, 10, 20 or 50."""
    low, high = min(low, 0.0), max(high, 0.0)
    step = next((s for s in (1, 2, 5, 10, 20) if (high - low) / s <= marks), 50)
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    return low, max(high, low + step), step


def y_marks(low: float, high: float, step: float, y: Callable[[float], float]) -> tuple[Mark, ...]:
    """Mark every step with its signed value."""
    count = round((high - low) / step)
    values = [low + i * step for i in range(count + 1)]
    return tuple(Mark(at=y(v), label=f"{v:+.0f}".replace("-", "−") if v else "0") for v in values)


def x_marks(first: date, last: date, x: Callable[[float], float], *, most: int) -> tuple[Mark, ...]:
    """Mark days, months or years; the first of each year is labelled with it."""
    days = _ticks(first, last, most)
    marks = []
    year = None
    for day, label in days:
        named = label if day.year == year or label == str(day.year) else f"{label} {day.year}"
        marks.append(Mark(at=x(day.toordinal()), label=named))
        year = day.year
    return tuple(marks)


def _ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Choose weeks, months or years, whichever gives at most `most` marks."""
    span = (last - first).days
    for days in (1, 2, 7, 14):
        if span <= 62 and span / days <= most:
            stops = (first + timedelta(days=i) for i in range(0, span + 1, days))
            return [(d, f"{d.day} {short_month(d)}") for d in stops]
    starts = _months(first, last)
    for step in (1, 2, 3, 6):
        chosen = [d for d in starts if (d.month - 1) % step == 0]
        if len(chosen) <= most:
            return [(d, short_month(d)) for d in chosen]
    years = [d for d in starts if d.month == 1]
    every = max(1, math.ceil(len(years) / most))
    return [(d, str(d.year)) for d in years if d.year % every == 0]


def _months(first: date, last: date) -> list[date]:
    counts = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    starts = [date(n // 12, n % 12 + 1, 1) for n in counts]
    return [d for d in starts if first <= d <= last]
