"""Sentences of the English Web Treebank that readers code.

    python -m training.labels.treebank --treebank en_ewt-ud-train.conllu --out FOLDER

News lines nearly always tell an event, sentences of articles and letters seldom do. The choice is
made by a fixed seed from the training part of UD EWT (CC BY-SA 4.0): of weblogs and newsgroups all
sentences that name a state and some that do not, of answers and letters some that do. ``--out``
writes them in batches, each sentence with what stands before it in its text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.errors import InvalidInput
from detente.knowledge.gazetteer import find_mentions

__all__ = ["Said", "chosen", "part", "sentences"]

SEED = "articles of the treebank"
SHORTEST = 5
"""Words of a sentence."""
BARE, ASIDE = 160, 200
"""Sentences without a state, and sentences of answers and letters, that are drawn."""
BATCHES = 8
SAID = date(2005, 1, 1)
"""The day of a text that tells none."""
_DAY = re.compile(r"_ENG_(\d{4})(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the treebank."""

    id: str
    text: str
    number: int
    """Its place in its text, from 0."""

    @property
    def document(self) -> str:
        """Give the text that it is from."""
        return self.id.rpartition("-")[0]

    @property
    def day(self) -> date:
        """Give the day on which it was written."""
        found = _DAY.search(self.id)
        return date(*map(int, found.groups())) if found else SAID


def sentences(path: Path) -> list[Said]:
    """Read the sentences of a file of the treebank. Raises `InvalidInput` where it has none."""
    found: list[Said] = []
    name, number = "", 0
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if line.startswith("# newdoc"):
                number = 0
            elif line.startswith("# sent_id ="):
                name = line.partition("=")[2].strip()
            elif line.startswith("# text ="):
                found.append(Said(name, line.partition("=")[2].strip(), number))
                number += 1
    if not found:
        raise InvalidInput(f"{path}: no sentence; give a file of UD EWT in CoNLL-U")
    return found


def part(document: str) -> str:
    """Give ``train``, or ``dev`` for a quarter of the texts, by a hash of their names."""
    return "train" if hashlib.sha256(document.encode()).digest()[0] % 4 else "dev"


def chosen(given: Sequence[Said]) -> list[Said]:
    """Choose the sentences to be read, in the order of the file."""
    seen: set[str] = set()
    state: list[str] = []
    bare: list[str] = []
    aside: list[str] = []
    for said in given:
        if len(said.text.split()) < SHORTEST or said.text in seen:
            continue
        seen.add(said.text)
        names = any(m.country for m in find_mentions(said.text, SAID))
        if said.id.startswith(("weblog", "newsgroup")):
            (state if names else bare).append(said.id)
        elif names and said.id.startswith(("email", "answers")):
            aside.append(said.id)
    drawing = random.Random(SEED)
    kept = {*state, *drawing.sample(bare, BARE), *drawing.sample(aside, ASIDE)}
    return [said for said in given if said.id in kept]


def shown(said: Said, before: Sequence[Said]) -> str:
    """Write a sentence as a reader sees it, after those that stand before it."""
    return "\n".join(
        [f"# {said.id} | {said.document}", *(f"~ {one.text}" for one in before), said.text, ""]
    )


def batches(given: Sequence[Said]) -> Iterator[tuple[str, list[Said], str]]:
    """Give the name of each batch, its sentences, and what its reader sees."""
    kept = chosen(given)
    size = -(-len(kept) // BATCHES)
    at = {said.id: n for n, said in enumerate(given)}
    ids = {said.id for said in kept}
    for first in range(0, len(kept), size):
        rows = kept[first : first + size]
        text = []
        for said in rows:
            before = given[max(0, at[said.id] - 2) : at[said.id]]
            told = [b for b in before if b.document == said.document and b.id not in ids]
            text.append(shown(said, told))
        yield f"ewt-{first // size + 1:02}", rows, "\n".join(text)


def main() -> None:
    """Write the batches."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--treebank", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for name, rows, text in batches(sentences(given.treebank)):
        (given.out / f"{name}.txt").write_text(text, encoding="utf-8")
        lines = (json.dumps({"id": s.id, "text": s.text}, ensure_ascii=False) for s in rows)
        (given.out / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
