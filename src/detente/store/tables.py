"""The tables of the ledger, in SQLAlchemy Core types that every database has.

A record lies whole in `body`, as JSON; the other columns are what queries select and sort by, and
an index for each order lets a query stream instead of sorting everything first.
Rows are only ever added. What changes from run to run, such as the events that merging finds, is
a log: the newest row of a `key` tells whether it is present, and in which wording.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)

__all__ = [
    "SCHEMA",
    "background_reports",
    "backgrounds",
    "documents",
    "event_reports",
    "events",
    "metadata",
    "outlooks",
    "points",
    "reports",
    "run_ends",
    "runs",
    "skips",
    "sources",
]

SCHEMA = "0001"
"""The newest migration. A test holds it equal to what `migrations/` holds."""

metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("started", DateTime, nullable=False),
)

run_ends = Table(
    "run_ends",
    metadata,
    Column("run", Integer, ForeignKey("runs.seq"), primary_key=True),
    Column("added", JSON, nullable=False),
)


def _records(name: str, *columns: Column[object], indexes: tuple[tuple[str, ...], ...]) -> Table:
    """Define a table of records that are stored once, under their content id."""
    return Table(
        name,
        metadata,
        Column("seq", Integer, primary_key=True),
        Column("id", String(16), nullable=False, unique=True),
        Column("run", Integer, ForeignKey("runs.seq"), nullable=False),
        *columns,
        Column("body", JSON, nullable=False),
        *(Index(f"ix_{name}_{'_'.join(keys)}", *keys) for keys in indexes),
    )


def _log(name: str, *columns: Column[object], indexes: tuple[tuple[str, ...], ...]) -> Table:
    """Define a table of what is present from run to run: the newest row of a key holds."""
    return Table(
        name,
        metadata,
        Column("seq", Integer, primary_key=True),
        Column("key", String(48), nullable=False),
        Column("run", Integer, ForeignKey("runs.seq"), nullable=False),
        Column("present", Boolean, nullable=False),
        Column("digest", String(32), nullable=False),
        *columns,
        Column("body", JSON, nullable=False),
        *(Index(f"ix_{name}_{'_'.join(keys)}", *keys) for keys in (("key", "seq"), *indexes)),
    )


sources = _records("sources", indexes=())

documents = _records(
    "documents",
    Column("published", Date),
    Column("language", String, nullable=False),
    Column("note", String, nullable=False),
    indexes=(("published", "id"), ("language", "published", "id"), ("note",)),
)

reports = _records(
    "reports",
    Column("document", String(16), nullable=False),
    Column("sentence", Integer, nullable=False),
    Column("published", Date),
    Column("dyad_a", String(3)),
    Column("dyad_b", String(3)),
    Column("status", String, nullable=False),
    Column("coder", String, nullable=False),
    indexes=(
        ("published", "document", "sentence", "id"),
        ("dyad_a", "dyad_b", "published", "document", "sentence", "id"),
        ("document", "sentence"),
        ("coder", "document"),
    ),
)

skips = _records(
    "skips",
    Column("stage", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("reason", String, nullable=False),
    indexes=(("stage", "kind", "reason"),),
)

outlooks = _records(
    "outlooks",
    Column("dyad_a", String(3), nullable=False),
    Column("dyad_b", String(3), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("model", String, nullable=False),
    indexes=(("dyad_a", "dyad_b", "as_of"),),
)

events = _log(
    "events",
    Column("dyad_a", String(3)),
    Column("dyad_b", String(3)),
    Column("first", Date),
    indexes=(("first", "key"), ("dyad_a", "dyad_b", "first", "key")),
)

backgrounds = _log(
    "backgrounds",
    Column("first", Date, nullable=False),
    Column("countries", String, nullable=False),
    indexes=(("first",),),
)

points = _log(
    "points",
    Column("dyad_a", String(3), nullable=False),
    Column("dyad_b", String(3), nullable=False),
    Column("day", Date, nullable=False),
    indexes=(("dyad_a", "dyad_b", "day"),),
)


def _told_by(name: str, owner: str) -> Table:
    """Define which reports tell a record; its id is made of theirs, so this never changes."""
    return Table(
        name,
        metadata,
        Column(owner, String(16), primary_key=True),
        Column("report", String(16), primary_key=True),
        Index(f"ix_{name}_report", "report"),
    )


event_reports = _told_by("event_reports", "event")
background_reports = _told_by("background_reports", "background")
