"""The way from the address asked for to the one that answers."""

from __future__ import annotations

from dataclasses import dataclass

from detente.collecting.fetching import reasons
from detente.collecting.fetching.urls import Address
from detente.errors import FetchError

__all__ = ["PERMANENT", "Redirect", "Trail"]

PERMANENT = (301, 308)


@dataclass(frozen=True, slots=True)
class Redirect:
    """An answer that points elsewhere."""

    to: Address
    permanent: bool


class Trail:
    """Redirects followed so far, at most `most`."""

    def __init__(self, start: Address, *, most: int) -> None:
        self.address = start
        self.moved = ""
        self.seconds = 0.0
        self._most = most
        self._seen = [start.text]
        self._unbroken = True

    @property
    def hops(self) -> int:
        """How many redirects were followed."""
        return len(self._seen) - 1

    def go(self, redirect: Redirect) -> None:
        """Follow one more. Raises `FetchError` for a loop, and for one too many."""
        text = redirect.to.text
        if text in self._seen:
            raise FetchError(reasons.LOOP, f"{self.address.text} leads back to {text}")
        if self.hops >= self._most:
            raise FetchError(reasons.TOO_MANY_REDIRECTS, f"{self._seen[0]}: more than {self._most}")
        # What comes after a redirect for the time being may change with it: nothing has moved.
        self._unbroken = self._unbroken and redirect.permanent
        if self._unbroken:
            self.moved = text
        self.address = redirect.to
        self._seen.append(text)
