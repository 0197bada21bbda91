"""Pairs as they stood on a day, from what the ledger holds; worked out once and kept a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from threading import Lock
from typing import TypeAlias

from detente.errors import InvalidInput
from detente.merging import merge
from detente.monitor.answers import open_answers
from detente.monitor.replay import PairState, by_date, ordered, prospect, replay
from detente.monitor.views import Contribution
from detente.records import Background, Dyad, Event, History, Report
from detente.store import Ledger
from detente.tension import explain

__all__ = ["Archive"]

_KEPT = 64

_Version: TypeAlias = tuple[int, ...]
_Key: TypeAlias = tuple[_Version, Dyad, date]


class Archive:
    """Gives `PairState`s. Any number of threads may ask at the same time."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._states: OrderedDict[_Key, PairState] = OrderedDict()
        self._answers: tuple[_Version, tuple[Report, ...]] | None = None

    def state(self, dyad: Dyad, as_of: date) -> PairState:
        """Give the pair as it stood on that day."""
        version = self._ledger.version()  # as long as it holds, nothing is worked out twice
        if kept := self._recall((version, dyad, as_of)):
            return kept
        state = self._stored(dyad, as_of) or self._replayed(dyad, as_of, version)
        self._keep((version, dyad, as_of), state)
        return state

    def _recall(self, key: _Key) -> PairState | None:
        with self._lock:
            if key in self._states:
                self._states.move_to_end(key)
            return self._states.get(key)

    def _keep(self, key: _Key, state: PairState) -> None:
        with self._lock:
            self._states[key] = state
            while len(self._states) > _KEPT:
                self._states.popitem(last=False)

    def event(self, event_id: str, as_of: date) -> Event:
        """Give the event of that id or prefix, as it was told by that day. Raises `InvalidInput`.

        An event that was only worked out for an earlier day is looked for among the pairs that
        were shown, then among all.
        """
        found = self._ledger.find_event(event_id) or self._replayed_event(event_id, as_of)
        if found is None:
            raise InvalidInput(f"no event {event_id!r}; `detente events` lists them with their ids")
        return self._as_told(found, as_of)

    def _as_told(self, event: Event, as_of: date) -> Event:
        """Give the event of that day which shares most reports with this one."""
        told = set(event.reports)
        alike = [e for e in self._of_that_day(event, as_of) if told & set(e.reports)]
        if not alike:
            raise InvalidInput(
                f"event {event.id} became known on {event.known}, after {as_of}: "
                f"ask for it as of {event.known} or later"
            )
        return max(alike, key=lambda e: (len(told & set(e.reports)), e.id))

    def made_of(self, report: Report, as_of: date) -> tuple[Event, ...]:
        """Give the events of that day that the report is part of."""
        now = self._ledger.events(report=report.id)
        then = (e for event in now for e in self._of_that_day(event, as_of))
        return tuple(e for e in then if report.id in e.reports)

    def _of_that_day(self, event: Event, as_of: date) -> tuple[Event, ...]:
        """Give the event if all its reports were known by then, else all of its pair that day."""
        cited = self._ledger.reports_by_id([*event.reports, *event.denials])
        if not any(r.published and r.published > as_of for r in cited.values()):
            return (event,)
        if event.dyad:
            return self.state(event.dyad, as_of).events
        return merge(cited.values(), as_of=as_of)

    def contribution(self, event: Event, dyad: Dyad, as_of: date) -> Contribution | None:
        """Tell what the event does to the curve on its own day; None where it is not on it."""
        if event.when is None or not event.counts:
            return None
        day = min(event.when.last, as_of)
        state = self.state(dyad, as_of)
        point = next((p for p in state.points if p.day == day), None)
        coverage = self._ledger.coverage(until=as_of)
        history = History(events=state.events, coverage=coverage)
        shares = {s.event: s for s in explain(history, dyad, day, as_of=as_of)}
        if point is None or event.id not in shares:
            return None
        told = {e.id: e for e in state.events}
        others = [(told[i], s) for i, s in shares.items() if i != event.id and s.points]
        others.sort(key=lambda pair: (-abs(pair[1].points), pair[0].id))
        return Contribution(point=point, share=shares[event.id], others=tuple(others))

    def _stored(self, dyad: Dyad, as_of: date) -> PairState | None:
        """Give what the last run stored, if it measured the pair up to that very day."""
        points = self._ledger.points(dyad)
        if not points or points[-1].day != as_of:
            return None
        events = ordered(self._ledger.events(dyad=dyad))
        backgrounds = by_date(self._ledger.backgrounds(dyad=dyad))
        return PairState(
            dyad=dyad,
            as_of=as_of,
            events=events,
            backgrounds=backgrounds,
            reports=self._reports(dyad, as_of, events, backgrounds),
            points=points,
            outlook=prospect(dyad, events, points, as_of=as_of),
        )

    def _replayed(self, dyad: Dyad, as_of: date, version: _Version) -> PairState:
        reports = self._reports(
            dyad, as_of, self._ledger.events(dyad=dyad), self._ledger.backgrounds(dyad=dyad)
        )
        answers = self._open_answers(version)
        return replay(dyad, reports, answers, self._ledger.coverage(until=as_of), as_of=as_of)

    def _open_answers(self, version: _Version) -> tuple[Report, ...]:
        """Give what may answer a deed of any pair; every pair needs it."""
        with self._lock:
            if self._answers and self._answers[0] == version:
                return self._answers[1]
        found = open_answers(self._ledger.reports())
        with self._lock:
            self._answers = (version, found)
        return found

    def _reports(
        self,
        dyad: Dyad,
        as_of: date,
        events: Iterable[Event],
        backgrounds: Iterable[Background],
    ) -> dict[str, Report]:
        """Give the pair's reports known by that day, and what else its events and roots cite.

        Denials that name no recipient, and mentions of the past, are not of the pair by their
        actors; the latest merging tells which of them belong to it.
        """
        found = {r.id: r for r in self._ledger.reports(dyad=dyad)}
        cited = [i for e in events for i in (*e.reports, *e.denials)]
        cited += [i for b in backgrounds for i in b.reports]
        found |= self._ledger.reports_by_id(set(cited) - set(found))
        return {
            i: r for i, r in sorted(found.items()) if r.published is None or r.published <= as_of
        }

    def _replayed_event(self, prefix: str, as_of: date) -> Event | None:
        with self._lock:
            shown = [s for s in self._states.values() if s.as_of == as_of]
        for state in shown:
            if found := _pick(state.events, prefix):
                return found
        for dyad, _ in self._ledger.dyads():
            if found := _pick(self.state(dyad, as_of).events, prefix):
                return found
        return None


def _pick(events: Iterable[Event], prefix: str) -> Event | None:
    return next((e for e in events if e.id.startswith(prefix)), None)
