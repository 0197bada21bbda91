from __future__ import annotations

import pytest

from detente.errors import DataFileError, InvalidInput
from detente.evaluation import Figure
from detente.evaluation.floors import Floors, Lowered, Measured, check, lower, packaged, raised
from detente.evaluation.suites import SUITES
from detente.records import EVENT_TYPES

SHARES = {"AGREE": 0.5, "ASSAULT": 0.5}
NOW = Measured(
    data={"pairs": "abc", "shares.news": "def"},
    figures={"pairs": [Figure(("root", "f1"), 0.62, 0.59, 0.66), Figure(("n",), 3.0)]},
    shares={"news": SHARES},
)


def measured(value: float, low: float, shares: dict[str, float] | None = None) -> Measured:
    figures = {"pairs": [Figure(("root", "f1"), value, low, 1.0)]}
    return Measured(data=NOW.data, figures=figures, shares={"news": shares or SHARES})


KEPT = raised(Floors(), NOW)


def test_the_first_raise_sets_the_lower_ends() -> None:
    assert KEPT.floors == {"pairs": {"root f1": 0.59}}
    assert KEPT.shares == {"news": SHARES}
    assert list(check(KEPT, NOW)) == []


def test_a_floor_only_rises() -> None:
    assert raised(KEPT, measured(0.7, 0.5)).floors["pairs"]["root f1"] == 0.59
    assert raised(KEPT, measured(0.8, 0.7512)).floors["pairs"]["root f1"] == 0.751


def test_below_a_floor_and_missing_are_said() -> None:
    (said,) = check(KEPT, measured(0.58, 0.5))
    assert said == "pairs root f1: 0.580 lies below its floor 0.590"
    gone = Measured(data=NOW.data, figures={}, shares=NOW.shares)
    assert list(check(KEPT, gone)) == ["pairs root f1: not measured any more"]


def test_other_data_are_said_and_replace_the_floor() -> None:
    other = Measured(
        data={**NOW.data, "pairs": "xyz"},
        figures={"pairs": [Figure(("root", "f1"), 0.4, 0.3, 0.5)]},
        shares=NOW.shares,
    )
    said = list(check(KEPT, other))
    assert said[0] == "pairs: the data are not those that the floors were measured on"
    assert raised(KEPT, other).floors["pairs"] == {"root f1": 0.3}


def test_shares_may_move_by_a_quarter() -> None:
    assert list(check(KEPT, measured(0.6, 0.5, {"AGREE": 0.4, "ASSAULT": 0.6}))) == []
    said = list(check(KEPT, measured(0.6, 0.5, {"AGREE": 0.37, "ASSAULT": 0.63})))
    assert said == [
        "share of AGREE in news: 0.5000 before, 0.3700 now",
        "share of ASSAULT in news: 0.5000 before, 0.6300 now",
    ]
    assert raised(KEPT, measured(0.6, 0.5, {"AGREE": 0.3, "ASSAULT": 0.7})).shares == KEPT.shares


def test_a_floor_goes_down_by_name_and_with_a_reason() -> None:
    now = measured(0.5, 0.4)
    with pytest.raises(InvalidInput, match="only with a reason"):
        lower(KEPT, now, "pairs root f1", day="2026-11-25", reason=" ")
    with pytest.raises(InvalidInput, match="no floor 'pairs f1'; there are: pairs root f1"):
        lower(KEPT, now, "pairs f1", day="2026-11-25", reason="typo")
    found = lower(KEPT, now, "pairs root f1", day="2026-11-25", reason="gold was corrected")
    assert found.floors["pairs"]["root f1"] == 0.4
    assert found.lowered == (
        Lowered(what="pairs root f1", before=0.59, after=0.4, day="2026-11-25",
                reason="gold was corrected"),
    )  # fmt: skip
    assert list(check(found, now)) == []


def test_shares_are_taken_anew_with_a_reason() -> None:
    now = measured(0.6, 0.5, {"AGREE": 0.3, "ASSAULT": 0.7})
    found = lower(KEPT, now, "shares news", day="2026-11-25", reason="ASSAULT was missed")
    assert found.shares["news"] == {"AGREE": 0.3, "ASSAULT": 0.7}
    assert [note.what for note in found.lowered] == [
        "share of AGREE in news", "share of ASSAULT in news",
    ]  # fmt: skip
    assert list(check(found, now)) == []


def test_the_file_goes_round() -> None:
    now = measured(0.5, 0.4)
    floors = lower(KEPT, now, "pairs root f1", day="2026-11-25", reason='a "quoted" reason — ja')
    assert Floors.parse(floors.text(), "floors.toml") == floors


def test_a_broken_file_is_named() -> None:
    for text in ("[data", "[data]\n", "[data]\n[floors]\n[shares]\n[[lowered]]\nwhy = 1\n"):
        with pytest.raises(DataFileError, match=r"floors\.toml"):
            Floors.parse(text, "floors.toml")


@pytest.mark.parametrize("name", ["rules.v1", "minilm.v1"])
def test_the_packaged_floors_cover_every_suite(name: str) -> None:
    floors = Floors.parse(packaged(name).read_text("utf8"), "floors.toml")
    assert set(floors.floors) == {suite.name for suite in SUITES}
    assert set(floors.shares) == {"stories", "news"}
    assert all(set(table) == set(EVENT_TYPES) for table in floors.shares.values())
