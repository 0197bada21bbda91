from __future__ import annotations

from datetime import date, timedelta

import pytest

from detente.monitor.ranking import tensest
from detente.records import Dyad, TensionPoint

ONE, TWO = Dyad.of("RUS", "AZE"), Dyad.of("ARM", "TUR")


def _points(dyad: Dyad, first: date, values: list[float], rung: int = 1) -> list[TensionPoint]:
    return [
        TensionPoint(
            dyad=dyad,
            day=first + timedelta(days=i),
            index="net.v1",
            value=value,
            low=value,
            high=value,
            words=value,
            deeds=0.0,
            rung=rung,
            state="quiet",
            documents=1,
        )
        for i, value in enumerate(values)
    ]


def test_days_before_the_first_event_count_as_nothing() -> None:
    found = tensest(_points(ONE, date(2008, 1, 31), [31.0, 29.0]), as_of=date(2008, 12, 31))
    assert [(m.month, m.mean, m.days) for m in found] == [
        ("2008-01", 1.0, 31),
        ("2008-02", 1.0, 29),
    ]


def test_the_last_month_is_counted_up_to_the_day() -> None:
    points = _points(ONE, date(2008, 3, 1), [10.0] * 4)
    (month,) = tensest(points, as_of=date(2008, 3, 4))
    assert month.days == 4
    assert month.mean == pytest.approx(10.0)


def test_the_tensest_stand_first_and_ties_are_settled_by_month_and_pair() -> None:
    points = [
        *_points(ONE, date(2008, 1, 1), [10.0] * 31, rung=4),
        *_points(TWO, date(2008, 1, 1), [10.0] * 31),
        *_points(TWO, date(2008, 2, 1), [20.0] * 29),
    ]
    found = tensest(reversed(points), as_of=date(2008, 12, 31), top=2)
    assert [(str(m.dyad), m.month) for m in found] == [
        ("ARM-TUR", "2008-02"),
        ("ARM-TUR", "2008-01"),
    ]
    assert [m.rung for m in tensest(points, as_of=date(2008, 12, 31))] == [1, 1, 4]
