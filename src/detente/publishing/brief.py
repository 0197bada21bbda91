"""From the records of a pair to its briefing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from detente.publishing.briefing import Briefing
from detente.publishing.dates import day_in_words
from detente.publishing.material import gather
from detente.publishing.phrases import capitalised, state
from detente.publishing.sections import claims, coverage, headline, prospects, roots, timeline
from detente.records import Background, Dyad, Event, Outlook, Report, TensionPoint

__all__ = ["brief"]

_SECTIONS = (headline, timeline, claims, roots, prospects, coverage)


def brief(
    dyad: Dyad,
    *,
    as_of: date,
    events: Iterable[Event],
    reports: Iterable[Report],
    backgrounds: Iterable[Background] = (),
    points: Iterable[TensionPoint] = (),
    outlook: Outlook | None = None,
    uncoded: Iterable[tuple[str, int]] = (),
    blind: bool = False,
    caveat: str = "",
) -> Briefing:
    """Write the briefing of a pair as of one day, from what was known on it.

    `reports` are those of the events, their denials and the backgrounds; `uncoded` counts
    documents by language that no coder reads yet. `blind` says that the last four weeks brought no
    document at all, `caveat` what must stand beside the outlook. Records of other pairs or later
    days are ignored.
    """
    material = gather(
        dyad,
        as_of,
        events=events,
        reports=reports,
        backgrounds=backgrounds,
        points=points,
        outlook=outlook,
        uncoded=uncoded,
        blind=blind,
        caveat=caveat,
    )
    sections = [made for part in _SECTIONS if (made := part.section(material))]
    one, other = sorted((state(dyad.a), state(dyad.b)))
    return Briefing(
        dyad=dyad,
        as_of=as_of,
        title=f"{capitalised(one)} and {other}, {day_in_words(as_of)}",
        notes=coverage.notes(material),
        sections=tuple(sections),
    )
