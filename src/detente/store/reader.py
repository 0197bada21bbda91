"""How every question is put to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from detente.errors import InvalidInput, LedgerError
from detente.records import Record
from detente.store.failures import explained

__all__ = ["Reader", "there"]

CHUNK = 500

R = TypeVar("R", bound=Record)


class Reader:
    """Puts queries, each on a connection of its own, so that any thread may ask."""

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self.path = path
        self._engine = engine

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with explained(self.path), self._engine.connect() as connection:
            yield connection

    def _rows(self, query: sa.Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        with self._reading() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def _records(self, kind: type[R], query: sa.Select[*tuple[Any, ...]]) -> Iterator[R]:
        with self._reading() as connection:
            bodies = connection.execution_options(yield_per=CHUNK).execute(query).scalars()
            while True:
                try:
                    record = kind.from_dict(next(bodies))
                except StopIteration:
                    return
                except ValueError as error:  # no JSON, or no such record
                    raise LedgerError(
                        f"{self.path} is damaged, a {kind.__name__} in it cannot be read; restore "
                        f"it from a backup, or move it away and run again ({error})"
                    ) from error
                yield record


def there(record: R | None, kind: str, prefix: str) -> R:
    """Give the record. Raises `InvalidInput` where there is none."""
    if record is None:
        raise InvalidInput(
            f"the ledger has no {kind} {prefix!r}; look up its id among the ledger's {kind}s"
        )
    return record
