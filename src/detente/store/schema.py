"""Making a ledger's tables, bringing them up to date, and refusing what is too new."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from detente.errors import LedgerError, LedgerNotFound, LedgerTooNew
from detente.store import sqlite
from detente.store.tables import SCHEMA

__all__ = ["check_or_make", "migrate"]

_VERSION = sa.table("alembic_version", sa.column("version_num", sa.String))
MIGRATIONS = Path(__file__).parent / "migrations"


def check_or_make(engine: sa.Engine, path: Path, *, create: bool) -> None:
    """Leave a ledger of this version's schema behind the engine.

    An empty file becomes a ledger if `create`, an older ledger is brought up to date. Raises
    `LedgerTooNew`, `LedgerNotFound`, and `LedgerError` for a file that is something else.
    """
    with engine.connect() as connection:
        mark, tables = sqlite.application(connection)
        found = _version(connection, path) if mark == sqlite.APPLICATION else None
    if tables and mark != sqlite.APPLICATION:
        raise LedgerError(f"{path} is an SQLite file of another program; give another path")
    if not tables and not create:
        raise LedgerNotFound(f"{path} is empty: fill it with `detente run --once PATH`")
    if found == SCHEMA:
        return
    if found is not None and found > SCHEMA:
        raise LedgerTooNew(
            f"{path} was written by a newer Detente: its schema is {found}, this version knows "
            f"up to {SCHEMA}; upgrade with `pip install --upgrade detente`, or use another ledger"
        )
    if not tables:
        sqlite.use_wal(engine)
    with sqlite.writing(engine).begin() as connection:
        migrate(connection)
        sqlite.mark(connection)


def migrate(connection: sa.Connection) -> None:
    """Run, within the connection's transaction, the migrations that its tables lack."""
    # Alembic takes a while to import, and only a new or an old ledger needs it.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory
    from alembic.script.revision import RevisionError

    scripts = ScriptDirectory(str(MIGRATIONS))
    context = MigrationContext.configure(connection)
    now = context.get_current_revision()
    try:
        missing = list(scripts.iterate_revisions("head", now))
    except RevisionError as error:
        raise LedgerError(f"the ledger's schema {now!r} is none of Detente's") from error
    with Operations.context(context):
        for script in reversed(missing):
            script.module.upgrade()
            context.stamp(scripts, script.revision)


def _version(connection: sa.Connection, path: Path) -> str:
    found = connection.execute(sa.select(_VERSION.c.version_num)).scalars().all()
    if len(found) != 1:
        raise LedgerError(
            f"{path} is damaged, it names no schema version; restore it from a backup"
        )
    return str(found[0])
