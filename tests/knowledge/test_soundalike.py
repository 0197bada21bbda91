from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge.resolution import resolve
from detente.knowledge.soundalike import skeleton, sounding_like


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hizb al-Islam", "Hizb ul-Islaam"),
        ("Mahmoud Ahmadinejad", "Mahmud Ahmedinejad"),
        ("Abdel Fattah al-Burhan", "Abdul Fatah Burhan"),
        ("Ali Khamenei", "Ali Khamene'i"),
        ("Volodymyr Zelensky", "Volodimir Zelenski"),
    ],
)
def test_spellings_of_one_name_share_their_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


def test_one_word_has_none() -> None:
    assert skeleton("Khamenei") == ""


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Mahmud Ahmedinejad", "IRN", "ELI"),
        ("Gurbanguli Berdimukhamedov", "TKM", None),
        ("Green Paper Office", None, None),
        ("a quiet street", None, None),
    ],
)
def test_a_name_spelt_otherwise_is_resolved(
    phrase: str, country: str | None, sector: str | None
) -> None:
    found = resolve(phrase, date(2020, 1, 1))
    if country is None:
        assert found is None
    else:
        assert found is not None
        assert found.country == country
        assert sector is None or found.sector == sector
        assert "sounds like" in found.how


@given(st.text(max_size=30))
def test_any_text_has_a_skeleton_of_its_own_words(text: str) -> None:
    assert len(skeleton(text)) <= 2 * len(text)
    assert len({entry.country for entry in sounding_like(text)}) <= 1
