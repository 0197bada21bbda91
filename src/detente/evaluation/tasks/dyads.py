"""``dyads``: raw text is given, and who did what to whom is asked.

Rows with the same text are one sentence. The ends are those of the ids file, which is given with
the rows as fields ``a`` and ``b``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from detente.coding import Coder
from detente.evaluation.figures import Figure, prf_figures
from detente.evaluation.gold import Row
from detente.evaluation.scheme import QUAD, root
from detente.evaluation.tasks import Prediction, Predictions
from detente.evaluation.tasks.events import coded, events_of, said_events, two_ended

__all__ = ["NAME", "VIEWS", "figures", "predict", "size"]

NAME = "dyads"

View = Callable[[str, str, str], tuple[object, ...]]
VIEWS: dict[str, View] = {
    "actor_recipient_root": lambda a, kind, b: (a, kind, b),
    "actor_recipient_quad": lambda a, kind, b: (a, QUAD[kind], b),
    "actor_recipient": lambda a, _, b: (a, b),
}


def predict(row: Row, coder: Coder) -> Prediction:
    """Give the events that the coder finds in the text, without what did not happen."""
    return said_events(coded(row, coder), unreal=False)


def figures(rows: Sequence[Row], said: Predictions) -> list[Figure]:
    """Score events by sentence, over the rows whose two states are known."""
    sentences = _sentences(rows)
    result: list[Figure] = []
    for name, view in VIEWS.items():
        counts = np.array([_counts(view, group, said) for group in sentences.values()])
        result += prf_figures(name, counts.reshape(-1, 4))
    return result


def size(rows: Sequence[Row]) -> str:
    """Say how many sentences count."""
    return f"{len(_sentences(rows))} sentences of {len(rows)} rows"


def _sentences(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.get("a") and row.get("b"):
            if root(row.text("code")) not in QUAD:
                raise row.wrong(f"'code' is no PLOVER type: {row['code']!r}")
            found[row.text()].append(row)
    return found


def _counts(view: View, rows: Sequence[Row], said: Predictions) -> tuple[int, int, int, int]:
    want = {view(row["a"], root(row["code"]), row["b"]) for row in rows}
    events = (e for row in rows for e in events_of(said, row["id"]))
    got = {view(*event) for event in two_ended(events)}
    hit = len(want & got)
    return hit, len(got), hit, len(want)
