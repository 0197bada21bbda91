"""The table of what speaks for one deed, row by row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from detente.merging.likeness import BAR, STRONG, likeness
from detente.merging.telling import Telling, known_by, tellings
from tests.merging.building import report

PLAIN: dict[str, Any] = {"deed": "POL COERCE BLR", "published": date(2023, 2, 10)}
WIRE = " ".join(f"word{i}" for i in range(30))


def telling(quote: str, name: str, **fields: Any) -> Telling:
    made = report(quote, **{"document": name, "outlet": name} | PLAIN | fields)
    return tellings(known_by([made], None))[0]


def compared(
    first: dict[str, Any], second: dict[str, Any], quotes: tuple[str, str] | None = None
) -> float | None:
    one, other = quotes or ("Lorries seized near Bobrowniki bridge.",) * 2
    a, b = telling(one, "a", **first), telling(other, "b", **second)
    assert likeness(a, b) == likeness(b, a)
    return likeness(a, b)


@pytest.mark.parametrize(
    ("first", "second", "score"),
    [
        ({}, {}, 1.15),
        ({}, {"document": "a"}, 1.30),
        ({"place": "Brest"}, {"place": "Brest"}, 1.30),
        ({"place": "Brest"}, {"place": "Kobryn"}, 0.95),
        ({"arrested": 8}, {"arrested": 8}, 1.30),
        ({"arrested": 8}, {"arrested": 7}, 1.15),
        ({"arrested": 8}, {"arrested": 20}, None),
        ({"arrested": 2}, {"arrested": 5}, 1.15),
        ({"arrested": 20}, {"arrested": 30}, 1.15),
        ({"arrested": 8}, {"wounded": 30}, 1.15),
        ({}, {"when": "2023-02-11"}, 0.7),
        ({}, {"when": "2023-02-12"}, None),
        ({}, {"when": "2023-02-11", "document": "a"}, None),
        ({}, {"when": "2023-02"}, 0.85),
        ({"when": "2023-02"}, {"when": "2023-02"}, 0.85),
        ({}, {"when": "2023"}, 0.65),
        ({"when": "2023"}, {"when": "2023"}, 0.65),
        ({}, {"when": "2022"}, None),
        ({}, {"deed": "POL SANCTION BLR"}, 0.7),
        ({}, {"deed": "POL SANCTION BLR", "document": "a"}, None),
        ({}, {"deed": "POL SANCTION BLR", "when": "2023-02-11"}, None),
        ({}, {"deed": "POL ACCUSE BLR"}, None),
        ({}, {"deed": "BLR COERCE POL"}, None),
        ({"deed": "POL CONSULT BLR"}, {"deed": "BLR CONSULT POL"}, 1.15),
        ({"deed": "POL SUPPORT BLR"}, {"deed": "BLR CONSULT POL"}, None),
        ({"deed": "POL COERCE _"}, {"deed": "POL COERCE _"}, 0.8),
        ({"deed": "POL COERCE POL"}, {"deed": "POL COERCE POL"}, 0.8),
        ({}, {"deed": "POL COERCE _"}, None),
        ({"when": ""}, {}, 1.0),
        ({"when": ""}, {"document": "a"}, 1.15),
        ({"deed": "POL ASSAULT BLR"}, {"deed": "POL ASSAULT BLR"}, 1.0),
        ({"deed": "POL PROTEST BLR"}, {"deed": "POL PROTEST BLR", "when": "2023-02-11"}, None),
        ({"deed": "POL ASSAULT BLR", "text": WIRE},
         {"deed": "POL ASSAULT BLR", "text": WIRE, "when": "2023-02-11"}, 0.7),
        ({"deed": "POL ASSAULT BLR", "text": WIRE},
         {"deed": "POL ASSAULT BLR", "text": WIRE, "when": "2023-02-11", "outlet": "a"}, None),
        ({"deed": "POL ASSAULT BLR", "killed": 2},
         {"deed": "POL ASSAULT BLR", "killed": 2, "when": "2023-02-11"}, 0.85),
        ({"deed": "POL ASSAULT BLR", "place": "Brest"},
         {"deed": "POL ASSAULT BLR", "place": "Kobryn"}, None),
        ({"deed": "POL ASSAULT BLR", "place": "Brest"},
         {"deed": "POL ASSAULT BLR", "place": "the port of Brest"}, 1.15),
    ],
)  # fmt: skip
def test_circumstances(first: dict[str, Any], second: dict[str, Any], score: float | None) -> None:
    found = compared(first, second)
    assert found == (score if score is None else pytest.approx(score))


def test_the_names_of_the_pair_are_no_wording() -> None:
    quotes = ("Poland and Belarus: Warsaw seized lorries.", "Poland told Belarus: Minsk must pay.")
    assert compared({}, {}, quotes) == pytest.approx(0.15)
    foreign = compared({}, {"language": "pl"}, quotes)
    assert foreign == pytest.approx(0.35)


def test_two_reports_without_a_word_in_common_merge_on_one_day_only() -> None:
    quotes = ("Customs men took eight lorries.", "Cargo held at the frontier")
    same, month = compared({}, {}, quotes), compared({}, {"when": "2023-02"}, quotes)
    assert same is not None
    assert month is not None
    assert month < BAR <= same


def test_undated_reports_need_three_words_and_most_of_them() -> None:
    undated = {"when": ""}
    few = ("Lorries seized.", "Lorries seized.")
    loose = (
        "Lorries seized near Bobrowniki bridge after dark.",
        "Lorries seized near Brest while crews slept outside.",
    )
    assert compared(undated, {}, few) is None
    assert compared(undated, {}, loose) is None
    assert (compared(undated, {}) or 0) >= STRONG
