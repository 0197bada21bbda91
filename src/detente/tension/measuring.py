"""Points of the curve, per pair and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import cast

from detente.pieces import find_piece
from detente.records import DayState, Dyad, Event, History, TensionPoint
from detente.tension.coverage import Coverage
from detente.tension.dating import is_placed
from detente.tension.index import Index, Share
from detente.tension.rungs import standing_rungs

__all__ = ["explain", "measure"]

_INDICES = "detente.tension.indices"


def measure(
    history: History,
    *,
    as_of: date,
    dyads: Iterable[Dyad] | None = None,
    index: str = "net.v1",
) -> tuple[TensionPoint, ...]:
    """Give a point per pair and day, from the pair's first event to `as_of`, in order.

    Only what was known on `as_of` counts; what became known late stands on the day that it
    happened. Undated, claimed and loosely dated events (more than 31 days) never enter the value.
    A pair without a dated event has no points. Raises `UnknownPiece` for an unknown `index`.
    """
    piece = _index(index)
    known = history.until(as_of)
    coverage = Coverage(known.coverage)
    shelves = _by_dyad(known.events)
    wanted = sorted(shelves.keys() if dyads is None else set(dyads) & shelves.keys())
    return tuple(p for dyad in wanted for p in _points(dyad, shelves[dyad], coverage, as_of, piece))


def explain(
    history: History, dyad: Dyad, day: date, *, as_of: date | None = None, index: str = "net.v1"
) -> tuple[Share, ...]:
    """Give the share of each event in a pair's value on a day, as known on `as_of` (that day).

    The shares' points add up to the value. Raises `UnknownPiece` for an unknown `index`.
    """
    known = history.until(as_of or day)
    events = [e for e in _by_dyad(known.events).get(dyad, ()) if e.counts]
    return tuple(_index(index).shares(events, Coverage(known.coverage), day))


def _index(name: str) -> Index:
    return cast("Index", find_piece(_INDICES, name).build())


def _by_dyad(events: Iterable[Event]) -> dict[Dyad, list[Event]]:
    """Sort the events that can stand on a curve by pair."""
    shelves: defaultdict[Dyad, list[Event]] = defaultdict(list)
    for event in events:
        if is_placed(event) and (dyad := event.dyad):
            shelves[dyad].append(event)
    return dict(shelves)


def _points(
    dyad: Dyad, events: list[Event], coverage: Coverage, as_of: date, index: Index
) -> Iterator[TensionPoint]:
    first = min(e.when.first for e in events if e.when)
    counting = [e for e in events if e.counts]
    on_day = _by_day(events)
    readings = index.readings(counting, coverage, first, as_of)
    rungs = standing_rungs(counting, first, as_of)
    for i, (reading, rung) in enumerate(zip(readings, rungs, strict=True)):
        day = first + timedelta(days=i)
        documents = coverage.documents(day)
        yield TensionPoint(
            dyad=dyad,
            day=day,
            index=index.name,
            value=reading.value,
            low=reading.low,
            high=reading.high,
            words=reading.words,
            deeds=reading.deeds,
            rung=rung,
            state=_state(documents, news=day in on_day),
            documents=documents,
            events=on_day.get(day, ()),
        )


def _by_day(events: list[Event]) -> dict[date, tuple[str, ...]]:
    """Give the ids of the events of each day, those dated to the day and no longer."""
    days: defaultdict[date, list[str]] = defaultdict(list)
    for event in events:
        if event.when and event.when.precision == "day":
            days[event.when.first].append(event.id)
    return {day: tuple(sorted(ids)) for day, ids in days.items()}


def _state(documents: int, *, news: bool) -> DayState:
    if news:
        return "news"
    return "quiet" if documents else "no data"
