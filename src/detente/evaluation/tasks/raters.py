"""``raters``: which types occur at all in random news sentences that several people coded.

Scores: accuracy of "some event or none"; precision, recall and F1 against each rater who gave more
than 15 codes, averaged over them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from detente.coding import Coder
from detente.errors import InvalidInput
from detente.evaluation.figures import Figure, Units, figure, prf
from detente.evaluation.gold import Row
from detente.evaluation.scheme import QUAD, cameo_root, root
from detente.evaluation.tasks import Prediction, Predictions
from detente.evaluation.tasks.events import coded, events_of, said_events

__all__ = ["NAME", "figures", "predict"]

NAME = "raters"
_ENOUGH = 15
"""Codes that a rater must have given more of, to be compared with."""


def predict(row: Row, coder: Coder) -> Prediction:
    """Give all events that the coder finds, whether their ends are known or not."""
    return said_events(coded(row, coder), unreal=True)


def figures(rows: Sequence[Row], said: Predictions) -> list[Figure]:
    """Score the set of types of each row."""
    found = [_types(e["type"] for e in events_of(said, row["id"])) for row in rows]
    right = np.array([bool(f) == row["relevant"] for f, row in zip(found, rows, strict=True)])
    result = [figure(("relevance_accuracy",), lambda u: float(np.mean(right[u])), len(rows))]
    views: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("root", lambda kind: kind),
        ("quad", lambda kind: QUAD[kind]),
    )
    for name, view in views:
        result += _against_raters(name, view, rows, found)
    return result


def _types(names: object) -> set[str]:
    return {root(name) for name in names if name} & set(QUAD)  # type: ignore[attr-defined]


def _against_raters(
    name: str, view: Callable[[str], object], rows: Sequence[Row], found: Sequence[set[str]]
) -> list[Figure]:
    raters = sorted({rater for row in rows for rater in row["annotations"]})
    tables = [
        np.array([_counts(view, row, rater, got) for row, got in zip(rows, found, strict=True)])
        for rater in raters
    ]
    kept = [table for table in tables if table[:, 3].sum() > _ENOUGH]
    if not kept:
        raise InvalidInput(
            f"{rows[0].path}: no rater gave more than {_ENOUGH} different {name} codes, counted row"
            " by row; the protocol compares with none who gave fewer"
        )

    def score(units: Units, measure: str) -> float:
        return float(np.mean([prf(*table[units].sum(0))[measure] for table in kept]))

    return [
        figure((name, measure), partial(score, measure=measure), len(rows))
        for measure in ("precision", "recall", "f1")
    ]


def _counts(
    view: Callable[[str], object], row: Row, rater: str, got: set[str]
) -> tuple[int, int, int, int]:
    annotation = row["annotations"].get(rater)
    if annotation is None:
        return 0, 0, 0, 0
    try:
        roots = [cameo_root(event["root"]) for event in annotation["events"]]
    except (TypeError, LookupError):
        raise row.wrong(f"annotation of {rater!r} needs events with a CAMEO root") from None
    want = {view(kind) for kind in roots if kind}
    seen = {view(kind) for kind in got}
    hit = len(want & seen)
    return hit, len(seen), hit, len(want)
