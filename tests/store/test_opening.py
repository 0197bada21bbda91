"""A file that is no ledger of ours is refused with a remedy, and left as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from detente.errors import LedgerError, LedgerNotFound, LedgerTooNew
from detente.store import Ledger
from tests.store.world import NOW, document, report


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(statement)


def test_a_new_ledger_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "some" / "folder" / "ledger.db"
    with Ledger.open(path) as ledger:
        assert ledger.path == path
        assert set(ledger.counts().values()) == {0}
    assert path.exists()


def test_what_was_stored_is_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "100% of ?it.db"
    with Ledger.open(str(path)) as ledger, ledger.run(NOW) as run:
        run.add([document(1)])
    with Ledger.open(path, create=False) as ledger:
        assert list(ledger.documents()) == [document(1)]
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_missing_ledger_is_not_made_unasked(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with pytest.raises(LedgerNotFound, match="detente run"):
        Ledger.open(path, create=False)
    assert not path.exists()


def test_an_empty_file_becomes_a_ledger_only_if_asked(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.touch()
    with pytest.raises(LedgerNotFound, match="is empty"):
        Ledger.open(path, create=False)
    Ledger.open(path).close()
    Ledger.open(path, create=False).close()


def test_a_newer_ledger_is_refused_with_both_versions(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    execute(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(LedgerTooNew, match=r"9999.*0002.*pip install --upgrade detente"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_an_unknown_older_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    execute(path, "UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(LedgerError, match="'0000'"):
        Ledger.open(path)


def test_a_ledger_without_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    execute(path, "DELETE FROM alembic_version")
    with pytest.raises(LedgerError, match=r"no schema version.*backup"):
        Ledger.open(path)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes, and no ledger.\n" * 100)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=r"notes\.txt is not a ledger; give another path"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    execute(path, "CREATE TABLE photos (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="another program"):
        Ledger.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["garbled", "cut"])
def test_a_damaged_ledger_says_so(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger, ledger.run(NOW) as run:
        run.add(document(n, "long text " * 200) for n in range(200))
    whole = path.read_bytes()
    head = whole[:4096]
    path.write_bytes(head + b"\xff" * (len(whole) - 4096) if damage == "garbled" else whole[:8192])
    with pytest.raises(LedgerError, match="is damaged; restore it"), Ledger.open(path) as ledger:
        list(ledger.documents())


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder; give the path of a file"):
        Ledger.open(tmp_path)


@pytest.mark.parametrize("create", [True, False])
def test_a_path_below_a_file_cannot_be_opened(tmp_path: Path, create: bool) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match=r"file/ledger\.db"):
        Ledger.open(tmp_path / "file" / "ledger.db", create=create)


def test_a_file_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        # Any user's rights, root's too: what the database reports for a read-only file.
        sa.event.listen(ledger._engine, "connect", lambda c, _: c.execute("PRAGMA query_only = ON"))
        ledger._engine.dispose()
        with pytest.raises(LedgerError, match="is read-only; give yourself write access"):
            ledger.run(NOW).__enter__()


def test_a_full_disk_loses_only_the_batch_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        with ledger.run(NOW) as run:
            run.add([document(1)])
        pages = path.stat().st_size // 4096 + 1000
        sa.event.listen(
            ledger._engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count = {pages}")
        )
        ledger._engine.dispose()
        with (
            pytest.raises(LedgerError, match="disk is full; free some space"),
            ledger.run(NOW) as run,
        ):
            run.add(document(n, "long text " * 100) for n in range(2, 5000))
        kept = ledger.counts()["documents"]
        assert kept % 500 == 1 < kept
        assert run.added["documents"] == kept - 1
        with pytest.raises(LedgerError, match="disk is full"):
            run.add([document(0), report(document(0), quote="long sentence " * 500_000)])
        assert run.added == {"documents": kept - 1}
        assert len(list(ledger.documents())) == kept
    with Ledger.open(path) as ledger, ledger.run(NOW) as run:
        run.add([document(2)])


def test_a_ledger_that_another_program_locks_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger, closing(sqlite3.connect(path)) as other:
        sa.event.listen(
            ledger._engine, "connect", lambda c, _: c.execute("PRAGMA busy_timeout = 20")
        )
        ledger._engine.dispose()
        other.execute("BEGIN IMMEDIATE")
        assert ledger.counts()["runs"] == 0
        with pytest.raises(LedgerError, match="another run; wait"):
            ledger.run(NOW).__enter__()
