"""Where the ledger saw nothing: a rung that rests on silence is not calm."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from detente.knowledge.ladder import QUIET_DAYS

__all__ = ["BLIND", "EVENTLESS", "caveat", "is_blind", "silences"]

BLIND = f"no data in the last {QUIET_DAYS} days: the rung rests on silence"
EVENTLESS = "no event of this pair in the ledger by this day; base rate of a quiet pair"

Days = Iterable[tuple[date, int]]
"""Days with the number of documents published on them."""


def is_blind(coverage: Days, on: date) -> bool:
    """Tell whether the 28 days up to that day, itself included, brought no document at all."""
    earliest = on - timedelta(days=QUIET_DAYS - 1)
    return not any(earliest <= day <= on and n > 0 for day, n in coverage)


def silences(coverage: Days, first: date, last: date) -> tuple[tuple[date, date], ...]:
    """Give first and last day of each stretch of blind days from `first` to `last`, in order."""
    with_news = sorted(day for day, n in coverage if n > 0 and day <= last)
    # Two days with news bound each stretch; beyond both ends lies nothing.
    far = timedelta(days=QUIET_DAYS + 1)
    bounds = [first - far, *with_news, last + far]
    found = []
    for before, after in pairwise(bounds):
        start = max(first, before + timedelta(days=QUIET_DAYS))
        end = min(last, after - timedelta(days=1))
        if start <= end:
            found.append((start, end))
    return tuple(found)


def caveat(*, blind: bool, events: int) -> str:
    """Say what a reader must know beside rung and outlook; nothing where there is nothing."""
    told = [words for words, holds in ((EVENTLESS, not events), (BLIND, blind)) if holds]
    return "; ".join(told)
