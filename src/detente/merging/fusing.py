"""One event from the reports of one deed: each field by the independent origins that give it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from detente.merging.claims import Answers, is_admitted, is_claimed
from detente.merging.origins import origins
from detente.merging.telling import Telling
from detente.records import Actor, Event, Number, Report, When

__all__ = ["fuse"]

T = TypeVar("T")

_BEST_FIRST = ("day", "month", "year", "span")


def fuse(cluster: list[Telling], answers: Answers, merger: str) -> Event:
    """Make the event that the reports of a cluster tell."""
    origin = origins(cluster)
    asserting = {origin[t.id] for t in cluster if t.report.status == "asserted"}
    attributed = any(t.report.status == "attributed" for t in cluster)
    admitted = is_admitted(cluster) or answers.admits(cluster)
    denials = answers.denials(cluster)
    when = _when(cluster, origin)
    kind = _most(cluster, origin, lambda t: t.type)
    lead = min(cluster, key=lambda t: _clarity(t, kind, when))
    known = [t.report.published for t in cluster if t.report.published]
    alike = [t for t in cluster if t.sides == lead.sides]
    return Event(
        actor=_fullest(alike, lambda r: r.actor),
        recipient=_fullest(alike, lambda r: r.recipient),
        type=lead.type,
        when=when,
        reports=tuple(sorted(t.id for t in cluster)),
        lead=lead.id,
        origins=len(set(origin.values())),
        asserting=len(asserting),
        known=min(known, default=None),
        merger=merger,
        mode=_most([t for t in cluster if t.type == lead.type], origin, lambda t: t.report.mode),
        contexts=tuple(sorted({c for t in cluster for c in t.report.contexts})),
        place=_most(cluster, origin, lambda t: t.report.place),
        numbers=_numbers(cluster, origin),
        claimed=is_claimed(attributed=attributed, asserting=len(asserting), admitted=admitted),
        admitted=admitted,
        contested=bool(denials),
        denials=denials,
    )


def _most(
    cluster: Iterable[Telling], origin: dict[str, int], field: Callable[[Telling], T | None]
) -> T | None:
    """Give the value that most origins have, of equals the one first in order; None if none has."""
    found = {(origin[t.id], value) for t in cluster if (value := field(t)) is not None}
    votes = Counter(value for _, value in found)
    return min(votes, key=lambda v: (-votes[v], str(v)), default=None)


def _when(cluster: list[Telling], origin: dict[str, int]) -> When | None:
    """Give the date of the best precision that most origins have, of equals the earliest."""
    for precision in _BEST_FIRST:
        exact = [t for t in cluster if t.when and t.when.precision == precision]
        if exact:
            return _most(exact, origin, lambda t: t.when)
    return None


def _clarity(telling: Telling, kind: str | None, when: When | None) -> tuple[Any, ...]:
    """Rank a report as the one to quote: lower is better."""
    report = telling.report
    return (
        report.recipient is None,
        telling.type != kind,
        report.status != "asserted",
        report.sentence < 0,
        report.when != when,
        -_fullness(report.actor) - _fullness(report.recipient),
        len(report.quote),
        telling.id,
    )


def _fullness(actor: Actor | None) -> int:
    return 0 if actor is None else sum(map(bool, (actor.country, actor.sector, actor.name)))


def _fullest(alike: list[Telling], end: Callable[[Report], Actor | None]) -> Actor | None:
    """Give the actor as most reports have it, of those that know its sector if any does."""
    found = Counter(actor for t in alike if (actor := end(t.report)) is not None)
    return min(found, key=lambda a: (-_fullness(a), -found[a], a.code, a.name), default=None)


def _numbers(cluster: list[Telling], origin: dict[str, int]) -> tuple[Number, ...]:
    """Give of each kind the count that most origins have; of equals the one published last."""
    by_kind: defaultdict[str, dict[int, list[tuple[Telling, Number]]]] = defaultdict(dict)
    for telling in cluster:
        for number in telling.report.numbers:
            by_kind[number.kind].setdefault(number.value, []).append((telling, number))
    return tuple(
        min(
            (number for _, number in max(values.values(), key=lambda v: _weight(v, origin))),
            key=lambda n: n.words,
        )
        for _, values in sorted(by_kind.items())
    )


def _weight(told: list[tuple[Telling, Number]], origin: dict[str, int]) -> tuple[int, date, int]:
    latest = max(t.report.published or date.min for t, _ in told)
    return len({origin[t.id] for t, _ in told}), latest, -told[0][1].value
