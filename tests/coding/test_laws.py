"""What holds for every text."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.coding import code, coder
from detente.pieces import find_pieces
from detente.records import EVENT_TYPES, Report
from tests.coding.case import CASES, document, read_case

DAY = date(2025, 3, 12)
_WORDS = """
    Russia Azerbaijan Baku Moscow the its they police ambassador plane attacked summoned denied
    said that accused of shelling for by after in on 2020 (1813) Friday would will not was were
    arrested two citizens and , . ; “ ” - to with talks between which expelled killing
"""
sentences = st.lists(st.sampled_from(_WORDS.split()), min_size=1, max_size=60).map(" ".join)
anything = st.text(max_size=300)
every_coder = pytest.mark.parametrize("name", list(find_pieces("detente.coding.coders")))


def _lawful(text: str, reports: tuple[Report, ...]) -> None:
    for report in reports:
        assert report.quote in text
        assert report.words == report.quote[slice(*report.span)]
        assert report.why
        if report.when is not None and report.status not in ("planned", "hypothetical"):
            assert report.when.first <= DAY
        if report.status == "background" and report.type is None:
            assert report.when is not None
        for number in report.numbers:
            assert number.words in report.quote


@every_coder
@settings(max_examples=250, deadline=None)
@given(sentences)
def test_strings_of_telling_words(name: str, text: str) -> None:
    _lawful(text, coder(name).code(document(text, published=DAY)))


@every_coder
@settings(max_examples=150, deadline=None)
@given(anything.filter(lambda s: bool(s.strip())))
def test_any_text(name: str, text: str) -> None:
    _lawful(text, coder(name).code(document(text, published=DAY)))


@every_coder
@settings(max_examples=60, deadline=None)
@given(sentences)
def test_coding_twice_gives_the_same_reports(name: str, text: str) -> None:
    first, second = (coder(name).code(document(text, published=DAY)) for _ in range(2))
    assert [r.id for r in first] == [r.id for r in second]
    assert len({r.id for r in first}) == len(first)


@every_coder
@settings(max_examples=60, deadline=None)
@given(sentences)
def test_without_a_day_nothing_current_is_dated(name: str, text: str) -> None:
    for report in coder(name).code(document(text)):
        assert report.status == "background" or report.when is None


@every_coder
@settings(max_examples=60, deadline=None)
@given(sentences, st.integers(0, 50), st.integers(0, 50))
def test_a_pair_gets_a_type_or_none(name: str, text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    found = coder(name).type_of(text, (min(start, end), end), (0, min(5, len(text))))
    assert found is None or found in EVENT_TYPES


odd = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\u202e\u200b\u2066\x1b\x07\x1d\ufeff-–—.,;:'’“”()"),
    ),
    max_size=12,
)
mixed = st.lists(st.one_of(st.sampled_from(_WORDS.split()), odd), min_size=1, max_size=40)


@every_coder
@settings(max_examples=200, deadline=None)
@given(mixed.map(" ".join).filter(lambda s: bool(s.strip())))
def test_every_span_lies_within_its_quote(name: str, text: str) -> None:
    told = document(text, published=DAY)
    sentences = {s.index: s.text for s in told.sentences()}
    for report in coder(name).code(told):
        assert report.quote == sentences[report.sentence]
        start, end = report.span
        assert 0 <= start < end <= len(report.quote)


@every_coder
@settings(max_examples=60, deadline=None)
@given(st.lists(sentences, min_size=2, max_size=5, unique=True), st.randoms())
def test_the_order_of_documents_does_not_matter(
    name: str, texts: list[str], chance: random.Random
) -> None:
    documents = [document(text, published=DAY) for text in texts]
    straight = {r.id: r for r in code(documents, name)}
    chance.shuffle(documents)
    assert {r.id: r for r in code(documents, name)} == straight


@every_coder
@pytest.mark.parametrize("shift", [1, 30, 400])
def test_a_later_publication_never_dates_a_deed_earlier(shift: int, name: str) -> None:
    text = "Poland summoned the Russian ambassador."
    early, late = (
        coder(name).code(document(text, published=day))[0] for day in (DAY, DAY + timedelta(shift))
    )
    assert early.when is not None
    assert late.when is not None
    assert early.when < late.when


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda p: p.stem)
def test_reports_survive_json(path: Path) -> None:
    for report in read_case(path).reports():
        assert Report.from_dict(json.loads(report.to_json())).id == report.id


@every_coder
def test_a_very_long_sentence_is_bounded(name: str) -> None:
    text = "Russia accused Azerbaijan of attacks on Russia and " * 2000
    assert coder(name).code(document(text, published=DAY)) == ()
