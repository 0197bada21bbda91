"""Reports that leave out whom the deed was done to join the deed that they can only mean.

"Police in Baku stormed the office" names no second state; "Police in Baku stormed the office of a
Russian agency" does. The first joins the second where actor, type and date are the same and the
mean likeness reaches `CLEAR`, a higher bar than among reports that name both.

Reports that leave out the actor never join: who did it is what claims are about, so "the plane was
shot down" must not bear out that somebody shot it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from detente.merging.likeness import closeness
from detente.merging.telling import SYMMETRIC, Telling
from detente.records import When

__all__ = ["CLEAR", "MOST", "adopt"]

CLEAR = 0.35

MOST = 100
"""Deeds that a report without recipient is compared with."""

Cluster = list[Telling]
Deed = tuple[str, str, When | None]
"""Actor's state, type, and date."""


def adopt(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Join each cluster that names no recipient to the likeliest one that names a state."""
    orphans: list[Cluster] = []
    homes: list[Cluster] = []
    for cluster in clusters:
        (orphans if _is_orphan(cluster) else homes).append(cluster)
    shelves: defaultdict[Deed, list[int]] = defaultdict(list)
    for number, home in enumerate(homes):
        for deed in {deed for told in home for deed in _deeds(told)}:
            shelves[deed].append(number)
    grown = [list(home) for home in homes]
    for orphan in orphans:
        near = {number for told in orphan for deed in _deeds(told) for number in shelves[deed]}
        scored = [
            (_mean(orphan, homes[number]), homes[number][0].id, number)
            for number in sorted(near)[:MOST]
        ]
        best = min(((-score, key, n) for score, key, n in scored if score >= CLEAR), default=None)
        if best is None:
            grown.append(orphan)
        else:
            grown[best[2]] += orphan
    return [sorted(cluster, key=lambda t: t.id) for cluster in grown]


def _is_orphan(cluster: Cluster) -> bool:
    first = cluster[0].report
    known = first.actor is not None and first.actor.country is not None
    return known and first.recipient is None


def _deeds(told: Telling) -> Iterator[Deed]:
    ends = [told.report.actor]
    if told.type in SYMMETRIC:
        ends.append(told.report.recipient)
    for end in ends:
        if end and end.country:
            yield end.country, told.type, told.when


def _mean(orphan: Cluster, home: Cluster) -> float:
    """Give the mean likeness between two clusters, 0 where any two reports contradict."""
    scores = [closeness(a, b) for a in orphan for b in home]
    fitting = [score for score in scores if score is not None]
    return sum(fitting) / len(fitting) if len(fitting) == len(scores) else 0.0
