"""`rules.v1`: English, by lexicon and clause rules; the floor that a learned coder must beat."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.coder import Coder
from detente.coding.reporting import report_of
from detente.coding.rules.memory import Memory
from detente.coding.rules.pairs import type_of_pair
from detente.coding.rules.sentence import read_document, too_long
from detente.records import Document, EventType, Report

__all__ = ["NAME", "RulesCoder", "build"]

NAME = "rules.v1"
_SURE = 0.5
"""Confidence of every report: the rules are not calibrated."""


class RulesCoder:
    """Codes English sentences by rules; see `detente.coding.rules`."""

    name = NAME
    languages = frozenset({"en"})

    def code(self, document: Document) -> tuple[Report, ...]:
        """Give the reports of a document in reading order."""
        return tuple(self._reports(document))

    def too_long(self, document: Document) -> int:
        """Give the number of sentences that are too long to be read."""
        return too_long(document)

    def type_of(
        self, text: str, actor: tuple[int, int], recipient: tuple[int, int]
    ) -> EventType | None:
        """Type what `actor` does to `recipient`, both given as spans of `text`."""
        return type_of_pair(text, actor, recipient)

    def _reports(self, document: Document) -> Iterator[Report]:
        identity = document.id  # a hash over the whole text: once, not for every report
        for sentence, reading in read_document(document, Memory()):
            for deed in reading.deeds:
                yield report_of(document, identity, sentence, deed, NAME, _SURE)


def build() -> Coder:
    """Make the coder."""
    return RulesCoder()
