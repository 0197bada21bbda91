"""Source to Page."""

from __future__ import annotations

from detente.collecting.collect import Format, collect

__all__ = ["Format", "collect"]
