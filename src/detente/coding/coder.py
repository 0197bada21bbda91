"""What a coder is."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from detente.records import Document, EventType, Report

__all__ = ["Coder", "Selective"]


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
