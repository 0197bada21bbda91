from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from detente.monitor.silence import is_blind, silences

FIRST = date(2025, 3, 1)
days = st.integers(-60, 150).map(lambda n: FIRST + timedelta(days=n))
coverages = st.lists(st.tuples(days, st.integers(0, 3)), max_size=8, unique_by=lambda c: c[0])


@given(coverages, st.integers(0, 120))
def test_the_stretches_are_the_blind_days(coverage: list[tuple[date, int]], length: int) -> None:
    last = FIRST + timedelta(days=length)
    inside = set()
    for start, end in silences(coverage, FIRST, last):
        inside |= {start + timedelta(days=n) for n in range((end - start).days + 1)}
    every = [FIRST + timedelta(days=n) for n in range(length + 1)]
    assert inside == {day for day in every if is_blind(coverage, day)}


def test_the_28th_day_still_sees_and_the_29th_does_not() -> None:
    seen = [(FIRST, 1)]
    assert not is_blind(seen, FIRST + timedelta(days=27))
    assert is_blind(seen, FIRST + timedelta(days=28))
    assert is_blind([(FIRST, 0)], FIRST)
    assert is_blind(seen, FIRST - timedelta(days=1))
