"""``evaluate stories``: BCubed of news articles whose stories are known.

Two groupings are scored: by words (`detente.language.stories`), and by what merging ties together:
articles of which some event is told in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

from detente.coding import Coder
from detente.evaluation.figures import Figure, figure
from detente.evaluation.gold import Row
from detente.evaluation.tasks.events import document
from detente.language.stories import stories
from detente.merging import merge

__all__ = ["bcubed", "figures"]


def figures(rows: Sequence[Row], coder: Coder) -> list[Figure]:
    """Score both groupings against ``event_id``."""
    gold = [str(row["event_id"]) for row in rows]
    texts = [(f"{row.get('title') or ''}\n{row.text()}", row.day()) for row in rows]
    return [
        *bcubed("by_words", gold, stories(texts)),
        *bcubed("by_events", gold, _tied(rows, coder)),
    ]


def _tied(rows: Sequence[Row], coder: Coder) -> list[int]:
    """Group articles by the events that they tell in common, transitively."""
    documents = [
        document(
            row.text(),
            url=str(row["id"]),
            title=str(row.get("title") or ""),
            published=row.day(),
        )
        for row in rows
    ]
    reports = [report for doc in documents for report in coder.code(doc)]
    places = {doc.id: i for i, doc in enumerate(documents)}
    told_in = {report.id: places[report.document] for report in reports}
    parent = list(range(len(rows)))
    for event in merge(reports):
        first, *others = (_head(parent, told_in[report]) for report in event.reports)
        for other in others:
            parent[_head(parent, other)] = _head(parent, first)
    return [_head(parent, i) for i in range(len(rows))]


def _head(parent: list[int], i: int) -> int:
    while parent[i] != i:
        i = parent[i]
    return i


def bcubed(name: str, gold: Sequence[Hashable], said: Sequence[Hashable]) -> list[Figure]:
    """Score a grouping by BCubed (Bagga and Baldwin 1998): the mean over items of how much of the
    item's group belongs to it, and how much of what belongs to it is in its group.
    """  # noqa: D205 - one sentence
    both = Counter(zip(gold, said, strict=True))
    of_gold, of_said = Counter(gold), Counter(said)
    pairs = list(zip(gold, said, strict=True))
    precision = np.array([both[pair] / of_said[pair[1]] for pair in pairs])
    recall = np.array([both[pair] / of_gold[pair[0]] for pair in pairs])

    def f1(units: npt.NDArray[np.intp]) -> float:
        p, r = float(np.mean(precision[units])), float(np.mean(recall[units]))
        return 2 * p * r / max(1e-9, p + r)

    return [
        figure((name, "precision"), lambda units: float(np.mean(precision[units])), len(pairs)),
        figure((name, "recall"), lambda units: float(np.mean(recall[units])), len(pairs)),
        figure((name, "f1"), f1, len(pairs)),
    ]
