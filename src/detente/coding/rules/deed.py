"""What a sentence tells, before it becomes a report."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.rules.parties import Party
from detente.coding.rules.triggers import Trigger
from detente.records import EventType, Status, When

__all__ = ["HOSTILE", "SPEECH_ACTS", "Deed", "Why"]

HOSTILE = frozenset({"ASSAULT", "COERCE"})
"""Deeds that nobody tells of another state without accusing it."""
SPEECH_ACTS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONCEDE"})
"""Deeds done by saying something to somebody."""

Why = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of one actor toward one recipient, with its span in the sentence."""

    type: EventType | None
    status: Status
    actor: Party | None
    recipient: Party | None
    span: tuple[int, int]
    trigger: Trigger | None = None
    speaker: Party | None = None
    when: When | None = None
    told: When | None = None
    """When it was told: the publication day."""
    label: str = ""
    place: str | None = None
    why: Why = ()
