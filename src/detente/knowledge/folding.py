"""One plain form of a text, of the same length, for looking words up in it."""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["fold"]

_LAST = 0x2FF
"""Latin letters end here; punctuation beyond it is folded too."""
_SPECIAL = dict(zip("ıłøđðħəßþæœ", "iloddhastao", strict=True))


def fold(text: str) -> str:
    """Give the text in lower case, without accents, every sign and white space turned to a space.

    The result is as long as `text`, so that offsets hold. Other alphabets pass unchanged.
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    points = [*range(_LAST + 1), *range(0x1E00, 0x2070), 0x3000, 0x30FB]
    return {point: _fold_one(chr(point)) for point in points}


def _fold_one(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()[:1]
    base = _SPECIAL.get(base, base)
    return base if base.isalnum() else " "
