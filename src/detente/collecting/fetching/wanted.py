"""What is asked of an address, and what of its answer is taken."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Wanted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a request asks for."""

    etag: str = ""
    modified: str = ""
    accept: str = "*/*"
    most: int | None = None
    whole: bool = True

    def conditions(self, *, first: bool) -> dict[str, str]:
        """Give the conditions for the first address or for one that it redirects to.

        A time says nothing about another address than the one that gave it: had the redirect led
        elsewhere before, something unseen could pass for unchanged.
        """
        asked = {"If-None-Match": self.etag}
        if first:
            asked["If-Modified-Since"] = self.modified
        return {
            name: value
            for name, value in asked.items()
            if value and value.isascii() and value.isprintable()
        }
