"""One pair as it stood on a day: merged, measured and foreseen from what was known by then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from detente.merging import merge, roots
from detente.outlook import foresee
from detente.records import (
    Background,
    Dyad,
    Event,
    History,
    Outlook,
    Report,
    TensionPoint,
)
from detente.tension import measure

__all__ = ["PairState", "curve", "ordered", "replay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairState:
    """Events, roots, curve and outlook of one pair on one day."""

    dyad: Dyad
    as_of: date
    events: tuple[Event, ...]
    backgrounds: tuple[Background, ...]
    points: tuple[TensionPoint, ...]
    outlook: Outlook


def replay(
    dyad: Dyad, reports: Iterable[Report], coverage: tuple[tuple[date, int], ...], *, as_of: date
) -> PairState:
    """Work the pair out again from its reports; those published after `as_of` are left aside.

    `coverage` is the number of documents a day, as `History` holds it.
    """
    known = [r for r in reports if r.published is None or r.published <= as_of]
    events = tuple(e for e in merge(known, as_of=as_of) if e.dyad == dyad)
    points, outlook = curve(dyad, events, coverage, as_of=as_of)
    return PairState(
        dyad=dyad,
        as_of=as_of,
        events=ordered(events),
        backgrounds=roots(known, as_of=as_of),
        points=points,
        outlook=outlook,
    )


def curve(
    dyad: Dyad, events: Iterable[Event], coverage: tuple[tuple[date, int], ...], *, as_of: date
) -> tuple[tuple[TensionPoint, ...], Outlook]:
    """Give the pair's points up to `as_of` and its outlook on that day."""
    seen = tuple((day, n) for day, n in coverage if day <= as_of)
    history = History(events=tuple(events), coverage=seen)
    points = measure(history, as_of=as_of, dyads=[dyad])
    outlook = foresee(replace(history, points=points), as_of=as_of, dyads=[dyad])[dyad]
    return points, outlook


def ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    """Sort by event date, undated events last."""
    return tuple(sorted(events, key=_when))


def _when(event: Event) -> tuple[date, date, str]:
    if event.when is None:
        return (date.max, event.known or date.max, event.id)
    return (event.when.first, event.when.last, event.id)
