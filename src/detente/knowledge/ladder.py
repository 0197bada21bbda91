"""The ladder of escalation, `ladder.v1`: what a pair of states has come to.

Rungs 1 to 4 follow from the type of one event. Rung 5 follows from a pair's history: violence in
`COMBAT_WEEKS` of the last `COMBAT_WINDOW_WEEKS` weeks, or `COMBAT_DEATHS` deaths within a week.
After `QUIET_DAYS` without an event of its height a pair steps down.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.errors import InvalidInput
from detente.records import EVENT_TYPES

__all__ = [
    "COMBAT_DEATHS",
    "COMBAT_WEEKS",
    "COMBAT_WINDOW_WEEKS",
    "QUIET_DAYS",
    "RUNGS",
    "VERSION",
    "Rung",
    "rung_of",
]

VERSION = "ladder.v1"

QUIET_DAYS = 28
"""A rung stands for so many days, the day of its event included."""
COMBAT_WEEKS = 3
COMBAT_WINDOW_WEEKS = 4
COMBAT_DEATHS = 25


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: its number from 0 to 5, its name, and the PLOVER types that trigger it."""

    number: int
    name: str
    meaning: str
    types: tuple[str, ...]


RUNGS = (
    Rung(0, "routine", "nothing hostile",
         ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT")),
    Rung(1, "dispute", "demands, accusations, refusals", ("REQUEST", "ACCUSE", "REJECT")),
    Rung(2, "threat", "harm is announced", ("THREATEN",)),
    Rung(3, "measures", "envoys expelled, offices closed, arrests, posture",
         ("SANCTION", "COERCE", "PROTEST", "MOBILIZE")),
    Rung(4, "force", "violence between the two", ("ASSAULT",)),
    Rung(5, "sustained combat",
         "violence in 3 of the last 4 weeks, or 25 deaths in a week", ()),
)  # fmt: skip


def rung_of(event_type: str) -> int:
    """Give the rung, 0 to 4, that one event of this PLOVER type triggers. Raises `InvalidInput`."""
    for rung in RUNGS:
        if event_type in rung.types:
            return rung.number
    raise InvalidInput(f"{event_type!r} is no PLOVER type; there are: {', '.join(EVENT_TYPES)}")
