"""What the ledger holds, and which runs brought it."""

from __future__ import annotations

from datetime import UTC

import sqlalchemy as sa

from detente.store.conditions import present
from detente.store.reader import Reader
from detente.store.tables import (
    backgrounds,
    documents,
    events,
    outlooks,
    points,
    reports,
    run_ends,
    runs,
    skips,
    sources,
)
from detente.store.views import RunEntry

__all__ = ["Accounts"]


class Accounts(Reader):
    """The questions about the ledger itself."""

    def counts(self) -> dict[str, int]:
        """Count what the ledger holds: records stored, and events, backgrounds, points present."""
        stored = (sources, documents, reports, skips, outlooks, runs)
        numbers = {t.name: sa.select(sa.func.count()).select_from(t) for t in stored}
        for log in (events, backgrounds, points):
            numbers[log.name] = sa.select(sa.func.count()).where(present(log))
        columns = (query.scalar_subquery().label(name) for name, query in numbers.items())
        (row,) = self._rows(sa.select(*columns))
        return dict(zip(numbers, row, strict=True))

    def runs(self) -> tuple[RunEntry, ...]:
        """Give every run, latest first."""
        query = sa.select(runs.c.seq, runs.c.started, run_ends.c.added).outerjoin(run_ends)
        return tuple(
            RunEntry(number, started.replace(tzinfo=UTC), added is not None, added or {})
            for number, started, added in self._rows(query.order_by(runs.c.seq.desc()))
        )
