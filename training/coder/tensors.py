"""Examples in tokens, and texts laid side by side with their pairs, as the network reads them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from tokenizers import Tokenizer
from torch import Tensor
from training.coder.examples import NOBODY, Example, Pair, Stretch

from detente.coding.learned.hints import HINTS
from detente.records import EVENT_TYPES

__all__ = ["Batch", "Ready", "batch", "in_batches", "ready"]

Item = TypeVar("Item")

TYPES = len(EVENT_TYPES)
NEGATIVES = 12
"""Pairs without an event that are learned from in one text."""
MASK = 103
"""The token ``[MASK]``."""
HIDING, HIDDEN = 0.5, 0.1
"""Share of texts in which words are hidden while learning, and share of their words."""
UNTOLD = 0.3
"""Share of texts that are learned from without hints."""


@dataclass(slots=True)
class Ready:
    """An example in tokens."""

    made: Example
    ids: list[int]
    marks: list[int]
    tags: list[int]
    offsets: list[Stretch]
    pairs: list[Pair]
    weights: list[list[float]]
    """Of each entity, over tokens."""
    told: list[list[float]]
    """Of each token, the types whose trigger it is part of, [T, 16]."""
    roles: list[list[float]]
    """Of each token, the types that its entity does and the types done to it, [T, 32]."""


def ready(made: Example, tokenizer: Tokenizer) -> Ready:
    """Cut a text into tokens and lay its entities over them."""
    coded = tokenizer.encode(made.text)
    offsets = [(a, b) for a, b in coded.offsets]

    def over(stretches: Sequence[Stretch]) -> list[float]:
        return [float(a < b and any(s < b and a < e for s, e in stretches)) for a, b in offsets]

    weights = [over(stretches) for stretches in made.entities]
    marks = [int(any(w[t] for w in weights)) for t in range(len(offsets))]
    tags = [0] * len(offsets)
    for start, end in made.actors:
        for t, (a, b) in enumerate(offsets):
            if a < b and start < b and a < end:
                tags[t] = 1 if a <= start else 2
    seen = {n for n, w in enumerate(weights) if any(w)}
    pairs = [p for p in made.pairs if {p.actor, p.recipient} <= seen | {NOBODY}]
    told, roles = _told(pairs, weights, offsets)
    return Ready(made, coded.ids, marks, tags, offsets, pairs, weights, told, roles)


def _told(
    pairs: Sequence[Pair], weights: Sequence[Sequence[float]], offsets: Sequence[Stretch]
) -> tuple[list[list[float]], list[list[float]]]:
    """Give what each token says of types: as part of a trigger, and as part of an end."""
    told = [[0.0] * TYPES for _ in offsets]
    roles = [[0.0] * (2 * TYPES) for _ in offsets]
    for pair in pairs:
        for deed in pair.deeds:
            kind = EVENT_TYPES.index(deed.type)
            for t, (a, b) in enumerate(offsets):
                if deed.trigger and a < b and deed.trigger[0] < b and a < deed.trigger[1]:
                    told[t][kind] = 1.0
            for end, shift in ((pair.actor, 0), (pair.recipient, TYPES)):
                for t, weight in enumerate(weights[end] if end != NOBODY else ()):
                    if weight:
                        roles[t][shift + kind] = 1.0
    return told, roles


def in_batches(
    items: Sequence[Item], size: int, drawing: random.Random | None, length: Callable[[Item], int]
) -> Iterator[list[Item]]:
    """Give batches of texts of like length, in random order where `drawing` is given."""
    order = list(items)
    if drawing:
        drawing.shuffle(order)
        chunks = [order[n : n + size * 20] for n in range(0, len(order), size * 20)]
        order = [item for chunk in chunks for item in sorted(chunk, key=length)]
    groups = [order[n : n + size] for n in range(0, len(order), size)]
    if drawing:
        drawing.shuffle(groups)
    yield from groups


@dataclass(slots=True)
class Batch:
    """Tensors of some texts and their pairs."""

    ids: Tensor
    mask: Tensor
    marks: Tensor
    tags: Tensor
    political: Tensor
    owner: Tensor
    actors: Tensor
    recipients: Tensor
    hints: Tensor
    told: Tensor
    roles: Tensor
    pairs: list[Pair]
    offsets: list[list[Stretch]]


def batch(items: Sequence[Ready], drawing: random.Random | None) -> Batch:
    """Lay texts side by side.

    Where `drawing` is given, to learn from, some of the pairs without an event are drawn,
    some words are hidden, and some texts have no hints.
    """
    longest = max(len(item.ids) for item in items)

    def padded(rows: Sequence[Sequence[float]], kind: torch.dtype) -> Tensor:
        return torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows], dtype=kind)

    def stacked(rows: Sequence[Sequence[Sequence[float]]]) -> Tensor:
        return torch.nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], True)

    nobody = [0.0] * longest
    owner: list[int] = []
    actors: list[list[float]] = []
    recipients: list[list[float]] = []
    hints: list[Sequence[float]] = []
    pairs: list[Pair] = []
    for number, item in enumerate(items):
        untold = drawing is not None and drawing.random() < UNTOLD
        kept = item.pairs
        if drawing:
            empty = [p for p in kept if not p.deeds and not p.open]
            drawing.shuffle(empty)
            kept = [p for p in kept if p.deeds or p.open] + empty[:NEGATIVES]
        for pair in kept:
            owner.append(number)
            for end, rows in ((pair.actor, actors), (pair.recipient, recipients)):
                rows.append(nobody if end == NOBODY else item.weights[end])
            pairs.append(pair)
            hints.append([0.0] * HINTS if untold else pair.hint)
    return Batch(
        padded([_hidden(i, drawing) if drawing else i.ids for i in items], torch.long),
        padded([[1] * len(i.ids) for i in items], torch.long),
        padded([i.marks for i in items], torch.long),
        padded([i.tags for i in items], torch.long),
        torch.tensor([float(i.made.political) for i in items]),
        torch.tensor(owner, dtype=torch.long),
        padded(actors, torch.float),
        padded(recipients, torch.float),
        torch.tensor(hints).view(-1, HINTS),
        stacked([i.told for i in items]),
        stacked([i.roles for i in items]),
        pairs,
        [item.offsets for item in items],
    )


def _hidden(item: Ready, drawing: random.Random) -> list[int]:
    """Hide some words of some texts."""
    if drawing.random() >= HIDING:
        return item.ids
    inner = range(1, len(item.ids) - 1)
    hidden = {t for t in inner if drawing.random() < HIDDEN}
    return [MASK if t in hidden else one for t, one in enumerate(item.ids)]
