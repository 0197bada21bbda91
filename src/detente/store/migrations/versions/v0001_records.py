"""Make the first tables of the ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from detente.store import sqlite

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, and the full-text search over documents."""
    _runs()
    _records()
    _logs()
    _links()
    if op.get_bind().dialect.name == "sqlite":
        sqlite.make_search(op.get_bind())


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("started", sa.DateTime, nullable=False),
    )
    op.create_table(
        "run_ends",
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.seq"), primary_key=True),
        sa.Column("added", sa.JSON, nullable=False),
    )


def _records() -> None:
    _record_table("sources")
    _record_table(
        "documents",
        sa.Column("published", sa.Date),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
    )
    _index("documents", "published", "id")
    _index("documents", "language", "published", "id")
    _index("documents", "note")
    _record_table(
        "reports",
        sa.Column("document", sa.String(16), nullable=False),
        sa.Column("sentence", sa.Integer, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("dyad_a", sa.String(3)),
        sa.Column("dyad_b", sa.String(3)),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("coder", sa.String, nullable=False),
    )
    _index("reports", "published", "document", "sentence", "id")
    _index("reports", "dyad_a", "dyad_b", "published", "document", "sentence", "id")
    _index("reports", "document", "sentence")
    _index("reports", "coder", "document")
    _record_table(
        "skips",
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
    )
    _index("skips", "stage", "kind", "reason")
    _record_table(
        "outlooks",
        sa.Column("dyad_a", sa.String(3), nullable=False),
        sa.Column("dyad_b", sa.String(3), nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("model", sa.String, nullable=False),
    )
    _index("outlooks", "dyad_a", "dyad_b", "as_of")


def _logs() -> None:
    _log_table(
        "events",
        sa.Column("dyad_a", sa.String(3)),
        sa.Column("dyad_b", sa.String(3)),
        sa.Column("first", sa.Date),
    )
    _index("events", "first", "key")
    _index("events", "dyad_a", "dyad_b", "first", "key")
    _log_table(
        "backgrounds",
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("countries", sa.String, nullable=False),
    )
    _index("backgrounds", "first")
    _log_table(
        "points",
        sa.Column("dyad_a", sa.String(3), nullable=False),
        sa.Column("dyad_b", sa.String(3), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
    )
    _index("points", "dyad_a", "dyad_b", "day")


def _links() -> None:
    for name, owner in (("event_reports", "event"), ("background_reports", "background")):
        op.create_table(
            name,
            sa.Column(owner, sa.String(16), primary_key=True),
            sa.Column("report", sa.String(16), primary_key=True),
        )
        _index(name, "report")


def _record_table(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(16), nullable=False, unique=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.seq"), nullable=False),
        *columns,
        sa.Column("body", sa.JSON, nullable=False),
    )


def _log_table(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(48), nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.seq"), nullable=False),
        sa.Column("present", sa.Boolean, nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        *columns,
        sa.Column("body", sa.JSON, nullable=False),
    )
    _index(name, "key", "seq")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
