"""What a briefing is made from: the records of one pair, as they were known on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from detente.publishing.footnotes import Quotation
from detente.records import Background, Dyad, Event, Outlook, Report, TensionPoint

__all__ = ["Material", "gather"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Records of the pair, nothing later than `as_of`; all tuples are in a fixed order."""

    dyad: Dyad
    as_of: date
    events: tuple[Event, ...]
    """Events whose lead report is at hand, by date, undated ones last."""
    unquotable: int
    """Events whose lead report is not at hand, and which are left out for it."""
    reports: Mapping[str, Report]
    """The reports and denials of the events, and those of the backgrounds, by id."""
    backgrounds: tuple[Background, ...]
    points: tuple[TensionPoint, ...]
    outlook: Outlook | None
    uncoded: tuple[tuple[str, int], ...]
    blind: bool
    """Whether the last four weeks brought no document at all, on whatever subject."""
    caveat: str
    """What must stand beside the outlook, empty where there is nothing."""

    def quote(self, report: str, event: Event | None = None) -> Quotation:
        """Quote a report that is at hand."""
        return Quotation.of(self.reports[report], event.id if event else None)

    def at_hand(self, ids: Iterable[str]) -> list[Report]:
        """Give those of the reports that are at hand, by day of publication."""
        found = [self.reports[i] for i in ids if i in self.reports]
        return sorted(found, key=lambda r: (r.published or date.max, r.outlet, r.id))

    def point(self, day: date) -> TensionPoint | None:
        """Give the point of that day, if there is one."""
        return next((p for p in reversed(self.points) if p.day == day), None)


def gather(
    dyad: Dyad,
    as_of: date,
    *,
    events: Iterable[Event],
    reports: Iterable[Report],
    backgrounds: Iterable[Background],
    points: Iterable[TensionPoint],
    outlook: Outlook | None,
    uncoded: Iterable[tuple[str, int]],
    blind: bool,
    caveat: str,
) -> Material:
    """Keep what is the pair's and was known on `as_of`."""
    own = {e.id: e for e in events if e.dyad == dyad and e.known is not None and e.known <= as_of}
    roots = {b.id: b for b in backgrounds}
    needed = {i for e in own.values() for i in (*e.reports, *e.denials)}
    needed.update(i for b in roots.values() for i in b.reports)
    known = {
        r.id: r for r in reports if r.id in needed and (r.published or date.min) <= as_of
    }  # fmt: skip
    quotable = [e for e in own.values() if e.lead in known]
    told = [b for b in roots.values() if any(i in known for i in b.reports)]
    days = {p.day: p for p in points if p.dyad == dyad and p.day <= as_of}
    fits = outlook is not None and outlook.dyad == dyad and outlook.as_of <= as_of
    return Material(
        dyad=dyad,
        as_of=as_of,
        events=tuple(sorted(quotable, key=_by_date)),
        unquotable=len(own) - len(quotable),
        reports=known,
        backgrounds=tuple(sorted(told, key=lambda b: (b.when, b.label, b.id))),
        points=tuple(days[d] for d in sorted(days)),
        outlook=outlook if fits else None,
        uncoded=tuple(sorted(uncoded)),
        blind=blind,
        caveat=caveat,
    )


def _by_date(event: Event) -> tuple[bool, date, date, str]:
    when = event.when
    first, last = (when.first, when.last) if when else (date.max, date.max)
    return when is None, last, first, event.id
