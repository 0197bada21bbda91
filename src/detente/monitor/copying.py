"""Which documents copy an earlier one: wire copies and near-duplicates, linked to their origin."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date, timedelta

from detente.language import Sketches
from detente.records import Document
from detente.store import Ledger

__all__ = ["Copying"]

WINDOW = 3
"""Days between an agency's text and its copies."""
_KEPT = 4 * WINDOW
"""Days whose sketches are held in memory."""


class Copying:
    """Compares each new document with those published in the days around it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._days: OrderedDict[date, Sketches] = OrderedDict()

    def new(self, documents: Iterable[Document]) -> list[tuple[str, str, float]]:
        """Give the new ones that copy a text of another address: ids of both, and similarity.

        The origin is the text that came first; a copy of a copy has the same origin.
        """
        found: dict[str, tuple[str, float]] = {}
        for document in documents:
            day = document.published or document.fetched_at.date()
            own = self._day(day)
            if document.id in own:
                continue
            if nearest := self._nearest(day, document):
                origin = found.get(nearest[0], nearest)[0]
                found[document.id] = (self._ledger.origin(origin), nearest[1])
            own.add(document.id, document.fingerprint)
        return [(key, origin, round(like, 3)) for key, (origin, like) in found.items()]

    def _nearest(self, day: date, document: Document) -> tuple[str, float] | None:
        """Give id and similarity of the text most like it; a later wording is no copy."""
        around = (self._day(day + timedelta(days=n)) for n in range(-WINDOW, WINDOW + 1))
        near = [best for one in around if (best := one.nearest(document.fingerprint))]
        if not near:
            return None
        key, similarity = max(near, key=lambda best: best[1])
        other = self._ledger.document(key)
        return None if other and other.url == document.url else (key, similarity)

    def _day(self, day: date) -> Sketches:
        """Give the sketches of a day, at first those of the ledger."""
        if day not in self._days:
            self._days[day] = Sketches()
            for key, sketch in self._ledger.sketches(day):
                self._days[day].add(key, sketch)
            while len(self._days) > _KEPT:
                self._days.popitem(last=False)
        self._days.move_to_end(day)
        return self._days[day]
