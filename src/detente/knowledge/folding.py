"""One plain form of a text, of the same length, for looking words up in it."""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["fold", "folding_table"]

_FOLDED = (
    range(0x300),  # Latin
    range(0x370, 0x590),  # Greek, Cyrillic, Armenian
    range(0x590, 0x700),  # Hebrew, Arabic, Persian
    range(0x10A0, 0x1100),  # Georgian
    range(0x318D, 0x318E),  # the Korean middle dot
    range(0x1E00, 0x2070),  # Latin and Greek with marks; punctuation
    range(0x3000, 0x3003),
    range(0x30FB, 0x30FC),
)
"""What is folded; other alphabets pass unchanged."""
_SPECIAL = dict(zip("ıłøđðħəßþæœ", "iloddhastao", strict=True)) | {
    # Arabic and Persian letters that typists mix; an apostrophe that is no letter here.
    "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ʼ": " ", "ㆍ": " ",
}  # fmt: skip


def fold(text: str) -> str:
    """Give the text in lower case, without accents, every sign and white space turned to a space.

    The result is as long as `text`, so that offsets hold.
    """
    return text.translate(folding_table())


@cache
def folding_table() -> dict[int, str]:
    """Give what `fold` makes of each character, for `str.translate`."""
    return {point: _fold_one(chr(point)) for part in _FOLDED for point in part}


def _fold_one(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()[:1]
    base = _SPECIAL.get(base, base)
    return base if base.isalnum() else " "
