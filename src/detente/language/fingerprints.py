"""Near-duplicate sketches: two texts copied from the same wire have nearly the same one.

The sketch is a b-bit MinHash (Broder 1997; Li and König, "b-Bit Minwise Hashing", 2010) over
shingles of three words: 128 minima, of each four bits. It is the same on every machine.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

from detente.errors import InvalidInput

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NEAR_DUPLICATE", "fingerprint", "similarity"]

NEAR_DUPLICATE = 0.4
"""Texts at least this similar are copies of one another."""

_SHINGLE = 3
_FEWEST_WORDS = 12
_MINIMA = 128
_BITS = 4
_DIGITS = _MINIMA * _BITS // 4
_LOWEST = int("1" * _DIGITS, 16)
_LONGEST = 200_000
_SKETCH = re.compile(rf"[0-9a-f]{{{_DIGITS}}}\Z")
# Han and kana run on without spaces: there a character counts as a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


def fingerprint(text: str) -> str:
    """Give a sketch of 128 hex digits; empty for a text of fewer than 12 words.

    Case, punctuation and spacing do not matter. Only the first 200,000 characters count.
    """
    import numpy as np

    words = _WORD.findall(text[:_LONGEST].casefold())
    if len(words) < _FEWEST_WORDS:
        return ""
    hashes = np.array([zlib.crc32(word.encode("utf8", "replace")) for word in words], np.uint64)
    shingles = np.zeros(len(words) - _SHINGLE + 1, np.uint64)
    for place in range(_SHINGLE):
        shingles = _mix(shingles + hashes[place : place + len(shingles)])
    minima = np.full(_MINIMA, np.iinfo(np.uint64).max, np.uint64)
    unique = np.unique(shingles)
    for first in range(0, len(unique), 512):
        block = unique[None, first : first + 512] * _seeds()[:, None]
        minima = np.minimum(minima, block.min(axis=1))
    return "".join(f"{int(value):x}" for value in minima >> np.uint64(20) & np.uint64(15))


def similarity(a: str, b: str) -> float:
    """Estimate the Jaccard similarity, 0 to 1, of the shingles behind two sketches.

    An empty sketch resembles nothing. The standard error is at most 0.05. Raises `InvalidInput`
    where one is no sketch.
    """
    if not a or not b:
        return 0.0
    different = _number(a) ^ _number(b)
    spread: int = (different | different >> 1 | different >> 2 | different >> 3) & _LOWEST
    agreeing = 1 - spread.bit_count() / _MINIMA
    by_chance = 1 / (1 << _BITS)
    return max(0.0, (agreeing - by_chance) / (1 - by_chance))


def _number(sketch: str) -> int:
    if not _SKETCH.match(sketch):
        raise InvalidInput(
            f"{sketch[:20]!r} is no fingerprint: make it with detente.language.fingerprint"
        )
    return int(sketch, 16)


@cache
def _seeds() -> NDArray[Any]:
    import numpy as np

    odd = np.uint64(1)
    return _mix(np.arange(1, _MINIMA + 1, dtype=np.uint64)) | odd


def _mix(x: NDArray[Any]) -> NDArray[Any]:
    """Scramble 64-bit numbers: splitmix64 (Steele, Lea and Flood 2014)."""
    import numpy as np

    x = x + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: NDArray[Any] = x ^ (x >> np.uint64(31))
    return result
