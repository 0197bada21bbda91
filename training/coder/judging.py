"""What a network in training finds, by the ``lines`` protocol, at several thresholds."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from training.coder.examples import NOBODY
from training.coder.network import Network
from training.coder.tensors import Ready, batch

from detente.evaluation.gold import Row
from detente.evaluation.scheme import SYMMETRIC
from detente.evaluation.tasks.lines import figures
from detente.records import EVENT_TYPES, STATUSES

__all__ = ["judge"]

REAL = frozenset({"asserted", "attributed", "denied"})


@torch.no_grad()
def judge(network: Network, items: Sequence[tuple[Ready, Row]]) -> dict[float, str]:
    """Score the state-to-state events at several thresholds, as the ``lines`` protocol does."""
    network.eval()
    found: dict[str, list[tuple[float, dict[str, str | None]]]] = {}
    for group in [items[n : n + 32] for n in range(0, len(items), 32)]:
        given = batch([r for r, _ in group], None)
        if not given.pairs:
            continue
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = network.encode(given.ids, given.mask, given.marks)
            said = network.heads(
                states, given.mask, given.owner, given.actors, given.recipients, given.hints
            ).float()
        chances = said.types.sigmoid()
        statuses = said.statuses.argmax(-1)
        for p, pair in enumerate(given.pairs):
            made = group[int(given.owner[p])][0].made
            if NOBODY in (pair.actor, pair.recipient) or pair.actor == pair.recipient:
                continue
            if None in (made.states[pair.actor], made.states[pair.recipient]):
                continue
            for k in range(len(EVENT_TYPES)):
                first = min(made.entities[pair.actor]) < min(made.entities[pair.recipient])
                if EVENT_TYPES[k] in SYMMETRIC and not first:
                    continue
                if chances[p, k] > 0.1:
                    event = {
                        "actor": made.states[pair.actor], "type": EVENT_TYPES[k],
                        "recipient": made.states[pair.recipient],
                        "status": STATUSES[int(statuses[p, k])],
                    }  # fmt: skip
                    found.setdefault(made.id, []).append((float(chances[p, k]), event))
    shown = {}
    for threshold in (0.15, 0.2, 0.3, 0.4, 0.5, 0.6):
        said_ = {
            name: {"events": [e for c, e in events if c >= threshold and e["status"] in REAL]}
            for name, events in found.items()
        }
        scores = {" ".join(f.name): f.value for f in figures([row for _, row in items], said_)}
        shown[threshold] = " ".join(
            f"{short} {scores[name]:.3f}"
            for short, name in (
                ("root F1", "actor_recipient_root f1"), ("P", "actor_recipient_root precision"),
                ("R", "actor_recipient_root recall"), ("pair F1", "actor_recipient f1"),
                ("false", "false_alarms_on_empty_lines"),
            )
        )  # fmt: skip
    return shown
