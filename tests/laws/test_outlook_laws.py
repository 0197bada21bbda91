from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from detente.outlook import foresee
from detente.records import History
from tests.records.examples import EVENT, PAIR, POINT

DAY = date(2025, 7, 1)
rungs = st.integers(0, 5)
offsets = st.integers(-60, 60)


def history(points: dict[int, int]) -> History:
    """Make a history with an event, a point of rung 2 on `DAY`, and others by offset from it."""
    days = {0: 2, **points}
    made = (
        replace(POINT, day=DAY + timedelta(days=o), rung=rung, value=float(rung), low=0.0, high=9.0)
        for o, rung in days.items()
    )
    return History(events=(EVENT,), coverage=(), points=tuple(made))


@given(st.dictionaries(st.integers(1, 60), rungs), offsets)
def test_nothing_after_the_day_changes_the_outlook(later: dict[int, int], known: int) -> None:
    plain = foresee(history({}), as_of=DAY)
    event = replace(EVENT, known=DAY + timedelta(days=max(1, known)), merger="merge.v9")
    told = history(later)
    more = replace(told, events=(*told.events, event))
    assert dict(foresee(more, as_of=DAY)) == dict(plain)


@given(st.dictionaries(offsets, rungs), st.randoms(use_true_random=False))
def test_the_order_of_points_and_events_plays_no_part(
    points: dict[int, int], chance: object
) -> None:
    told = history(points)
    shuffled = list(told.points)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    mixed = replace(told, points=tuple(shuffled))
    assert dict(foresee(mixed, as_of=DAY)) == dict(foresee(told, as_of=DAY))


@given(rungs)
def test_chances_never_grow_with_the_rung_and_never_shrink_with_the_horizon(rung: int) -> None:
    outlook = foresee(history({0: rung}), as_of=DAY)[PAIR]
    assert outlook.standing == rung
    for higher in range(2, 6):
        for days in (30, 90):
            assert outlook.at_least(higher, days) <= outlook.at_least(higher - 1, days)
        assert outlook.at_least(higher, 30) <= outlook.at_least(higher, 90)
