"""On which days of the curve an event lies."""

from __future__ import annotations

from datetime import date, timedelta

from detente.records import Event, When

__all__ = ["LONGEST", "days_of", "is_placed", "sure_day"]

LONGEST = 31
"""Days that a date may span and still enter the curve: a month does, a year does not."""


def is_placed(event: Event) -> bool:
    """Tell whether the event is dated closely enough for a curve of days."""
    return event.when is not None and _length(event.when) <= LONGEST


def days_of(when: When) -> list[date]:
    """Give the days that a date spans; an event is spread evenly over them."""
    return [when.first + timedelta(days=i) for i in range(_length(when))]


def sure_day(event: Event) -> date | None:
    """Give the day by which the event has surely happened: what a rung is reckoned from.

    That is its day; for one dated to a month, the last day of it or the day of its first report,
    whichever comes earlier. None for one that is not placed.
    """
    if event.when is None or not is_placed(event):
        return None
    if event.known is not None and event.known >= event.when.first:
        return min(event.when.last, event.known)
    return event.when.last


def _length(when: When) -> int:
    return (when.last - when.first).days + 1
