"""Lengths of time in words."""

from __future__ import annotations

from datetime import datetime

__all__ = ["ago", "span"]

_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60))


def span(seconds: float) -> str:
    """Write a length of time in its largest unit: ``45 seconds``, ``2 minutes``, ``3 days``."""
    whole = max(0, int(seconds))
    for name, size in _UNITS:
        if whole >= size:
            return _counted(whole // size, name)
    return _counted(whole, "second")


def ago(moment: datetime, now: datetime) -> str:
    """Write how far a moment lies before `now`: ``2 minutes ago``."""
    return f"{span((now - moment).total_seconds())} ago"


def _counted(number: int, unit: str) -> str:
    return f"1 {unit}" if number == 1 else f"{number:,} {unit}s"
