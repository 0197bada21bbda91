"""Make the tables of live collecting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of items, of what waits, and of where each source stands."""
    _items()
    _links()
    _state()


def _items() -> None:
    op.create_table(
        "items",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(16), nullable=False, unique=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.seq"), nullable=False),
        sa.Column("key", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
    )
    op.create_index("ix_items_key_revision", "items", ["key", "revision"])
    op.create_index("ix_items_revision_seen", "items", ["revision", "seen"])
    op.create_table(
        "item_marks",
        sa.Column("mark", sa.String(16), primary_key=True),
        sa.Column("key", sa.String(16), nullable=False),
    )


def _links() -> None:
    op.create_table(
        "item_documents",
        sa.Column("item", sa.String(16), primary_key=True),
        sa.Column("document", sa.String(16), primary_key=True),
    )
    op.create_index("ix_item_documents_document", "item_documents", ["document"])
    op.create_table(
        "copies",
        sa.Column("document", sa.String(16), primary_key=True),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("similarity", sa.Float, nullable=False),
    )
    op.create_index("ix_copies_origin", "copies", ["origin"])


def _state() -> None:
    op.create_table(
        "inbox",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(16), nullable=False, unique=True),
        sa.Column("fetch", sa.Boolean, nullable=False),
        sa.Column("due", sa.DateTime, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
    )
    op.create_index("ix_inbox_fetch_due_seq", "inbox", ["fetch", "due", "seq"])
    op.create_table(
        "source_states",
        sa.Column("source", sa.String(16), primary_key=True),
        sa.Column("body", sa.JSON, nullable=False),
    )
    op.create_table(
        "source_days",
        sa.Column("source", sa.String(16), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        *(sa.Column(name, sa.Integer, nullable=False)
          for name in ("polls", "answers", "new", "changed")),
        sa.Column("bytes", sa.BigInteger, nullable=False),
    )  # fmt: skip
    op.create_index("ix_source_days_day", "source_days", ["day"])
