"""Where nothing was collected: days without an answer are no days without news."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Literal, TypeAlias

from detente.records import Event
from detente.store import SourceDay

__all__ = ["RECENT", "Collected", "collected", "first_poll", "uncollected", "uneventful"]

Collected: TypeAlias = Literal["yes", "no", "unknown"]

RECENT = 7
"""Days in which answers make the absence of an event a finding."""

_DAY = timedelta(days=1)


def uncollected(
    days: Iterable[SourceDay], coverage: Iterable[tuple[date, int]], first: date, last: date
) -> tuple[tuple[date, date], ...]:
    """Give first and last day of each stretch, from `first` to `last`, in which nothing was.

    Such a day lies after the first poll of any source, no source answered on it, and no document
    that was published on it came later. `coverage` gives days with their number of documents.
    """
    given = list(days)
    begun = first_poll(given)
    if begun is None:
        return ()
    seen = {day.day for day in given if day.answers} | {day for day, n in coverage if n}
    stretches: list[tuple[date, date]] = []
    for day in _from_to(max(first, begun), last):
        if day in seen:
            continue
        if stretches and stretches[-1][1] == day - _DAY:
            stretches[-1] = (stretches[-1][0], day)
        else:
            stretches.append((day, day))
    return tuple(stretches)


def collected(day: date, since: date | None, missing: Collection[date]) -> Collected:
    """Tell of one day; unknown before the first poll: what files held may be all or little.

    `missing` are the days of the stretches that `uncollected` gives.
    """
    if since is None or day < since:
        return "unknown"
    return "no" if day in missing else "yes"


def first_poll(days: Iterable[SourceDay]) -> date | None:
    """Give the day on which any source was polled first."""
    return min((day.day for day in days if day.polls), default=None)


def uneventful(days: Iterable[SourceDay], events: Iterable[Event], on: date) -> bool:
    """Tell whether sources answered in the `RECENT` days up to `on`, and told no event.

    Neither is an event dated in them, nor did one become known in them.
    """
    first = on - (RECENT - 1) * _DAY
    told = any(
        (event.when and event.when.first <= on and event.when.last >= first)
        or (event.known and first <= event.known <= on)
        for event in events
    )
    return not told and any(day.answers for day in days if first <= day.day <= on)


def _from_to(first: date, last: date) -> Iterable[date]:
    return (first + n * _DAY for n in range((last - first).days + 1))
