"""From a record to its row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from detente.errors import InvalidInput
from detente.records import (
    Background,
    Document,
    Dyad,
    Event,
    Item,
    Outlook,
    Record,
    Report,
    Skip,
    Source,
    TensionPoint,
)
from detente.store import tables

__all__ = ["BACKGROUNDS", "EVENTS", "POINTS", "Log", "record_row", "table_of"]

Row = dict[str, Any]
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Log(Generic[R]):
    """How records that come and go from run to run lie in their table."""

    table: sa.Table
    key: Callable[[R], str]
    columns: Callable[[R], Row]
    links: sa.Table | None = None
    """Which reports tell each record."""

    def row(self, record: R) -> Row:
        """Give the record's row, but for the run and whether it is present."""
        body = record.to_dict()
        # The id covers only what identifies a record; the digest also tells its wordings apart.
        digest = hashlib.sha256(json.dumps(body).encode()).hexdigest()[:32]
        return {"key": self.key(record), "digest": digest, "body": body} | _row(
            self.columns(record)
        )


def record_row(record: Record) -> Row:
    """Give the row, but for the run, of a record that is stored once."""
    columns = _COLUMNS[type(record)](record)
    body = record.to_dict()
    return {"id": body["id"], "body": body} | _row(columns)


def table_of(record: Record) -> sa.Table:
    """Give the table of a record that is stored once. Raises `InvalidInput` for any other."""
    if type(record) not in _TABLES:
        known = ", ".join(sorted(kind.__name__ for kind in _TABLES))
        raise InvalidInput(f"a {type(record).__name__} cannot be added to a ledger, only {known}")
    return _TABLES[type(record)]


def pair(dyad: Dyad | None) -> Row:
    """Give the columns of a pair."""
    return {"dyad_a": dyad and dyad.a, "dyad_b": dyad and dyad.b}


def _row(columns: Row) -> Row:
    """Make text columns storable: half a surrogate pair, as in odd file names, is written out."""
    return {
        name: value.encode("utf8", "backslashreplace").decode() if type(value) is str else value
        for name, value in columns.items()
    }


def _report_pair(report: Report) -> Dyad | None:
    one = report.actor.country if report.actor else None
    other = report.recipient.country if report.recipient else None
    return Dyad.of(one, other) if one and other and one != other else None


def _report(report: Report) -> Row:
    return {
        "document": report.document,
        "sentence": report.sentence,
        "published": report.published,
        "status": report.status,
        "coder": report.coder,
        **pair(_report_pair(report)),
    }


def _countries(actors: Iterable[Any]) -> str:
    return " ".join(sorted({actor.country for actor in actors if actor.country}))


_TABLES: dict[type[Record], sa.Table] = {
    Source: tables.sources,
    Document: tables.documents,
    Report: tables.reports,
    Skip: tables.skips,
    Item: tables.items,
    Outlook: tables.outlooks,
}

_COLUMNS: dict[type[Record], Callable[[Any], Row]] = {
    Source: lambda _: {},
    Document: lambda d: {"published": d.published, "language": d.language, "note": d.note},
    Report: _report,
    Skip: lambda s: {"stage": s.stage, "kind": s.kind, "reason": s.reason},
    Item: lambda i: {
        "key": i.key,
        "revision": i.revision,
        "seen": i.seen.replace(tzinfo=None),
    },
    Outlook: lambda o: {"as_of": o.as_of, "model": o.model, **pair(o.dyad)},
}

EVENTS: Log[Event] = Log(
    table=tables.events,
    key=lambda e: e.id,
    columns=lambda e: {"first": e.when and e.when.first, **pair(e.dyad)},
    links=tables.event_reports,
)

BACKGROUNDS: Log[Background] = Log(
    table=tables.backgrounds,
    key=lambda b: b.id,
    columns=lambda b: {"first": b.when.first, "countries": _countries(b.actors)},
    links=tables.background_reports,
)

POINTS: Log[TensionPoint] = Log(
    table=tables.points,
    key=lambda p: f"{p.dyad} {p.day} {p.index}",
    columns=lambda p: {"day": p.day, **pair(p.dyad)},
)
