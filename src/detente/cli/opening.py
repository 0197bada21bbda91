"""Finding the settings and the ledger that a command works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.terminal import waiting

if TYPE_CHECKING:
    from detente.monitor.config import Config
    from detente.monitor.desk import Desk
    from detente.store import Ledger

__all__ = ["open_desk", "open_ledger", "settings", "today"]


def today() -> date:
    """Give the day by the clock, UTC."""
    return datetime.now(UTC).date()


def settings(config: Path | None, ledger: Path | None = None) -> Config:
    """Load the settings; `ledger` wins over what they say. Raises `InvalidConfig`."""
    from detente.monitor.config import CONFIG_NAME, Config

    found = config or Path(CONFIG_NAME)
    loaded = Config.load(found) if config or found.exists() else Config.default()
    return loaded.model_copy(update={"ledger": ledger}) if ledger else loaded


@contextmanager
def open_ledger(config: Path | None, ledger: Path | None) -> Iterator[tuple[Config, Ledger]]:
    """Open the ledger that is there already. Raises `LedgerNotFound`."""
    from detente.store import Ledger

    loaded = settings(config, ledger)
    with Ledger.open(loaded.ledger, create=False) as opened:
        yield loaded, opened


@contextmanager
def open_desk(config: Path | None, ledger: Path | None) -> Iterator[Desk]:
    """Open the read side on the ledger that is there already. Raises `LedgerNotFound`."""
    with open_ledger(config, ledger) as (loaded, opened), waiting("Looking it up"):
        from detente.monitor.desk import Desk

        yield Desk(opened, title=loaded.title, watch=loaded.dyads, clock=today)
