"""One pair as it stood on a day: merged, measured and foreseen from what was known by then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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

__all__ = ["PairState", "by_date", "curve", "ordered", "prospect", "replay"]

Coverage = tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairState:
    """Events, roots, curve and outlook of one pair on one day."""

    dyad: Dyad
    as_of: date
    events: tuple[Event, ...]
    backgrounds: tuple[Background, ...]
    reports: Mapping[str, Report]
    """By id: the pair's reports, and all that its events and backgrounds cite."""
    points: tuple[TensionPoint, ...]
    outlook: Outlook


def replay(
    dyad: Dyad,
    reports: Mapping[str, Report],
    answers: Iterable[Report],
    coverage: Coverage,
    *,
    as_of: date,
) -> PairState:
    """Work the pair out again from its reports and the number of documents a day.

    `answers` are reports of others that may deny or admit a deed of the pair.
    """
    known = tuple(reports.values())
    others = {r.id: r for r in answers}
    merged = merge([*known, *others.values()], as_of=as_of)
    events = ordered(e for e in merged if e.dyad == dyad)
    cited = {i: others[i] for e in events for i in e.denials if i not in reports}
    points = curve(dyad, events, coverage, as_of=as_of)
    return PairState(
        dyad=dyad,
        as_of=as_of,
        events=events,
        backgrounds=by_date(roots(known, as_of=as_of)),
        reports={**reports, **cited},
        points=points,
        outlook=prospect(dyad, events, points, as_of=as_of),
    )


def curve(
    dyad: Dyad, events: Iterable[Event], coverage: Coverage, *, as_of: date
) -> tuple[TensionPoint, ...]:
    """Give the pair's points up to `as_of`."""
    seen = tuple((day, n) for day, n in coverage if day <= as_of)
    return measure(History(events=tuple(events), coverage=seen), as_of=as_of, dyads=[dyad])


def prospect(
    dyad: Dyad, events: Iterable[Event], points: tuple[TensionPoint, ...], *, as_of: date
) -> Outlook:
    """Give the pair's outlook on that day."""
    history = History(events=tuple(events), coverage=(), points=points)
    return foresee(history, as_of=as_of, dyads=[dyad])[dyad]


def ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    """Sort by event date, undated events last."""
    return tuple(sorted(events, key=_when))


def by_date(backgrounds: Iterable[Background]) -> tuple[Background, ...]:
    """Sort by date and name."""
    return tuple(sorted(backgrounds, key=lambda b: (b.when, b.label, b.id)))


def _when(event: Event) -> tuple[date, date, str]:
    if event.when is None:
        return (date.max, event.known or date.max, event.id)
    return (event.when.first, event.when.last, event.id)
