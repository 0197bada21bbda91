"""The tables of the ledger, in SQLAlchemy Core types that every database has.

A record lies whole in `body`, as JSON; the other columns are what queries select and sort by, and
an index for each order lets a query stream instead of sorting everything first.
Rows are only ever added, but for the state of collecting, which is no evidence: where each source
stands, how its days went, and what waits to be read. What changes from run to run, such as the
events that merging finds, is a log: the newest row of a `key` tells whether it is present, and in
which wording.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
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
    "copies",
    "documents",
    "event_reports",
    "events",
    "inbox",
    "item_documents",
    "item_marks",
    "items",
    "metadata",
    "outlooks",
    "points",
    "reports",
    "run_ends",
    "runs",
    "skips",
    "source_days",
    "source_states",
    "sources",
]

SCHEMA = "0002"
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


items = _records(
    "items",
    Column("key", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("seen", DateTime, nullable=False),
    indexes=(("key", "revision"), ("revision", "seen")),
)

item_marks = Table(
    "item_marks",
    metadata,
    Column("mark", String(16), primary_key=True),
    Column("key", String(16), nullable=False),
)

item_documents = Table(
    "item_documents",
    metadata,
    Column("item", String(16), primary_key=True),
    Column("document", String(16), primary_key=True),
    Index("ix_item_documents_document", "document"),
)

copies = Table(
    "copies",
    metadata,
    Column("document", String(16), primary_key=True),
    Column("origin", String(16), nullable=False),
    Column("similarity", Float, nullable=False),
    Index("ix_copies_origin", "origin"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("fetch", Boolean, nullable=False),
    Column("due", DateTime, nullable=False),
    Column("body", JSON, nullable=False),
    Index("ix_inbox_fetch_due_seq", "fetch", "due", "seq"),
)

source_states = Table(
    "source_states",
    metadata,
    Column("source", String(16), primary_key=True),
    Column("body", JSON, nullable=False),
)

source_days = Table(
    "source_days",
    metadata,
    Column("source", String(16), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("polls", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Index("ix_source_days_day", "day"),
)

event_reports = _told_by("event_reports", "event")
background_reports = _told_by("background_reports", "background")
