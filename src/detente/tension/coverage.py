"""How much news there was: the more is read, the more of any pair's deeds is found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate

__all__ = ["Coverage"]

_RECENT = 90
_BLIND_WINDOW = 28
_PRIOR = 90.0


class Coverage:
    """Documents read per day of publication. Answers about a day rest on that day and earlier."""

    def __init__(self, days: Iterable[tuple[date, int]]) -> None:
        """Take pairs of day and number of documents, in any order, days without news left out."""
        counted = sorted((day, n) for day, n in days if n > 0)
        self._counts = dict(counted)
        self._days = [day for day, _ in counted]
        self._totals = [0, *accumulate(n for _, n in counted)]

    def documents(self, day: date) -> int:
        """Give the number of documents published on that day."""
        return self._counts.get(day, 0)

    def volume(self, day: date) -> float:
        """Give by which factor recent news exceeds the mean so far.

        ``v = (S + m) / (w L + m)``: S is the number of documents in the last 90 days, L the mean
        per day since the first document, w the days of the window since then, at most 90, and
        m = 90 documents keeps v near 1 for a small collection. 1 before the first document.
        """
        if not self._days or day < self._days[0]:
            return 1.0
        age = (day - self._days[0]).days + 1
        window = min(_RECENT, age)
        recent = self._between(day - timedelta(days=window - 1), day)
        usual = window * self._between(self._days[0], day) / age
        return (recent + _PRIOR) / (usual + _PRIOR)

    def blind(self, day: date) -> float:
        """Give the share, 0 to 1, of the last 28 days that brought no document at all."""
        first = day - timedelta(days=_BLIND_WINDOW - 1)
        seen = bisect_right(self._days, day) - bisect_right(self._days, first - timedelta(days=1))
        return 1 - seen / _BLIND_WINDOW

    def _between(self, first: date, last: date) -> int:
        before = bisect_right(self._days, first - timedelta(days=1))
        return self._totals[bisect_right(self._days, last)] - self._totals[before]
