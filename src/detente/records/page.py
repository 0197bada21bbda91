"""What was fetched, as it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from detente.records.record import Record, check

__all__ = ["MediaType", "Page"]

MediaType = Literal["text/html", "text/plain", "application/json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Record):
    """The bytes of one item with what its source says about it."""

    IDENTITY: ClassVar[tuple[str, ...]] = ("url", "body", "published")

    url: str
    """Address of the original, or the file's path where it has none."""
    body: bytes
    media_type: MediaType
    fetched_at: datetime
    source: str = ""
    """Id of the `Source`."""
    outlet: str = ""
    """The source's name for its outlet; reading falls back on the host name."""
    language: str | None = None
    """ISO 639-1 code, where the source states it."""
    note: str = ""
    """The source's note to readers."""
    published: date | None = None
    """Publication day by the user's word, for a page that does not tell its own."""

    def _check(self) -> None:
        check(self.url, self, "url is empty")
