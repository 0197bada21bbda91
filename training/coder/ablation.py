"""What the visible gold would add to training: an ablation, never shipped.

    python -m training.coder.ablation --start network.pt --gold FOLDER --out FOLDER

A trained network goes on with three quarters of plv (the type of a marked pair) and three quarters
of cameo_class (the class of a sentence; of all pairs and types of that class the likeliest is taken
for right), drawn by the hash of their text. ``--score MODEL`` scores an exported folder on the
last quarters.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from training.coder.examples import Deed, Example, Pair, example
from training.coder.network import Network
from training.coder.steps import Steps
from training.coder.tensors import Ready, batch, in_batches, ready
from training.coder.train import LONGEST, MODEL, loss
from transformers import AutoModel

from detente.coding.coders.minilm import MinilmCoder
from detente.coding.learned.hints import HINTS, phrase_hint
from detente.evaluation.gold import Row, read_rows
from detente.evaluation.scheme import QUAD, root
from detente.evaluation.tasks import predictions, task
from detente.evaluation.tasks.pairs import marked
from detente.records import EVENT_TYPES

KINDS = {"YIELD": ("CONCEDE", "RETREAT")}
EPOCHS, SIZE, RATE = 4, 16, 5e-5


def of_pair(row: Row) -> Example:
    """Give a marked sentence as an example; YIELD stands for the likelier of its two types."""
    text, actor, recipient = marked(row)
    made = example({"id": row["id"], "political": True, "events": [], "other": []}, text, None)
    made.pairs = []
    ends = []
    for span in (actor, recipient):
        made.entities.append([span])
        made.states.append(None)
        ends.append(len(made.entities) - 1 if span[0] < span[1] else -1)
    kinds = KINDS.get(root(row.text("code")), (row.text("code"),))
    deeds = (Deed(kinds[-1], "asserted", None),)
    hint = phrase_hint(text, actor, recipient)
    made.pairs.append(Pair(ends[0], ends[1], deeds, frozenset(kinds[:-1]), hint))
    return made


def learned_from(row: Row) -> bool:
    """Tell whether a sentence is learned from; the same sentence is so in both sets."""
    return hashlib.sha256(row.text().encode()).digest()[0] < 192


@torch.no_grad()
def settled(network: Network, item: Ready, kind: int) -> Ready:
    """Take the likeliest pair and type of a class for right, and leave its others open."""
    network.eval()
    given = batch([item], None)
    states = network.encode(given.ids, given.mask, given.marks)
    said = network.heads(
        states, given.mask, given.owner, given.actors, given.recipients, given.hints
    )
    own = torch.tensor([QUAD[root(name)] == kind for name in EVENT_TYPES])
    best = int(said.types.masked_fill(~own, -99).argmax())
    right, names = (
        best // len(EVENT_TYPES),
        frozenset(n for n in EVENT_TYPES if QUAD[root(n)] == kind),
    )
    pairs = [
        replace(pair, deeds=(Deed(EVENT_TYPES[best % 16], "asserted", None),)) if p == right
        else replace(pair, open=names)
        for p, pair in enumerate(item.pairs)
    ]  # fmt: skip
    return replace(item, pairs=pairs)


def main() -> None:
    """Train on the gold and save the network."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--start", type=Path)
    asked.add_argument("--score", help="a model folder of the package")
    asked.add_argument("--gold", type=Path, required=True)
    asked.add_argument("--out", type=Path, default=Path("ablation"))
    given = asked.parse_args()
    if given.score:
        score(given.score, given.gold)
        return
    torch.manual_seed(1)
    drawing = random.Random(1)
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    network = Network(AutoModel.from_pretrained(MODEL))
    network.load_state_dict(torch.load(given.start))
    rows = read_rows(given.gold / "plv.jsonl")
    plv = [ready(of_pair(r), tokenizer) for r in rows if learned_from(r)]
    classed = list(_classed(given.gold / "cameo_class.jsonl", tokenizer))
    size = len(plv) + len(classed)
    steps = Steps(network, RATE, EPOCHS * (size // SIZE + 1))
    for epoch in range(EPOCHS):
        items = plv + [settled(network, r, k) if k else r for r, k in classed]
        network.train()
        for texts in in_batches(items, SIZE, drawing, lambda r: len(r.ids)):
            made = batch(texts, drawing)
            if made.pairs:
                steps.take(loss(network, made))
        print(f"epoch {epoch + 1}", flush=True)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), given.out / "network.pt")


def score(model: str, gold: Path) -> None:
    """Print the figures of a model on what is not learned from."""
    coder = MinilmCoder(model=model)
    for name, file in (("pairs", "plv.jsonl"), ("penta", "cameo_class.jsonl")):
        rows = [row for row in read_rows(gold / file) if not learned_from(row)]
        chosen = task(name)
        said = {one["id"]: one for one in predictions(chosen, rows, coder)}
        print(name, len(rows), *(str(figure) for figure in chosen.figures(rows, said)), sep="\n  ")


def _classed(path: Path, tokenizer: Tokenizer) -> Iterator[tuple[Ready, int]]:
    empty = {"political": True, "events": [], "other": []}
    for row in read_rows(path):
        if learned_from(row):
            made = example({"id": row["id"], **empty}, row.text(), None)
            made.pairs = [p if p.hint else replace(p, hint=(0.0,) * HINTS) for p in made.pairs]
            yield ready(made, tokenizer), int(row["code"])


if __name__ == "__main__":
    main()
