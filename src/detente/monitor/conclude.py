"""The second half of a run: everything in the ledger becomes events, curves and outlooks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from detente.merging import merge, roots
from detente.monitor.answers import open_answers
from detente.monitor.ranking import PairMonth, tensest
from detente.monitor.tally import Tally
from detente.outlook import foresee
from detente.records import Background, Dyad, Event, History, Report, TensionPoint
from detente.store import Ledger, Run
from detente.tension import measure

__all__ = ["Conclusion", "conclude", "last_day"]

PAIRS_AT_ONCE = 50
KEPT_PAIRS = 10
"""Curves and outlooks that are stored where no pair is watched: those with most events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What the ledger amounts to."""

    reports: int
    events: tuple[Event, ...]
    backgrounds: tuple[Background, ...]
    tensest: tuple[PairMonth, ...]
    """The five tensest pair-months of all pairs."""
    kept: tuple[Dyad, ...]
    """The pairs whose curves are stored."""
    answers: tuple[Report, ...]
    """What may answer a deed of any pair, see `open_answers`."""


def last_day(ledger: Ledger, *, today: date) -> date:
    """Give the last day of news, at most `today`: a curve beyond it would only tell silence."""
    return ledger.last_published(until=today) or today


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
    tally.begin("merge")
    reports = tally.timed("merge", lambda: list(ledger.reports(coder=coder)))
    events = tally.timed("merge", lambda: merge(reports, as_of=as_of))
    backgrounds = tally.timed("merge", lambda: roots(reports, as_of=as_of))
    tally.step("merge", len(events), len(events))

    history = History(events=events, coverage=ledger.coverage(until=as_of))
    kept = set(watch) or _busiest(events)
    points: list[TensionPoint] = []
    curves = _curves(history, as_of, kept, points, tally)
    ranked = tally.timed("measure", lambda: tensest(curves, as_of=as_of))

    measured = replace(history, points=tuple(points))
    outlooks = tally.timed("foresee", lambda: foresee(measured, as_of=as_of, dyads=kept))
    tally.step("foresee", len(outlooks), len(outlooks))

    def store() -> None:
        with run.together():  # a curve beside the events of another run would be no curve of theirs
            run.set_backgrounds(backgrounds)
            run.set_events(events)
            run.set_points(points)
            run.add(outlooks.values())

    tally.begin("store")
    tally.timed("store", store)
    return Conclusion(
        reports=len(reports),
        events=events,
        backgrounds=backgrounds,
        tensest=ranked,
        kept=tuple(sorted(kept)),
        answers=open_answers(reports),
    )


def _curves(
    history: History,
    as_of: date,
    kept: set[Dyad],
    points: list[TensionPoint],
    tally: Tally,
) -> Iterator[TensionPoint]:
    """Give the points of all pairs, and gather those of the pairs to keep.

    A few pairs at a time: the curves of thousands over decades would not fit into memory.
    """
    by_pair: defaultdict[Dyad, list[Event]] = defaultdict(list)
    for event in history.events:
        if dyad := event.dyad:
            by_pair[dyad].append(event)
    dyads = sorted(by_pair)
    for start in range(0, len(dyads), PAIRS_AT_ONCE):
        some = dyads[start : start + PAIRS_AT_ONCE]
        events = tuple(event for dyad in some for event in by_pair[dyad])
        for point in measure(replace(history, events=events), as_of=as_of, dyads=some):
            if point.dyad in kept:
                points.append(point)
            yield point
        tally.step("measure", len(some), len(dyads))


def _busiest(events: Iterable[Event]) -> set[Dyad]:
    numbers = Counter(e.dyad for e in events if e.dyad)
    return set(sorted(numbers, key=lambda d: (-numbers[d], d))[:KEPT_PAIRS])
