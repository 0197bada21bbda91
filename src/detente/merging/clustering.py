"""Average-link clustering of the reports of one block.

Two clusters join where every report of one can tell the same deed as every report of the other,
and the mean likeness between them reaches the bar; the best pair joins first. So a chain of daily
shelling never becomes one event, and the order of input does not matter.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from detente.merging.telling import Telling

__all__ = ["MOST", "clusters"]

Likeness = Callable[[Telling, Telling], float | None]
Links = dict[int, dict[int, float]]

MOST = 400
"""Reports of one block and day that are compared with one another. Of more, those that are worded
alike are: comparing all of thousands would take hours, and their links more memory than there is.
"""

_DAY = timedelta(days=1)


def clusters(block: list[Telling], likeness: Likeness, bar: float) -> list[list[Telling]]:
    """Part a block into clusters of one deed each. The block comes in order of ids."""
    links: Links = {i: {} for i in range(len(block))}
    for i, j in _candidates(block):
        score = likeness(block[i], block[j])
        if score is not None:
            links[i][j] = links[j][i] = score
    return [[block[i] for i in sorted(members)] for members in _join(links, bar)]


def _join(links: Links, bar: float) -> Iterable[list[int]]:
    """Join clusters, named by their first member; `links` holds the sum of likenesses between."""
    members = {i: [i] for i in links}
    heap: list[tuple[float, int, int, int]] = []

    def offer(i: int, j: int) -> None:
        low, high = min(i, j), max(i, j)
        mean = links[i][j] / (len(members[i]) * len(members[j]))
        if mean >= bar:
            # The sizes tell later whether this offer is still of the same two clusters.
            heapq.heappush(heap, (-mean, low, high, len(members[low]) * len(members[high])))

    for i, near in links.items():
        for j in near:
            if i < j:
                offer(i, j)
    while heap:
        _, i, j, size = heapq.heappop(heap)
        if i not in members or j not in members or len(members[i]) * len(members[j]) != size:
            continue
        members[i] += members.pop(j)
        _fold(links, i, j)
        for k in links[i]:
            offer(i, k)
    return members.values()


def _fold(links: Links, i: int, j: int) -> None:
    """Let cluster `i` take the links of `j`; what cannot join both can no longer join either."""
    mine, yours = links.pop(i), links.pop(j)
    for k in (mine.keys() | yours.keys()) - {i, j}:
        links[k].pop(i, None)
        links[k].pop(j, None)
    links[i] = {k: mine[k] + yours[k] for k in mine.keys() & yours.keys()}
    for k, total in links[i].items():
        links[k][i] = total


def _candidates(block: list[Telling]) -> Iterator[tuple[int, int]]:
    """Give the pairs worth comparing: near in time, or undated with words or document in common."""
    for part in _parts(block):
        yield from _dated_candidates(block, part)
        yield from _undated_candidates(block, part)


def _parts(block: list[Telling]) -> Iterable[list[int]]:
    """Part a block so that no day has more than `MOST` in a part; few blocks have two parts."""
    days: defaultdict[date | None, list[int]] = defaultdict(list)
    for i, telling in enumerate(block):
        days[telling.when.first if telling.when else None].append(i)
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for day in days.values():
        if len(day) > MOST:
            day.sort(key=lambda i: (sorted(block[i].quote), i))
        for place, i in enumerate(day):
            parts[place // MOST].append(i)
    return parts.values()


def _dated_candidates(block: list[Telling], part: list[int]) -> Iterator[tuple[int, int]]:
    dated = sorted((w.first, w.last, i) for i in part if (w := block[i].when) is not None)
    for place, (_, last, i) in enumerate(dated):
        for other in range(place + 1, len(dated)):
            first, _, j = dated[other]
            if first > last + _DAY:
                break
            yield i, j


def _undated_candidates(block: list[Telling], part: list[int]) -> Iterator[tuple[int, int]]:
    undated = [i for i in part if block[i].when is None]
    if not undated:
        return
    shelves: defaultdict[str, list[int]] = defaultdict(list)
    for i in part:
        for key in (block[i].report.document, *block[i].quote):
            shelves[key].append(i)
    loose = set(undated)
    for i in undated:
        keys = (block[i].report.document, *block[i].quote)
        others = {j for key in keys for j in shelves[key]}
        yield from ((i, j) for j in sorted(others) if j != i and not (j in loose and j < i))
