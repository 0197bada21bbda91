"""The second half of a run: everything in the ledger becomes events, curves and outlooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from detente.merging import merge, roots
from detente.monitor.tally import Tally
from detente.outlook import foresee
from detente.records import Background, Dyad, Event, History
from detente.store import Ledger, Run
from detente.tension import measure

__all__ = ["Conclusion", "conclude", "last_day"]

KEPT_PAIRS = 10
"""Curves and outlooks that are stored where no pair is watched: those with most events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What the ledger amounts to."""

    reports: int
    history: History
    """With the points of all pairs, the stored ones and the others."""
    backgrounds: tuple[Background, ...]


def last_day(ledger: Ledger, *, today: date) -> date:
    """Give the last day of news, at most `today`: a curve beyond it would only tell silence."""
    coverage = ledger.coverage(until=today)
    return coverage[-1][0] if coverage else today


def conclude(
    ledger: Ledger,
    run: Run,
    *,
    as_of: date,
    coder: str,
    watch: Iterable[Dyad],
    tally: Tally,
) -> Conclusion:
    """Merge, measure and foresee from all reports of `coder` known on `as_of`, and store it.

    Curves and outlooks are stored for `watch`, or where it is empty for the pairs with most events.
    """
    reports = tally.timed("merge", lambda: list(ledger.reports(coder=coder)))
    events = tally.timed("merge", lambda: merge(reports, as_of=as_of))
    backgrounds = tally.timed("merge", lambda: roots(reports, as_of=as_of))
    tally.step("merge", len(events), len(events))

    history = History(events=events, coverage=ledger.coverage(until=as_of))
    points = tally.timed("measure", lambda: measure(history, as_of=as_of))
    history = replace(history, points=points)
    tally.step("measure", len(points), len(points))

    kept = set(watch) or _busiest(events)
    outlooks = tally.timed("foresee", lambda: foresee(history, as_of=as_of, dyads=kept))
    tally.step("foresee", len(outlooks), len(outlooks))

    def store() -> None:
        run.set_backgrounds(backgrounds)
        run.set_events(events)
        run.set_points(p for p in points if p.dyad in kept)
        run.add(outlooks.values())

    tally.timed("store", store)
    return Conclusion(reports=len(reports), history=history, backgrounds=backgrounds)


def _busiest(events: Iterable[Event]) -> set[Dyad]:
    numbers = Counter(e.dyad for e in events if e.dyad)
    return set(sorted(numbers, key=lambda d: (-numbers[d], d))[:KEPT_PAIRS])
