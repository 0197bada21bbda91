"""What came of polls and fetches goes into the ledger, each in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from detente.collecting.articles import Fetched
from detente.collecting.polling import Polled, first_state, settled
from detente.collecting.sifting import Sifted, marks, sift
from detente.monitor.tally import Tally
from detente.records import SourceState, Waiting
from detente.store import Ledger, Run, SourceDay

__all__ = ["Settled", "Settling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What is different after a step."""

    state: SourceState | None = None
    late: float = 0.0
    """Seconds between the time that the poll was due and its beginning."""
    waiting: tuple[Waiting, ...] = ()
    """What waits now and did not before."""
    gone: tuple[Waiting, ...] = ()
    """What waited before and does not any more."""


class Settling:
    """Commits what collecting brings, one step at a time, whatever threads ask for it."""

    def __init__(
        self,
        ledger: Ledger,
        run: Run,
        tally: Tally,
        *,
        full_text: bool,
        jitter: Callable[[], float],
    ) -> None:
        """`jitter` gives numbers from 0 to 1 that spread polls over time."""
        self._ledger = ledger
        self._run = run
        self._tally = tally
        self._full_text = full_text
        self._jitter = jitter
        self._states: dict[str, SourceState] = dict(ledger.states())
        self._lock = Lock()

    @property
    def states(self) -> Mapping[str, SourceState]:
        """Where each source stands, by its id."""
        return self._states

    def poll(self, polled: Polled) -> Settled:
        """Keep what a poll brought: items, what is to be read, and the state of the source."""
        with self._lock:
            return self._poll(polled)

    def _poll(self, polled: Polled) -> Settled:
        source = polled.source
        before = self._states.get(source.id) or first_state(source)
        sifted = self._sifted(polled)
        times = sifted.times if sifted else ()
        after = settled(before, polled, times=times, jitter=self._jitter())
        day = SourceDay(
            source.id,
            polled.at.date(),
            polls=1,
            answers=int(polled.error is None),
            new=sifted.new if sifted else 0,
            changed=sifted.changed if sifted else 0,
            bytes=len(polled.answer.body) if polled.answer else 0,
        )
        with self._run.together():
            if sifted:
                self._run.add_items(sifted.items)
                self._run.add_marks(sifted.marks)
                self._run.enqueue(sifted.waiting)
                self._run.add(sifted.skips)
            self._run.set_state(after)
            self._run.count(day)
        self._states[source.id] = after
        self._count(polled, sifted)
        due = polled.at if polled.pushed else before.due
        late = max(0.0, (polled.at - due).total_seconds()) if due else 0.0
        return Settled(state=after, late=late, waiting=sifted.waiting if sifted else ())

    def lease(self, source: str, until: datetime | None) -> SourceState:
        """Keep until when a hub pushes what is new in a source that was polled before."""
        with self._lock:
            after = replace(self._states[source], pushed_until=until)
            self._run.set_state(after)
            self._states[source] = after
        return after

    def fetched(self, fetched: Fetched) -> Settled:
        """Keep the page that a fetch brought, or when it is to be tried again."""
        with self._run.together():
            self._run.enqueue([fetched.after])
            if fetched.skip:
                self._run.add([fetched.skip])
        self._tally.counts["fetched"] += 1
        if fetched.skip:
            self._tally.seen(fetched.skip)
        return Settled(waiting=(fetched.after,), gone=(fetched.before,))

    def _sifted(self, polled: Polled) -> Sifted | None:
        if polled.listing is None:
            return None
        known = self._ledger.known(marks(polled.listing, polled.source))
        others = {item.id for item in known.values() if item.source != polled.source.id}
        return sift(
            polled.listing,
            polled.source,
            known,
            now=polled.at,
            full_text=self._full_text,
            unread=self._ledger.unread(others),
        )

    def _count(self, polled: Polled, sifted: Sifted | None) -> None:
        self._tally.counts["polled"] += 1
        self._tally.counts["failed"] += polled.error is not None
        if sifted:
            self._tally.counts["items"] += sifted.new
            self._tally.counts["revisions"] += sifted.changed
            for skip in sifted.skips:
                self._tally.seen(skip)
