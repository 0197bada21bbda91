"""The pages: a thin, local, read-only look at a ledger."""

from __future__ import annotations

from detente.web.app import create_app

__all__ = ["create_app"]
