"""Examples in tokens, and texts laid side by side with their pairs, as the network reads them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor
from training.coder.examples import NOBODY, Example, Pair, Stretch

__all__ = ["Batch", "Ready", "batch", "batches", "ready"]

NEGATIVES = 16
"""Pairs without an event that are learned from in one text."""


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
    return Ready(made, coded.ids, marks, tags, offsets, pairs, weights)


def batches(
    items: Sequence[Ready], size: int, drawing: random.Random | None
) -> Iterator[list[Ready]]:
    """Give batches of texts of like length, in random order where `drawing` is given."""
    order = list(items)
    if drawing:
        drawing.shuffle(order)
        chunks = [order[n : n + size * 20] for n in range(0, len(order), size * 20)]
        order = [item for chunk in chunks for item in sorted(chunk, key=lambda r: len(r.ids))]
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
    pairs: list[Pair]
    offsets: list[list[Stretch]]


def batch(items: Sequence[Ready], drawing: random.Random | None) -> Batch:
    """Lay texts side by side; of pairs without an event some are drawn where `drawing` is given."""
    longest = max(len(item.ids) for item in items)

    def padded(rows: Sequence[Sequence[float]], kind: torch.dtype) -> Tensor:
        return torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows], dtype=kind)

    nobody = [0.0] * longest
    owner: list[int] = []
    actors: list[list[float]] = []
    recipients: list[list[float]] = []
    pairs: list[Pair] = []
    for number, item in enumerate(items):
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
    return Batch(
        padded([i.ids for i in items], torch.long),
        padded([[1] * len(i.ids) for i in items], torch.long),
        padded([i.marks for i in items], torch.long),
        padded([i.tags for i in items], torch.long),
        torch.tensor([float(i.made.political) for i in items]),
        torch.tensor(owner, dtype=torch.long),
        padded(actors, torch.float),
        padded(recipients, torch.float),
        pairs,
        [item.offsets for item in items],
    )
