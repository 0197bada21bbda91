"""Where news comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, Self

from detente.records.record import Record, check

__all__ = ["Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A feed, a page, a folder or a file that pages are collected from."""

    IDENTITY: ClassVar[tuple[str, ...]] = ("kind", "address")

    kind: str
    """Name of the collecting format that can read it: ``feed``, ``files``, ``jsonl`` …"""
    address: str
    """A web address, or a path as the user gave it."""
    name: str = ""
    language: str | None = None
    """ISO 639-1 code, if the whole source is in one language."""
    country: str | None = None
    """ISO 3166 alpha-3 code of the outlet's seat."""
    ownership: Literal["", "state", "public", "private"] = ""
    """Who owns the outlet; empty where it is not said."""
    role: Literal["", "wire", "outlet", "ministry", "body"] = ""
    """What it is: a news agency, a medium, a ministry, or another official body."""
    group: str = ""
    """Folder that it lies in, as in OPML; levels are parted by ``/``."""
    note: str = ""
    """What a reader must be told about its texts, such as "summaries, not the original wording"."""

    def _check(self) -> None:
        check(self.kind, self, "kind is empty")
        check(self.address, self, "address is empty")

    @classmethod
    def feed(cls, address: str, name: str = "") -> Self:
        """Name an RSS, Atom or JSON feed."""
        return cls(kind="feed", address=address, name=name)

    @classmethod
    def files(cls, path: str, name: str = "") -> Self:
        """Name a local file or folder of saved pages, plain texts or JSON lines."""
        return cls(kind="files", address=path, name=name)
