"""The running counts of one run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from time import perf_counter
from typing import Protocol, TypeVar

from detente.records import Skip

__all__ = ["Progress", "Tally"]

T = TypeVar("T")


class Progress(Protocol):
    """Told about every step forward."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """`total` is None while it is not known."""


class Tally:
    """Counts items, skips and seconds, and passes progress on."""

    def __init__(self, progress: Progress) -> None:
        self.counts: Counter[str] = Counter()
        self.skips: Counter[tuple[str, str, str]] = Counter()
        self.examples: dict[tuple[str, str, str], str] = {}
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._progress = progress
        self._waiting: list[Skip] = []

    def timed(self, stage: str, work: Callable[[], T]) -> T:
        """Do the work and add its time to the stage."""
        start = perf_counter()
        result = work()
        self.seconds[stage] += perf_counter() - start
        return result

    def begin(self, stage: str) -> None:
        """Tell that a stage begins that cannot tell how far it is."""
        self._progress(stage, 0, None)

    def step(self, stage: str, number: int, total: int | None = None) -> None:
        """Count so many more items of a stage."""
        self.counts[stage] += number
        self._progress(stage, self.counts[stage], total)

    def skip(self, skip: Skip) -> None:
        """Count an item left out, and hold it until it is stored."""
        self.seen(skip)
        self._waiting.append(skip)

    def seen(self, skip: Skip) -> None:
        """Count an item left out that is stored already."""
        key = skip.stage, skip.kind, skip.reason
        self.skips[key] += 1
        # Coding names documents by their ids; people look for the address.
        self.examples.setdefault(key, skip.detail if skip.stage == "code" else skip.subject)

    def drain(self) -> list[Skip]:
        """Give the skips that wait to be stored, once."""
        waiting, self._waiting = self._waiting, []
        return waiting
