from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge import lexicon
from detente.knowledge.countries import Country, countries
from detente.knowledge.folding import fold
from detente.knowledge.gazetteer import Mention, find_mentions
from detente.knowledge.plover import SECTORS

CASES = Path(__file__).parent.parent / "cases" / "knowledge" / "mentions.txt"


def cases() -> Iterator[tuple[str, date | None, list[str]]]:
    expected: list[str] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith(">"):
            text, _, day = line[2:].partition(" @")
            expected = []
            yield text, date.fromisoformat(day) if day else None, expected
        elif line and not line.startswith("#"):
            expected.append(line)


def written(mention: Mention) -> str:
    code = f"{mention.country or '-'} {mention.sector or '-'}"
    return f"{mention.text} | {code} {mention.kind}"


@pytest.mark.parametrize(("text", "on", "expected"), list(cases()))
def test_case_file(text: str, on: date | None, expected: list[str]) -> None:
    assert [written(m) for m in find_mentions(text, on)] == expected


def test_how_says_what_was_put_together() -> None:
    (mention,) = find_mentions("the Russian ambassador")
    assert mention.how == "demonym 'Russian' + agent noun 'ambassador'"


PIECES = [
    "Russia", "Russian", "Moscow", "Baku", "in ", "'s ", "’s ", "Azerbaijani",
    "foreign ministry", "President ", "Aliyev", "Putin", "U.S.", "US", "Georgia", "Jordan", ", ",
    ". ", "(BBC News)", " 2-1 ", "beat", "of ", "the ", "police", "NATO", "Hezbollah", "Taliban",
    "former ", "-backed", "pro-", "İstanbul", "Türkiye", "é", " ", "\n", "and ", "troops",
    "two ", "Kremlin", "World Cup", "“", "”", "🙂", "ß", "ẞ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map(
    lambda parts: "".join(parts)
)
DAYS = st.none() | st.dates()


@given(TEXTS, DAYS)
def test_mentions_are_verbatim_in_order_and_apart(text: str, on: date | None) -> None:
    end = 0
    for mention in find_mentions(text, on):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        end = mention.end


@given(TEXTS, DAYS)
def test_codes_are_known(text: str, on: date | None) -> None:
    codes = {c.iso3 for c in countries()} | {None}
    for mention in find_mentions(text, on):
        assert mention.country in codes
        assert mention.sector is None or mention.sector in SECTORS
        assert mention.how


@given(TEXTS, DAYS)
def test_finding_twice_finds_the_same(text: str, on: date | None) -> None:
    assert find_mentions(text, on) == find_mentions(text, on)


STATES = [c for c in countries() if c.kind != "body"]


@pytest.mark.parametrize("country", STATES, ids=lambda c: c.iso3)
def test_every_state_is_found_by_its_name(country: Country) -> None:
    found = find_mentions(f"Envoys of {country.name} left.")
    assert [m.country for m in found] == [country.iso3]


def test_terms_are_the_longest_that_begin_first() -> None:
    """The automaton gives what a search from each word boundary would."""
    terms: dict[str, list[lexicon.Entry]] = {}
    for entry in lexicon.entries():
        terms.setdefault(fold(entry.term).strip(), []).append(entry)
    longest = max(len(key.split(" ")) for key in terms)

    def slowly(text: str) -> list[tuple[int, int]]:
        folded = fold(text)
        bounds = [m.span() for m in re.finditer(r"[^ ]+", folded)]
        found: list[tuple[int, int]] = []
        for i, (start, _) in enumerate(bounds):
            if found and start < found[-1][1]:
                continue
            for _, end in reversed(bounds[i : i + longest]):
                if any(
                    e.written_so(text[start:end], text[end : end + 1])
                    for e in terms.get(folded[start:end], ())
                ):
                    found.append((start, end))
                    break
        return found

    for text, _, _ in cases():
        ours = [(m.start, m.start + len(fold(text[m.start : m.end]).strip())) for m in
                lexicon.find_terms(text)]  # fmt: skip
        assert ours == slowly(text), text
