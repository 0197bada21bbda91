"""Which of the types that the network thinks possible are reported.

A chance is calibrated first: ``1 / (1 + exp(-(scale × logit + bias of the type)))``, with scale and
biases for each kind of finding (`KINDS`); in an article, most of whose sentences tell nothing that
happened, a shift is added and the bar is another. What reaches the bar of its kind is chosen.
Symmetric acts are asked both ways, averaged, and told of whoever is named first. Of pairs with an
open end only the likeliest of each type is told, and only if no pair of states tells as much: its
confidence is that such an act is told at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from detente.coding.learned.entities import Entity
from detente.coding.learned.hints import TYPES
from detente.coding.learned.model import NOBODY, Floats, Pair, Said, Span
from detente.coding.rules.frame import SYMMETRIC
from detente.records import EVENT_TYPES

__all__ = [
    "BRIEF",
    "KINDS",
    "Choice",
    "Form",
    "Scale",
    "between",
    "both_ways",
    "choices",
    "confidences",
    "form_of",
    "kinds",
    "logits",
]

KINDS = ("inside", "between", "agreed")
"""Acts with an open end or inside one state; acts between states that only the network sees; and
those that the rules see as well."""
_INSIDE, _BETWEEN, _AGREED = range(len(KINDS))

Form: TypeAlias = Literal["brief", "article"]
"""What a text is: a line or a few of news, or an article."""
BRIEF = 4
"""Sentences of a brief, its title aside; nearly each of them tells an event."""

_SYMMETRIC = np.array([kind in SYMMETRIC for kind in EVENT_TYPES])
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Scale:
    """How logits become confidences, and the confidence that is reported."""

    scale: float
    biases: Sequence[float]
    bar: float

    @classmethod
    def of(cls, settings: Mapping[str, Any], kind: str, point: str, form: Form) -> Scale:
        """Read the scale of a kind of pair at an operating point, in a form of text."""
        own = settings["calibration"][kind]
        shift = own["shift"] if form == "article" else 0.0
        biases = [bias + shift for bias in own["biases"]]
        return cls(own["scale"], biases, settings["bars"][form][point][kind])


@dataclass(frozen=True, slots=True)
class Choice:
    """A type that is reported of a pair."""

    pair: int
    actor: int
    recipient: int
    kind: int
    confidence: float
    trigger: Span


def confidences(chances: Floats, scale: Scale) -> Floats:
    """Turn chances [P, 16] into confidences [P, 16]."""
    made: Floats = 1 / (1 + np.exp(-(scale.scale * logits(chances) + np.array(scale.biases))))
    return made


def kinds(pairs: Sequence[Pair]) -> npt.NDArray[np.int64]:
    """Give the kind of each type in each pair, [P, 16], as an index of `KINDS`."""
    hints = np.array([pair.hint for pair in pairs]) > 0
    agreed = hints[:, :TYPES] | (_SYMMETRIC & hints[:, TYPES : 2 * TYPES])
    two = np.array([between(pair) for pair in pairs])[:, None]
    made: npt.NDArray[np.int64] = np.where(two, np.where(agreed, _AGREED, _BETWEEN), _INSIDE)
    return made


def form_of(sentences: int) -> Form:
    """Give the form of a text of so many sentences."""
    return "brief" if sentences <= BRIEF else "article"


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
    kind = kinds(pairs)
    chances = both_ways(said.chances, pairs)
    sure = np.zeros_like(chances)
    for number, name in enumerate(KINDS):
        scale = scales[name]
        own = confidences(chances, scale)
        sure = np.where((kind == number) & (own >= scale.bar), own, sure)
    found: list[Choice] = []
    told: set[int] = set()
    for p, k in _ranked(sure, pairs):
        a, b = pairs[p].actor, pairs[p].recipient
        if _SYMMETRIC[k] and between(pairs[p]) and not _first(entities, a, b):
            continue
        if not between(pairs[p]):
            if k in told or any(_covers(one, a, b, k) for one in found):
                continue
            told.add(k)
        found.append(Choice(p, a, b, k, float(sure[p, k]), said.trigger(p, k)))
    return tuple(sorted(found, key=lambda one: (one.trigger, one.pair, one.kind)))


def both_ways(chances: Floats, pairs: Sequence[Pair]) -> Floats:
    """Average the chances of symmetric acts over both directions."""
    place = {(pair.actor, pair.recipient): p for p, pair in enumerate(pairs)}
    back = chances[[place.get((pair.recipient, pair.actor), p) for p, pair in enumerate(pairs)]]
    made: Floats = np.where(_SYMMETRIC, (chances + back) / 2, chances)
    return made


def _ranked(sure: Floats, pairs: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Give what reached its bar: pairs of states first, then the likeliest."""
    yield from sorted(
        ((int(p), int(k)) for p, k in np.argwhere(sure > 0)),
        key=lambda x: (not between(pairs[x[0]]), -sure[x[0], x[1]], x),
    )


def _first(entities: Sequence[Entity], a: int, b: int) -> bool:
    return (entities[a].spans[0], a) < (entities[b].spans[0], b)


def _covers(one: Choice, a: int, b: int, kind: int) -> bool:
    """Tell whether a chosen act says what a pair with an open end would say once more."""
    if one.kind != kind:
        return False
    if a == b != NOBODY:  # inside one state: told already if that state has a part in it
        return a in (one.actor, one.recipient)
    return a in (one.actor, NOBODY) and b in (one.recipient, NOBODY)
