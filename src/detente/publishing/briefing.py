"""The briefing: sections of sentences, none of which stands without a footnote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from detente.publishing.footnotes import Footnote, Quotation
from detente.records import Dyad, Value
from detente.records.record import check

__all__ = ["Briefing", "Item", "Section", "Statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Value):
    """One sentence with what it rests on. Without a footnote it cannot be built."""

    text: str
    footnotes: tuple[Footnote, ...]
    lead: str = ""
    """What is set before it, such as a date."""
    quoting: bool = False
    """Whether the words of its first footnote, a quotation, are shown beside it."""

    def _check(self) -> None:
        check(self.text.strip(), self, "it says nothing")
        check(self.footnotes, self, f"no footnote bears {self.text!r}")
        first = self.footnotes[0]
        check(
            not self.quoting or isinstance(first, Quotation),
            self,
            "it quotes, but its first footnote is no quotation",
        )

    @property
    def quotation(self) -> Quotation | None:
        """The quotation to show beside the sentence, if it quotes."""
        first = self.footnotes[0]
        return first if self.quoting and isinstance(first, Quotation) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Value):
    """A sentence, and what others answer to it, to be set side by side."""

    statement: Statement
    answers: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Value):
    """A heading with its sentences."""

    key: str
    """A short name without spaces, for anchors and style sheets."""
    title: str
    items: tuple[Item, ...]

    def _check(self) -> None:
        check(self.key.isidentifier(), self, f"bad key {self.key!r}")
        check(self.items, self, f"section {self.title!r} is empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Value):
    """A page about one pair as of one day."""

    dyad: Dyad
    as_of: date
    title: str
    notes: tuple[Statement, ...]
    """What a reader must know before reading on."""
    sections: tuple[Section, ...]

    def statements(self) -> Iterator[Statement]:
        """Give every sentence in reading order."""
        yield from self.notes
        for section in self.sections:
            for item in section.items:
                yield item.statement
                yield from item.answers

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """Every footnote once, in order of first use; its number is its place, from 1."""
        return tuple(dict.fromkeys(f for s in self.statements() for f in s.footnotes))

    @property
    def common_note(self) -> str:
        """The note that every quotation carries: told at the top, it need not follow each."""
        found = {f.note for f in self.footnotes if isinstance(f, Quotation)}
        return found.pop() if len(found) == 1 else ""

    def numbers(self) -> dict[Footnote, int]:
        """Map each footnote to its number."""
        return {footnote: n for n, footnote in enumerate(self.footnotes, start=1)}
