"""What the three readers of HTML, plain text and JSON hand over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Draft", "Unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A title and a text, with what the page says about itself. Empty where it says nothing."""

    title: str
    text: str
    url: str = ""
    outlet: str = ""
    language: str = ""
    note: str = ""
    published: date | None = None


class Unreadable(Exception):
    """The page gives no document; the message is the reason, a few words."""

    def __init__(self, reason: str, detail: str = "", *, wrong: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
        self.wrong = wrong
        """Whether something went wrong, rather than being rightly left out."""
