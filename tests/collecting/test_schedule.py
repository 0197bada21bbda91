"""The schedule's promises, whatever a source does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.collecting.schedule import (
    LONGEST,
    LONGEST_SILENT,
    SHORTEST,
    interval,
    next_poll,
)
from detente.records import SourceState

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0

AGES = st.lists(st.floats(-HOUR, 90 * DAY), max_size=60)
JITTERS = st.floats(0, 1, exclude_max=True)
MAYBE_SECONDS = st.none() | st.floats(-10, 1e9)


def _state(ages: list[float] | None = None, **given: Any) -> SourceState:
    times = tuple(NOW - timedelta(seconds=age) for age in ages or [])
    return SourceState(source="s", address="https://feed.example/", times=times, **given)


def _wait(state: SourceState, jitter: float = 0.5, **given: Any) -> float:
    due = next_poll(state, now=NOW, jitter=jitter, **given)
    assert due is not None
    return (due - NOW).total_seconds()


def _regular(gap: float, quiet: float = 0.0) -> list[float]:
    return [quiet + gap * n for n in range(50)]


@given(AGES, JITTERS, MAYBE_SECONDS, MAYBE_SECONDS)
def test_a_poll_never_comes_too_early_or_too_late(
    ages: list[float], jitter: float, max_age: float | None, every: float | None
) -> None:
    wait = _wait(_state(ages, every=every), jitter, max_age=max_age)
    assert max(SHORTEST, min(max_age or 0, 600), min(every or 0, 300)) - 1e-3 <= wait
    silence = min(ages, default=0.0)
    assert wait <= (LONGEST if silence <= 2 * DAY else LONGEST_SILENT) + 1e-3


@given(st.lists(st.floats(0, 90 * DAY), min_size=1, max_size=40), AGES, JITTERS)
def test_more_items_never_slow_it_down(ages: list[float], more: list[float], jitter: float) -> None:
    assert _wait(_state(ages + more), jitter) <= _wait(_state(ages), jitter)


@given(st.floats(MINUTE, 10 * DAY), st.floats(1, 20), JITTERS)
def test_a_shorter_gap_never_slows_it_down(gap: float, times: float, jitter: float) -> None:
    rare = _wait(_state(_regular(gap * times)), jitter)
    assert _wait(_state(_regular(gap)), jitter) <= rare + 1e-3


@given(AGES, JITTERS, st.randoms())
def test_the_order_of_the_times_does_not_matter(
    ages: list[float], jitter: float, random: Random
) -> None:
    mixed = random.sample(ages, len(ages))
    assert _wait(_state(mixed), jitter) == _wait(_state(ages), jitter)


@given(st.floats(5 * MINUTE, 3 * DAY), st.floats(0, 20 * DAY), st.floats(0, 20 * DAY))
def test_silence_slows_down(gap: float, quiet: float, more: float) -> None:
    assert interval(_state(_regular(gap, quiet + more)), now=NOW) >= interval(
        _state(_regular(gap, quiet)), now=NOW
    )


def test_a_month_of_silence_means_six_hours_and_two_days_an_hour_at_most() -> None:
    assert _wait(_state(_regular(5 * MINUTE, 30 * DAY))) == LONGEST_SILENT
    assert 15 * MINUTE < _wait(_state(_regular(DAY, 2 * DAY))) <= LONGEST


def test_a_burst_hastens_and_is_forgotten() -> None:
    rare = [2 * DAY + n * DAY for n in range(10)]
    burst = [n * 2 * MINUTE for n in range(5)]
    quiet, hot = _wait(_state(rare)), _wait(_state(burst + rare))
    later = _wait(_state([age + DAY for age in burst] + rare))
    assert hot < quiet / 5
    assert hot * 3 < later < quiet


def test_items_that_came_at_once_are_one_sign_of_life() -> None:
    """Feeds without dates give all their items the time at which they were first seen."""
    assert _wait(_state([10.0] * 50)) == _wait(_state([10.0]))


def test_a_source_that_has_nothing_yet_is_asked_every_hour() -> None:
    assert _wait(_state()) == LONGEST


@given(st.integers(1, 10_000), JITTERS)
def test_failures_back_off_up_to_six_hours(failures: int, jitter: float) -> None:
    wait = _wait(_state([MINUTE], failures=failures), jitter)
    least = min(2.0 ** min(failures - 1, 30) * MINUTE, LONGEST_SILENT)
    assert least - 1e-3 <= wait <= min(least * 1.5, LONGEST_SILENT) + 1e-3


@pytest.mark.parametrize(
    ("asked", "given"), [(5.0, 60.0), (700.0, 700.0), (50 * DAY, DAY), (-3.0, 60.0)]
)
def test_the_wait_that_an_answer_asks_for_wins_where_it_is_longer(
    asked: float, given: float
) -> None:
    assert _wait(_state(failures=1), 0.0, retry_after=asked) == given


def test_what_is_gone_is_never_polled_again() -> None:
    assert next_poll(_state([MINUTE], gone=True), now=NOW, jitter=0.5) is None


@pytest.mark.parametrize(
    ("lease", "wait"), [(10 * DAY, 3 * HOUR), (HOUR, HOUR), (1.0, None), (-1.0, None)]
)
def test_while_a_hub_pushes_polling_is_a_safety_net(lease: float, wait: float | None) -> None:
    ages = _regular(5 * MINUTE)
    state = _state(ages, pushed_until=NOW + timedelta(seconds=lease))
    assert _wait(state) == pytest.approx(wait or _wait(_state(ages)))


def test_jitter_parts_sources_that_are_alike() -> None:
    waits = [_wait(_state([DAY, 2 * DAY]), jitter) for jitter in (0.0, 0.5, 0.99)]
    assert waits[0] < waits[1] < waits[2] < waits[0] * 1.25
