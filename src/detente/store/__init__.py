"""The ledger: append-only, knows only records."""

from __future__ import annotations

from detente.store.ledger import Ledger
from detente.store.run import Run
from detente.store.views import Found, RunEntry, SourceDay

__all__ = ["Found", "Ledger", "Run", "RunEntry", "SourceDay"]
