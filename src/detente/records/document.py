"""A clean text with title, date, language and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from detente.records.record import Record, check

__all__ = ["Document", "Sentence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a document. `index` -1 is the title, `start` is its offset in the text."""

    index: int
    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """What a page says, without menu and footer. Offsets count Unicode code points."""

    IDENTITY: ClassVar[tuple[str, ...]] = ("url", "title", "text", "published")

    url: str
    outlet: str
    """The publisher's host name, or the name its source gives it; empty if unknown."""
    title: str
    text: str
    bounds: tuple[tuple[int, int], ...]
    """Start and end of each sentence in `text`, in order, without overlap."""
    language: str
    """ISO 639-1 code, ``und`` where it cannot be told."""
    fetched_at: datetime
    published: date | None = None
    """Publication day (UTC); None leaves every report of the document undated."""
    fingerprint: str = ""
    """Near-duplicate sketch of the text, see `detente.language.fingerprints`."""
    note: str = ""
    """What a reader must be told about this text, such as "summary, not the original wording"."""

    def _check(self) -> None:
        check(self.url, self, "url is empty")
        check(self.title or self.text, self, "both title and text are empty")
        end = 0
        for first, last in self.bounds:
            check(
                end <= first < last <= len(self.text), self, f"bad sentence bounds {first}, {last}"
            )
            end = last
        late = self.published is not None and self.published > self.fetched_at.date()
        check(not late, self, f"published {self.published} lies after the fetch")

    def sentences(self) -> Iterator[Sentence]:
        """Give the title as sentence -1, if there is one, and then the sentences of the text."""
        if self.title:
            yield Sentence(index=-1, start=0, text=self.title)
        for index, (start, end) in enumerate(self.bounds):
            yield Sentence(index=index, start=start, text=self.text[start:end])
