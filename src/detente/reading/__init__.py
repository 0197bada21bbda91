"""Page to Document."""

from __future__ import annotations

from detente.reading.read import read, read_page

__all__ = ["read", "read_page"]
