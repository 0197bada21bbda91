from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge.resolution import resolve, resolve_document

CASES = Path(__file__).parent.parent / "cases" / "knowledge" / "documents.txt"


def cases() -> Iterator[tuple[list[str], list[str]]]:
    sentences: list[str] = []
    expected: list[str] = []
    for line in [*CASES.read_text("utf8").splitlines(), "## end"]:
        if line.startswith("##") and sentences:
            yield sentences, expected
            sentences, expected = [], []
        if line.startswith(">"):
            sentences.append(line[2:])
        elif line and not line.startswith("#"):
            expected.append(line)


@pytest.mark.parametrize(("sentences", "expected"), list(cases()))
def test_case_file(sentences: list[str], expected: list[str]) -> None:
    found = [
        f"{r.sentence} {r.mention.text} | {r.mention.country or '-'} {r.mention.sector or '-'}"
        + (f" = {r.stands_for}" if r.stands_for else "")
        for several in resolve_document(sentences, date(2008, 1, 1))
        for r in several
        if r.stands_for or r.mention.country is None
    ]
    assert found == expected


PHRASES = [
    ("the Bolivian navy", "BOL", "MIL"),
    ("four Danish sailors", "DNK", "MIL"),
    ("drones", None, "MIL"),
    ("people in Laos", "LAO", "CVL"),
    ("a Kenya-based aid agency", "KEN", "NGO"),
    ("the head of the airline", None, "BUS"),
    ("the rebel M23", "COD", "REB"),
    ("Uppsala police", "SWE", "COP"),
    ("breakaway region", None, "PRE"),
    ("the weather", None, None),
]


@pytest.mark.parametrize(("phrase", "country", "sector"), PHRASES)
def test_phrases(phrase: str, country: str | None, sector: str | None) -> None:
    found = resolve(phrase)
    assert ((found.country, found.sector) if found else (None, None)) == (country, sector)


def test_a_state_of_the_context_is_taken_where_the_phrase_names_none() -> None:
    found = resolve("the opposition leader", near="UGA")
    assert found is not None
    assert (found.country, found.sector) == ("UGA", "OPP")
    own = resolve("the Ghanaian army", near="UGA")
    assert own is not None
    assert own.country == "GHA"


def test_the_context_decides_between_namesakes() -> None:
    on = date(2010, 6, 1)
    king = "King Abdullah"
    assert [m.country for m in filter(None, [resolve(king, on)])] == []
    for state in ("JOR", "SAU"):
        found = resolve(king, on, near=state)
        assert found is not None
        assert found.country == state


WORDS = st.lists(
    st.sampled_from(
        ["Peru", "the", "its", "ministry", "ambassador", "It", "he", "Putin", "said", ".", "army"]
    ),
    max_size=10,
).map(" ".join)


@given(st.lists(WORDS, max_size=5))
def test_later_sentences_change_nothing_before(sentences: list[str]) -> None:
    whole = resolve_document(sentences)
    for number in range(len(sentences)):
        assert resolve_document(sentences[:number]) == whole[:number]


@given(st.lists(WORDS | st.text(max_size=12), max_size=4))
def test_what_is_resolved_is_verbatim_and_in_order(sentences: list[str]) -> None:
    for number, found in enumerate(resolve_document(sentences)):
        for one in found:
            assert one.sentence == number
            assert one.mention.text == sentences[number][one.mention.start : one.mention.end]
        starts = [one.mention.start for one in found]
        assert starts == sorted(starts)
