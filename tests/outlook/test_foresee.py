from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from detente.errors import InvalidInput
from detente.outlook import foresee
from detente.records import Dyad, History
from tests.records.examples import EVENT, PAIR, POINT

DAY = date(2025, 7, 1)
HISTORY = History(
    events=(EVENT,), coverage=((POINT.day, 1),), points=(replace(POINT, day=DAY, rung=3),)
)


def test_the_standing_rung_comes_from_the_point_of_the_day() -> None:
    outlooks = foresee(HISTORY, as_of=DAY)
    assert list(outlooks) == [PAIR]
    assert outlooks["RUS", "AZE"] is outlooks["AZE", "RUS"] is outlooks[PAIR]
    assert outlooks[PAIR].standing == 3
    assert outlooks[PAIR].at_least(rung=3, days=30) == pytest.approx(0.3513)


def test_a_pair_without_points_stands_on_the_ground() -> None:
    asked = Dyad.of("FRA", "GBR")
    outlooks = foresee(HISTORY, as_of=DAY, dyads=[asked])
    assert list(outlooks) == [asked]
    assert outlooks[asked].standing == 0
    with pytest.raises(KeyError):
        outlooks[PAIR]


def test_a_history_that_was_never_measured_is_refused() -> None:
    with pytest.raises(InvalidInput, match="AZE-RUS but no point of 2025-07-02: measure it"):
        foresee(HISTORY, as_of=DAY + timedelta(days=1))


def test_claims_alone_need_no_measuring() -> None:
    claimed = replace(EVENT, claimed=True)
    outlooks = foresee(History(events=(claimed,), coverage=()), as_of=DAY)
    assert outlooks[PAIR].standing == 0


def test_only_pairs_known_by_the_day_are_foreseen() -> None:
    assert EVENT.known
    assert dict(foresee(HISTORY, as_of=EVENT.known - timedelta(days=1))) == {}
