"""`net.v1`: conflict less cooperation, faded with time, as a share of all that happened.

For a pair on day t::

    value = 100 (H - C) / (H + C + K)

    H, C = sum over conflict, cooperation of  w r / v  times  2 ** (-(t - s) / 14)

- s is the day of the event. One dated to a month (to at most 31 days) is spread evenly over the
  days, whether they have passed or not; one dated to a year does not enter.
- w is its weight, a tenth of its PLOVER intensity: 0.9 for an ASSAULT, 0.25 for an AGREE. A mode
  has its own. A type of conflict never weighs below zero, nor does one of cooperation.
- r counts repetition: m events of one type by one side on one day weigh as the square root of m.
  The i-th, from the heaviest down, has r = sqrt(i) - sqrt(i - 1).
- v is the volume of news on day s over the usual, see `detente.tension.coverage`.
- K = 5 holds the value near 0 while little has happened: one ASSAULT by itself gives 15.

Verbal events make `words`, material events `deeds`; both have the same denominator and add up.

The 80 % band takes H and C for compound Poisson sums, whose variance is the sum of the squared
terms, and adds U for one half-weight event unseen on either side, up to fourfold where there was no
news: U = 0.25 (1 + 3 g), g the share of the last 28 days without a document. By the delta method::

    sd = 100 sqrt((2C + K)^2 (var H + U) + (2H + K)^2 (var C + U)) / (H + C + K)^2
    band = value ± 1.2816 sd, within -100 and 100
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import fsum, sqrt

from detente.knowledge import plover
from detente.records import Event
from detente.tension.coverage import Coverage
from detente.tension.dating import days_of
from detente.tension.index import Reading, Share

__all__ = ["HALF_LIFE", "NAME", "Net", "build", "weight"]

NAME = "net.v1"
HALF_LIFE = 14
"""Days after which half of an event is left."""

_K = 5.0
_UNSEEN = 0.25
_BLINDNESS = 3.0
_Z80 = 1.2815515655446004
_FADE = 0.5 ** (1 / HALF_LIFE)
_GRAIN = 2.0**-20
"""Values are multiples of this power of two: sums of them are exact in floating point."""

Side = tuple[bool, bool]
"""Whether conflict, and whether verbal."""


@dataclass(frozen=True, slots=True)
class _Term:
    """One event on one of its days, before time fades it."""

    event: str
    side: Side
    day: date
    weight: float
    part: float
    repeat: float
    volume: float

    @property
    def mass(self) -> float:
        return self.weight * self.part * self.repeat / self.volume


class Net:
    """The index; see the module for the formula."""

    name = NAME

    def readings(
        self, events: Sequence[Event], coverage: Coverage, first: date, last: date
    ) -> list[Reading]:
        """Give one reading a day. Takes time in proportion to days and events."""
        masses, squares = _daily(_terms(events, coverage))
        sums = dict.fromkeys(_SIDES, 0.0)
        variances = {True: 0.0, False: 0.0}
        readings = []
        for i in range((last - first).days + 1):
            day = first + timedelta(days=i)
            for side in sums:
                sums[side] = sums[side] * _FADE + masses.get((side, day), 0.0)
            for conflict in variances:
                fresh = squares.get((conflict, day), 0.0)
                variances[conflict] = variances[conflict] * _FADE**2 + fresh
            readings.append(_reading(sums, variances, coverage.blind(day)))
        return readings

    def shares(self, events: Sequence[Event], coverage: Coverage, day: date) -> list[Share]:
        """Give the share of each event in the value of a day, the largest first."""
        terms = defaultdict(list)
        for term in _terms(events, coverage):
            if term.day <= day:
                terms[term.event].append((term, _FADE ** (day - term.day).days))
        total = fsum(t.mass * fade for told in terms.values() for t, fade in told) + _K
        shares = [_share(event, told, total) for event, told in terms.items()]
        return sorted(shares, key=lambda s: (-abs(s.points), s.event))


def build() -> Net:
    """Give the index."""
    return Net()


def weight(event: Event) -> float:
    """Give the weight of an event, 0 to 1: a tenth of its PLOVER intensity."""
    mode = event.mode if event.mode in plover.modes(event.type) else None
    intensity = plover.score(event.type, mode)
    return max(0.0, -intensity if plover.is_conflict(event.type) else intensity) / 10


_SIDES: tuple[Side, ...] = ((True, True), (True, False), (False, True), (False, False))


def _terms(events: Sequence[Event], coverage: Coverage) -> Iterator[_Term]:
    """Give every event on each of its days, in an order that does not depend on the input's."""
    kinds: defaultdict[tuple[date, str, str], list[tuple[float, str, float]]] = defaultdict(list)
    for event in events:
        if event.when is None:
            continue
        days = days_of(event.when)
        actor = (event.actor.country if event.actor else None) or ""
        for day in days:
            kinds[day, actor, event.type].append((weight(event), event.id, 1 / len(days)))
    for (day, _, kind), found in kinds.items():
        side = (plover.is_conflict(kind), plover.is_verbal(kind))
        found.sort(key=lambda f: (-f[0] * f[2], f[1]))
        roots = pairwise(sqrt(i) for i in range(len(found) + 1))
        for (heavy, event_id, part), (less, more) in zip(found, roots, strict=True):
            yield _Term(event_id, side, day, heavy, part, more - less, coverage.volume(day))


def _daily(
    terms: Iterator[_Term],
) -> tuple[dict[tuple[Side, date], float], dict[tuple[bool, date], float]]:
    """Sum the masses by side and day, and their squares by conflict or not and day."""
    masses: defaultdict[tuple[Side, date], list[float]] = defaultdict(list)
    squares: defaultdict[tuple[bool, date], list[float]] = defaultdict(list)
    for term in terms:
        masses[term.side, term.day].append(term.mass)
        squares[term.side[0], term.day].append(term.mass**2)
    return {k: fsum(v) for k, v in masses.items()}, {k: fsum(v) for k, v in squares.items()}


def _reading(sums: dict[Side, float], variances: dict[bool, float], blind: float) -> Reading:
    h = sums[True, True] + sums[True, False]
    c = sums[False, True] + sums[False, False]
    total = h + c + _K
    value = _grain(100 * (h - c) / total)
    words = _grain(100 * (sums[True, True] - sums[False, True]) / total)
    unseen = _UNSEEN * (1 + _BLINDNESS * blind)
    variance = (2 * c + _K) ** 2 * (variances[True] + unseen)
    variance += (2 * h + _K) ** 2 * (variances[False] + unseen)
    reach = _Z80 * 100 * sqrt(variance) / total**2
    return Reading(
        words=words,
        deeds=value - words,
        value=value,
        low=max(-100.0, _grain(value - reach)),
        high=min(100.0, _grain(value + reach)),
    )


def _grain(x: float) -> float:
    return round(x / _GRAIN) * _GRAIN


def _share(event: str, told: list[tuple[_Term, float]], total: float) -> Share:
    """Sum up the days of one event. Repetition and volume are means over them, weighted alike."""
    first = told[0][0]
    sign = 1 if first.side[0] else -1
    parts = fsum(t.part for t, _ in told)
    return Share(
        event=event,
        weight=sign * first.weight,
        repeat=fsum(t.part * t.repeat for t, _ in told) / parts,
        volume=fsum(t.part * t.volume for t, _ in told) / parts,
        decay=fsum(t.part * fade for t, fade in told),
        points=100 * sign * fsum(t.mass * fade for t, fade in told) / total,
    )
