"""What a source usually brings, and when its silence is no chance.

If items come at random at a steady rate, the chance that none comes while `EXPECTED` are to be
expected is exp(-8), one in 3,000. Many outlets rest on weekends, so a gap must also be longer than
any that the source has shown before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from detente.records import SourceState
from detente.store import SourceDay

__all__ = ["DAYS", "EXPECTED", "Gap", "habit", "silent_gap"]

DAYS = 14
"""Days with answers that make a habit."""
EXPECTED = 8.0
"""Items that a source must owe before its silence is called one."""

_SHORTEST = timedelta(days=1)
_LONGEST_REST = timedelta(days=4)
"""A weekend with holidays; a longer gap in the past excuses no new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which a source answered and brought nothing new."""

    length: timedelta
    expected: float
    """Items that its habit would have brought meanwhile."""


def habit(days: Sequence[SourceDay], before: date) -> float | None:
    """Give the new items a day over the last `DAYS` days before `before` in which it answered.

    `days` are those of one source in order. Its first day does not count, for it brought what had
    gathered; a day without an answer lies within the mean, for the next answer brought what it
    held. None where there is no full day.
    """
    answered = [day for day in days if day.answers and day.day < before][-DAYS - 1 :]
    if len(answered) < 2:
        return None
    return sum(day.new for day in answered[1:]) / (answered[-1].day - answered[0].day).days


def silent_gap(state: SourceState, days: Sequence[SourceDay]) -> Gap | None:
    """Give the gap since the last new item, if its length is no chance; else None."""
    if state.renewed is None or state.answered is None:
        return None
    last = state.renewed.date()
    length = state.answered - state.renewed
    expected = (habit(days, last) or 0.0) * (length / timedelta(days=1))
    if expected < EXPECTED or length < max(_SHORTEST, _longest_rest(days, last)):
        return None
    return Gap(length=length, expected=expected)


def _longest_rest(days: Sequence[SourceDay], until: date) -> timedelta:
    """Give the longest time between two days with new items, `_LONGEST_REST` at most.

    Days on which it was not asked, or did not answer, are no rest.
    """
    fruitless = [day.new == 0 for day in days if day.answers and day.day <= until]
    rests = [len(list(run)) + 1 for empty, run in groupby(fruitless) if empty]
    return min(timedelta(days=max(rests, default=0)), _LONGEST_REST)
