"""Counts of people."""

from __future__ import annotations

import pytest

from detente.coding.rules.numbers import find_numbers, number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12),
        ("1,300", 1300),
        ("twenty-two", 22),
        ("two hundred", 200),
        ("a dozen", 12),
        ("some", None),
    ],
)
def test_number(words: str, value: int | None) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shelling killed 12 soldiers.", [("killed", 12)]),
        (
            "At least thirty-eight people were killed and four wounded.",
            [("killed", 38), ("wounded", 4)],
        ),
        ("They arrested eight Russian citizens.", [("arrested", 8)]),
        ("Ten diplomats were expelled.", [("expelled", 10)]),
        ("Nobody died in 2020.", []),
        ("They jailed him for ten years.", []),
        ("It killed the mood.", []),
    ],
)
def test_find_numbers(text: str, found: list[tuple[str, int]]) -> None:
    assert [(n.kind, n.value) for n in find_numbers(text)] == found
