"""The state of one source in a word, what it means, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal, TypeAlias

from detente.monitor.ago import ago, span
from detente.monitor.habits import Gap
from detente.monitor.remedies import FETCHING
from detente.records import SourceState

__all__ = ["FAILURES", "OVERDUE", "STATES", "State", "standing"]

State: TypeAlias = Literal["live", "late", "silent", "failing", "gone", "unpolled"]

STATES: Mapping[State, str] = MappingProxyType(
    {
        "live": "it answers, and brings what it usually brings",
        "late": "its poll is overdue: nothing collects",
        "silent": "it answers, but brings nothing new, against its habit",
        "failing": "it failed three times in a row or more, or never answered",
        "gone": "it said that it is gone for good, and is asked again only once a week",
        "unpolled": "it was never polled",
    }
)
"""Every state that a source can be in, and what it means."""

FAILURES = 3
"""Failures in a row that make a source failing."""
OVERDUE = timedelta(minutes=15)
"""Time by which a poll may be late before anything is wrong."""


def standing(
    state: SourceState, gap: Gap | None, *, moved: bool, now: datetime
) -> tuple[State, str]:
    """Give the state of a source and the words for it. `gap` is a silence that is no chance."""
    if state.polled is None:
        return "unpolled", "not polled yet: `detente run` does it"
    if state.gone:
        return "gone", "it answered 410, gone for good: give its new address, or leave it out"
    if state.failures >= FAILURES or (state.failures and state.answered is None):
        return "failing", _failing(state, now)
    if late := _overdue(state, now):
        return "late", _late(late)
    if gap:
        return "silent", _silent(gap)
    return "live", _live(state, moved=moved)


def _overdue(state: SourceState, now: datetime) -> timedelta | None:
    """Give by how much its poll is late, if that is more than it may be; else None."""
    if state.due is None or state.polled is None:
        return None
    late = now - state.due
    return late if late > max(OVERDUE, state.due - state.polled) else None


def _late(late: timedelta) -> str:
    return (
        f"its poll is overdue by {span(late.total_seconds())}: start `detente run`, or look there "
        "what holds it up"
    )


def _failing(state: SourceState, now: datetime) -> str:
    last = f"last answer {ago(state.answered, now)}" if state.answered else "no answer yet"
    times = "once" if state.failures == 1 else f"{state.failures} times in a row"
    what = FETCHING.get(state.error.partition(":")[0], "")
    advice = what or "`detente sources check` tells whether it is dead, blocked or moved"
    return f"failed {times}, {last}: {advice}"


def _silent(gap: Gap) -> str:
    return (
        f"it answers, but nothing new came for {span(gap.length.total_seconds())}, in which "
        f"{gap.expected:.0f} items were to be expected: look whether its address still lists news"
    )


def _live(state: SourceState, *, moved: bool) -> str:
    if state.failures:
        return "the last poll failed; it is tried again soon"
    if moved:
        return "it has moved for good: put the new address into the settings"
    if state.renewed is None:
        return "it answers, but has brought nothing that others had not listed before"
    return ""
