"""Which of the types that the network thinks possible are reported.

A chance is calibrated first, apart for pairs of states and for pairs with an end that is unknown
or the same state: ``1 / (1 + exp(-(scale × logit + bias of the type)))``. What reaches the bar of
its kind is chosen. Symmetric acts are asked both ways, averaged, and told of whoever is named
first. Of one type, a pair of two states goes before a pair that leaves an end open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.coding.learned.entities import Entity
from detente.coding.learned.model import NOBODY, Floats, Pair, Said, Span
from detente.coding.rules.frame import SYMMETRIC
from detente.records import EVENT_TYPES

__all__ = ["Choice", "Scale", "between", "calibrated", "choices", "logits"]

_SYMMETRIC = np.array([kind in SYMMETRIC for kind in EVENT_TYPES])
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Scale:
    """How logits become confidences, and the confidence that is reported."""

    scale: float
    biases: Sequence[float]
    bar: float

    @classmethod
    def of(cls, settings: Mapping[str, Any], kind: str, point: str) -> Scale:
        """Read the scale of a kind of pair at an operating point."""
        own = settings["calibration"][kind]
        return cls(own["scale"], own["biases"], settings["bars"][point][kind])


@dataclass(frozen=True, slots=True)
class Choice:
    """A type that is reported of a pair."""

    pair: int
    actor: int
    recipient: int
    kind: int
    confidence: float
    trigger: Span


def calibrated(chances: Floats, scale: Scale) -> Floats:
    """Turn chances [P, 16] into confidences [P, 16]."""
    made: Floats = 1 / (1 + np.exp(-(scale.scale * logits(chances) + np.array(scale.biases))))
    return made


def logits(chances: Floats) -> Floats:
    """Give the logits of chances."""
    sure = chances.clip(_LEAST, 1 - _LEAST)
    made: Floats = np.log(sure / (1 - sure))
    return made


def between(pair: Pair) -> bool:
    """Tell whether a pair is of two states."""
    return NOBODY not in (pair.actor, pair.recipient) and pair.actor != pair.recipient


def choices(
    said: Said, pairs: Sequence[Pair], entities: Sequence[Entity], scales: Mapping[str, Scale]
) -> tuple[Choice, ...]:
    """Choose, in the order of the triggers in the text."""
    two = np.array([between(pair) for pair in pairs])
    sure = np.where(
        two[:, None],
        calibrated(_both_ways(said.chances, pairs), scales["between"]),
        calibrated(said.chances, scales["inside"]),
    )
    bars = np.where(two, scales["between"].bar, scales["inside"].bar)
    found: list[Choice] = []
    for p, k in _ranked(sure, bars, pairs):
        a, b = pairs[p].actor, pairs[p].recipient
        if _SYMMETRIC[k] and between(pairs[p]) and not _first(entities, a, b):
            continue
        if not between(pairs[p]) and any(_covers(one, a, b, k) for one in found):
            continue
        found.append(Choice(p, a, b, k, float(sure[p, k]), said.trigger(p, k)))
    return tuple(sorted(found, key=lambda one: (one.trigger, one.pair, one.kind)))


def _both_ways(chances: Floats, pairs: Sequence[Pair]) -> Floats:
    """Average the chances of symmetric acts over both directions."""
    place = {(pair.actor, pair.recipient): p for p, pair in enumerate(pairs)}
    back = chances[[place.get((pair.recipient, pair.actor), p) for p, pair in enumerate(pairs)]]
    made: Floats = np.where(_SYMMETRIC, (chances + back) / 2, chances)
    return made


def _ranked(sure: Floats, bars: Floats, pairs: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Give what reaches the bar: whole pairs first, then by how many ends are open."""
    reached = np.argwhere(sure >= bars[:, None])
    yield from sorted(
        ((int(p), int(k)) for p, k in reached),
        key=lambda x: (not between(pairs[x[0]]), _open(pairs[x[0]]), -sure[x[0], x[1]], x),
    )


def _open(pair: Pair) -> int:
    return (pair.actor == NOBODY) + (pair.recipient == NOBODY)


def _first(entities: Sequence[Entity], a: int, b: int) -> bool:
    return (entities[a].spans[0], a) < (entities[b].spans[0], b)


def _covers(one: Choice, a: int, b: int, kind: int) -> bool:
    """Tell whether a chosen act says what a pair with an open end would say once more."""
    if one.kind != kind:
        return False
    if a == b != NOBODY:  # inside one state: told already if that state has a part in it
        return a in (one.actor, one.recipient)
    return a in (one.actor, NOBODY) and b in (one.recipient, NOBODY)
