"""The geometry of the curve."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.records import DayState, Dyad, TensionPoint
from detente.web import curve

PAIR = Dyad.of("NOR", "SWE")


def point(
    n: int, value: float = 0.0, rung: int = 0, state: DayState = "quiet", band: float = 5.0
) -> TensionPoint:
    return TensionPoint(
        dyad=PAIR, day=date(2024, 1, 1) + timedelta(days=n), index="net.v1", value=value,
        low=max(-100.0, value - band), high=min(100.0, value + band), words=value, deeds=0.0,
        rung=rung, state=state, documents=int(state != "no data"),
        events=("e",) if state == "news" else (),
    )  # fmt: skip


states = st.sampled_from(["news", "quiet", "no data"])
days = st.tuples(st.floats(-100, 100), st.integers(0, 5), states)


@given(st.lists(days, min_size=1, max_size=60), st.integers(200, 1200))
def test_everything_lies_inside_the_picture(
    rows: list[tuple[float, int, DayState]], width: int
) -> None:
    points = [point(n, *row) for n, row in enumerate(rows)]
    drawn = curve.picture(points, width=width)
    assert drawn
    for path in (drawn.band, drawn.line, drawn.gaps, drawn.words, drawn.deeds):
        for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path):
            assert drawn.left <= float(x) <= drawn.right
            assert 0 <= float(y) <= drawn.height
    for stretch in (*drawn.rungs, *drawn.states):
        assert drawn.left <= stretch.x
        assert stretch.x + stretch.width <= drawn.right + 1


@given(st.lists(states, min_size=2, max_size=40))
def test_states_cover_every_day_once(names: list[DayState]) -> None:
    points = [point(n, state=name) for n, name in enumerate(names)]
    drawn = curve.picture(points, width=1000)
    assert drawn
    days = [(s.last - s.first).days + 1 for s in drawn.states]
    assert sum(days) == len(names)
    assert len(drawn.dots) == names.count("news")


def test_days_without_data_are_drawn_apart() -> None:
    kinds: list[DayState] = ["news", "no data", "no data", "quiet"]
    drawn = curve.picture([point(n, state=k) for n, k in enumerate(kinds)], width=500)
    assert drawn
    assert drawn.gaps.count("L") == 2
    assert drawn.line.count("M") == 2


def test_a_rung_that_rests_on_silence_is_not_drawn_as_one() -> None:
    points = [point(n, rung=int(n < 2), state="no data") for n in range(6)]
    blind = curve.blind_days([(points[2].day, points[4].day)])
    drawn = curve.picture(points, width=500, blind=blind)
    assert drawn
    assert [s.key for s in drawn.rungs] == ["1", curve.UNSEEN, "0"]
    assert curve.columns(points, blind)["rung"] == [1, 1, None, None, None, 0]


def test_the_marks_of_the_parts_cover_their_lines() -> None:
    for top in range(1, 101):
        drawn = curve.picture([point(0, 0), point(1, top, band=0)], width=500)
        assert drawn
        assert max(float(m.label.replace("−", "-")) for m in drawn.parts_marks) >= top


def test_higher_is_tenser() -> None:
    drawn = curve.picture([point(0, -20, state="news"), point(1, 40, state="news")], width=500)
    assert drawn
    assert drawn.dots[1].y < drawn.zero < drawn.dots[0].y


def test_no_points_no_picture() -> None:
    assert curve.picture([], width=500) is None


@given(st.integers(1, 4000), st.integers(10, 500))
def test_thinning_keeps_the_tensest_day(count: int, most: int) -> None:
    points = [point(n, value=float(n * 37 % 90)) for n in range(count)]
    kept, every = curve.thin(points, most)
    assert len(kept) <= most
    assert max(p.value for p in kept) == max(p.value for p in points)
    assert every == 1 or len(points) > most


@pytest.mark.parametrize("count", [1, 5, 30, 60, 200, 500, 3000, 9000])
@pytest.mark.parametrize("width", [360, 1040])
def test_marks_are_few_and_in_order(count: int, width: int) -> None:
    drawn = curve.picture([point(n) for n in range(count)], width=width)
    assert drawn
    places = [mark.at for mark in drawn.x_marks]
    assert places == sorted(set(places))
    assert len(places) <= max(3, width // 95)
    labels = [mark.label for mark in drawn.x_marks]
    assert all(one != next_one for one, next_one in pairwise(labels))
    assert labels or count == 1
