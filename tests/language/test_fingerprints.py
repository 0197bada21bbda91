from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InvalidInput
from detente.language import NEAR_DUPLICATE, fingerprint, similarity

STORY = """\
The ministry of Arvia called in the ambassador of Belmora on Tuesday and handed him a note.
It said that two border posts had been shelled during the night and that a guard was hurt.
The ambassador rejected the charge and spoke of a misunderstanding between patrols in the fog.
Both capitals agreed to let observers visit the valley before the end of the week.
Trade across the bridge, which was closed in spring, has not been resumed since then."""
OTHER = """\
A strike at the largest port of Belmora entered its third week as dockers asked for more pay.
Shipping companies sent their vessels to harbours further north, and prices of fruit went up.
The government offered a mediator, whom the union accepted after a vote held on the quay."""


def test_a_wire_copy_with_agency_line_and_small_edits_is_near() -> None:
    copy = "ARVIA CITY, June 3 (Agency) -- " + STORY.replace("Tuesday", "3 June").replace(
        "spoke of", "blamed"
    )
    assert similarity(fingerprint(STORY), fingerprint(copy)) >= NEAR_DUPLICATE
    assert similarity(fingerprint(STORY), fingerprint(OTHER)) < 0.15


def test_case_spacing_and_punctuation_do_not_matter() -> None:
    assert fingerprint(STORY) == fingerprint(STORY.upper().replace(",", " ;").replace("\n", "  "))


def test_the_sketch_is_the_same_on_every_machine() -> None:
    words = " ".join(f"word{n}" for n in range(40))
    assert fingerprint(words).startswith("0aee0b0a772d1d7c")
    assert len(fingerprint(words)) == 128


def test_too_short_a_text_has_none_and_resembles_nothing() -> None:
    assert fingerprint("Envoy summoned over raid") == ""
    assert similarity("", "") == 0.0
    assert similarity("", fingerprint(STORY)) == 0.0


def test_characters_count_as_words_where_there_are_no_spaces() -> None:
    story = "外交部召见大使就搜查事件提出抗议并要求对方道歉两国关系再度紧张"
    assert similarity(fingerprint(story), fingerprint(story + "。")) == 1.0
    assert fingerprint(story)


@pytest.mark.parametrize("wrong", ["xyz", "0" * 127, "g" * 128, "A" * 129])
def test_what_is_no_sketch_is_refused(wrong: str) -> None:
    with pytest.raises(InvalidInput, match="no fingerprint"):
        similarity(wrong, fingerprint(STORY))


@given(st.text(), st.text())
def test_symmetric_between_zero_and_one_and_one_for_itself(one: str, other: str) -> None:
    a, b = fingerprint(one + STORY), fingerprint(other + OTHER)
    assert similarity(a, b) == similarity(b, a)
    assert 0.0 <= similarity(a, b) <= 1.0
    assert similarity(a, a) == 1.0


@given(st.integers(0, 300))
def test_the_estimate_is_near_the_true_jaccard_similarity(shared: int) -> None:
    rng = random.Random(7)
    pool = [f"w{rng.randrange(10**9)}" for _ in range(1_000)]
    one = pool[:300]
    other = pool[:shared] + pool[300 : 600 - shared]
    shingles = [{tuple(words[n : n + 3]) for n in range(len(words) - 2)} for words in (one, other)]
    true = len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])
    estimate = similarity(fingerprint(" ".join(one)), fingerprint(" ".join(other)))
    assert abs(estimate - true) < 0.2
