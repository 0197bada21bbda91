"""Check what is stored: ids exist, words stand in their lines, codes are valid, nothing clashes.

    python -m training.labels.stored [--news NEWS.jsonl.gz] [--treebank en_ewt-ud-train.conllu]

Without the texts everything but ids and words of their rows is checked. Exit status 1 and one
mistake a line where there are any.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.labels.collect import differ, part
from training.labels.notation import COUNTS, Reading, contradictions, problems
from training.labels.treebank import sentences

from detente.errors import InvalidInput
from detente.evaluation.gold import Row, read_rows
from detente.knowledge.countries import country
from detente.knowledge.plover import SECTORS, modes
from detente.records import EVENT_TYPES, STATUSES

HERE = Path(__file__).resolve().parent

LONGEST = 150
"""Characters of a phrase; what is longer would be the text of the line."""

_FIELDS = frozenset({
    "actor", "actor_sector", "actor_phrase", "type", "mode", "alt_types", "status", "trigger",
    "recipient", "recipient_sector", "recipient_phrase", "place", "date", *COUNTS, "doubt",
})  # fmt: skip


def mistakes(
    folder: Path = HERE, texts: Mapping[str, str] | None = None,
    bank: Mapping[str, str] | None = None,
) -> list[str]:  # fmt: skip
    """Name everything wrong with the stored labels.

    `texts` are the news lines by id, `bank` the sentences of the treebank by id.
    """
    batches = read_rows(folder / "batches.jsonl")
    batch_of = {name: row["batch"] for row in batches for name in row["ids"]}
    chosen = [name for row in batches for name in row["ids"]]
    lines = read_rows(folder / "lines.jsonl")
    own = read_rows(folder / "sentences.jsonl")
    wrong = [f"{name}: chosen twice" for name, n in Counter(chosen).items() if n > 1]
    wrong += [f"{name}: chosen and not read" for name in sorted(set(chosen) - _ids(lines))]
    foreign = read_rows(folder / "treebank.jsonl")
    wrong += _of_foreign(foreign, bank)
    for rows in (lines, own):
        ids = Counter(row["id"] for row in rows)
        wrong += [f"{name}: there twice" for name, times in ids.items() if times > 1]
    for row in lines:
        text = texts.get(row["id"]) if texts is not None else None
        if texts is not None and text is None:
            wrong.append(f"{row['id']}: no such news line")
        batch = batch_of.get(row["id"], "")
        if row["batch"] != batch:
            wrong.append(f"{row['id']}: is of the batch {batch}, not {row['batch']}")
        if row["split"] != (split := part(row["id"], batch)):
            wrong.append(f"{row['id']}: is of the {split} part, not {row['split']}")
        wrong += _of_labels(row["id"], row.fields, text)
    for row in own:
        wrong += _of_labels(row["id"], row.fields, row.text())
    known = {**(texts or {}), **{row["id"]: row.text() for row in own}}
    for row in read_rows(folder / "twice.jsonl"):
        text = known.get(row["id"])
        for one in ("first", "second"):
            wrong += _of_labels(f"{row['id']} ({one})", row[one], text)
    return wrong + list(_unlike(folder, lines))


def _of_foreign(rows: Sequence[Row], bank: Mapping[str, str] | None) -> Iterator[str]:
    """Name what is wrong with the sentences of the treebank."""
    ids = Counter(row["id"] for row in rows)
    yield from (f"{name}: there twice" for name, times in ids.items() if times > 1)
    for row in rows:
        text = bank.get(row["id"]) if bank is not None else None
        if bank is not None and text is None:
            yield f"{row['id']}: no such sentence of the treebank"
        yield from _of_labels(row["id"], row.fields, text)


def _unlike(folder: Path, lines: Iterable[Row]) -> Iterator[str]:
    """Name lines whose label is neither the agreed first reading nor a third reader's."""
    final = {row["id"]: row.fields for row in lines}
    for row in read_rows(folder / "twice.jsonl"):
        label = final.get(row["id"])
        if label and label["reader"] == row["first"]["reader"]:
            kept = {name: label[name] for name in row["first"]}
            if kept != row["first"] or differ(row["first"], row["second"]):
                yield f"{row['id']}: the label is not what its readers agreed on"


def _ids(rows: Iterable[Row]) -> set[str]:
    return {row["id"] for row in rows}


def _of_labels(name: str, labels: Mapping[str, Any], text: str | None) -> Iterator[str]:
    if not labels.get("reader"):
        yield f"{name}: no reader"
    reading = Reading(name, 0, events=labels["events"], other=labels["other"])
    rows = reading.events + reading.other
    if rows and not labels["political"]:
        yield f"{name}: has events and is not political"
    if not rows:
        reading.note = "politics" if labels["political"] else "none"
    yield from (f"{name}: {what}" for event in rows for what in _of_event(event))
    for event in reading.events:
        if None in (event["actor"], event["recipient"]) or event["actor"] == event["recipient"]:
            yield f"{name}: an event between states has an unknown end, or one state at both"
    yield from (f"{name}: {what}" for what in contradictions(reading))
    if text is not None:
        yield from problems(reading, text)


def _of_event(event: Mapping[str, Any]) -> Iterator[str]:
    if unknown := event.keys() - _FIELDS:
        yield f"unknown fields {sorted(unknown)}"
    if event["type"] not in EVENT_TYPES:
        yield f"unknown type {event['type']}"
    elif event["mode"] is not None and event["mode"] not in modes(event["type"]):
        yield f"{event['type']} has no mode {event['mode']}"
    for name in ("actor_phrase", "recipient_phrase", "trigger"):
        if len(event[name] or "") > LONGEST:
            yield f"{name} is no phrase but a text: {event[name][:40]!r} …"
    if event["status"] not in STATUSES:
        yield f"unknown status {event['status']}"
    for alternative in event.get("alt_types", ()):
        if alternative not in EVENT_TYPES or alternative == event["type"]:
            yield f"{alternative} is no other type"
    for end in ("actor", "recipient"):
        yield from _of_end(event[end], event[f"{end}_sector"])


def _of_end(code: str | None, sector: str | None) -> Iterator[str]:
    if sector is not None and sector not in SECTORS:
        yield f"unknown sector {sector}"
    if code is not None:
        try:
            country(code)
        except InvalidInput as error:
            yield str(error)


def main() -> None:
    """Check and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--news", type=Path)
    asked.add_argument("--treebank", type=Path)
    given = asked.parse_args()
    texts = {row["id"]: row.text() for row in read_rows(given.news)} if given.news else None
    bank = {s.id: s.text for s in sentences(given.treebank)} if given.treebank else None
    wrong = mistakes(texts=texts, bank=bank)
    print(*wrong, f"{len(wrong)} mistakes", sep="\n")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
