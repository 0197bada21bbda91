"""From what the database reports to what a user can do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from detente.errors import LedgerError

__all__ = ["explained"]

# SQLite's message (https://www.sqlite.org/rescode.html) -> what is wrong, and the remedy.
_REMEDIES = {
    "file is not a database": "is not a ledger; give another path, or move that file away",
    "malformed": "is damaged; restore it from a backup, or move it away and run again",
    "unable to open": "cannot be opened; check that its folder exists and that you may write there",
    "readonly": "is read-only; give yourself write access, or use a ledger in another folder",
    "disk is full": "cannot grow, the disk is full; free some space and run again",
    "disk I/O error": "cannot be read or written; check disk and free space, and run again",
    "locked": "is being written by another run; wait until that one ends and try again",
    "no such module: fts5": "needs an SQLite with full-text search; install a Python that has it",
    "no such table": "lacks a table; restore it from a backup, or move it away and run again",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the database raises within into a `LedgerError` that says what to do."""
    try:
        yield
    except DBAPIError as error:
        cause = str(error.orig)
        for sign, remedy in _REMEDIES.items():
            if sign in cause:
                raise LedgerError(f"{path} {remedy} (SQLite: {cause})") from error
        raise LedgerError(f"{path} cannot be used: {cause}") from error
