"""What of a network's chances is reported."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from detente.coding.learned.choosing import KINDS, Scale, choices, confidences
from detente.coding.learned.entities import Entity
from detente.coding.learned.hints import HINTS
from detente.coding.learned.model import NOBODY, Pair, Said
from detente.knowledge.gazetteer import Mention
from detente.records import EVENT_TYPES

ENDS = (NOBODY, 0, 1)
PAIRS = [Pair(a, b, (0.0,) * HINTS) for a in ENDS for b in ENDS]
TEXT = "Chad met Mali ."


def _entity(country: str, word: str) -> Entity:
    start = TEXT.index(word)
    mention = Mention(start, start + len(word), word, country, None, "state", "given")
    return Entity(country, (mention,))


ENTITIES = (_entity("TCD", "Chad"), _entity("MLI", "Mali"))
PLAIN = Scale(1.0, (0.0,) * 16, 0.5)


def _choose(
    chances: Mapping[tuple[int, int, str], float], scale: Scale = PLAIN
) -> list[tuple[int, int, str]]:
    table = np.full((len(PAIRS), 16), 0.01, dtype=np.float32)
    for (a, b, kind), chance in chances.items():
        row = next(n for n, p in enumerate(PAIRS) if (p.actor, p.recipient) == (a, b))
        table[row, EVENT_TYPES.index(kind)] = chance
    places = np.tile(np.array([0.0, 0.1, 0.8, 0.05, 0.05, 0.0], np.float32), (len(PAIRS), 16, 1))
    offsets = ((0, 0), (0, 4), (5, 8), (9, 13), (14, 15), (0, 0))
    said = Said(table, np.zeros((len(PAIRS), 16, 6), np.float32), places, (), 0.9, offsets)
    found = choices(said, PAIRS, ENTITIES, dict.fromkeys(KINDS, scale))
    assert all(one.trigger == (5, 8) for one in found)
    return [(one.actor, one.recipient, EVENT_TYPES[one.kind]) for one in found]


def test_what_reaches_the_bar_is_chosen() -> None:
    assert _choose({(0, 1, "ACCUSE"): 0.6, (1, 0, "REJECT"): 0.4}) == [(0, 1, "ACCUSE")]


def test_a_symmetric_act_is_told_once_of_whoever_is_named_first() -> None:
    assert _choose({(1, 0, "CONSULT"): 0.9, (0, 1, "CONSULT"): 0.8}) == [(0, 1, "CONSULT")]


def test_both_directions_of_a_symmetric_act_are_averaged() -> None:
    assert _choose({(0, 1, "AGREE"): 0.9, (1, 0, "AGREE"): 0.02}) == []


def test_an_act_between_states_is_not_told_again_with_an_open_end() -> None:
    several = {(0, 1, "ASSAULT"): 0.6, (0, NOBODY, "ASSAULT"): 0.9, (NOBODY, 1, "ASSAULT"): 0.9}
    assert _choose(several) == [(0, 1, "ASSAULT")]


def test_an_act_toward_somebody_else_is_told_as_well() -> None:
    several = {(0, 1, "ASSAULT"): 0.6, (1, NOBODY, "AID"): 0.9, (NOBODY, NOBODY, "PROTEST"): 0.7}
    assert _choose(several) == [
        (NOBODY, NOBODY, "PROTEST"), (0, 1, "ASSAULT"), (1, NOBODY, "AID"),
    ]  # fmt: skip


def test_of_open_ends_the_likeliest_stands_for_a_type() -> None:
    several = {(0, 0, "COERCE"): 0.8, (0, NOBODY, "COERCE"): 0.6, (NOBODY, NOBODY, "COERCE"): 0.7}
    assert _choose(several) == [(0, 0, "COERCE")]


@pytest.mark.parametrize(("scale", "bias"), [(1.0, 0.0), (0.5, -1.0), (2.0, 1.5)])
def test_calibration_keeps_the_order(scale: float, bias: float) -> None:
    chances = np.linspace(0, 1, 16 * 9, dtype=np.float32).reshape(9, 16)
    made = confidences(chances, Scale(scale, (bias,) * 16, 0.5))
    assert ((made > 0) & (made < 1)).all()
    assert (np.diff(made.ravel()) >= 0).all()


def test_a_plain_scale_changes_nothing() -> None:
    chances = np.linspace(0.01, 0.99, 16, dtype=np.float32)[None]
    assert np.allclose(confidences(chances, PLAIN), chances, atol=1e-6)
