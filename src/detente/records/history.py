"""All that measuring and foreseeing may know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from detente.records.document import Document
from detente.records.dyad import Dyad
from detente.records.event import Event
from detente.records.record import Value
from detente.records.tension import TensionPoint

__all__ = ["History"]


@dataclass(frozen=True, slots=True, kw_only=True)
class History(Value):
    """All pairs' events, how many documents each day brought, and the points so far."""

    events: tuple[Event, ...]
    coverage: tuple[tuple[date, int], ...]
    """Documents read per day of publication, in order of days."""
    points: tuple[TensionPoint, ...] = ()

    @classmethod
    def of(cls, events: Iterable[Event], coverage: Iterable[Document] = ()) -> Self:
        """Gather events, and count the documents that they were found in by day."""
        days = Counter(d.published for d in coverage if d.published)
        ordered = sorted(events, key=lambda e: e.id)
        return cls(events=tuple(ordered), coverage=tuple(sorted(days.items())))

    def until(self, as_of: date) -> Self:
        """Give what was known on that day: nothing reported, published or measured later.

        An event first reported by then may still count reports that came later: merge only the
        reports known by then (``merge(reports, as_of=day)``) where that matters.
        """
        return replace(
            self,
            events=tuple(e for e in self.events if e.known is not None and e.known <= as_of),
            coverage=tuple((day, n) for day, n in self.coverage if day <= as_of),
            points=tuple(p for p in self.points if p.day <= as_of),
        )

    def dyads(self) -> tuple[Dyad, ...]:
        """Give the pairs that have an event, sorted."""
        return tuple(sorted({e.dyad for e in self.events if e.dyad}))

    def between(self, dyad: Dyad) -> tuple[Event, ...]:
        """Give the pair's events, in both directions."""
        return tuple(e for e in self.events if e.dyad == dyad)
