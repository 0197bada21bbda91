"""The migrations that ship in the package make exactly the tables that the code expects."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.schema import SchemaItem

from detente.store import Ledger
from detente.store.schema import MIGRATIONS, migrate
from detente.store.tables import SCHEMA, metadata


def ours(item: SchemaItem, name: str | None, kind: str, *_: object) -> bool:
    """Leave out the tables in which the full-text index lies."""
    return not (kind == "table" and (name or "").startswith("document_search"))


def test_the_migrations_make_the_tables(ledger: Ledger) -> None:
    with ledger._engine.connect() as connection:
        options = {"include_object": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_known_version_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == SCHEMA


def test_migrating_again_changes_nothing(ledger: Ledger) -> None:
    with ledger._engine.begin() as connection:
        migrate(connection)
    assert set(ledger.counts().values()) == {0}


def test_migrations_are_named_in_their_order() -> None:
    """Versions are compared as text to tell a newer ledger from an older one."""
    scripts = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())
    names = [script.revision for script in scripts]
    assert names == sorted(names, reverse=True)
    assert all(len(name) == 4 and name.isdigit() for name in names)
