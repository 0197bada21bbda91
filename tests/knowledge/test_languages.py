from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge.countries import countries
from detente.knowledge.folding import fold
from detente.knowledge.gazetteer import find_mentions
from detente.knowledge.languages import find_names, forms, languages, names

CASES = Path(__file__).parent.parent / "cases" / "knowledge" / "languages.txt"
DATA = files("detente.knowledge") / "data"
OWN = sorted(f.name.removesuffix(".tsv") for f in (DATA / "languages").iterdir())
STATES = {c.iso3 for c in countries() if c.kind != "body"}
INFLECTED = ("ru", "uk", "tr", "az", "hy", "fa", "ar")


def cases() -> Iterator[tuple[str, str, list[str]]]:
    expected: list[str] = []
    for line in CASES.read_text("utf8").splitlines():
        if line.startswith(">"):
            language, _, text = line[2:].partition(" ")
            expected = []
            yield language, text, expected
        elif line and not line.startswith("#"):
            expected.append(line)


@pytest.mark.parametrize(("language", "text", "expected"), list(cases()))
def test_case_file(language: str, text: str, expected: list[str]) -> None:
    found = find_mentions(text, language=language)
    assert [f"{m.text} | {m.country} {m.kind}" for m in found] == expected


def test_there_are_names_in_every_language_that_babel_carries_in_full() -> None:
    assert len(languages()) > 150
    assert set(OWN) <= languages()


@pytest.mark.parametrize("language", OWN)
def test_a_language_with_a_table_has_every_kind_for_every_state(language: str) -> None:
    kinds: dict[str | None, set[str]] = defaultdict(set)
    for name in names(language):
        kinds[name.country].add(name.kind)
    for iso3 in STATES:
        assert {"name", "adjective", "people", "capital"} <= kinds[iso3], iso3


@pytest.mark.parametrize("language", OWN)
def test_no_form_belongs_to_two_states(language: str) -> None:
    """A form that is a base form of another state's, or a form of its name, is that state's."""
    decoys = {form for n in names(language) if n.kind == "decoy" for form in forms(n, language)}
    bases: dict[str, set[str | None]] = defaultdict(set)
    named: dict[str, set[str | None]] = defaultdict(set)
    owners: dict[str, set[str | None]] = defaultdict(set)
    for name in names(language):
        if name.kind != "decoy":
            bases[fold(name.term).strip()].add(name.country)
            for form in forms(name, language) - decoys:
                (named if name.kind == "name" else owners)[form].add(name.country)
    assert not {f: s for f, s in bases.items() if len(s) > 1 and f not in decoys}
    assert not {f: s for f, s in named.items() if len(s) > 1 and f not in bases}
    known = bases.keys() | named.keys()
    assert not {f: s for f, s in owners.items() if len(s) > 1 and f not in known}


@pytest.mark.parametrize("language", INFLECTED)
def test_languages_that_inflect_have_more_forms_than_names(language: str) -> None:
    count = sum(1 for _ in names(language))
    assert sum(len(forms(name, language)) for name in names(language)) > 1.5 * count


@given(st.sampled_from(("ru", "ar", "tr", "zh", "en", "xx")), st.text(max_size=40))
def test_mentions_are_verbatim_in_order_and_apart(language: str, text: str) -> None:
    end = 0
    for mention in find_mentions(text, language=language):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        end = mention.end


def test_an_unknown_language_has_no_names() -> None:
    assert find_names("Peru", "xx") == []


def test_case_and_marks_do_not_matter() -> None:
    for written in ("РОССИЯ", "россия", "Россия"):
        assert [m.country for m in find_mentions(written, language="ru")] == ["RUS"]
    assert fold("Ёлка") == fold("елка")
    assert fold("كتاب") == fold("کتاب")
