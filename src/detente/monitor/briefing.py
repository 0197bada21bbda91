"""The briefing of a pair as the desk shows it."""

from __future__ import annotations

from detente.monitor.views import PairView
from detente.publishing import Briefing, brief

__all__ = ["briefing_of"]


def briefing_of(view: PairView) -> Briefing:
    """Write the briefing from what the view holds."""
    return brief(
        view.dyad,
        as_of=view.as_of,
        events=view.events,
        reports=view.reports.values(),
        backgrounds=view.backgrounds,
        points=view.points,
        outlook=view.outlook,
        uncoded=view.uncoded,
        blind=view.blind,
        caveat=view.caveat,
    )
