"""How much news there was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from detente.tension.coverage import Coverage

START = date(2024, 1, 1)


def days(*counts: int) -> list[tuple[date, int]]:
    return [(START + timedelta(days=i), n) for i, n in enumerate(counts)]


def test_steady_news_is_usual() -> None:
    coverage = Coverage(days(*[50] * 200))
    assert all(coverage.volume(day) == pytest.approx(1) for day, _ in days(*[50] * 200))


def test_nothing_read_is_usual() -> None:
    assert Coverage([]).volume(START) == 1
    assert Coverage(days(0, 0, 9)).volume(START) == 1


def test_doubled_news_doubles_the_volume_but_for_the_mean_it_shifts() -> None:
    coverage = Coverage(days(*[1000] * 900, *[2000] * 90))
    last = START + timedelta(days=989)
    usual = (900 * 1000 + 90 * 2000) / 990
    assert coverage.volume(last) == pytest.approx((180_000 + 90) / (90 * usual + 90))
    assert 1.8 < coverage.volume(last) < 2


def test_a_small_collection_hardly_moves_it() -> None:
    coverage = Coverage(days(1, *[0] * 100, 3, 4, 5))
    assert 1 < coverage.volume(START + timedelta(days=103)) < 1.02


def test_later_news_changes_nothing() -> None:
    early, late = Coverage(days(*[9] * 40)), Coverage(days(*[9] * 40, *[90] * 40))
    for day, _ in days(*[9] * 40):
        assert early.volume(day) == late.volume(day)
        assert early.blind(day) == late.blind(day)


def test_blind() -> None:
    coverage = Coverage(days(*[1] * 28, *[0] * 7))
    assert coverage.blind(START) == pytest.approx(27 / 28)
    assert coverage.blind(START + timedelta(days=27)) == 0
    assert coverage.blind(START + timedelta(days=34)) == pytest.approx(7 / 28)
    assert Coverage([]).blind(START) == 1


def test_order_does_not_matter() -> None:
    counted = days(*range(1, 50))
    one, other = Coverage(counted), Coverage(reversed(counted))
    assert all(one.volume(d) == other.volume(d) for d, _ in counted)
    assert one.documents(START) == other.documents(START) == 1
