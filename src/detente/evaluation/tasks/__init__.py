"""The tasks of event coding, one file each: what a coder is asked, and how its answer counts.

Each module has a `NAME`, `predict`, which gives the prediction of one row in the protocol's format,
and `figures`, which scores predictions by id against the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from detente.coding import Coder
from detente.evaluation.figures import Figure
from detente.evaluation.gold import Row
from detente.pieces import find_piece, find_pieces

__all__ = ["Prediction", "Predictions", "Task", "predictions", "task", "task_names"]

Prediction = Mapping[str, Any]
Predictions = Mapping[str, Prediction]


class Task(Protocol):
    """What a module of this folder has."""

    NAME: str

    def predict(self, row: Row, coder: Coder) -> Prediction:
        """Ask the coder one row."""
        ...

    def figures(self, rows: Sequence[Row], said: Predictions) -> list[Figure]:
        """Score the answers."""
        ...


def task(name: str) -> Any:
    """Give the task of that name. Raises `UnknownPiece`, which lists the others."""
    return find_piece(__name__, name)


def task_names() -> tuple[str, ...]:
    """Give the names of all tasks."""
    return tuple(find_pieces(__name__))


def predictions(chosen: Any, rows: Iterable[Row], coder: Coder) -> Iterator[Prediction]:
    """Ask the coder all rows, in order."""
    for row in rows:
        yield {"id": row["id"], **chosen.predict(row, coder)}
