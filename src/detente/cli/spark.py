"""A curve in one line of text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

__all__ = ["sparkline"]

_BLOCKS = "▁▂▃▄▅▆▇█"
_WIDTH = 72
_LEAST = 20.0


def sparkline(values: Sequence[float], width: int = _WIDTH) -> str:
    """Draw a curve about 0: the middle is 0, the full height its furthest value, at least 20.

    Where there are more values than columns, each column shows the furthest from 0 of its stretch.
    """
    columns = min(width, len(values))
    if not columns:
        return ""
    edges = [round(i * len(values) / columns) for i in range(columns + 1)]
    peaks = [max(values[a:b], key=abs) for a, b in pairwise(edges)]
    bound = max(_LEAST, *map(abs, peaks))
    return "".join(_block((peak + bound) / (2 * bound)) for peak in peaks)


def _block(share: float) -> str:
    return _BLOCKS[min(int(share * len(_BLOCKS)), len(_BLOCKS) - 1)]
