from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InvalidRecord
from detente.records import When

DAYS = st.dates(date(1000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2025-06-28", "day", date(2025, 6, 28), date(2025, 6, 28)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("1813", "year", date(1813, 1, 1), date(1813, 12, 31)),
        ("1988/1994", "span", date(1988, 1, 1), date(1994, 12, 31)),
        ("2025-06-28/2025-07-02", "span", date(2025, 6, 28), date(2025, 7, 2)),
    ],
)
def test_reads_and_writes_iso(text: str, precision: str, first: date, last: date) -> None:
    when = When.parse(text)
    assert (when.first, when.last, when.precision) == (first, last, precision)
    assert str(when) == text


@pytest.mark.parametrize("text", ["", "June", "2025-13", "2025-06-31", "1994/1988", "1/2/3"])
def test_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(InvalidRecord):
        When.parse(text)


def test_months_given_in_two_halves_keep_their_bounds() -> None:
    when = When.parse("2025-06/2025-07")
    assert (when.first, when.last) == (date(2025, 6, 1), date(2025, 7, 31))
    assert When.parse(str(when)) == when


@given(DAYS, DAYS)
def test_every_span_comes_back(one: date, other: date) -> None:
    when = When(min(one, other), max(one, other))
    assert When.parse(str(when)) == when


@given(DAYS, DAYS, st.integers(0, 400))
def test_overlap_is_mutual_and_counts_the_gap(one: date, other: date, days: int) -> None:
    a, b = When.day(one), When.day(other)
    assert a.overlaps(b, days) == b.overlaps(a, days) == (abs(one - other) <= timedelta(days))
