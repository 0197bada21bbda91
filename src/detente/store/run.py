"""Writing: one run adds records in batches, each of them one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import sqlalchemy as sa

from detente.errors import InvalidInput
from detente.records import Background, Dyad, Event, Record, TensionPoint
from detente.store import sqlite, tables
from detente.store.collecting import CollectingRun
from detente.store.conditions import latest, of_pair, present
from detente.store.failures import explained
from detente.store.rows import BACKGROUNDS, EVENTS, POINTS, Log, record_row, table_of

__all__ = ["Run", "running"]

BATCH = 500
"""Records a transaction: enough to be fast, and few enough that little is lost when killed."""

R = TypeVar("R", bound=Record)


class Run(CollectingRun):
    """Adds to a ledger; made by `Ledger.run`. A kill loses at most the batch being written."""

    def __init__(self, engine: sa.Engine, path: Path, number: int) -> None:
        self.number = number
        self.added: Counter[str] = Counter()
        """Rows added so far, by table; what was there already is not counted."""
        self._engine = sqlite.writing(engine)
        self._path = path
        self._lock = RLock()
        self._shared: sa.Connection | None = None

    def add(self, records: Iterable[Record]) -> int:
        """Store documents, reports, skips, sources and outlooks, in any mixture and order.

        Give how many were new; one whose id is there already is passed over. The records are
        taken as they come and not held. Raises `InvalidInput` for another kind of record.
        """
        stream = iter(records)
        new = 0
        while batch := list(islice(stream, BATCH)):
            new += self._add(batch)
        return new

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make what is added and set within one transaction: readers see all of it or nothing.

        Within another one it is a part of that.
        """
        with self._transaction() as connection:
            outer, self._shared = self._shared, connection
            try:
                yield
            finally:
                self._shared = outer

    def set_events(self, events: Iterable[Event], *, dyads: Iterable[Dyad] | None = None) -> None:
        """Make these the events: others are no longer present, yet stay in the ledger's log.

        Of the pairs `dyads` alone, where they are given; then all events must be of these.
        """
        scopes = [sa.true()] if dyads is None else [of_pair(tables.events, d) for d in dyads]
        self._set(EVENTS, events, scopes)

    def set_backgrounds(self, backgrounds: Iterable[Background]) -> None:
        """Make these the backgrounds, as `set_events` does."""
        self._set(BACKGROUNDS, backgrounds)

    def set_points(
        self, points: Iterable[TensionPoint], *, dyads: Iterable[Dyad] | None = None
    ) -> None:
        """Make these the curves of the pairs `dyads`, or of all pairs where it is None.

        Raises `InvalidInput` for a point of a pair that is not among `dyads`.
        """
        if dyads is None:
            self._set(POINTS, points)
            return
        pairs, curves = set(dyads), list(points)
        if strange := next((p.dyad for p in curves if p.dyad not in pairs), None):
            raise InvalidInput(f"a point of {strange}, which is not among the pairs to be set")
        self._set(POINTS, curves, [of_pair(tables.points, pair) for pair in sorted(pairs)])

    def _add(self, batch: list[Record]) -> int:
        rows: dict[sa.Table, list[dict[str, Any]]] = {}
        for record in batch:
            table = table_of(record)
            rows.setdefault(table, []).append({"run": self.number, **record_row(record)})
        with self._transaction() as connection:
            return sum(self._insert(connection, table, new) for table, new in rows.items())

    def _set(
        self,
        log: Log[R],
        records: Iterable[R],
        scopes: Iterable[sa.ColumnElement[bool]] = (sa.true(),),
    ) -> None:
        given = {row["key"]: row for row in map(log.row, records)}
        told = self._links(log, given.values())
        with self._transaction() as connection:
            now = _digests(connection, log.table, scopes)
            come = [row for key, row in given.items() if now.get(key) != row["digest"]]
            gone = [key for key in now if key not in given]
            changes = [{"run": self.number, "present": True, **row} for row in come]
            self._insert(connection, log.table, changes)
            self._withdraw(connection, log.table, gone)
            if log.links is not None:
                self._insert(connection, log.links, told)

    def _links(self, log: Log[R], rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        if log.links is None:
            return []
        owner = log.links.c[0].name
        return [{owner: row["key"], "report": r} for row in rows for r in row["body"]["reports"]]

    def _withdraw(self, connection: sa.Connection, table: sa.Table, keys: list[str]) -> None:
        """Repeat the newest row of each key, as not present."""
        kept = [c for c in table.c if c.name not in ("seq", "run", "present")]
        names = [c.name for c in kept]
        for start in range(0, len(keys), BATCH):
            some = keys[start : start + BATCH]
            copies = sa.select(sa.literal(self.number), sa.false(), *kept).where(
                table.c.key.in_(some), latest(table)
            )
            connection.execute(table.insert().from_select(["run", "present", *names], copies))

    def _insert(
        self, connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]
    ) -> int:
        if not rows:
            return 0
        new = connection.execute(sqlite.insert_new(table), rows).rowcount
        self.added[table.name] += new
        return new

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        with self._lock:
            if self._shared is not None:
                yield self._shared
                return
            before = self.added.copy()
            try:
                with explained(self._path), self._engine.begin() as connection:
                    yield connection
            except BaseException:
                self.added = before
                raise


@contextmanager
def running(engine: sa.Engine, path: Path, now: datetime) -> Iterator[Run]:
    """Begin a run, and note its end unless an exception ends it."""
    if now.tzinfo is None:
        raise InvalidInput(f"a run starts at an aware time, not at {now}")
    started = now.astimezone(UTC).replace(tzinfo=None)
    with explained(path), sqlite.writing(engine).begin() as connection:
        made = tables.runs.insert().values(started=started).returning(tables.runs.c.seq)
        number = connection.execute(made).scalar_one()
    run = Run(engine, path, number)
    yield run
    with explained(path), sqlite.writing(engine).begin() as connection:
        connection.execute(tables.run_ends.insert().values(run=number, added=dict(run.added)))


def _digests(
    connection: sa.Connection, table: sa.Table, scopes: Iterable[sa.ColumnElement[bool]]
) -> dict[str, str]:
    """Map the keys of what is present within the scopes to the digests of their wording."""
    query = sa.select(table.c.key, table.c.digest).where(present(table))
    return {
        key: digest for scope in scopes for key, digest in connection.execute(query.where(scope))
    }
