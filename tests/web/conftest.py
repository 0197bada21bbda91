"""A ledger and a server that all tests of the pages share; nothing writes to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web import world


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "herring.db"
    world.fill(path)
    return path


@pytest.fixture(scope="session")
def address(ledger_path: Path) -> Iterator[str]:
    with world.serving(ledger_path) as found:
        yield found


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as made:
        yield made
