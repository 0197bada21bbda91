"""``penta``: the class of a sentence as a whole, 0 for a plain statement, 1 to 4 for quad classes.

Of several events the commonest quad class counts, the more hostile one of equals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from detente.coding import Coder
from detente.evaluation.figures import Figure, f1_of, figure
from detente.evaluation.gold import Row
from detente.evaluation.scheme import QUAD, root
from detente.evaluation.tasks import Prediction, Predictions
from detente.evaluation.tasks.events import coded, events_of, said_events

__all__ = ["NAME", "figures", "predict"]

NAME = "penta"
_CLASSES = 5


def predict(row: Row, coder: Coder) -> Prediction:
    """Give all events that the coder finds, whether their ends are known or not."""
    return said_events(coded(row, coder), unreal=True)


def figures(rows: Sequence[Row], said: Predictions) -> list[Figure]:
    """Score the class of each row."""
    gold = np.array([_class_of(row) for row in rows])
    found = np.array([_commonest(said, row) for row in rows])
    return [figure(("macro_f1",), lambda u: f1_of(gold[u], found[u], _CLASSES), len(rows))]


def _class_of(row: Row) -> int:
    try:
        return range(_CLASSES)[int(row["code"])]
    except (ValueError, IndexError):
        raise row.wrong(f"'code' is no class from 0 to 4: {row['code']!r}") from None


def _commonest(said: Predictions, row: Row) -> int:
    quads = Counter(QUAD.get(root(e["type"] or ""), 0) for e in events_of(said, row["id"]))
    return max(quads, key=lambda quad: (quads[quad], quad)) if quads else 0
