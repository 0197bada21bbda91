from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.monitor.desk import Desk
from detente.store import Ledger
from tests.monitor.building import PAIR, fill


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with fill(tmp_path / "ledger.db") as made:
        yield made


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(ledger, title="Test", watch=[PAIR])
