"""The ledger: a file to which each run adds, and which forgets nothing."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self

from detente.errors import LedgerError, LedgerNotFound
from detente.store import sqlite
from detente.store.accounts import Accounts
from detente.store.collected import Collected
from detente.store.failures import explained
from detente.store.findings import Findings
from detente.store.news import News
from detente.store.run import Run, running
from detente.store.schema import check_or_make

__all__ = ["Ledger"]


class Ledger(News, Findings, Collected, Accounts):
    """What was collected and found, in one SQLite file. Close it, or use it in a ``with``.

    What may be large is given as an iterator, in an order that depends on content alone. It shows
    the ledger as it stood when its first record was taken, whatever a run adds meanwhile. Any
    number of threads may ask at the same time.
    """

    @classmethod
    def open(cls, path: str | PathLike[str], *, create: bool = True) -> Self:
        """Open the ledger at that path; make it, and its folder, if `create` and there is none.

        A ledger of an older version is brought up to date. Raises `LedgerNotFound`,
        `LedgerTooNew`, and `LedgerError` where the file is something else or cannot be used.
        """
        place = Path(path)
        _check_place(place, create=create)
        engine = sqlite.connect(place.absolute())
        try:
            with explained(place):
                check_or_make(engine, place, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, place)

    def run(self, now: datetime) -> AbstractContextManager[Run]:
        """Begin to write: ``with ledger.run(now) as run: run.add(records)``.

        What was added stays if an exception ends the run; only its end is not noted then.
        `now` is an aware time.
        """
        return running(self._engine, self.path, now)

    def close(self) -> None:
        """Close the file. Iterators still in use end."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _check_place(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise LedgerError(
                f"{path} is a folder; give the path of a file, such as {path}/ledger.db"
            )
        if not create and not path.exists():
            raise LedgerNotFound(
                f"there is no ledger at {path}: make one with `detente run`, or "
                "`detente run --once PATH`"
            )
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(
            f"{path} cannot be opened: {error.strerror}; give a path in a folder you may write to"
        ) from error
