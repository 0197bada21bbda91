"""What came after a day: the other half of every look back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from detente.monitor.replay import Coverage, PairState
from detente.monitor.views import Followed
from detente.records import Event
from detente.tension import standing_rung

__all__ = ["followed", "newly_triggered"]

HORIZONS = (30, 90)
"""Days; those of the outlook."""


def followed(state: PairState, as_of: date, coverage: Coverage) -> Followed:
    """Tell what came after `as_of`, from the pair as it stands on its latest day.

    `coverage` counts the documents of each day: a window without any has no answer.
    """
    blind = tuple(days for days in HORIZONS if _is_blind(coverage, as_of, days))
    later = tuple(e for e in state.events if e.when and e.when.first > as_of)
    return Followed(
        dyad=state.dyad,
        as_of=as_of,
        latest=state.as_of,
        events=later,
        reports=state.reports,
        rungs=tuple((days, _answer(state, as_of, days, unseen=days in blind)) for days in HORIZONS),
        blind=blind,
    )


def newly_triggered(events: Iterable[Event], after: date, days: int) -> int:
    """Give the highest rung triggered by events dated in the `days` days after `after`, 0 for none.

    The first day of the window is the day after `after`, its last one `days` days after it.
    """
    end = after + timedelta(days=days)
    inside = [e for e in events if e.when and after < e.when.first and e.when.last <= end]
    window = (after + timedelta(days=n) for n in range(1, days + 1))
    return max((standing_rung(inside, day) for day in window), default=0)


def _answer(state: PairState, as_of: date, days: int, *, unseen: bool) -> int | None:
    if state.as_of < as_of + timedelta(days=days):
        return None
    # A deed of a window without news may have been told later.
    return newly_triggered(state.events, as_of, days) or (None if unseen else 0)


def _is_blind(coverage: Coverage, as_of: date, days: int) -> bool:
    end = as_of + timedelta(days=days)
    return not any(as_of < day <= end for day, _ in coverage)
