from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.language import split

CASES = Path(__file__).parent.parent / "cases" / "language" / "sentences.txt"


def _cases() -> Iterator[tuple[str, list[str]]]:
    for block in CASES.read_text("utf8").split("\n## ")[1:]:
        name, *sentences = block.strip().split("\n")
        yield name, sentences


def _pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(("name", "sentences"), list(_cases()), ids=lambda value: str(value)[:40])
def test_case(name: str, sentences: list[str]) -> None:
    joint = "" if "(no spaces)" in name else " "
    assert _pieces(joint.join(sentences)) == sentences


def test_a_line_break_ends_a_sentence_so_a_heading_is_one() -> None:
    text = "Roots of the dispute\n\nThe border was drawn\nin 1924. It moved.\r\nA second heading"
    assert _pieces(text) == [
        "Roots of the dispute",
        "The border was drawn",
        "in 1924.",
        "It moved.",
        "A second heading",
    ]


@pytest.mark.parametrize("bullet", ["•", "  • ", "- ", "– ", "▪ ", "\t* ", "● "])
def test_bullets_are_no_part_of_a_sentence(bullet: str) -> None:
    text = f"They did this:\n{bullet}Arvia closed the office\n{bullet}It expelled two envoys"
    assert _pieces(text)[1:] == ["Arvia closed the office", "It expelled two envoys"]


def test_a_full_stop_that_slid_behind_the_space() -> None:
    text = "It has the reach .For Arvia much is at stake;\n\n.The outlook is bleak. A .45 shot."
    assert _pieces(text) == [
        "It has the reach .",
        "For Arvia much is at stake;",
        "The outlook is bleak.",
        "A .45 shot.",
    ]


def test_a_missing_space_before_a_capital_ends_a_sentence_but_a_domain_does_not() -> None:
    assert _pieces("The raid ended.The envoy left.") == ["The raid ended.", "The envoy left."]
    assert _pieces("See Example.Com for the text.") == ["See Example.Com for the text."]
    assert _pieces("Version 2.5 of file.txt came.") == ["Version 2.5 of file.txt came."]


def test_nothing_gives_nothing() -> None:
    assert split("") == ()
    assert split(" \n\t\u2028 ") == ()


MARKS = st.sampled_from([*".!?…:;,\"'“”«»()[]•-–—*\n\r\t  \u2028\u00a0。؟։।「」", "...", "U.S."])
WORDS = st.sampled_from(
    ["The", "envoy", "No", "5", "Gen", "г", "Баку", "سفير", "大使", "Նա", "ელჩი", "a"]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(MARKS, WORDS), max_size=60).map("".join))


@given(TEXTS)
def test_bounds_are_ordered_bare_and_leave_out_only_what_may_lead_a_line(text: str) -> None:
    end = 0
    for first, last in split(text):
        between, piece = text[end:first], text[first:last]
        assert piece
        assert piece == piece.strip()
        assert not any(char.isalnum() for char in between)
        end = last
    assert not any(char.isalnum() for char in text[end:])


@given(TEXTS)
def test_the_same_text_splits_the_same_and_a_sentence_holds_no_line_break(text: str) -> None:
    bounds = split(text)
    assert bounds == split(text)
    assert not any(re.search(r"[\n\r\u2028\u2029\x85]", text[a:b]) for a, b in bounds)


@given(TEXTS, TEXTS)
def test_lines_are_split_one_by_one(one: str, other: str) -> None:
    first = split(one)
    shift = len(one) + 1
    second = tuple((a + shift, b + shift) for a, b in split(other))
    assert split(f"{one}\n{other}") == first + second


@pytest.mark.parametrize("unit", ["war ", "a. ", "A.B. ", "... ", '." ', "• ", ".» ", "5. "])
def test_time_grows_with_length_and_not_with_its_square(unit: str) -> None:
    def seconds(count: int) -> float:
        start = time.perf_counter()
        split(unit * count)
        return time.perf_counter() - start

    seconds(1_000)
    small = min(seconds(5_000) for _ in range(3))
    large = min(seconds(50_000) for _ in range(3))
    # Ten times the text: a square law would take a hundred times as long.
    assert large < 40 * small + 0.05
