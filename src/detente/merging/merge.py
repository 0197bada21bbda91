"""The deeds that reports tell, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from detente.merging.adopting import adopt
from detente.merging.claims import Answers
from detente.merging.clustering import clusters
from detente.merging.fusing import fuse
from detente.merging.likeness import BAR, likeness
from detente.merging.telling import Telling, known_by, tellings
from detente.records import Event, Report

__all__ = ["MERGER", "merge"]

MERGER = "merge.v1"

_TOLD = frozenset({"asserted", "attributed"})


def merge(reports: Iterable[Report], *, as_of: date | None = None) -> tuple[Event, ...]:
    """Give one event per deed that the reports known by `as_of` assert or attribute.

    Planned, hypothetical and background reports make no event; denied ones mark the deed that
    they deny. The result is in order of date and id, undated events last; neither the order of
    the reports nor repeated ones change it.
    """
    ready = tellings(known_by(reports, as_of))
    told = [t for t in ready if t.report.status in _TOLD]
    answers = Answers((t for t in ready if t.report.status == "denied"), told)
    blocks: defaultdict[tuple[str, str, str], list[Telling]] = defaultdict(list)
    for telling in told:
        blocks[telling.block].append(telling)
    found = adopt(c for block in blocks.values() for c in clusters(block, likeness, BAR))
    events = (fuse(cluster, answers, MERGER) for cluster in found)
    return tuple(sorted(events, key=_order))


def _order(event: Event) -> tuple[bool, date, date, str]:
    if event.when is None:
        return True, date.max, date.max, event.id
    return False, event.when.first, event.when.last, event.id
