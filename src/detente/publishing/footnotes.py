"""What a sentence of a briefing rests on: verbatim words, or a computed figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.records import Report, Value
from detente.records.record import check

__all__ = ["Figure", "Footnote", "Quotation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Value):
    """A sentence of a document, verbatim, with the words in it that carry the event."""

    quote: str
    span: tuple[int, int]
    outlet: str
    """The outlet's name or host, empty if unknown."""
    url: str
    title: str
    published: date | None
    language: str
    report: str
    """Id of the report."""
    coding: str
    """How the words were coded, such as ``ACCUSE, asserted, by rules.v1``."""
    event: str | None = None
    """Id of the event, None for a mention of the past."""
    note: str = ""

    def _check(self) -> None:
        start, end = self.span
        check(0 <= start < end <= len(self.quote), self, f"span {self.span} lies outside the quote")
        check(self.report, self, "no report id")

    @classmethod
    def of(cls, report: Report, event: str | None = None) -> Quotation:
        """Quote a report."""
        return cls(
            quote=report.quote,
            span=report.span,
            outlet=report.outlet,
            url=report.url,
            title=report.title,
            published=report.published,
            language=report.language,
            report=report.id,
            coding=f"{report.type or report.label}, {report.status}, by {report.coder}",
            event=event,
            note=report.note,
        )

    @property
    def words(self) -> str:
        """The verbatim words of the span."""
        return self.quote[self.span[0] : self.span[1]]

    @property
    def parts(self) -> tuple[str, str, str]:
        """The quote before, in and after the span."""
        start, end = self.span
        return self.quote[:start], self.quote[start:end], self.quote[end:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Value):
    """A number that Detente computed, with how and by which version."""

    name: str
    value: str
    formula: str
    version: str

    def _check(self) -> None:
        for field in (self.name, self.value, self.formula, self.version):
            check(field, self, "name, value, formula and version must all be given")


Footnote = Quotation | Figure
