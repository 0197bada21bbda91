"""A trigger with its parties and its standing."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.rules.claims import Standing
from detente.coding.rules.parties import Parties
from detente.coding.rules.triggers import Trigger

__all__ = ["SYMMETRIC", "Frame"]

SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types that name both doers: one row, the first named being the actor."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger with its parties and its standing."""

    trigger: Trigger
    standing: Standing
    actors: Parties
    recipients: Parties
