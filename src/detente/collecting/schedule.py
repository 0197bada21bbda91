"""When to poll a source next, from its own rhythm.

**Rate.** Let its items be published a1 <= a2 <= ... seconds before now; what came within the same
minute counts once, since no poll could part it. The rate is the highest that any stretch up to now
shows, the item that begins the stretch counting half, and `CAUTION` seconds without any added::

    rate = max over k of (k - 1/2) / (ak + CAUTION)

Each term is the estimate of a Poisson process's rate under a gamma prior (the question that Cho and
Garcia-Molina, "Estimating frequency of change", 2003, ask of polls that tell only whether something
changed). The maximum follows a burst at once and forgets it with time, and one more item can only
raise it. The hour of the day is left out: a night shows as silence.

**Interval.** Polled every T seconds, an item waits T / 2 on average. If a poll is worth `PRICE`
seconds of one item's waiting, the cost a second is ``rate * T / 2 + PRICE / T``, least at ::

    T = sqrt(2 * PRICE / rate)

The square root also divides a fixed number of polls best among many sources (Sia, Cho and Cho,
"Efficient monitoring algorithm for fast news alerts", 2007). Then:

* T is at least the silence over `PATIENCE`: who has waited a day can wait some minutes more, and a
  source that may be dead is asked less and less;
* T lies between `SHORTEST` and `LONGEST`, which after two days of silence grows evenly, until it is
  `LONGEST_SILENT` after a month;
* T is no shorter than the answer's ``max-age`` (of which ten minutes count) and the source's own
  word on how often it changes (five minutes: the word is often wrong).

`PRICE` is the one choice between speed and politeness; ``python -m benchmarks polling`` shows what
it buys.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import sqrt

from detente.records import SourceState

__all__ = ["KEPT", "LONGEST", "LONGEST_SILENT", "SHORTEST", "interval", "next_poll"]

SHORTEST = 60.0
"""Seconds between two polls at the least."""
LONGEST = 3_600.0
LONGEST_SILENT = 6 * 3_600.0

KEPT = 50
"""Times of items that a `SourceState` should keep: more hardly change the rate."""

PRICE = 10.0
"""Seconds of one item's waiting that are worth a poll."""
CAUTION = 1_800.0
PATIENCE = 120.0

_DAY = 86_400.0
_SILENT_FROM, _SILENT_TO = 2 * _DAY, 30 * _DAY
_MOST_MAX_AGE = 600.0
_MOST_EVERY = 300.0
_PUSHED = 3 * 3_600.0
_MOST_WAIT = _DAY
_MOST_DOUBLINGS = 16
_SPREAD = 0.1


def next_poll(
    state: SourceState,
    *,
    now: datetime,
    jitter: float,
    max_age: float | None = None,
    retry_after: float | None = None,
) -> datetime | None:
    """Give the time of the next poll after one that ended `now`; None: never, the source is gone.

    `jitter`, from 0 up to 1 and drawn by the caller, keeps sources from moving in step: a regular
    poll comes up to 10 % earlier or later. After n failures in a row the wait is 2 ** (n - 1)
    minutes, up to half longer by `jitter`, at most six hours. `max_age` and `retry_after` are the
    seconds that the answer's headers state; the latter wins where it is longer, up to a day, so
    that a mistaken header silences no source for good.

    While a hub pushes, a poll every three hours is the safety net, and one at the end of its lease.
    """
    if state.gone:
        return None
    regular = interval(state, now=now, jitter=jitter, max_age=max_age)
    if state.failures:
        wait = _back_off(state.failures, jitter)
    elif state.pushed_until and state.pushed_until > now:
        left = (state.pushed_until - now).total_seconds()
        wait = max(regular, min(_spread(_PUSHED, jitter), left))
    else:
        wait = regular
    return now + timedelta(seconds=max(wait, min(retry_after or 0.0, _MOST_WAIT)))


def interval(
    state: SourceState, *, now: datetime, jitter: float = 0.5, max_age: float | None = None
) -> float:
    """Give the seconds between regular polls of a source that answers and has no hub."""
    ages = sorted(max(0.0, (now - moment).total_seconds()) for moment in state.times)
    silence = ages[0] if ages else 0.0
    wait = max(_best(ages) if ages else LONGEST, silence / PATIENCE)
    asked = max(min(max_age or 0.0, _MOST_MAX_AGE), min(state.every or 0.0, _MOST_EVERY))
    return min(max(_spread(wait, jitter), SHORTEST, asked), _longest(silence))


def _best(ages: Iterable[float]) -> float:
    """Give the interval of least cost for the rate that the ages show."""
    minutes = dict.fromkeys(age // SHORTEST for age in ages)
    rate = max((k - 0.5) / (m * SHORTEST + CAUTION) for k, m in enumerate(minutes, start=1))
    return sqrt(2 * PRICE / rate)


def _spread(wait: float, jitter: float) -> float:
    return wait * (1 + _SPREAD * (2 * jitter - 1))


def _longest(silence: float) -> float:
    way = (silence - _SILENT_FROM) / (_SILENT_TO - _SILENT_FROM)
    return LONGEST + min(max(way, 0.0), 1.0) * (LONGEST_SILENT - LONGEST)


def _back_off(failures: int, jitter: float) -> float:
    wait = SHORTEST * 2.0 ** min(failures - 1, _MOST_DOUBLINGS)
    return min(wait * (1 + jitter / 2), LONGEST_SILENT)
