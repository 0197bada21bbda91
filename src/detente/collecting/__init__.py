"""Source to Page."""

from __future__ import annotations

from detente.collecting.collect import Format, collect, kind_of

__all__ = ["Format", "collect", "kind_of"]
