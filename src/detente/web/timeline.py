"""The timeline: events under the dates that they are known to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from detente.records import Event, When
from detente.web.words import when_text

__all__ = ["Day", "days", "newest_key"]


def newest_key(event: Event) -> tuple[When, str]:
    """Sort key: by date, undated events before all others."""
    return (event.when or When.day(date.min), event.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One heading of the timeline with its events."""

    label: str
    anchor: str
    first: str
    last: str
    precision: str
    events: tuple[Event, ...]

    @property
    def precision_words(self) -> str:
        """Say how precise the date is, where it is no single day."""
        if self.precision == "undated":
            return "not in the curve"
        return f"known to the {self.precision}"


def days(events: Sequence[Event]) -> list[Day]:
    """Put neighbouring events of the same date under one heading, in the order given."""
    found = []
    for when, group in groupby(events, key=lambda e: e.when):
        found.append(
            Day(
                label=when_text(when).capitalize() if when is None else when_text(when),
                anchor=f"day-{when}".replace("/", "-to-") if when else "undated",
                first=when.first.isoformat() if when else "",
                last=when.last.isoformat() if when else "",
                precision=when.precision if when else "undated",
                events=tuple(group),
            )
        )
    return found
