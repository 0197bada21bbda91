"""What a coder is."""

from __future__ import annotations

from typing import Literal, Protocol, runtime_checkable

from detente.records import Document, EventType, Report

__all__ = ["Coder", "Graded", "Point", "Selective"]

Point = Literal["precision", "recall", "everything"]
"""Where on its curve of precision and recall a coder stands: few mistakes, few omissions, or all
that it thinks possible, each with its confidence."""


class Coder(Protocol):
    """Turns a document into reports: who did what to whom, and which sentence says so."""

    name: str
    """Name and version, stored in every report it makes: ``rules.v1``."""
    languages: frozenset[str]
    """ISO 639-1 codes of the languages it reads."""

    def code(self, document: Document) -> tuple[Report, ...]:
        """Give the document's reports in reading order. Never raises on strange text."""
        ...

    def type_of(
        self, text: str, actor: tuple[int, int], recipient: tuple[int, int]
    ) -> EventType | None:
        """Type what `actor` does to `recipient`, both given as spans of `text`; for evaluation."""
        ...


@runtime_checkable
class Selective(Protocol):
    """A coder that leaves out sentences too long for it, and says how many."""

    def too_long(self, document: Document) -> int:
        """Give the number of sentences that `code` does not read for their length."""
        ...


@runtime_checkable
class Graded(Protocol):
    """A coder that can stand at several points of its curve; by itself it stands at precision."""

    def at(self, point: Point) -> Coder:
        """Give the same coder at a point. Its name ends in the point: ``minilm.v1+recall``."""
        ...
