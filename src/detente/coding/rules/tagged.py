"""A sentence with the role of each word, and steps through it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.rules.tokens import Words
from detente.knowledge.gazetteer import Mention

__all__ = ["FINITE", "Tagged", "group_start"]

FINITE = frozenset("vzAHOM")
"""Tags that mark a clause of its own."""
_AUX = frozenset("VNAHMO")


@dataclass(slots=True)
class Tagged:
    """A sentence with its tags, its mentions, and which mention each token belongs to."""

    words: Words
    tags: list[str]
    mentions: tuple[Mention, ...]
    owner: list[int]
    """Index of the mention a token belongs to, or -1."""
    first: list[int]
    """First token of each mention."""
    last: list[int]
    """One past the last token of each mention."""

    def word(self, k: int) -> str:
        """Give token `k` in lower case, empty outside the sentence."""
        return self.words.lower[k] if 0 <= k < len(self.tags) else ""

    def tag(self, k: int) -> str:
        """Give the tag of token `k`, a clause end outside the sentence."""
        return self.tags[k] if 0 <= k < len(self.tags) else ";"

    def skip_left(self, k: int, tags: str) -> int:
        """Give the first token at or left of `k` that bears none of `tags`."""
        while k >= 0 and self.tags[k] in tags:
            k -= 1
        return k

    def skip_right(self, k: int, tags: str) -> int:
        """Give the first token at or right of `k` that bears none of `tags`."""
        while k < len(self.tags) and self.tags[k] in tags:
            k += 1
        return k


def group_start(t: Tagged, k: int) -> int:
    """Give the first token of the verb group that ends in `k`, auxiliaries included."""
    j = k
    while j > 0 and t.tags[j - 1] in _AUX:
        j -= 1
    return j
