"""What every outlook model offers."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from detente.records import Dyad, History, Outlook

__all__ = ["Model"]


class Model(Protocol):
    """Foresees one pair. A model is a file in ``models/`` with a `NAME` and a `build()`."""

    @property
    def name(self) -> str:
        """Name and version, such as ``baserate.v1``."""

    def foresee(self, history: History, dyad: Dyad, *, standing: int, as_of: date) -> Outlook:
        """Give the pair's outlook from a history that ends on `as_of`."""
