"""Texts with their labels: news lines, sentences of our own, sentences of the treebank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from training.coder.examples import without_outlets
from training.labels.treebank import sentences

from detente.evaluation.gold import Row, read_rows

__all__ = ["Labelled", "articles", "lines", "own"]

LABELS = Path(__file__).resolve().parents[1] / "labels"
SENTENCES_SAID = date(2019, 1, 1)
"""The day on which office holders in sentences of our own are looked up."""
_PART = re.compile(r"article-(\d+)-")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text as it is read, its day, its labels, and its place in its article, from 0."""

    text: str
    on: date | None
    row: Row
    place: int = 0


def lines(news: Path, years: range) -> list[Labelled]:
    """Give the news lines of some years, without the outlets at their end."""
    rows = [r for r in read_rows(LABELS / "lines.jsonl") if int(r["id"][:4]) in years]
    texts = {r["id"]: r for r in read_rows(news)}
    return [Labelled(without_outlets(texts[r["id"]].text()), texts[r["id"]].day(), r) for r in rows]


def own(split: str) -> list[Labelled]:
    """Give the sentences of our own of one part."""
    return list(_own(split))


def _own(split: str) -> Iterator[Labelled]:
    before, place = "", 0
    for row in read_rows(LABELS / "sentences.jsonl"):
        found = _PART.match(row["kind"])
        article = f"{row['reader']}-{found[1]}" if found else row["id"]
        place = place + 1 if article == before else 0
        before = article
        if row["split"] == split:
            yield Labelled(row.text(), SENTENCES_SAID, row, place)


def articles(treebank: Path, split: str) -> list[Labelled]:
    """Give the sentences of articles of one part: the treebank's, and for dev our own as well."""
    said = {one.id: one for one in sentences(treebank)}
    rows = read_rows(LABELS / "treebank.jsonl", split)
    found = [Labelled(said[r["id"]].text, said[r["id"]].day, r, said[r["id"]].number) for r in rows]
    return found + (own(split) if split == "dev" else [])
