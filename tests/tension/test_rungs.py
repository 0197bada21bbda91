"""The standing rung, by the ladder."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from detente.records import Event
from detente.tension import standing_rung
from detente.tension.rungs import standing_rungs
from tests.tension.building import event

DAY = date(2025, 3, 1)


def on(offset: int) -> date:
    return DAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("kind", "rung"),
    [("CONSULT", 0), ("RETREAT", 0), ("REQUEST", 1), ("ACCUSE", 1), ("REJECT", 1),
     ("THREATEN", 2), ("SANCTION", 3), ("COERCE", 3), ("PROTEST", 3), ("MOBILIZE", 3),
     ("ASSAULT", 4)],
)  # fmt: skip
def test_types(kind: str, rung: int) -> None:
    assert standing_rung([event("a", f"RUS {kind} AZE", "2025-03-01")], DAY) == rung


def test_it_stands_for_four_weeks() -> None:
    events = [event("a", "RUS SANCTION AZE", "2025-03-01")]
    stands = [standing_rung(events, on(i)) for i in (-1, 0, 27, 28)]
    assert stands == [0, 3, 3, 0]


def test_it_steps_down_to_the_highest_left() -> None:
    events = [
        event("a", "RUS SANCTION AZE", "2025-03-01"),
        event("b", "AZE THREATEN RUS", "2025-03-11"),
        event("c", "AZE ACCUSE RUS", "2025-03-21"),
    ]
    assert [standing_rung(events, on(i)) for i in (27, 28, 37, 38, 47, 48)] == [3, 2, 2, 1, 1, 0]


@pytest.mark.parametrize(
    ("fields", "kind", "rung"),
    [
        ({"origins": 1, "asserting": 1}, "SANCTION", 0),
        ({"origins": 1, "asserting": 1}, "THREATEN", 0),
        ({"origins": 1, "asserting": 1}, "ACCUSE", 1),
        ({"origins": 2, "asserting": 1}, "SANCTION", 3),
        ({"origins": 1, "asserting": 0, "admitted": True}, "SANCTION", 3),
        ({"origins": 1, "asserting": 1, "merger": "gdelt.v2"}, "SANCTION", 3),
        ({"origins": 3, "asserting": 0, "claimed": True}, "ASSAULT", 0),
        ({"origins": 3, "asserting": 0, "claimed": True}, "ACCUSE", 0),
    ],
)
def test_above_one_it_needs_two_origins(fields: dict[str, object], kind: str, rung: int) -> None:
    assert standing_rung([event("a", f"RUS {kind} AZE", "2025-03-01", **fields)], DAY) == rung


def assaults(*offsets: int, killed: int | None = None, origins: int = 2) -> list[Event]:
    return [
        event(str(i), "RUS ASSAULT AZE", on(i).isoformat(), killed=killed, origins=origins)
        for i in offsets
    ]


@pytest.mark.parametrize(
    ("offsets", "rung"),
    [((0,), 4), ((0, 1, 2), 4), ((-8, 0), 4), ((-16, -8, 0), 5), ((-27, -10, 0), 5),
     ((-28, -10, 0), 4), ((-27, -26, 0), 4), ((-24, -10, -9, -1), 5)],
)  # fmt: skip
def test_assault_in_three_of_four_weeks(offsets: tuple[int, ...], rung: int) -> None:
    assert standing_rung(assaults(*offsets), DAY) == rung


@pytest.mark.parametrize(
    ("offsets", "killed", "rung"),
    [((0,), 24, 4), ((0,), 25, 5), ((-6, 0), 13, 5), ((-7, 0), 13, 4), ((-3, 0), None, 4)],
)
def test_deaths_in_a_week(offsets: tuple[int, ...], killed: int | None, rung: int) -> None:
    assert standing_rung(assaults(*offsets, killed=killed), DAY) == rung


def test_combat_needs_corroborated_assaults() -> None:
    lone = assaults(-16, -8, 0, killed=50, origins=1)
    assert standing_rung(lone, DAY) == 0


def test_combat_steps_down_after_four_quiet_weeks() -> None:
    events = assaults(-16, -8, 0)
    assert [standing_rung(events, on(i)) for i in (0, 27, 28)] == [5, 5, 0]


def test_month_counts_from_its_end_or_its_first_report() -> None:
    month = event("a", "RUS SANCTION AZE", "2025-03", known=date(2025, 5, 2))
    assert [standing_rung([month], date(2025, 3, d)) for d in (1, 30, 31)] == [0, 0, 3]
    within = event("b", "RUS SANCTION AZE", "2025-03", known=date(2025, 3, 20))
    assert [standing_rung([within], date(2025, 3, d)) for d in (19, 20)] == [0, 3]


def test_a_year_and_no_date_trigger_nothing() -> None:
    events = [event("a", "RUS ASSAULT AZE", "2025"), event("b", "RUS ASSAULT AZE", None)]
    assert {standing_rung(events, date(2025, 12, 31)), standing_rung(events, DAY)} == {0}


def test_the_series_is_the_single_days() -> None:
    events = [*assaults(-16, -8, 0), event("c", "AZE ACCUSE RUS", "2025-03-25")]
    series = standing_rungs(events, on(-20), on(60))
    assert series == [standing_rung(events, on(i)) for i in range(-20, 61)]


def test_the_dead_of_a_month_are_not_the_dead_of_a_week() -> None:
    month = event("a", "RUS ASSAULT AZE", "2025-03", known=date(2025, 3, 9), killed=90)
    week = event("b", "RUS ASSAULT AZE", "2025-03-03/2025-03-09", known=date(2025, 3, 9), killed=90)
    assert standing_rung([month], date(2025, 3, 9)) == 4
    assert standing_rung([week], date(2025, 3, 9)) == 5
