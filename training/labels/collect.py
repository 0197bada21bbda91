"""Gather the readers' files into the files of labels beside this one.

    python -m training.labels.collect --readings FOLDER --news NEWS.jsonl.gz
        --treebank en_ewt-ud-train.conllu

The folder holds one file a batch and reader, ``BATCH.READER.txt``, in the notation of RULES.md:
first readings under the batch's name, second ones as ``second-NN``, decisions of a third reader as
``third-NN``; sentences with their labels as ``sentences.WRITER.txt``, second readings of some of
them as ``again-NN``; sentences of the treebank as ``ewt-NN``, and ``ewt2-NN``.
A file with a mistake is named and left out whole; the others are gathered,
and the exit status is 1.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.labels import treebank
from training.labels.check import mistakes, own
from training.labels.choose import BY_SEED, TEST_YEARS

from detente.evaluation.gold import read_rows, write_rows

HERE = Path(__file__).resolve().parent
SPECIAL = ("second", "third", "sentences", "again", "ewt", "ewt2")
"""First words of names of files that hold no first reading of lines."""

DEV_ARTICLES = ("article-09-", "article-10-")

Labels = Mapping[str, Any]


def part(line_id: str, batch: str) -> str:
    """Give ``train``, or for `TEST_YEARS` ``test``, ``test-chosen`` if a model chose the line."""
    if line_id[:4] not in TEST_YEARS:
        return "train"
    return "test" if batch.split("-")[0] in BY_SEED else "test-chosen"


def held(kind: str) -> str:
    """Give ``train``, or ``dev`` for the last two of a writer's ten articles."""
    return "dev" if kind.startswith(DEV_ARTICLES) else "train"


def differ(one: Labels, other: Labels) -> bool:
    """Tell whether two readings differ in who did what to whom, in a status, or in politics."""
    return bool(one["political"] != other["political"] or _core(one) != _core(other))


def _core(labels: Labels) -> frozenset[tuple[Any, ...]]:
    events = (*labels["events"], *labels["other"])
    return frozenset((e["actor"], e["type"], e["recipient"], e["status"]) for e in events)


def settled(
    batch_of: Mapping[str, str], first: Mapping[str, Labels], third: Mapping[str, Labels]
) -> list[dict[str, Any]]:
    """Give one row a line: the third reader's where there is one, the first reader's elsewhere."""
    return [
        {
            "id": name,
            "split": part(name, batch_of[name]),
            "batch": batch_of[name],
            **third.get(name, first[name]),
        }
        for name in sorted(first)
    ]


def _labels(row: Labels) -> dict[str, Any]:
    return {name: row[name] for name in ("id", "political", "events", "other", "reader")}


def _gather(
    files: Iterable[Path], texts: Mapping[str, str], batch_of: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Labels], list[str]]:
    """Read files of one kind; `batch_of` gives the lines each batch must hold, where known."""
    found: dict[str, Labels] = {}
    wrong: list[str] = []
    for file in sorted(files):
        batch, reader, _ = file.name.split(".")
        text = file.read_text(encoding="utf-8")
        ids = batch_of.get(batch)
        if ids is None:
            ids = [line[1:].split()[0] for line in text.splitlines() if line.startswith("#")]
        unknown = [name for name in ids if name not in texts]
        readings, said = mistakes(text, {name: texts[name] for name in ids if name in texts})
        said += [f"{name}: no such news line" for name in unknown]
        if said:
            wrong += [f"{file}: {what}" for what in said]
            continue
        found |= {reading.id: reading.as_row() | {"reader": reader} for reading in readings}
    return found, wrong


def _sentences(files: Iterable[Path]) -> tuple[list[dict[str, Any]], list[str]]:
    rows: list[dict[str, Any]] = []
    wrong: list[str] = []
    for file in sorted(files):
        readings, said = own(file.read_text(encoding="utf-8"))
        wrong += [f"{file}: {what}" for what in said]
        writer = file.name.split(".")[1]
        if not said:
            rows += [
                {"id": r.id, "kind": r.kind, "split": held(r.kind or ""), "text": r.text}
                | r.as_row()
                | {"reader": writer}
                for r in readings
            ]
    return rows, wrong


def main() -> None:
    """Gather, check and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--readings", type=Path, required=True)
    asked.add_argument("--news", type=Path, required=True)
    asked.add_argument("--treebank", type=Path, required=True)
    given = asked.parse_args()
    texts = {row["id"]: row.text() for row in read_rows(given.news)}
    rows = (HERE / "batches.jsonl").read_text(encoding="utf-8").splitlines()
    batches = {row["batch"]: row["ids"] for row in map(json.loads, rows)}
    files: dict[str, list[Path]] = defaultdict(list)
    for file in given.readings.glob("*.txt"):
        name = file.name.split(".")[0].split("-")[0]
        files[name if name in SPECIAL else "first"].append(file)
    first, wrong = _gather(files["first"], texts, batches)
    second, also = _gather(files["second"], texts, {})
    third, more = _gather(files["third"], texts, {})
    sentences, last = _sentences(files["sentences"])
    again, least = _gather(files["again"], {r["id"]: r["text"] for r in sentences}, {})
    bank = {said.id: said for said in treebank.sentences(given.treebank)}
    read, worst = _gather(files["ewt"], {name: said.text for name, said in bank.items()}, {})
    reread, last_ = _gather(files["ewt2"], {name: said.text for name, said in bank.items()}, {})
    wrong += also + more + last + least + worst + last_
    batch_of = {name: batch for batch, ids in batches.items() for name in ids}
    twice = _twice(first, second) + _twice({r["id"]: _labels(r) for r in sentences}, again)
    twice += _twice(read, reread)
    write_rows(HERE / "lines.jsonl", settled(batch_of, first, third))
    write_rows(HERE / "twice.jsonl", twice)
    write_rows(HERE / "sentences.jsonl", sentences)
    write_rows(
        HERE / "treebank.jsonl",
        [{"id": n, "split": treebank.part(bank[n].document), **read[n]} for n in sorted(read)],
    )
    waiting = [
        row["id"]
        for row in twice
        if row["id"] in first and row["id"] not in third and differ(row["first"], row["second"])
    ]
    print(*wrong, sep="\n")
    print(
        f"{len(first)} lines, {len(sentences)} sentences, {len(read)} of the treebank, "
        f"{len(twice)} read twice ({len(waiting)} "
        "lines differ and wait for a third reader)"
    )
    raise SystemExit(bool(wrong))


def _twice(first: Mapping[str, Labels], second: Mapping[str, Labels]) -> list[dict[str, Any]]:
    both = sorted(second.keys() & first.keys())
    return [{"id": name, "first": first[name], "second": second[name]} for name in both]


if __name__ == "__main__":
    main()
