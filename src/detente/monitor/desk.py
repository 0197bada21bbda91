"""The desk: the read side that the command line, the web pages and the briefing share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from detente.errors import InvalidInput
from detente.knowledge.countries import name_of
from detente.knowledge.ladder import RUNGS
from detente.monitor.archive import Archive
from detente.monitor.explain import explain_event, explain_report
from detente.monitor.followed import followed
from detente.monitor.provenance import provenance
from detente.monitor.replay import PairState, ordered
from detente.monitor.silence import caveat, is_blind, silences
from detente.monitor.triggering import trigger_of, uncorroborated
from detente.monitor.uncollected import first_poll, uncollected, uneventful
from detente.monitor.views import (
    Age,
    EventView,
    Explanation,
    Followed,
    MethodView,
    OverviewView,
    PairLine,
    PairView,
    Today,
)
from detente.records import Dyad, Event, Report, TensionPoint
from detente.store import Ledger

__all__ = ["Desk"]

_BUSIEST = 10
_HELD = ("documents", "reports", "events", "backgrounds")
_NOT_CODED = "not coded yet: no coder for language "


class Desk:
    """Answers for one ledger. Every answer is as of a day, and knows nothing published later.

    On the last day that the ledger covers it shows what the last run stored; for any other day it
    merges and measures the pair again from the reports known by then. Without a day, it takes the
    last one.
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
        self._archive = Archive(ledger)

    @property
    def latest(self) -> date:
        """The last day of publication in the ledger; today where no document has a date.

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
        today = max(self._clock(), as_of) if self._clock and as_of >= self.latest else None
        return Age(
            newest=newest,
            days=((today or as_of) - newest).days if newest else None,
            documents=sum(n for _, n in coverage),
            as_of=as_of,
            today=today,
        )

    def overview(self, as_of: date | None = None) -> OverviewView:
        """Give one line for each watched pair; where none is named, for the ten busiest."""
        day = as_of or self.latest
        watched = self.watch or [dyad for dyad, _ in self.ledger.dyads()[:_BUSIEST]]
        blind = is_blind(self.ledger.coverage(until=day), day)
        today = self._today()
        return OverviewView(
            title=self.title,
            as_of=day,
            latest=self.latest,
            pairs=tuple(_line(self._archive.state(dyad, day), blind=blind) for dyad in watched),
            age=self.age(day),
            undated=today.counts["documents"] - sum(n for _, n in self.ledger.coverage()),
            uncoded=self.uncoded(day),
            today=today if day >= self.latest else None,
            notes=self.ledger.notes(),
        )

    def pair(self, dyad: Dyad, as_of: date | None = None) -> PairView:
        """Give everything about one pair."""
        day = as_of or self.latest
        state = self._archive.state(dyad, day)
        rung = state.points[-1].rung if state.points else 0
        coverage = self.ledger.coverage(until=day)
        blind = is_blind(coverage, day)
        lone = uncorroborated(state.events, rung=rung, as_of=day)
        polls = [one for one in self.ledger.collected_days() if one.day <= day]
        first = state.points[0].day if state.points else None
        return PairView(
            dyad=dyad,
            names=_names(dyad),
            as_of=day,
            latest=self.latest,
            events=state.events,
            reports=state.reports,
            backgrounds=state.backgrounds,
            points=state.points,
            outlook=state.outlook,
            age=self.age(day),
            uncoded=self.uncoded(day),
            notes=_notes(state.reports.values()),
            rung=rung,
            rung_name=RUNGS[rung].name,
            blind=blind,
            silences=silences(coverage, first, day) if first else (),
            collecting_since=first_poll(polls),
            uncollected=uncollected(polls, coverage, first, day) if first else (),
            uneventful=uneventful(polls, state.events, day),
            caveat=caveat(blind=blind, events=len(state.events)),
            uncorroborated=tuple(e.id for e in lone),
        )

    def curve(self, dyad: Dyad, as_of: date) -> tuple[TensionPoint, ...]:
        """Give the points of one pair up to that day, and nothing else about it."""
        return self._archive.state(dyad, as_of).points

    def event(self, event_id: str, as_of: date | None = None) -> EventView:
        """Give one event with its sentences. Raises `InvalidInput` where there is none."""
        day = as_of or self.latest
        event = self._archive.event(event_id, day)
        reports = self.ledger.reports_by_id([*event.reports, *event.denials])
        others = sorted((reports[i] for i in event.reports if i != event.lead), key=_by_day)
        trigger = trigger_of(event)
        return EventView(
            event=event,
            dyad=event.dyad,
            names=_names(event.dyad) if event.dyad else None,
            as_of=day,
            lead=reports[event.lead],
            reports=(reports[event.lead], *others),
            denials=tuple(sorted((reports[i] for i in event.denials), key=_by_day)),
            notes=_notes(reports.values()),
            rung=trigger.rung,
            rung_name=RUNGS[trigger.rung].name,
            triggers=trigger.triggers,
            trigger=trigger.words,
            explanation=self._explain_event(event, reports, day),
            provenance=provenance(
                self.ledger, reports.values(), until=None if day >= self.latest else day
            ),
        )

    def followed(self, dyad: Dyad, as_of: date) -> Followed:
        """Tell what came after that day, as the whole ledger has it."""
        state = self._archive.state(dyad, self.latest)
        return followed(state, as_of, self.ledger.coverage())

    def explain(self, some_id: str, as_of: date | None = None) -> Explanation:
        """Retrace a report or an event from its id, or the first four or more characters of it.

        Raises `InvalidInput` where there is neither, or several, or it was not known on `as_of`.
        """
        day = as_of or self.latest
        report = self.ledger.find_report(some_id)
        if report is None:
            return self.event(some_id, day).explanation
        if report.published and report.published > day:
            raise InvalidInput(
                f"report {report.id} was published on {report.published}, after {day}: "
                f"ask for it as of {report.published} or later"
            )
        return explain_report(report, self._archive.made_of(report, day))

    def events_of(self, document_id: str, as_of: date) -> tuple[Event, ...]:
        """Give the events, known on `as_of`, that a document reports, in order of their dates."""
        found = {
            event.id: event
            for report in self.ledger.reports(document=document_id, until=as_of)
            for event in self.ledger.events(report=report.id)
            if event.known is None or event.known <= as_of
        }
        return ordered(found.values())

    def method(self) -> MethodView:
        """Give the versions and counts behind the figures."""
        from detente.monitor.method import method

        return method(self.ledger, self._today())

    def skips(self) -> tuple[tuple[str, str, int], ...]:
        """Give stage, reason and number of the items left out."""
        counts = self.ledger.skip_counts()
        return tuple((stage, reason, n) for (stage, _, reason), n in counts.items())

    def uncoded(self, as_of: date | None = None) -> tuple[tuple[str, int], ...]:
        """Give language and number of documents, known on `as_of`, that no coder reads yet."""
        counts = self.ledger.left_out(_NOT_CODED, until=as_of)
        return tuple((reason.removeprefix(_NOT_CODED), n) for reason, n in counts.items())

    def _today(self) -> Today:
        counts = self.ledger.counts()
        return Today(counts={name: counts[name] for name in _HELD}, skips=self.skips())

    def _explain_event(self, event: Event, reports: dict[str, Report], as_of: date) -> Explanation:
        if event.dyad is None:
            return explain_event(event, reports, None)
        return explain_event(event, reports, self._archive.contribution(event, event.dyad, as_of))


def _line(state: PairState, *, blind: bool) -> PairLine:
    point = state.points[-1] if state.points else None
    before = state.points[-8].value if len(state.points) > 7 else 0.0
    days = [e.when.first for e in state.events if e.when and e.when.first <= state.as_of]
    chances = {(c.rung, c.days): c for c in state.outlook.chances}
    return PairLine(
        dyad=state.dyad,
        names=_names(state.dyad),
        point=point,
        change=point.value - before if point else None,
        rung=point.rung if point else 0,
        rung_name=RUNGS[point.rung if point else 0].name,
        outlook=state.outlook,
        chance=chances.get((3, 30)),
        events=len(state.events),
        last_event=max(days, default=None),
        blind=blind,
        caveat=caveat(blind=blind, events=len(state.events)),
    )


def _names(dyad: Dyad) -> tuple[str, str]:
    return name_of(dyad.a), name_of(dyad.b)


def _notes(reports: Iterable[Report]) -> tuple[str, ...]:
    return tuple(sorted({r.note for r in reports if r.note}))


def _by_day(report: Report) -> tuple[date, str, str]:
    return report.published or date.max, report.outlet, report.id
