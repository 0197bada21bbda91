from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge.countries import Country, countries
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


def test_recall_on_real_actor_spans_does_not_fall(shared: Path) -> None:
    pairs = {
        row["id"]: row for row in json.loads((shared / "gold/plv_interstate_ids.json").read_text())
    }
    found = total = 0
    for line in (shared / "gold/plv.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        pair = pairs.get(row["id"])
        if pair is None:
            continue
        mentions = find_mentions(row["text"])
        for span, code in ((row["source"], pair["a"]), (row["target"], pair["b"])):
            start = row["text"].find(span)
            if start < 0:
                continue
            total += 1
            found += any(
                m.country == code and m.start < start + len(span) and m.end > start
                for m in mentions
            )
    assert total > 600
    assert found / total > 0.97
