"""Events as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from detente.cli.terminal import print_table

if TYPE_CHECKING:
    from detente.records import Event, Report

__all__ = ["print_events"]

_COLUMNS = {
    "date": "date",
    "deed": "who did what to whom",
    "told": "told as",
    "origins": "origins",
    "id": "id",
    "words": "words",
}
_MARKS = ("claimed", "admitted", "contested")
_ID = 8


def print_events(events: Iterable[Event], reports: Mapping[str, Report]) -> None:
    """Write a line an event; ids are cut to their first 8 characters, which commands accept."""
    print_table((_line(e, reports) for e in events), _COLUMNS)


def _line(event: Event, reports: Mapping[str, Report]) -> dict[str, object]:
    lead = reports.get(event.lead)
    actor, recipient = (end.code if end else "?" for end in (event.actor, event.recipient))
    return {
        "date": event.when or "undated",
        "deed": f"{actor} {event.type} {recipient}",
        "told": " ".join(mark for mark in _MARKS if getattr(event, mark)) or "fact",
        "origins": event.origins,
        "id": event.id[:_ID],
        "words": f"“{lead.words}”" if lead else "",
    }
