"""The rung of ``ladder.v1`` that a pair stands on: the highest triggered in the last four weeks.

A counting event triggers the rung of its type. Above rung 1 it needs two independent origins or an
admission; events imported from datasets carry no origins, and one is enough. An ASSAULT triggers
rung 5 where, as of its day, there were ASSAULTs in 3 of the last 4 weeks, or 25 people were killed
within the last 7 days.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta

from detente.knowledge import ladder
from detente.records import Event
from detente.tension.dating import sure_day

__all__ = ["standing_rung", "standing_rungs", "triggers"]

_DAY = timedelta(days=1)
_WEEK = 7
_UNCORROBORATED = 1
_COMBAT = 5
_MERGED = "merge."


def standing_rung(events: Iterable[Event], on: date) -> int:
    """Give the rung, 0 to 5, on that day, from one pair's events."""
    return standing_rungs(events, on, on)[0]


def standing_rungs(events: Iterable[Event], first: date, last: date) -> list[int]:
    """Give the rung of every day from `first` to `last`, from one pair's events."""
    rungs = [0] * ((last - first).days + 1)
    for day, rung in triggers(events):
        start = max(0, (day - first).days)
        end = min(len(rungs), (day - first).days + ladder.QUIET_DAYS)
        for place in range(start, end):
            rungs[place] = max(rungs[place], rung)
    return rungs


def triggers(events: Iterable[Event]) -> list[tuple[date, int]]:
    """Give the day and the rung of each event that triggers one, in order of days."""
    found: list[tuple[date, int]] = []
    assaults: list[tuple[date, int]] = []
    for event in events:
        day, rung = sure_day(event), ladder.rung_of(event.type)
        if day is None or not event.counts or (rung > _UNCORROBORATED and not _solid(event)):
            continue
        found.append((day, rung))
        if event.type == "ASSAULT" and _within_a_week(event):
            assaults.append((day, _killed(event)))
    assaults.sort()
    combat = [(day, _COMBAT) for day in sorted({d for d, _ in assaults}) if _fights(assaults, day)]
    return sorted(found + combat)


def _solid(event: Event) -> bool:
    imported = not event.merger.startswith(_MERGED)
    return imported or event.admitted or event.origins > 1


def _within_a_week(event: Event) -> bool:
    return event.when is not None and (event.when.last - event.when.first).days < _WEEK


def _killed(event: Event) -> int:
    return sum(number.value for number in event.numbers if number.kind == "killed")


def _fights(assaults: list[tuple[date, int]], day: date) -> bool:
    """Tell whether the pair is in sustained combat as of the day."""
    start = day - timedelta(days=_WEEK * ladder.COMBAT_WINDOW_WEEKS - 1)
    window = assaults[bisect_left(assaults, (start, 0)) : bisect_left(assaults, (day + _DAY, 0))]
    recent = [((day - when).days // _WEEK, killed) for when, killed in window]
    weeks = {week for week, _ in recent}
    deaths = sum(killed for week, killed in recent if week == 0)
    return len(weeks) >= ladder.COMBAT_WEEKS or deaths >= ladder.COMBAT_DEATHS
