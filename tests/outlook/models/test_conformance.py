"""What every outlook model must keep, whichever file or package it comes from."""

from __future__ import annotations

from datetime import date

import pytest

from detente.errors import UnknownPiece
from detente.knowledge import ladder
from detente.outlook import foresee
from detente.pieces import find_pieces
from detente.records import Dyad, History

MODELS = find_pieces("detente.outlook.models")
PAIR = Dyad.of("RUS", "AZE")
DAY = date(2025, 7, 1)
NOTHING = History(events=(), coverage=())
STANDING = range(6)


@pytest.mark.parametrize("name", MODELS)
def test_a_model_goes_by_the_name_of_its_piece(name: str) -> None:
    model = MODELS[name].build()
    assert model.name == name
    assert model.foresee(NOTHING, PAIR, standing=0, as_of=DAY).model == name


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("standing", STANDING)
def test_an_outlook_covers_all_rungs_within_30_and_90_days(name: str, standing: int) -> None:
    outlook = MODELS[name].build().foresee(NOTHING, PAIR, standing=standing, as_of=DAY)
    cells = {(c.rung, c.days) for c in outlook.chances}
    assert {(r, d) for r in range(1, 6) for d in (30, 90)} <= cells
    assert (outlook.dyad, outlook.as_of, outlook.standing) == (PAIR, DAY, standing)
    assert outlook.ladder == ladder.VERSION
    assert outlook.caption


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("standing", STANDING)
def test_bounds_are_as_coherent_as_the_chances(name: str, standing: int) -> None:
    outlook = MODELS[name].build().foresee(NOTHING, PAIR, standing=standing, as_of=DAY)
    for one in outlook.chances:
        for other in outlook.chances:
            if other.rung <= one.rung and other.days >= one.days:
                assert other.low >= one.low
                assert other.high >= one.high


def test_an_unknown_model_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownPiece, match=r"crystal\.v1.*baserate\.v1"):
        foresee(NOTHING, as_of=DAY, dyads=[PAIR], model="crystal.v1")
