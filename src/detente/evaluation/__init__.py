"""What the rooms achieve on gold, by one command: ``detente evaluate``.

Gold is for measuring only: nothing here is read by a room. Every figure comes with the interval
that resampling its units gives, and `floors.toml` holds what a change may not fall below.
"""

from __future__ import annotations

from detente.evaluation.figures import Figure
from detente.evaluation.gold import Row, digest, read_rows, write_rows

__all__ = ["Figure", "Row", "digest", "read_rows", "write_rows"]
