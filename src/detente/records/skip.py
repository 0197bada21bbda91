"""What was not used, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal, get_args

from detente.records.record import Record, check

__all__ = ["Skip", "SkipKind", "Stage"]

Stage = Literal["collect", "read", "code", "merge"]
SkipKind = Literal["skip", "error"]
"""``skip``: rightly left out (no text, no coder for its language); ``error``: it went wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip(Record):
    """One item that a stage left out, kept so that nothing vanishes."""

    IDENTITY: ClassVar[tuple[str, ...]] = ("stage", "kind", "subject", "reason")

    stage: Stage
    kind: SkipKind
    subject: str
    """Address, file or record id of the item."""
    reason: str
    """A few words that items left out for the same reason share: they are counted by it."""
    detail: str = ""
    at: datetime | None = None

    def _check(self) -> None:
        check(self.stage in get_args(Stage), self, f"unknown stage {self.stage!r}")
        check(self.kind in get_args(SkipKind), self, f"unknown kind {self.kind!r}")
        check(self.subject, self, "subject is empty")
        check(self.reason, self, "reason is empty")
