"""The past that a crisis is told with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from detente.records.actor import Actor
from detente.records.record import Record, check
from detente.records.report import EventType
from detente.records.when import When

__all__ = ["Background"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background(Record):
    """A dated mention of the past. It stands beside the timeline and never enters the curve."""

    IDENTITY: ClassVar[tuple[str, ...]] = ("label", "when", "reports")

    label: str
    """Name of the episode, or the words of the deed."""
    when: When
    reports: tuple[str, ...]
    """Ids of the reports that mention it, sorted."""
    actors: tuple[Actor, ...] = ()
    type: EventType | None = None

    def _check(self) -> None:
        check(self.label, self, "label is empty")
        check(self.reports, self, "no report mentions it")
