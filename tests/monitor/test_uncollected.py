"""Days on which nothing was collected are no days on which nothing happened."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.monitor.desk import Desk
from detente.monitor.uncollected import collected, first_poll, uncollected
from detente.monitor.views import PairView
from detente.store import SourceDay
from tests.monitor.building import NOW, OTHER, PAIR, fill

FIRST = date(2025, 7, 1)
DAY = timedelta(days=1)

numbers = st.integers(-5, 25).map(lambda n: FIRST + n * DAY)
polls = st.lists(
    st.builds(
        SourceDay, st.sampled_from("ab"), numbers, st.integers(0, 2), st.integers(0, 1),
        *[st.just(0)] * 3,
    ),
    max_size=12,
)  # fmt: skip
coverages = st.lists(st.tuples(numbers, st.integers(0, 2)), max_size=6)


def polled(day: date, *, answers: int = 1, source: str = "a") -> SourceDay:
    return SourceDay(source, day, 1, answers)


@given(polls, coverages, st.integers(0, 20))
def test_each_day_is_collected_or_not_or_nobody_knows(
    days: list[SourceDay], coverage: list[tuple[date, int]], length: int
) -> None:
    last = FIRST + length * DAY
    stretches = uncollected(days, coverage, FIRST, last)
    missing = {a + n * DAY for a, b in stretches for n in range((b - a).days + 1)}
    begun = first_poll(days)
    for day in (FIRST + n * DAY for n in range(length + 1)):
        answered = any(d.answers for d in days if d.day == day)
        read = any(n for d, n in coverage if d == day)
        known = begun is not None and day >= begun
        assert (day in missing) == (known and not answered and not read)
        assert (collected(day, begun, missing) == "unknown") == (not known)
    edges = [edge for stretch in stretches for edge in stretch]
    assert edges == sorted(edges)
    assert all(b - a > DAY for (_, a), (b, _) in pairwise(stretches))


def test_failed_polls_are_no_answers() -> None:
    days = [polled(FIRST), polled(FIRST + DAY, answers=0), polled(FIRST + 2 * DAY)]
    assert uncollected(days, [], FIRST, FIRST + 2 * DAY) == ((FIRST + DAY, FIRST + DAY),)
    other = [*days, polled(FIRST + DAY, source="b")]
    assert uncollected(other, [], FIRST, FIRST + 2 * DAY) == ()


def test_what_came_later_of_a_day_fills_it() -> None:
    days = [polled(FIRST), polled(FIRST + 4 * DAY)]
    coverage = [(FIRST + 2 * DAY, 1), (FIRST + 3 * DAY, 0)]
    last = FIRST + 4 * DAY
    assert uncollected(days, coverage, FIRST, last) == (
        (FIRST + DAY, FIRST + DAY),
        (FIRST + 3 * DAY, FIRST + 3 * DAY),
    )


def view(path: Path, days: list[SourceDay], as_of: date | None = None) -> PairView:
    with fill(path) as ledger:
        with ledger.run(NOW) as run:
            for day in days:
                run.count(day)
        return Desk(ledger, watch=[PAIR]).pair(PAIR, as_of)


def test_the_pair_tells_its_uncollected_days(tmp_path: Path) -> None:
    """Documents are of 28 and 29 June, 10 and 11 July, 20 and 21 August."""
    days = [polled(date(2025, 6, 28)), polled(date(2025, 7, 5)), polled(date(2025, 8, 20))]
    found = view(tmp_path / "l.db", days)
    assert found.collecting_since == date(2025, 6, 28)
    assert found.uncollected == (
        (date(2025, 6, 30), date(2025, 7, 4)),
        (date(2025, 7, 6), date(2025, 7, 9)),
        (date(2025, 7, 12), date(2025, 8, 19)),
    )


def test_no_day_is_uncollected_before_the_first_poll_or_after_the_day_shown(tmp_path: Path) -> None:
    days = [polled(date(2025, 7, 20)), polled(date(2025, 8, 20))]
    assert view(tmp_path / "1.db", []).uncollected == ()
    early = view(tmp_path / "2.db", days, date(2025, 7, 10))
    assert (early.uncollected, early.collecting_since) == ((), None)
    then = view(tmp_path / "3.db", days, date(2025, 7, 25))
    assert then.uncollected == ((date(2025, 7, 21), date(2025, 7, 25)),)


@pytest.mark.parametrize(
    ("answered", "as_of", "uneventful"),
    [
        (date(2025, 8, 1), date(2025, 8, 5), True),
        (date(2025, 8, 1), date(2025, 8, 7), True),
        (date(2025, 8, 1), date(2025, 8, 8), False),  # the answer is too old to tell anything
        (date(2025, 8, 20), date(2025, 8, 21), False),  # an event is of 20 August
        (date(2025, 8, 22), date(2025, 8, 26), False),
        (date(2025, 8, 22), date(2025, 8, 27), True),
    ],
)
def test_nothing_happened_needs_answers(
    tmp_path: Path, answered: date, as_of: date, uneventful: bool
) -> None:
    assert view(tmp_path / "l.db", [polled(answered)], as_of).uneventful == uneventful


def test_a_failed_week_is_no_quiet_week(tmp_path: Path) -> None:
    failed = [polled(date(2025, 8, 5), answers=0)]
    assert not view(tmp_path / "l.db", failed, date(2025, 8, 6)).uneventful


def test_a_pair_without_a_curve_has_no_stretches(tmp_path: Path) -> None:
    with fill(tmp_path / "l.db") as ledger:
        with ledger.run(NOW) as run:
            run.count(polled(date(2025, 7, 1)))
        found = Desk(ledger).pair(OTHER, date(2025, 7, 3))
    assert (found.uncollected, found.points) == ((), ())
    assert found.uneventful
