"""Dates as news writes them."""

from __future__ import annotations

from datetime import date

import pytest

from detente.coding.rules.dates import find_dates, is_past

WEDNESDAY = date(2025, 3, 12)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("on Monday", "2025-03-10"),
        ("on Wednesday", "2025-03-12"),
        ("last Wednesday", "2025-03-05"),
        ("on Thursday", "2025-03-06"),
        ("yesterday", "2025-03-11"),
        ("on 3 February", "2025-02-03"),
        ("on February 3rd", "2025-02-03"),
        ("on Dec. 27", "2024-12-27"),
        ("on 28 December 2020", "2020-12-28"),
        ("on December 28, 2020", "2020-12-28"),
        ("on 2020-12-28", "2020-12-28"),
        ("in March 2017", "2017-03"),
        ("in late August", "2024-08"),
        ("in June", "2024-06"),
        ("last month", "2025-02"),
        ("last year", "2024"),
        ("last week", "2025-03-03/2025-03-09"),
        ("three days ago", "2025-03-09"),
        ("a year ago", "2024"),
        ("Two years ago", "2023"),
        ("two months ago", "2025-01"),
        ("in 2014", "2014"),
        ("(1813)", "1813"),
        ("(1988-1994)", "1988/1994"),
        ("1988–94", "1988/1994"),
        ("from 1988 to 1994", "1988/1994"),
        ("between 1988 and 1994", "1988/1994"),
        ("in the 1930s", "1930/1939"),
        ("in 2023-as it seemed", "2023"),
    ],
)
def test_one_date(text: str, when: str) -> None:
    found = find_dates(f"It happened {text} there.", WEDNESDAY)
    assert [str(d.when) for d in found] == [when]


@pytest.mark.parametrize(
    "text",
    [
        "It may happen.", "They march on.", "2000 people came.", "It cost $2000.",
        "A 1,500 km road.",
        "on 31 February", "Resolution 1973-2", "the war (2001–present)", "Theresa May said so.",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert find_dates(text, WEDNESDAY) == ()


def test_without_a_day_only_years_tell() -> None:
    found = find_dates("On Friday, in June, on 3 May 2019 and in 1813.", None)
    assert [str(d.when) for d in found] == ["2019-05-03", "1813"]
    assert all(is_past(d, None) for d in found)


@pytest.mark.parametrize(
    ("text", "published", "past"),
    [
        ("in 2024", WEDNESDAY, True),
        ("on 27 December 2024", date(2025, 1, 6), False),
        ("on 27 December", date(2025, 1, 6), False),
        ("on 3 May 2024", WEDNESDAY, True),
        ("in 2025", WEDNESDAY, False),
        ("last year", WEDNESDAY, True),
        ("last month", date(2025, 1, 6), False),
    ],
)
def test_what_is_past(text: str, published: date, past: bool) -> None:
    (found,) = find_dates(text, published)
    assert is_past(found, published) is past
