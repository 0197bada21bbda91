"""Bringing events and curves up to date while news comes in, pair by pair, at times all anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from time import perf_counter

from detente.monitor.answers import answers_of, open_answers
from detente.monitor.conclude import conclude, last_day
from detente.monitor.replay import prospect, replay
from detente.monitor.tally import Tally
from detente.records import Dyad, Report
from detente.store import Ledger, Run

__all__ = ["Rolling"]

REST = 10.0
"""Times the cost of a conclusion that must pass before the next of the same kind."""
LONGEST_STEP = 1.0
"""Seconds after which no further pair is begun in one step."""
WHOLE_AFTER = 600.0
"""Seconds after which everything is concluded anew if there was news."""


class Rolling:
    """Keeps what the ledger concludes in step with the reports that it gets.

    A pair that has new reports is concluded from its own reports and from answers that name nobody.
    Everything else, the pasts among it, waits for the next conclusion of the whole.
    """

    def __init__(
        self,
        ledger: Ledger,
        run: Run,
        tally: Tally,
        *,
        coder: str,
        watch: Iterable[Dyad],
        monotonic: Callable[[], float],
    ) -> None:
        self._ledger = ledger
        self._run = run
        self._tally = tally
        self._coder = coder
        self._watch = tuple(watch)
        self._monotonic = monotonic
        self._kept = self._watch
        """The pairs whose curves are stored."""
        self._answers: dict[str, Report] = {}
        self._touched: dict[Dyad, float] = {}
        """Pairs with new reports, and when they may be concluded."""
        self._costs: dict[Dyad, tuple[float, float]] = {}
        """When a pair was concluded last, and the seconds it took."""
        self._rest_until = 0.0
        self._day: date | None = None
        self._whole_due = 0.0
        self._news = False

    def take(self, reports: Iterable[Report]) -> None:
        """Note which pairs have news."""
        given = list(reports)
        self._answers |= {report.id: report for report in open_answers(given)}
        for report in given:
            for dyad in self._pairs(report):
                self._touched.setdefault(dyad, self._ready(dyad))
        self._news = self._news or bool(given)

    def _pairs(self, report: Report) -> list[Dyad]:
        """Give the pair of a report; of an answer to nobody, the watched pairs of its speaker."""
        one = report.actor.country if report.actor else None
        other = report.recipient.country if report.recipient else None
        if one and other:
            return [Dyad.of(one, other)] if one != other else []
        known = one or other
        return [dyad for dyad in self._kept if known in (dyad.a, dyad.b)] if known else []

    def _ready(self, dyad: Dyad) -> float:
        at, cost = self._costs.get(dyad, (0.0, 0.0))
        return at + REST * cost

    @property
    def idle(self) -> bool:
        """Whether no pair waits."""
        return not self._touched

    def step(self, today: date) -> int:
        """Conclude what may be concluded now. Give the number of pairs, all counted as one.

        After each step, reading gets at least as much time as the step has taken.
        """
        now = self._monotonic()
        if now < self._rest_until or not (self._news or self._touched or self._day is None):
            return 0
        start = perf_counter()
        done = self._step(today, now, start)
        self._rest_until = self._monotonic() + perf_counter() - start
        return done

    def _step(self, today: date, now: float, start: float) -> int:
        as_of = last_day(self._ledger, today=today)
        if as_of != self._day or (self._news and now >= self._whole_due):
            self.whole(as_of)
            return 1
        done = 0
        for dyad in sorted(dyad for dyad, due in self._touched.items() if due <= now):
            del self._touched[dyad]
            self._pair(dyad, as_of)
            done += 1
            if perf_counter() - start > LONGEST_STEP:
                break
        return done

    def close(self, today: date) -> None:
        """Conclude everything at the end, if anything waits for it."""
        if self._news or self._touched:
            self.whole(last_day(self._ledger, today=today))

    def whole(self, as_of: date) -> None:
        """Conclude everything."""
        start = perf_counter()
        end = conclude(
            self._ledger,
            self._run,
            as_of=as_of,
            coder=self._coder,
            watch=self._watch,
            tally=self._tally,
        )
        cost = perf_counter() - start
        self._answers = {report.id: report for report in end.answers}
        self._kept = end.kept
        self._touched.clear()
        self._day = as_of
        self._news = False
        self._whole_due = self._monotonic() + max(WHOLE_AFTER, REST * cost)

    def _pair(self, dyad: Dyad, as_of: date) -> None:
        start = perf_counter()
        reports = self._reports(dyad, as_of)
        answers = answers_of(dyad, self._answers.values())
        coverage = self._ledger.coverage(until=as_of)
        state = replay(dyad, reports, answers, coverage, as_of=as_of)
        with self._run.together():
            self._run.set_events(state.events, dyads=[dyad])
            if dyad in self._kept:
                self._run.set_points(state.points, dyads=[dyad])
                self._run.add([prospect(dyad, state.events, state.points, as_of=as_of)])
        self._tally.counts["concluded"] += 1
        self._costs[dyad] = (self._monotonic(), perf_counter() - start)

    def _reports(self, dyad: Dyad, as_of: date) -> dict[str, Report]:
        """Give the pair's reports, and those with an open end that the last conclusion gave it."""
        found = {r.id: r for r in self._ledger.reports(dyad=dyad, coder=self._coder)}
        events = self._ledger.events(dyad=dyad)
        cited = {i for event in events for i in (*event.reports, *event.denials)}
        found |= self._ledger.reports_by_id(cited - found.keys())
        return {i: r for i, r in sorted(found.items())
                if r.published is None or r.published <= as_of}  # fmt: skip
