"""A curve in one line of text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

__all__ = ["sparkline"]

_BLOCKS = "▁▂▃▄▅▆▇█"
_WIDTH = 72
_LOW, _HIGH = -100.0, 100.0


def sparkline(values: Sequence[float], width: int = _WIDTH) -> str:
    """Draw values from -100 to 100; each column is the mean of an equal stretch of them."""
    columns = min(width, len(values))
    if not columns:
        return ""
    edges = [round(i * len(values) / columns) for i in range(columns + 1)]
    stretches = [values[a:b] for a, b in pairwise(edges)]
    return "".join(_block(sum(part) / len(part)) for part in stretches)


def _block(value: float) -> str:
    share = (min(max(value, _LOW), _HIGH) - _LOW) / (_HIGH - _LOW)
    return _BLOCKS[min(int(share * len(_BLOCKS)), len(_BLOCKS) - 1)]
