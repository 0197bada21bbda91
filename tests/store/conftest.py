"""Real ledgers in real files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from detente.store import Ledger


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of a ledger that nothing was added to."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    Ledger.open(path).close()
    return path


@pytest.fixture
def ledger(empty: Path, tmp_path: Path) -> Iterator[Ledger]:
    """Give a ledger that nothing was added to."""
    with Ledger.open(shutil.copy(empty, tmp_path / "ledger.db")) as opened:
        yield opened


@pytest.fixture(scope="session")
def fresh(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Ledger]:
    """Give a maker of empty ledgers, for tests that need many; the caller closes them."""

    def make() -> Ledger:
        folder = tmp_path_factory.mktemp("fresh")
        return Ledger.open(shutil.copy(empty, folder / "ledger.db"))

    return make
