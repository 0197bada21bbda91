"""``evaluate spans``: whether a state is found in each marked end of a sentence between two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from detente.evaluation.figures import Figure, figure
from detente.evaluation.gold import Row
from detente.evaluation.tasks.pairs import marked
from detente.knowledge.gazetteer import Mention, find_mentions

__all__ = ["figures", "misses"]


def figures(rows: Sequence[Row]) -> list[Figure]:
    """Give the share of spans that hold some state, and of those that hold the right one."""
    some, right = [], []
    for _, wanted, found in _spans(rows):
        some.append(bool(found))
        right.append(wanted in found)
    return [_share("some_state", some), _share("right_state", right)]


def misses(rows: Sequence[Row]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Give the words of each span without its state, the state, and what was found there."""
    for words, wanted, found in _spans(rows):
        if wanted not in found:
            yield words, wanted, found


def _spans(rows: Sequence[Row]) -> Iterator[tuple[str, str, frozenset[str]]]:
    for row in rows:
        if row.get("a") and row.get("b"):
            text, actor, recipient = marked(row)
            mentions = find_mentions(text, row.day())
            for (start, end), wanted in ((actor, row["a"]), (recipient, row["b"])):
                if start < end:
                    yield text[start:end], wanted, _states(mentions, start, end)


def _states(mentions: Iterable[Mention], start: int, end: int) -> frozenset[str]:
    return frozenset(m.country for m in mentions if m.country and m.start < end and start < m.end)


def _share(name: str, hits: Sequence[bool]) -> Figure:
    found = np.array(hits, dtype=float)
    return figure((name,), lambda units: float(np.mean(found[units])), len(found))
