"""Dates in English, whatever the machine's locale."""

from __future__ import annotations

from datetime import date

from detente.records import When

__all__ = ["day_in_words", "when_in_words"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day_in_words(day: date) -> str:
    """Write ``28 June 2025``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def when_in_words(when: When) -> str:
    """Write ``28 June 2025``, ``June 2025``, ``2025``, ``1988–1994``, or both ends of a span."""
    first, last = when.first, when.last
    precision = when.precision
    if precision == "day":
        return day_in_words(first)
    if precision == "month":
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if precision == "year":
        return str(first.year)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}–{last.year}"
    return f"{day_in_words(first)} to {day_in_words(last)}"
