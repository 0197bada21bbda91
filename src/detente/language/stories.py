"""Grouping texts into stories by their words: what is one story is one group.

Texts are taken in the order of their days and joined to the group whose mean they are nearest to,
if the cosine of their TF-IDF vectors reaches `BAR`. Words count once for each doubling of their
number; of a long text only the beginning counts, where news says what it is about.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

__all__ = ["BAR", "stories"]

BAR = 0.16
"""Set on the 217 articles of the visible story set."""
_WORDS = 300
_WORD = re.compile(r"[^\W\d_]{3,}|\d{3,}")

Vector = dict[str, float]


def stories(texts: Sequence[tuple[str, date | None]], bar: float = BAR) -> list[int]:
    """Give the number of each text's story. Equal sets of texts give equal groups in any order.

    `texts` are pairs of title with text, and day; undated texts come last.
    """
    counts = [Counter(_WORD.findall(text.casefold())[:_WORDS]) for text, _ in texts]
    spread = Counter(word for count in counts for word in count)
    rarity = {word: math.log((1 + len(texts)) / seen) for word, seen in spread.items()}
    vectors = [_unit({w: (1 + math.log2(n)) * rarity[w] for w, n in c.items()}) for c in counts]
    order = sorted(range(len(texts)), key=lambda i: (texts[i][1] or date.max, texts[i][0]))
    groups: list[Vector] = []
    holding: defaultdict[str, set[int]] = defaultdict(set)
    found = [0] * len(texts)
    for i in order:
        found[i] = _nearest(vectors[i], groups, holding, bar)
        _join(groups[found[i]], vectors[i])
        for word in vectors[i]:
            holding[word].add(found[i])
    return found


def _nearest(
    vector: Vector, groups: list[Vector], holding: defaultdict[str, set[int]], bar: float
) -> int:
    """Give the group nearest to the text, a new one if none reaches the bar."""
    best, at = bar, -1
    for group in sorted({g for word in vector for g in holding[word]}):
        mean = groups[group]
        likeness = sum(x * mean.get(word, 0.0) for word, x in vector.items()) / _length(mean)
        if likeness >= best:
            best, at = likeness, group
    if at < 0:
        groups.append({})
        at = len(groups) - 1
    return at


def _join(group: Vector, vector: Vector) -> None:
    for word, x in vector.items():
        group[word] = group.get(word, 0.0) + x


def _unit(vector: Vector) -> Vector:
    length = _length(vector)
    return {word: x / length for word, x in vector.items()}


def _length(vector: Vector) -> float:
    return math.sqrt(sum(x * x for x in vector.values())) or 1.0
