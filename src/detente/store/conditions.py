"""Conditions that several queries share."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from detente.records import Dyad

__all__ = ["latest", "of_pair", "present", "within"]


def latest(table: sa.Table) -> sa.ColumnElement[bool]:
    """Hold for the newest row of each key of a log."""
    newer = table.alias("newer")
    later = sa.select(newer.c.seq).where(newer.c.key == table.c.key, newer.c.seq > table.c.seq)
    return ~later.correlate(table).exists()


def present(table: sa.Table) -> sa.ColumnElement[bool]:
    """Hold for the rows of a log that tell what is present now."""
    return sa.and_(table.c.present, latest(table))


def of_pair(table: sa.Table, dyad: Dyad) -> sa.ColumnElement[bool]:
    """Hold for the rows of the pair."""
    return sa.and_(table.c.dyad_a == dyad.a, table.c.dyad_b == dyad.b)


def within(
    column: sa.ColumnElement[date], since: date | None, until: date | None
) -> sa.ColumnElement[bool]:
    """Hold for days from `since` to `until`, both inclusive; an undated row lies in no bounds."""
    bounds = [column >= since] if since else []
    bounds += [column <= until] if until else []
    return sa.and_(sa.true(), *bounds)
