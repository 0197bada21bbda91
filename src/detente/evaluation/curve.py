"""The curve of precision and recall: the figures of a task at rising confidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.coding import Coder, Graded
from detente.errors import InvalidInput
from detente.evaluation.figures import nested
from detente.evaluation.gold import Row
from detente.evaluation.tasks import Predictions

__all__ = ["BARS", "Point", "curve", "widest"]

BARS = tuple(round(0.05 * n, 2) for n in range(1, 20))
"""Confidences at which the figures are taken."""
_VIEWS = ("actor_recipient_root", "root")
"""The view of a task whose figures are shown: the strictest."""


@dataclass(frozen=True, slots=True)
class Point:
    """Figures where only events of at least this confidence count."""

    confidence: float
    precision: float
    recall: float
    f1: float


def widest(coder: Coder) -> Coder:
    """Give the coder with all that it thinks possible. Raises `InvalidInput` if it cannot."""
    if not isinstance(coder, Graded):
        raise InvalidInput(f"{coder.name} gives every event the same confidence: it has no curve")
    return coder.at("everything")


def curve(task: Any, rows: Sequence[Row], said: Predictions) -> Iterator[Point]:
    """Give the points for predictions of a coder at its widest."""
    for bar in BARS:
        kept = {
            name: {"events": [e for e in one["events"] if e["confidence"] >= bar]}
            for name, one in said.items()
        }
        figures = nested(task.figures(rows, kept))
        view = next((figures[name] for name in _VIEWS if name in figures), None)
        if view is None:
            raise InvalidInput(f"{task.NAME} has no precision and recall: it has no curve")
        yield Point(bar, view["precision"], view["recall"], view["f1"])
