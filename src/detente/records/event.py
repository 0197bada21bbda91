"""What happened, however many documents report it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from detente.records.actor import Actor
from detente.records.dyad import Dyad
from detente.records.record import Record, check
from detente.records.report import EVENT_TYPES, EventType, Number
from detente.records.when import When

__all__ = ["Event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """One act of an actor toward a recipient, with the ids of all its reports."""

    IDENTITY: ClassVar[tuple[str, ...]] = ("reports", "merger")

    actor: Actor | None
    recipient: Actor | None
    type: EventType
    when: When | None
    """Event date; None keeps the event off the curve."""
    reports: tuple[str, ...]
    """Ids of the reports of this deed, sorted."""
    lead: str
    """Id of the report that tells it best: the one to quote."""
    origins: int
    """Independent origins that tell it, wire copies counted once."""
    asserting: int
    """Independent origins that state it as fact, rather than as somebody's claim."""
    known: date | None
    """The day of its first report; None where no report has a date."""
    merger: str
    """Name and version, such as ``merge.v1``."""
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    place: str | None = None
    numbers: tuple[Number, ...] = ()
    claimed: bool = False
    """Only ever told as somebody's claim."""
    admitted: bool = False
    """The actor itself says so."""
    contested: bool = False
    """The accused, or another party, denies it."""
    denials: tuple[str, ...] = ()
    """Ids of the reports that deny it, sorted."""

    def _check(self) -> None:
        check(self.type in EVENT_TYPES, self, f"unknown type {self.type!r}")
        check(self.lead in self.reports, self, "the lead is not among the reports")
        check(0 <= self.asserting <= self.origins, self, "more asserting origins than origins")
        check(self.origins > 0, self, "no origin tells it")

    @property
    def dyad(self) -> Dyad | None:
        """The pair of states, or None unless actor and recipient are of two known states."""
        one = self.actor.country if self.actor else None
        other = self.recipient.country if self.recipient else None
        return Dyad.of(one, other) if one and other and one != other else None

    @property
    def counts(self) -> bool:
        """Whether it may enter the curve: told as fact, corroborated, or admitted, and dated."""
        return self.when is not None and not self.claimed
