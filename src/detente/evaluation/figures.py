"""Figures with their intervals."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = [
    "Counts",
    "Figure",
    "Units",
    "f1_of",
    "figure",
    "interval",
    "intervals",
    "nested",
    "prf",
    "prf_figures",
]

Units: TypeAlias = npt.NDArray[np.intp]
"""Indices of the units that a score is taken over; a resample holds some of them twice."""
Counts: TypeAlias = npt.NDArray[np.int64]

REPETITIONS = 500
SEED = 7


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a task, with the 95 % interval of its bootstrap."""

    name: tuple[str, ...]
    """Where it stands in the task's result: ``("actor_recipient_root", "f1")``."""
    value: float
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        """Write the figure as one line of a report."""
        about = "" if self.low is None else f"  [{self.low:.3f}, {self.high:.3f}]"
        return f"{' '.join(self.name):<36} {self.value:.3f}{about}"


def interval(score: Callable[[Units], float], count: int) -> tuple[float, float]:
    """Give the 95 % bootstrap interval of `score`, resampling `count` units.

    500 resamples from a fixed seed, drawn as the scoring protocol draws them: the same rows give
    the same interval there and here.
    """
    found = sorted(score(units) for units in _resamples(count))
    return found[int(0.025 * REPETITIONS)], found[int(0.975 * REPETITIONS)]


@cache
def _resamples(count: int) -> tuple[Units, ...]:
    rng = random.Random(SEED)  # noqa: S311 - a resample is no secret
    return tuple(
        np.array([rng.randrange(count) for _ in range(count)], dtype=np.intp)
        for _ in range(REPETITIONS)
    )


def figure(name: tuple[str, ...], score: Callable[[Units], float], count: int) -> Figure:
    """Give a score over all units, with its interval."""
    low, high = interval(score, count)
    return Figure(name, score(np.arange(count)), low, high)


def prf(correct: float, predicted: float, hit: float, wanted: float) -> dict[str, float]:
    """Give precision, recall and F1; all 0 where there is nothing."""
    precision, recall = correct / max(1, predicted), hit / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1}


def prf_figures(name: str, counts: Counts) -> list[Figure]:
    """Give precision, recall and F1 with intervals.

    `counts` has one row a unit and the columns of `prf`.
    """

    def score(units: Units, measure: str) -> float:
        return prf(*counts[units].sum(0))[measure]

    return [
        figure((name, measure), partial(score, measure=measure), len(counts))
        for measure in ("precision", "recall", "f1")
    ]


def f1_of(gold: Units, said: Units, labels: int) -> float:
    """Give the mean F1 over the labels 0 to `labels` - 1; other codes stand for no label."""
    hits = _counted(gold[gold == said], labels)
    total = _counted(gold, labels) + _counted(said, labels)
    return float(np.mean(2 * hits / np.maximum(1, total)))


def _counted(codes: Units, labels: int) -> npt.NDArray[np.intp]:
    return np.bincount(codes[codes < labels], minlength=labels)


def nested(figures: Iterable[Figure]) -> dict[str, Any]:
    """Give the figures as the nested mapping that a scoring protocol prints."""
    result: dict[str, Any] = {}
    for one in figures:
        *outer, last = one.name
        inner = result
        for key in outer:
            inner = inner.setdefault(key, {})
        inner[last] = one.value
    return result


def intervals(figures: Iterable[Figure]) -> Mapping[str, tuple[float, float]]:
    """Give the intervals by the names of their figures."""
    return {
        " ".join(f.name): (round(f.low, 3), round(f.high, 3))
        for f in figures
        if f.low is not None and f.high is not None
    }
