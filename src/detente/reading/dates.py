"""The publication day, from what a page states about itself. A guess is worse than none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

__all__ = ["EARLIEST", "day_of", "sane"]

EARLIEST = date(1800, 1, 1)
"""No newspaper archive in use is older; what lies before is a mistake."""

_DAY = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
_COMPACT_ZONE = re.compile(r"([+-]\d{2})(\d{2})$")
_LONG_FRACTION = re.compile(r"(\.\d{6})\d+")


def day_of(stated: object) -> date | None:
    """Read a stated time or day: ISO 8601, RFC 2822 or seconds since 1970; None if it is neither.

    A time with a zone gives its day in UTC.
    """
    if isinstance(stated, datetime):
        return _in_utc(stated)
    if isinstance(stated, date):
        return stated
    if isinstance(stated, int | float) and not isinstance(stated, bool):
        return _from_epoch(stated)
    return _from_text(stated.strip()) if isinstance(stated, str) else None


def sane(day: date | None, fetched_at: datetime) -> date | None:
    """Give the day back unless it lies before all news or after the fetch."""
    return day if day and EARLIEST <= day <= fetched_at.date() else None


def _from_text(text: str) -> date | None:
    iso = _LONG_FRACTION.sub(r"\1", _COMPACT_ZONE.sub(r"\1:\2", text))
    try:
        return _in_utc(datetime.fromisoformat(iso))
    except (ValueError, OverflowError):
        pass
    try:
        return _in_utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    found = _DAY.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _from_epoch(seconds: float) -> date | None:
    try:
        return datetime.fromtimestamp(seconds / (1000 if seconds > 1e11 else 1), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _in_utc(moment: datetime) -> date:
    if moment.tzinfo is None or moment.time() == time():
        # Midnight stands for the day itself, wherever it is.
        return moment.date()
    return moment.astimezone(UTC).date()
