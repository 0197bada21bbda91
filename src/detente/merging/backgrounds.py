"""The past that a crisis is told with, each episode once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from detente.merging.telling import known_by, side
from detente.records import Actor, Background, Report, When

__all__ = ["roots"]

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"a", "an", "the"})

Told = list[tuple[str, Report]]


def roots(reports: Iterable[Report], *, as_of: date | None = None) -> tuple[Background, ...]:
    """Give the dated mentions of the past among the reports known by `as_of`, in order of date.

    Mentions merge where date and name agree, whatever the case and the articles; unnamed ones
    where date, type and actors do. One without a date stays a report.
    """
    episodes: defaultdict[tuple[When, str], Told] = defaultdict(list)
    for key, report in known_by(reports, as_of):
        if report.status == "background" and report.when is not None:
            episodes[report.when, _name(report)].append((key, report))
    found = (_background(when, told) for (when, _), told in episodes.items())
    return tuple(sorted(found, key=lambda b: (b.when, b.label, b.id)))


def _name(report: Report) -> str:
    words = _WORD.findall(report.label.casefold())
    name = " ".join(w for w in words if w not in _ARTICLES)
    deed = f"{report.type} {side(report.actor)} > {side(report.recipient)}"
    return name or deed


def _background(when: When, told: Told) -> Background:
    names = Counter(r.label or r.words for _, r in told)
    types = Counter(sorted(r.type for _, r in told if r.type))
    return Background(
        label=min(names, key=lambda n: (-names[n], len(n), n)),
        when=when,
        reports=tuple(sorted(key for key, _ in told)),
        actors=_actors(r for _, r in told),
        type=types.most_common(1)[0][0] if types else None,
    )


def _actors(reports: Iterable[Report]) -> tuple[Actor, ...]:
    """Give each actor once: of the same code, the one with the shortest name."""
    ends = (end for r in reports for end in (r.actor, r.recipient) if end is not None)
    found: dict[str, Actor] = {}
    for actor in sorted(ends, key=lambda a: (a.code, len(a.name), a.name)):
        found.setdefault(actor.code if actor.country else side(actor), actor)
    return tuple(found[key] for key in sorted(found))
