"""The desk: the read side that the command line, the web pages and the briefing share."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from detente.errors import InvalidInput
from detente.knowledge.countries import name_of
from detente.knowledge.ladder import RUNGS, rung_of
from detente.monitor.explain import explain_event, explain_report
from detente.monitor.followed import followed
from detente.monitor.method import method
from detente.monitor.replay import PairState, curve, ordered, replay
from detente.monitor.views import (
    Age,
    EventView,
    Explanation,
    Followed,
    MethodView,
    OverviewView,
    PairLine,
    PairView,
)
from detente.records import Dyad, Event, Report
from detente.store import Ledger

__all__ = ["Desk"]

_KEPT_STATES = 64
_BUSIEST = 10
_NOT_CODED = "not coded yet: no coder for language "


class Desk:
    """Answers for one ledger. Every answer is as of a day, and knows nothing published later.

    On the last day that the ledger covers it shows what the last run stored; for any other day it
    merges and measures the pair again from the reports known by then.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        title: str = "Detente",
        watch: Iterable[Dyad] = (),
        clock: Callable[[], date] | None = None,
    ) -> None:
        """`clock` gives today, to tell the age of the data; without it age counts from `as_of`."""
        self.ledger = ledger
        self.title = title
        self.watch = tuple(watch)
        self._clock = clock
        self._states: OrderedDict[tuple[object, ...], PairState] = OrderedDict()

    # -- days -------------------------------------------------------------------------------

    @property
    def latest(self) -> date:
        """The last day of publication in the ledger, today where no document has a date.

        Raises `InvalidInput` where there is neither.
        """
        coverage = self.ledger.coverage()
        if coverage:
            return coverage[-1][0]
        if self._clock:
            return self._clock()
        raise InvalidInput("the ledger holds no dated document; run `detente run --once` first")

    def age(self, as_of: date) -> Age:
        """Tell how old the newest document is on that day."""
        coverage = self.ledger.coverage(until=as_of)
        newest = coverage[-1][0] if coverage else None
        today = self._clock() if self._clock and as_of >= self.latest else as_of
        return Age(
            newest=newest,
            days=(max(today, as_of) - newest).days if newest else None,
            documents=sum(n for _, n in coverage),
        )

    # -- pages ------------------------------------------------------------------------------

    def overview(self, as_of: date | None = None) -> OverviewView:
        """Give one line for each watched pair."""
        day = as_of or self.latest
        watched = self.watch or self._busiest()
        return OverviewView(
            title=self.title,
            as_of=day,
            latest=self.latest,
            pairs=tuple(self._line(dyad, day) for dyad in watched),
            age=self.age(day),
            counts=self.ledger.counts(),
            uncoded=self.uncoded(),
            skips=self.skips(),
            notes=self.ledger.notes(),
        )

    def pair(self, dyad: Dyad, as_of: date | None = None) -> PairView:
        """Give everything about one pair."""
        day = as_of or self.latest
        state = self._state(dyad, day)
        reports = self._reports_of(state)
        rung = state.points[-1].rung if state.points else 0
        return PairView(
            dyad=dyad,
            names=_names(dyad),
            as_of=day,
            latest=self.latest,
            events=state.events,
            reports=reports,
            backgrounds=state.backgrounds,
            points=state.points,
            outlook=state.outlook,
            age=self.age(day),
            uncoded=self.uncoded(),
            notes=tuple(sorted({r.note for r in reports.values() if r.note})),
            rung=rung,
            rung_name=RUNGS[rung].name,
        )

    def event(self, event_id: str, as_of: date | None = None) -> EventView:
        """Give one event with its sentences. Raises `InvalidInput` where there is none."""
        day = as_of or self.latest
        event = self._find_event(event_id, day)
        reports = self.ledger.reports_by_id([*event.reports, *event.denials])
        lead = reports[event.lead]
        others = sorted(
            (reports[i] for i in event.reports if i != event.lead),
            key=lambda r: (r.published or date.max, r.outlet, r.id),
        )
        rung = rung_of(event.type)
        return EventView(
            event=event,
            dyad=event.dyad,
            names=_names(event.dyad) if event.dyad else None,
            as_of=day,
            lead=lead,
            reports=(lead, *others),
            denials=tuple(reports[i] for i in event.denials),
            notes=tuple(sorted({r.note for r in reports.values() if r.note})),
            rung=rung,
            rung_name=RUNGS[rung].name,
            explanation=self._explain_event(event, reports, day),
        )

    def followed(self, dyad: Dyad, as_of: date) -> Followed:
        """Tell what came after that day, as the whole ledger has it."""
        return followed(self._state(dyad, self.latest), as_of)

    def method(self) -> MethodView:
        """Give the versions and counts behind the figures."""
        return method(self.ledger, self.skips())

    def explain(self, some_id: str, as_of: date | None = None) -> Explanation:
        """Retrace a report or an event from its id or an unambiguous beginning of it."""
        day = as_of or self.latest
        report = self.ledger.find_report(some_id)
        if report is None:
            return self.event(some_id, day).explanation
        holders = [e for e in self._events_near(report) if report.id in (*e.reports, *e.denials)]
        return explain_report(report, holders)

    # -- what is left out -------------------------------------------------------------------

    def skips(self) -> tuple[tuple[str, str, int], ...]:
        """Give stage, reason and number of the items left out."""
        return tuple((s, reason, n) for (s, _, reason), n in self.ledger.skip_counts().items())

    def uncoded(self) -> tuple[tuple[str, int], ...]:
        """Give language and number of documents that no coder reads yet."""
        return tuple(
            (reason.removeprefix(_NOT_CODED), n)
            for _, reason, n in self.skips()
            if reason.startswith(_NOT_CODED)
        )
